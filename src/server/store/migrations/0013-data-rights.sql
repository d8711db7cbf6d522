-- What can be asked of us about one person, and what goes by its age. Both delete and change what the product itself may not,
-- so both are functions of the owner: they do this one thing, in the organisation of the transaction, and leave their row.

create index activity_by_time on activity (org_id, tracked_at);

-- One row each time an address was erased. The address stands in none of them, only its keyed hash.
create table erasure (
  org_id int not null references organisation,
  receipt_id uuid not null,
  at timestamptz not null,
  actor int,
  address_hash text not null,
  reason text not null,
  counts jsonb not null,
  primary key (org_id, receipt_id)
);
create index erasure_by_address on erasure (org_id, address_hash, at);

-- What the server does by itself, once a day, on one server at a time: `held_until` is how long the one that has it may take.
create table job (
  org_id int not null references organisation,
  name text not null,
  due_at timestamptz not null,
  held_by uuid,
  held_until timestamptz,
  ended_at timestamptz,
  primary key (org_id, name)
);

-- Every organisation has its job, those that are here already and each that comes.
alter table organisation no force row level security;
insert into job (org_id, name, due_at) select org_id, 'retention', now() from organisation;
alter table organisation force row level security;
create function add_jobs() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into job (org_id, name, due_at) values (new.org_id, 'retention', now()) on conflict do nothing;
  return null;
end $$;
create trigger add_jobs after insert on organisation for each row execute function add_jobs();

alter table erasure enable row level security;
alter table erasure force row level security;
create policy own_organisation on erasure
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));

alter table job enable row level security;
alter table job force row level security;
create policy own_organisation on job
  using (org_id = (select nullif(current_setting('threadmark.org', true), '')::int));
-- Whoever looks for work knows no organisation yet, and learns of each that and when there is some.
create policy looking_for_work on job for select
  using (name = (select nullif(current_setting('threadmark.job', true), '')));

grant select on erasure to threadmark_app;
grant select, insert, update on job to threadmark_app;

-- As `hashWith` computes it.
create function address_hash(p_org int, p_address text) returns text language sql stable
  set search_path = pg_catalog, public, pg_temp as $$
  select encode(sha256(k.key || sha256(k.key || convert_to(p_address, 'UTF8'))), 'hex') from privacy_key k where k.org_id = p_org
$$;

-- Whole addresses only: joanna@x.example is not anna@x.example, nor is anna@x.example.org. As mails and links write them.
create function address_pattern(p_forms text[]) returns text language sql immutable
  set search_path = pg_catalog, public, pg_temp as $$
  select '(?:(?<![[:alnum:]._%+''-])|(?<=%[0-9a-fA-F][0-9a-fA-F]))(?:'
    || string_agg(replace(regexp_replace(f, '([.^$*+?(){}|\[\]\\-])', '\\\1', 'g'), '@', '(?:@|%40|&#64;)'), '|')
    || ')(?![[:alnum:]-])(?!\.[[:alnum:]])' from unnest(p_forms) f
$$;

-- Every text of every table of the organisation: what is added to the schema later is covered without being named here.
create function redact_everywhere(p_org int, p_pattern text, p_spared text[]) returns int language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_column record;
  v_rows int;
  v_all int := 0;
  v_new text;
begin
  for v_column in
    select c.table_name as tab, c.column_name as col, c.data_type as kind from information_schema.columns c
    join information_schema.columns o on o.table_schema = c.table_schema and o.table_name = c.table_name and o.column_name = 'org_id'
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
    where c.table_schema = 'public' and c.is_generated = 'NEVER' and c.table_name <> all (p_spared)
      and (c.data_type in ('text', 'character varying', 'json', 'jsonb') or c.udt_name = '_text')
  loop
    v_new := case when v_column.kind = 'ARRAY'
      then format('array(select regexp_replace(e, $2, $3, ''gi'') from unnest(%I) with ordinality u(e, n) order by n)', v_column.col)
      else format('regexp_replace(%I::text, $2, $3, ''gi'')::%s', v_column.col, v_column.kind) end;
    execute format('update %I set %I = %s where org_id = $1 and %I::text ~* $2', v_column.tab, v_column.col, v_new, v_column.col)
      using p_org, p_pattern, 'erased@erased.invalid';
    get diagnostics v_rows = row_count;
    v_all := v_all + v_rows;
  end loop;
  return v_all;
end $$;

