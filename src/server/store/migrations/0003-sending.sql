-- What sending needs: numbers for tokens, trackings that wait for their sent copy, what a person chose for themselves.

-- `pending`: stored when the mail was sent; nobody has met its sent copy, with the ids under which it travels.
alter table activity add column pending boolean not null default false;
create index activity_by_sender on activity (org_id, from_address, sent_at) where direction = 'outgoing';
create index activity_pending on activity (org_id, tracked_by, sent_at) where pending;

-- null: the program itself changed them, as when numbers ran out.
alter table settings alter column author drop not null;

-- Every number that was ever given, once: given again, it is the same row. `key_hash` is that of its digits in
-- correlation_key. `held_from`: the moment from which its silence counts, for a leased one the end of the lease; null: given
-- back unused.
create table token_number (
  org_id int not null references organisation,
  key_hash uuid not null,
  user_id int not null,
  offline boolean not null,
  user_digits smallint not null,
  counter_digits smallint not null,
  counter int not null,
  token text not null,
  mark uuid,
  lease_id uuid,
  given_at timestamptz not null,
  held_from timestamptz,
  primary key (org_id, key_hash),
  foreign key (org_id, user_id) references app_user (org_id, user_id)
);
create index token_number_by_user on token_number (org_id, user_id, offline, counter_digits, given_at);
create index token_number_by_mark on token_number (org_id, mark) where mark is not null;
create index token_number_by_lease on token_number (org_id, lease_id, counter) where lease_id is not null;

-- Where each user's counter stands, by designator and layout.
create table token_cursor (
  org_id int not null references organisation,
  user_id int not null,
  offline boolean not null,
  user_digits smallint not null,
  counter_digits smallint not null,
  next int not null,
  primary key (org_id, user_id, offline, user_digits, counter_digits),
  foreign key (org_id, user_id) references app_user (org_id, user_id)
);

create table token_lease (
  org_id int not null references organisation,
  lease_id uuid not null,
  user_id int not null,
  device uuid not null,
  expires_at timestamptz not null,
  primary key (org_id, lease_id),
  foreign key (org_id, user_id) references app_user (org_id, user_id)
);
create index token_lease_by_device on token_lease (org_id, user_id, device, expires_at);

create table user_preference (
  org_id int not null references organisation,
  user_id int not null,
  preferences jsonb not null,
  at timestamptz not null,
  primary key (org_id, user_id),
  foreign key (org_id, user_id) references app_user (org_id, user_id)
);

alter table token_number enable row level security;
alter table token_number force row level security;
create policy own_organisation on token_number
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

alter table token_cursor enable row level security;
alter table token_cursor force row level security;
create policy own_organisation on token_cursor
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

alter table token_lease enable row level security;
alter table token_lease force row level security;
create policy own_organisation on token_lease
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

alter table user_preference enable row level security;
alter table user_preference force row level security;
create policy own_organisation on user_preference
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

grant select, insert, update on token_number, token_cursor, user_preference to threadmark_app;
grant select, insert on token_lease to threadmark_app;
