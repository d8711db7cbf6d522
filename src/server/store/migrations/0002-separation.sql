-- Row-level security: the application role sees the organisation that its transaction names, and nothing without a name.
-- `force`: the owner of the tables obeys too, should a deployment run the product as its owner.

alter table organisation enable row level security;
alter table organisation force row level security;
create policy own_organisation on organisation
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

alter table app_user enable row level security;
alter table app_user force row level security;
create policy own_organisation on app_user
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));
-- Signing in comes before the organisation is known: whoever proved to be this person sees this person.
create policy signing_in on app_user for select using (
  address = (select nullif(current_setting('threadmark.sign_in_address', true), ''))
  or (subject = (select nullif(current_setting('threadmark.sign_in_subject', true), ''))
    and issuer = (select nullif(current_setting('threadmark.sign_in_issuer', true), '')))
);

alter table record enable row level security;
alter table record force row level security;
create policy own_organisation on record
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

alter table record_address enable row level security;
alter table record_address force row level security;
create policy own_organisation on record_address
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

alter table thread enable row level security;
alter table thread force row level security;
create policy own_organisation on thread
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

alter table thread_person enable row level security;
alter table thread_person force row level security;
create policy own_organisation on thread_person
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

alter table activity enable row level security;
alter table activity force row level security;
create policy own_organisation on activity
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

alter table activity_party enable row level security;
alter table activity_party force row level security;
create policy own_organisation on activity_party
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

alter table activity_body enable row level security;
alter table activity_body force row level security;
create policy own_organisation on activity_body
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

alter table attachment enable row level security;
alter table attachment force row level security;
create policy own_organisation on attachment
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

alter table receipt enable row level security;
alter table receipt force row level security;
create policy own_organisation on receipt
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

alter table correlation_key enable row level security;
alter table correlation_key force row level security;
create policy own_organisation on correlation_key
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

alter table request enable row level security;
alter table request force row level security;
create policy own_organisation on request
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

alter table settings enable row level security;
alter table settings force row level security;
create policy own_organisation on settings
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

alter table token_layout enable row level security;
alter table token_layout force row level security;
create policy own_organisation on token_layout
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

alter table audit_log enable row level security;
alter table audit_log force row level security;
create policy own_organisation on audit_log
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

-- Nothing is ever deleted by the product in this version, and the audit log is only added to.
grant select, insert, update on organisation, app_user, record, record_address, thread, activity, receipt, request, token_layout
  to threadmark_app;
grant select, insert, delete on thread_person to threadmark_app;
grant select, insert on activity_party, activity_body, attachment, correlation_key, settings, audit_log to threadmark_app;
