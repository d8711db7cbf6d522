-- When somebody was here last, and which role their sign-in service gave them then; null: it gives none, what is stored counts.
alter table app_user add column last_seen timestamptz;
alter table app_user add column claimed_role text
  check (claimed_role in ('administrator', 'customizer', 'user', 'auditor'));
