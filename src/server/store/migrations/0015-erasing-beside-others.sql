-- Erasing and removing what is old, beside people who work. Erasing reads every text of the organisation, which takes a minute
-- where there are many, and nobody could store anything meanwhile: now it reads first, holding nobody up, and writes where
-- nobody else writes again (`settled`); while it holds the organisation it reads again only what was written since. Removing
-- read the whole organisation again at each of its small steps: now what belongs to the mails of the step.

create index request_by_time on request (org_id, at);
create index activity_body_stored on activity_body (org_id, activity_id) where html is not null or plain is not null;

-- The texts of every table of an organisation: what is added to the schema later is covered without being named here. `holds`:
-- a condition on them with $2, the pattern; `written`: what becomes of each, with $3 in place of what was found.
create function texts_of(p_spared text[]) returns table (tab text, holds text, written text) language sql stable
  set search_path = pg_catalog, public, pg_temp as $$
  select c.table_name::text, string_agg(format('%I::text ~* $2', c.column_name), ' or '),
    string_agg(format('%1$I = case when %1$I::text ~* $2 then %2$s else %1$I end', c.column_name, case when c.data_type = 'ARRAY'
      then format('array(select regexp_replace(e, $2, $3, ''gi'') from unnest(%I) with ordinality u(e, n) order by n)', c.column_name)
      else format('regexp_replace(%I::text, $2, $3, ''gi'')::%s', c.column_name, c.data_type) end), ', ')
  from information_schema.columns c
  join information_schema.columns o on o.table_schema = c.table_schema and o.table_name = c.table_name and o.column_name = 'org_id'
  join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
  where c.table_schema = 'public' and c.is_generated = 'NEVER' and c.table_name <> all (p_spared)
    and (c.data_type in ('text', 'character varying', 'json', 'jsonb') or c.udt_name = '_text')
  group by c.table_name
$$;

-- Tables whose rows are written once, or next to never again: the text of a mail, the audit, answered letters. To hold them
-- back before the organisation is held makes nobody wait who then is waited for.
create function settled() returns text[] language sql immutable
  set search_path = pg_catalog, public, pg_temp as $$ select array['activity_body', 'audit_log', 'request'] $$;

-- Where the pattern stands now: by table the places of its rows. They stay the rows' as long as nobody writes them again, and
-- who does leaves a younger row.
create function find_everywhere(p_org int, p_pattern text) returns jsonb language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_table record;
  v_places text[];
  v_all jsonb := '{}';
begin
  for v_table in select * from texts_of(settled()) loop
    execute format('select coalesce(array_agg(ctid::text), ''{}'') from %I where org_id = $1 and (%s)', v_table.tab, v_table.holds)
      into v_places using p_org, p_pattern;
    v_all := v_all || jsonb_build_object(v_table.tab, v_places);
  end loop;
  return v_all;
end $$;

-- Empty where the table is not named.
create function places_in(p_places jsonb, p_tab text) returns tid[] language sql immutable
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(p::tid), '{}') from jsonb_array_elements_text(p_places -> p_tab) p
$$;

-- The rows at these places, and whatever was written since: as young as `p_age` transactions or younger; what this very
-- transaction wrote in settled tables is redacted already.
drop function redact_everywhere(int, text, text[]);
create function redact_everywhere(p_org int, p_pattern text, p_spared text[], p_places jsonb, p_age int) returns int language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_table record;
  v_mine boolean;
  v_rows int;
  v_all int := 0;
