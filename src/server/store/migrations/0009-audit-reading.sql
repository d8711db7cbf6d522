-- Reading the audit newest first, by time, by person; and finding what concerns one address.
create index audit_log_by_time on audit_log (org_id, at desc, audit_id desc);
create index audit_log_by_actor on audit_log (org_id, actor, at desc, audit_id desc);
create index activity_party_by_address on activity_party (org_id, address);

-- By which an address is named where it shall not be read: receipts of what was erased, and their audit rows.
create table privacy_key (
  org_id int not null references organisation,
  key bytea not null,
  primary key (org_id)
);
alter table privacy_key enable row level security;
alter table privacy_key force row level security;
create policy own_organisation on privacy_key
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));
grant select, insert on privacy_key to threadmark_app;