-- Everything about one address. Mail that others sent or got stays as a row: when, in which thread, on which record, with
-- whom else. Doing it again finds nothing and leaves another receipt.
create function erase_person(
  p_receipt uuid, p_audit uuid, p_at timestamptz, p_actor int, p_address text, p_reason text, p_records boolean
) returns jsonb language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_org int := nullif(current_setting('threadmark.org', true), '')::int;
  v_reader text := coalesce(current_setting('threadmark.reader', true), '');
  v_hash text;
  v_pattern text;
  v_mails uuid[];
  v_records uuid[];
  v_user int;
  v_counts jsonb := '{}';
  v_n int;
begin
  if v_org is null or coalesce(p_address, '') !~ '^[^\s@]+@[^\s@]+$' or p_address = 'erased@erased.invalid' then
    raise exception 'no organisation, or no address' using errcode = '22023';
  end if;
  perform set_config('threadmark.reader', '0', true);
  -- Whatever is being stored is waited for, and waits (`readErased`).
  perform 1 from organisation where org_id = v_org for update;
  v_hash := address_hash(v_org, p_address);
  if v_hash is null then raise exception 'no key for hashes' using errcode = '22023'; end if;
  if exists (select 1 from app_user where org_id = v_org and address = p_address and active) then
    raise exception 'a user who is active' using errcode = '22023';
  end if;
  select address_pattern(array_agg(distinct f)) into v_pattern from (
    select p_address as f union
    select lower(p.written) from activity_party p where p.org_id = v_org and p.address = p_address and p.written like '%_@_%') forms;

  select coalesce(array_agg(activity_id), '{}') into v_mails from (
    select p.activity_id from activity_party p where p.org_id = v_org and p.address = p_address union
    select a.activity_id from activity a where a.org_id = v_org and a.from_address = p_address) m;

  update activity_body set html = null, plain = null
    where org_id = v_org and activity_id = any (v_mails) and (html is not null or plain is not null);
  get diagnostics v_n = row_count;
  v_counts := v_counts || jsonb_build_object('bodies', v_n);
  delete from attachment where org_id = v_org and activity_id = any (v_mails);
  -- Names of the mail stay as hashes, so that the talk of the others stays one; what is made of the subject goes.
  delete from correlation_key where org_id = v_org and activity_id = any (v_mails) and kind not in (1, 2, 3, 4, 5, 6, 8);
  update activity set subject = '[erased]', topic = '', reason = 'Erased.', text_hash = null, version = version + 1,
      from_address = nullif(from_address, p_address), lists = array_remove(lists, p_address)
    where org_id = v_org and activity_id = any (v_mails)
      and (subject <> '[erased]' or from_address = p_address or exists (select 1 from activity_party p
        where p.org_id = v_org and p.activity_id = activity.activity_id and p.address = p_address));
  get diagnostics v_n = row_count;
  v_counts := v_counts || jsonb_build_object('mails', v_n);
  update thread set words = null where org_id = v_org and thread_id in (
    select s.root_id from activity a join thread s on s.org_id = v_org and s.thread_id = a.thread_id
    where a.org_id = v_org and a.activity_id = any (v_mails));
  delete from activity_party where org_id = v_org and address = p_address;
  get diagnostics v_n = row_count;
  v_counts := v_counts || jsonb_build_object('parties', v_n);
  delete from thread_person where org_id = v_org and address = p_address;
  delete from evidence where org_id = v_org and (activity_id = any (v_mails) or keys::text ~* v_pattern or p_address = any (blind));
  get diagnostics v_n = row_count;
  v_counts := v_counts || jsonb_build_object('evidence', v_n);
  delete from settings_trial where org_id = v_org and state <> 'running';

  select coalesce(array_agg(record_id), '{}') into v_records from record r
    where p_records and r.org_id = v_org and r.type in ('contact', 'lead')
      and (lower(r.email) = p_address or exists (select 1 from record_address ra
        where ra.org_id = v_org and ra.record_id = r.record_id and ra.address = p_address));
  update record set name = 'Erased person', detail = '', email = null, company = null, search = '', state = 'deleted'
    where org_id = v_org and record_id = any (v_records);
  delete from record_address where org_id = v_org and (record_id = any (v_records) or (p_records and address = p_address));
  update record set email = null where p_records and org_id = v_org and lower(email) = p_address;
  v_counts := v_counts || jsonb_build_object('records', cardinality(v_records));

  select user_id into v_user from app_user where org_id = v_org and address = p_address;
  update app_user set address = 'erased-' || user_id || '@erased.invalid', name = 'Erased person', issuer = null, subject = null
    where org_id = v_org and user_id = v_user;
  delete from user_preference where org_id = v_org and user_id = v_user;
  v_counts := v_counts || jsonb_build_object('users', case when v_user is null then 0 else 1 end);

  -- A letter that comes again finds that there is no answer any more, and does nothing.
  update request set reply = null where org_id = v_org and reply is not null and (reply::text ~* v_pattern
    or reply->'tracking'->>'activityId' = any (v_mails::text[]) or reply->'record'->>'id' = any (v_records::text[]));
  update audit_log set why = '' where org_id = v_org and entity = 'activity' and entity_id = any (v_mails::text[]) and why <> ''
    and action !~* 'body';
  get diagnostics v_n = row_count;
  v_counts := v_counts || jsonb_build_object('reasons', v_n);
  v_n := redact_everywhere(v_org, v_pattern, case when p_records then '{}' else array['record', 'record_address'] end);
  v_counts := v_counts || jsonb_build_object('elsewhere', v_n);

  p_reason := regexp_replace(p_reason, v_pattern, 'erased@erased.invalid', 'gi');
  insert into erasure (org_id, receipt_id, at, actor, address_hash, reason, counts)
    values (v_org, p_receipt, p_at, p_actor, v_hash, p_reason, v_counts);
  insert into audit_log (org_id, audit_id, at, actor, action, entity, entity_id, after, why)
    values (v_org, p_audit, p_at, p_actor, 'erasePerson', 'address', v_hash,
      v_counts || jsonb_build_object('receipt', p_receipt), p_reason);
  perform set_config('threadmark.reader', v_reader, true);
  return v_counts;