begin
  for v_table in select * from texts_of(p_spared) loop
    -- A case reads no text of a row that is neither.
    v_mine := p_age = 2147483647 or v_table.tab <> all (settled());
    execute format('update %I set %s where org_id = $1 and case when ctid = any ($4)
        or (age(xmin) <= $5 and ($6 or xmin <> pg_current_xact_id()::xid)) then %s end', v_table.tab, v_table.written, v_table.holds)
      using p_org, p_pattern, '\1erased@erased.invalid', places_in(p_places, v_table.tab), p_age, v_mine;
    get diagnostics v_rows = row_count;
    v_all := v_all + v_rows;
  end loop;
  return v_all;
end $$;

-- As mails and their people write it.
create function pattern_of(p_org int, p_address text) returns text language sql stable
  set search_path = pg_catalog, public, pg_temp as $$
  select address_pattern(array_agg(distinct f order by f)) from (
    select p_address as f union
    select lower(p.written) from activity_party p where p.org_id = p_org and p.address = p_address and p.written like '%_@_%') forms
$$;

create function mails_of(p_org int, p_address text) returns uuid[] language sql stable
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(activity_id), '{}') from (
    select p.activity_id from activity_party p where p.org_id = p_org and p.address = p_address union
    select a.activity_id from activity a where a.org_id = p_org and a.from_address = p_address) m
$$;

create function people_of(p_org int, p_address text) returns uuid[] language sql stable
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(record_id), '{}') from record r
  where r.org_id = p_org and r.type in ('contact', 'lead') and (lower(r.email) = p_address or exists (select 1 from record_address ra
    where ra.org_id = p_org and ra.record_id = r.record_id and ra.address = p_address))
$$;

-- Of settled tables: the text of these mails, why they were tracked, and answers about them or about these ids.
create function erase_settled(p_org int, p_pattern text, p_mails uuid[], p_ids text[], p_late boolean, p_age int, out bodies int, out reasons int)
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  update activity_body set html = null, plain = null
    where org_id = p_org and activity_id = any (p_mails) and (html is not null or plain is not null);
  get diagnostics bodies = row_count;
  -- A letter that comes again finds that there is no answer any more, and does nothing.
  update request set reply = null where org_id = p_org and reply is not null and case when p_late or age(xmin) <= p_age
    then reply::text ~* p_pattern or reply->'tracking'->>'activityId' = any (p_ids) or reply->'record'->>'id' = any (p_ids) end;
  update audit_log set why = '' where org_id = p_org and entity = 'activity' and entity_id = any (p_mails::text[]) and why <> ''
    and action !~* 'body';
  get diagnostics reasons = row_count;
end $$;

-- Everything about one address. Mail that others sent or got stays as a row: when, in which thread, on which record, with
-- whom else. Doing it again finds nothing and leaves another receipt.
create or replace function erase_person(
  p_receipt uuid, p_audit uuid, p_at timestamptz, p_actor int, p_address text, p_reason text, p_records boolean
) returns jsonb language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_org int := nullif(current_setting('threadmark.org', true), '')::int;
  v_reader text := coalesce(current_setting('threadmark.reader', true), '');
  v_since xid;
  v_age int;
  v_places jsonb;
  v_known text[];
  v_ids text[];
  v_first record;
  v_then record;
  v_hash text;
  v_pattern text;
  v_mails uuid[];
  v_records uuid[];
  v_user int;
  v_counts jsonb;
  v_elsewhere int;
  v_n int;
  v_m int;
