-- Whose people an organisation takes in, and what they may do.

-- `issuers`: who may vouch for its people; empty: the only issuer that the server trusts. `joining`: whether somebody whom
-- such an issuer vouches for becomes a user at the first sign-in: nobody, people of its domains, or everybody.
alter table organisation add column issuers text[] not null default '{}';
alter table organisation add column joining text not null default 'invited'
  check (joining in ('invited', 'domains', 'everyone'));

alter table app_user drop constraint app_user_role_check;
alter table app_user add constraint app_user_role_check
  check (role in ('administrator', 'customizer', 'user', 'auditor'));

-- Signing in comes before the organisation is known: whoever proved to be this person sees who would take them in.
create policy joining on organisation for select using (
  joining <> 'invited'
  and (select nullif(current_setting('threadmark.sign_in_issuer', true), '')) = any (issuers)
  and (joining = 'everyone'
    or (select split_part(nullif(current_setting('threadmark.sign_in_address', true), ''), '@', 2)) = any (domains))
);