end $$;

-- One small step of what goes by its age. How old that is stands in the settings of the organisation and nowhere else, and
-- no clock that is ahead of the database's makes anything older.
create function remove_old(p_now timestamptz, p_most int) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_org int := nullif(current_setting('threadmark.org', true), '')::int;
  v_reader text := coalesce(current_setting('threadmark.reader', true), '');
  v_now timestamptz := least(p_now, now());
  v_settings jsonb;
  v_days int;
  v_mails uuid[] := '{}';
  v_bodies int := 0;
  v_letters int;
  v_table text;
begin
  if v_org is null then raise exception 'no organisation' using errcode = '22023'; end if;
  perform set_config('threadmark.reader', '0', true);
  select settings into v_settings from settings where org_id = v_org order by version desc limit 1;

  v_days := coalesce((v_settings->>'keepMailDays')::int, 0);
  if v_days > 0 then
    select coalesce(array_agg(activity_id), '{}') into v_mails from (
      select activity_id from activity where org_id = v_org and tracked_at < v_now - make_interval(days => v_days)
      order by tracked_at limit p_most for update) old;
    update audit_log set why = '' where org_id = v_org and entity = 'activity' and entity_id = any (v_mails::text[]) and why <> ''
      and action !~* 'body';
    for v_table in select c.table_name from information_schema.columns c
      join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
      where c.table_schema = 'public' and c.column_name = 'activity_id' and c.table_name <> 'activity'
    loop
      execute format('delete from %I where org_id = $1 and activity_id = any ($2)', v_table) using v_org, v_mails;
    end loop;
    delete from activity where org_id = v_org and activity_id = any (v_mails);
    update thread set words = null where org_id = v_org and words is not null and not exists (
      select 1 from thread s join activity a on a.org_id = v_org and a.thread_id = s.thread_id
      where s.org_id = v_org and s.root_id = thread.root_id) and cardinality(v_mails) > 0;
    delete from thread_person p where p.org_id = v_org and cardinality(v_mails) > 0 and not exists (
      select 1 from thread s join activity a on a.org_id = v_org and a.thread_id = s.thread_id
      where s.org_id = v_org and s.root_id = p.thread_id);
  end if;

  v_days := coalesce((v_settings->>'keepBodiesDays')::int, 0);
  if v_days > 0 then
    with old as (
      select b.activity_id from activity a join activity_body b on b.org_id = v_org and b.activity_id = a.activity_id
      where a.org_id = v_org and a.tracked_at < v_now - make_interval(days => v_days)
        and (b.html is not null or b.plain is not null) order by a.tracked_at limit p_most
    ), files as (
      delete from attachment f using old where f.org_id = v_org and f.activity_id = old.activity_id
    ), emptied as (
      update activity_body b set html = null, plain = null from old where b.org_id = v_org and b.activity_id = old.activity_id
      returning 1
    )
    select count(*) into v_bodies from emptied;
  end if;

  with old as (
    select request_id from request where org_id = v_org and at < v_now - interval '90 days' limit p_most
  )
  delete from request r using old where r.org_id = v_org and r.request_id = old.request_id;
  get diagnostics v_letters = row_count;
  perform set_config('threadmark.reader', v_reader, true);
  return jsonb_build_object('mails', cardinality(v_mails), 'bodies', v_bodies, 'letters', v_letters);
end $$;

revoke all on function redact_everywhere, erase_person, remove_old from public;
grant execute on function erase_person, remove_old to threadmark_app;