begin
  if v_org is null or coalesce(p_address, '') !~ '^[^\s@]+@[^\s@]+$' or p_address = 'erased@erased.invalid' then
    raise exception 'no organisation, or no address' using errcode = '22023';
  end if;
  perform set_config('threadmark.reader', '0', true);
  v_hash := address_hash(v_org, p_address);
  if v_hash is null then raise exception 'no key for hashes' using errcode = '22023'; end if;

  if exists (select 1 from app_user where org_id = v_org and address = p_address and active) then
    raise exception 'a user who is active' using errcode = '22023';
  end if;

  -- First what takes long. Whatever a transaction writes that has not ended by now is read again below.
  v_since := pg_snapshot_xmin(pg_current_snapshot())::xid;
  v_pattern := pattern_of(v_org, p_address);
  v_mails := mails_of(v_org, p_address);
  v_known := (v_mails || case when p_records then people_of(v_org, p_address) else '{}' end)::text[];
  v_places := find_everywhere(v_org, v_pattern);
  v_first := erase_settled(v_org, v_pattern, v_mails, v_known, false, 2147483647);
  v_elsewhere := redact_everywhere(v_org, v_pattern, (select array_agg(tab) from texts_of(settled())), '{}', 2147483647);

  -- Whatever is being stored is waited for, and waits (`readErased`).
  perform 1 from organisation where org_id = v_org for update;
  v_age := age(v_since);
  if exists (select 1 from app_user where org_id = v_org and address = p_address and active) then
    raise exception 'a user who is active' using errcode = '22023';
  end if;
  -- Rare: somebody wrote it in another way meanwhile. Then everything is young.
  if pattern_of(v_org, p_address) is distinct from v_pattern then
    v_pattern := pattern_of(v_org, p_address);
    v_age := 2147483647;
  end if;
  v_mails := mails_of(v_org, p_address);
  v_records := case when p_records then people_of(v_org, p_address) else '{}' end;
  v_ids := (v_mails || v_records)::text[];
  v_then := erase_settled(v_org, v_pattern, v_mails, v_ids, exists (select unnest(v_ids) except select unnest(v_known)), v_age);
  v_counts := jsonb_build_object('bodies', v_first.bodies + v_then.bodies, 'reasons', v_first.reasons + v_then.reasons);
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
  delete from evidence where org_id = v_org and activity_id = any (v_mails);
  get diagnostics v_n = row_count;
  delete from evidence where org_id = v_org and case when ctid = any (places_in(v_places, 'evidence')) or age(xmin) <= v_age
    then keys::text ~* v_pattern or p_address = any (blind) end;
  get diagnostics v_m = row_count;
  v_counts := v_counts || jsonb_build_object('evidence', v_n + v_m);
  -- Also one that is running: what it has read already shall not be written down when it ends.
  delete from settings_trial where org_id = v_org;

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

  v_n := redact_everywhere(v_org, v_pattern, case when p_records then '{}' else array['record', 'record_address'] end, v_places, v_age);
  v_counts := v_counts || jsonb_build_object('elsewhere', v_n + v_elsewhere);

  p_reason := regexp_replace(p_reason, v_pattern, '\1erased@erased.invalid', 'gi');
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
create or replace function remove_old(p_now timestamptz, p_most int) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_org int := nullif(current_setting('threadmark.org', true), '')::int;
  v_reader text := coalesce(current_setting('threadmark.reader', true), '');
  v_now timestamptz := least(p_now, now());
  v_settings jsonb;
  v_days int;
  v_mails uuid[] := '{}';
  v_roots uuid[];
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
    select coalesce(array_agg(distinct s.root_id), '{}') into v_roots from activity a
      join thread s on s.org_id = v_org and s.thread_id = a.thread_id where a.org_id = v_org and a.activity_id = any (v_mails);
    update audit_log set why = '' where org_id = v_org and entity = 'activity' and entity_id = any (v_mails::text[]) and why <> ''
      and action !~* 'body';
    for v_table in select c.table_name from information_schema.columns c
      join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
      where c.table_schema = 'public' and c.column_name = 'activity_id' and c.table_name <> 'activity'
    loop
      execute format('delete from %I where org_id = $1 and activity_id = any ($2)', v_table) using v_org, v_mails;
    end loop;
    delete from activity where org_id = v_org and activity_id = any (v_mails);
    -- Threads of which no mail is left.
    select coalesce(array_agg(root), '{}') into v_roots from unnest(v_roots) root where not exists (
      select 1 from thread s join activity a on a.org_id = v_org and a.thread_id = s.thread_id
      where s.org_id = v_org and s.root_id = root);
    update thread set words = null where org_id = v_org and root_id = any (v_roots) and words is not null;
    delete from thread_person where org_id = v_org and thread_id = any (v_roots);
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
    select request_id from request where org_id = v_org and at < v_now - interval '90 days' order by at limit p_most
  )
  delete from request r using old where r.org_id = v_org and r.request_id = old.request_id;
  get diagnostics v_letters = row_count;
  perform set_config('threadmark.reader', v_reader, true);
  return jsonb_build_object('mails', cardinality(v_mails), 'bodies', v_bodies, 'letters', v_letters);
end $$;

revoke all on function texts_of, settled, find_everywhere, places_in, redact_everywhere, erase_settled, pattern_of, mails_of, people_of from public;
