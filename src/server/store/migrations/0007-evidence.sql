-- What the engine judges mail by, so that other settings can be tried on mail that really came, before they are saved.

-- One row a mail: of tracked mail, and of mail that was only looked at, for that is what other settings could link. Ids, addresses
-- and the subject's words; never a body. `mail_key` as activity.dedupe_key. `at`: when it was tracked, else first looked at, by
-- `seen_by`. `blind`: whom only its sender may know. Bounded in time and number; an activity that goes takes its row along.
create table evidence (
  org_id int not null references organisation,
  mail_key uuid not null,
  at timestamptz not null,
  seen_by int not null,
  activity_id uuid,
  keys jsonb not null,
  blind text[] not null default '{}',
  primary key (org_id, mail_key),
  foreign key (org_id, activity_id) references activity (org_id, activity_id) on delete cascade,
  foreign key (org_id, seen_by) references app_user (org_id, user_id)
);
create index evidence_by_time on evidence (org_id, at, mail_key);
create index evidence_by_activity on evidence (org_id, activity_id) where activity_id is not null;

-- The last trial of an organisation: one at a time. `beat_at`: when it last went on; `version`: of the settings it compares with.
create table settings_trial (
  org_id int not null references organisation,
  trial_id uuid not null,
  started_by int not null,
  started_at timestamptz not null,
  beat_at timestamptz not null,
  version int not null,
  days int not null,
  settings jsonb not null,
  state text not null check (state in ('running', 'done', 'stopped', 'failed')),
  total int not null,
  done int not null,
  result jsonb,
  primary key (org_id),
  foreign key (org_id, started_by) references app_user (org_id, user_id)
);

alter table evidence enable row level security;
alter table evidence force row level security;
create policy own_organisation on evidence
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

alter table settings_trial enable row level security;
alter table settings_trial force row level security;
create policy own_organisation on settings_trial
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

grant select, insert, update, delete on evidence, settings_trial to threadmark_app;
