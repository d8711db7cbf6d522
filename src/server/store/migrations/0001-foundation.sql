-- Organisations and their people, records, tracked mail, settings, audit; everything belongs to one organisation.
-- Plain B-trees and plain statements only, and every key begins with org_id: the same schema fits a distributed PostgreSQL.

create table organisation (
  org_id int primary key,
  name text not null,
  domains text[] not null default '{}',
  created_at timestamptz not null default now()
);

-- `issuer` and `subject` are bound at the first sign-in; user_id is the number that tracking tokens are built from.
create table app_user (
  org_id int not null references organisation,
  user_id int not null,
  address text not null,
  name text not null,
  role text not null check (role in ('administrator', 'user')),
  active boolean not null default true,
  issuer text,
  subject text,
  created_at timestamptz not null default now(),
  primary key (org_id, user_id),
  unique (org_id, address)
);
create index app_user_by_address on app_user (address);
create index app_user_by_subject on app_user (subject, issuer);

-- `became_id`: what this record was merged into or converted to; it points at the last in line, never at a record that
-- became another itself. `search` holds the folded words of name, detail, company and address.
create table record (
  org_id int not null references organisation,
  record_id uuid not null,
  type text not null check (type in ('contact', 'account', 'lead', 'opportunity', 'case')),
  name text not null,
  detail text not null default '',
  state text not null default 'open' check (state in ('open', 'closed', 'deleted')),
  email text,
  company text,
  parent_id uuid,
  became_id uuid,
  search text not null default '',
  created_at timestamptz not null default now(),
  primary key (org_id, record_id),
  foreign key (org_id, parent_id) references record (org_id, record_id),
  foreign key (org_id, became_id) references record (org_id, record_id)
);
create index record_by_parent on record (org_id, parent_id);
create index record_by_became on record (org_id, became_id);

create table record_address (
  org_id int not null,
  address text not null,
  record_id uuid not null,
  primary key (org_id, address, record_id),
  foreign key (org_id, record_id) references record (org_id, record_id)
);

-- Threads that turned out to be one are joined by pointing at the same root, in one step: `root_id` is never itself joined.
-- A mail keeps the thread_id it was stored with, so that joining costs the same for long threads.
create table thread (
  org_id int not null,
  thread_id uuid not null,
  root_id uuid not null,
  primary key (org_id, thread_id)
);
create index thread_by_root on thread (org_id, root_id);

create table thread_person (
  org_id int not null,
  thread_id uuid not null,
  address text not null,
  primary key (org_id, thread_id, address)
);

-- `dedupe_key`: direction and Message-ID (for a distinct mail that abuses a known id, also sender and topic).
create table activity (
  org_id int not null references organisation,
  activity_id uuid not null,
  dedupe_key uuid not null,
  thread_id uuid not null,
  kind text not null check (kind in ('message', 'appointment')),
  direction text not null check (direction in ('incoming', 'outgoing')),
  state text not null check (state in ('tracked', 'untracked')),
  message_id text not null,
  topic text not null,
  subject text not null,
  from_address text,
  sent_at timestamptz not null,
  index_depth int,
  regarding_id uuid,
  method text not null,
  reason text not null,
  matched_id uuid,
  tracked_by int not null,
  tracked_at timestamptz not null,
  version int not null default 1,
  primary key (org_id, activity_id),
  unique (org_id, dedupe_key),
  foreign key (org_id, regarding_id) references record (org_id, record_id),
  foreign key (org_id, tracked_by) references app_user (org_id, user_id)
);
create index activity_by_regarding on activity (org_id, regarding_id, sent_at desc, activity_id desc);
create index activity_by_thread on activity (org_id, thread_id, activity_id);
create index activity_by_tracker on activity (org_id, tracked_by, tracked_at desc);

-- `address` is normal, for comparing; `written` as the mail had it.
create table activity_party (
  org_id int not null,
  activity_id uuid not null,
  role text not null check (role in ('from', 'to', 'cc', 'bcc')),
  ordinal smallint not null,
  address text not null,
  written text not null,
  name text not null,
  primary key (org_id, activity_id, role, ordinal),
  foreign key (org_id, activity_id) references activity (org_id, activity_id)
);

create table activity_body (
  org_id int not null,
  activity_id uuid not null,
  html text,
  plain text,
  primary key (org_id, activity_id),
  foreign key (org_id, activity_id) references activity (org_id, activity_id)
);

create table attachment (
  org_id int not null,
  activity_id uuid not null,
  ordinal smallint not null,
  name text not null,
  content_type text not null,
  size bigint not null,
  inline boolean not null,
  primary key (org_id, activity_id, ordinal),
  foreign key (org_id, activity_id) references activity (org_id, activity_id)
);

-- Who holds the mail as tracked. A receipt that was taken back stays, so that it can be restored and is never made again
-- by a machine.
create table receipt (
  org_id int not null,
  activity_id uuid not null,
  user_id int not null,
  at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (org_id, activity_id, user_id),
  foreign key (org_id, activity_id) references activity (org_id, activity_id),
  foreign key (org_id, user_id) references app_user (org_id, user_id)
);

-- `key_hash`: first 16 bytes of SHA-256 over kind, ':' and value. No smaller: a sender could find collisions of 64 bits.
create table correlation_key (
  org_id int not null,
  kind smallint not null,
  key_hash uuid not null,
  activity_id uuid not null,
  primary key (org_id, kind, key_hash, activity_id),
  foreign key (org_id, activity_id) references activity (org_id, activity_id)
);
create index correlation_key_by_activity on correlation_key (org_id, activity_id);

-- What a request id stood for, and what was answered, to the letter: the same request delivered twice has one effect.
create table request (
  org_id int not null,
  request_id uuid not null,
  user_id int not null,
  act text not null,
  payload_hash uuid not null,
  reply json,
  at timestamptz not null,
  primary key (org_id, request_id)
);

create table settings (
  org_id int not null references organisation,
  version int not null,
  settings jsonb not null,
  author int not null,
  reason text not null,
  at timestamptz not null,
  primary key (org_id, version),
  foreign key (org_id, author) references app_user (org_id, user_id)
);

-- Every layout that tokens were ever written in; old mail stays readable.
create table token_layout (
  org_id int not null references organisation,
  prefix text not null,
  user_digits smallint not null,
  counter_digits smallint not null,
  last_version int not null,
  primary key (org_id, prefix, user_digits, counter_digits)
);

create table audit_log (
  org_id int not null references organisation,
  audit_id uuid not null,
  at timestamptz not null,
  actor int,
  action text not null,
  entity text not null,
  entity_id text not null,
  before jsonb,
  after jsonb,
  why text not null default '',
  primary key (org_id, audit_id)
);
create index audit_log_by_entity on audit_log (org_id, entity, entity_id, audit_id);
