-- Who may see what. `threadmark.reader` names the reader of a transaction: a user's number, or 0 for the program itself.

create table team (
  org_id int not null references organisation,
  team_id int not null,
  name text not null,
  primary key (org_id, team_id),
  unique (org_id, name)
);

create table team_member (
  org_id int not null references organisation,
  user_id int not null,
  team_id int not null,
  primary key (org_id, user_id, team_id),
  foreign key (org_id, user_id) references app_user (org_id, user_id),
  foreign key (org_id, team_id) references team (org_id, team_id)
);
create index team_member_by_team on team_member (org_id, team_id, user_id);

alter table team enable row level security;
alter table team force row level security;
create policy own_organisation on team
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

alter table team_member enable row level security;
alter table team_member force row level security;
create policy own_organisation on team_member
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

grant select, insert, update on team to threadmark_app;
grant select, insert, delete on team_member to threadmark_app;

-- Given to an administrator by another one or by the command line: may open what they may not read as a user, with a reason.
alter table app_user add column reads_bodies boolean not null default false;

-- What stood before has no owner and stays the whole organisation's.
alter table record add column owner_id int;
alter table record add column team_id int;
alter table record add column access text not null default 'organisation'
  check (access in ('owner', 'team', 'organisation'));

-- `owner_id`: who stored it first; null: stored before there were owners, then whoever tracked it. It never changes hands
-- when somebody else tracks the mail again. `private`: for its owner and the people on it.
alter table activity add column owner_id int;
alter table activity add column private boolean not null default false;

-- `text_hash`: of the stored text; who tracks a mail and sends the same text has it before them (a list, a blind copy, a
-- shared mailbox), though their address is not on it. `holds` says so of them; knowing a mail's ids alone proves nothing.
alter table activity add column text_hash uuid;
alter table receipt add column holds boolean not null default false;

-- A record that its reader may not see is not there, whatever a statement asks. What a merged record became has the same
-- owner, team and access.
create policy seen_by_reader on record as restrictive for select using (
  access = 'organisation'
  or (select nullif(current_setting('threadmark.reader', true), '')::int) in (0, owner_id)
  or (access = 'team' and team_id = any (array(
    select m.team_id from team_member m
    where m.org_id = (select nullif(current_setting('threadmark.org', true), '')::int)
      and m.user_id = (select nullif(current_setting('threadmark.reader', true), '')::int))))
);

-- The text of a mail is read by its owner, by the people on it and who else holds it, and where it is not private by whoever sees its record.
create policy seen_by_reader on activity_body as restrictive for select using (
  (select nullif(current_setting('threadmark.reader', true), '')::int) = 0
  or exists (
    select 1 from activity a where a.org_id = activity_body.org_id and a.activity_id = activity_body.activity_id and (
      coalesce(a.owner_id, a.tracked_by) = (select nullif(current_setting('threadmark.reader', true), '')::int)
      or (not a.private and exists (
        select 1 from record r where r.org_id = a.org_id and r.record_id = a.regarding_id))
      or exists (
        select 1 from receipt h where h.org_id = a.org_id and h.activity_id = a.activity_id and h.holds
          and h.user_id = (select nullif(current_setting('threadmark.reader', true), '')::int))
      or exists (
        select 1 from activity_party p where p.org_id = a.org_id and p.activity_id = a.activity_id and p.address = (
          select u.address from app_user u where u.org_id = (select nullif(current_setting('threadmark.org', true), '')::int)
            and u.user_id = (select nullif(current_setting('threadmark.reader', true), '')::int)))))
);
