-- Erasing finds an address wherever it stands by itself: in quotation marks, after a dash or dots, and at the beginning of a
-- line inside of JSON, where the line's end is written as letters. It takes a time that grows with the text, whatever is in it.

-- Whole addresses only: joanna@x.example is not anna@x.example, nor is jo.anna@x.example or anna@x.example.org. What stands
-- before the address is matched as well and is to be written again (\1): to look back from each costs the square.
create or replace function address_pattern(p_forms text[]) returns text language sql immutable
  set search_path = pg_catalog, public, pg_temp as $$
  select '((?:^|[^[:alnum:]._%+''-])[._%+''-]*|%[0-9a-fA-F][0-9a-fA-F]|\\[bfnrt]|\\u[0-9a-fA-F]{4})(?:'
    || string_agg(replace(regexp_replace(f, '([.^$*+?(){}|\[\]\\-])', '\\\1', 'g'), '@', '(?:@|%40|&#64;)'), '|')
    || ')(?!-*[[:alnum:]])(?!\.[[:alnum:]])' from unnest(p_forms) f
$$;

-- Every text of every table of the organisation: what is added to the schema later is covered without being named here.
create or replace function redact_everywhere(p_org int, p_pattern text, p_spared text[]) returns int language plpgsql
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
      using p_org, p_pattern, '\1erased@erased.invalid';
    get diagnostics v_rows = row_count;
    v_all := v_all + v_rows;
  end loop;
  return v_all;
end $$;

-- Everything about one address. Mail that others sent or got stays as a row: when, in which thread, on which record, with
-- whom else. Doing it again finds nothing and leaves another receipt.
create or replace function erase_person(
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
  -- Also one that is running: what it has read already shall not be written down when it ends.
  delete from settings_trial where org_id = v_org;

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

  p_reason := regexp_replace(p_reason, v_pattern, '\1erased@erased.invalid', 'gi');
  insert into erasure (org_id, receipt_id, at, actor, address_hash, reason, counts)
    values (v_org, p_receipt, p_at, p_actor, v_hash, p_reason, v_counts);
  insert into audit_log (org_id, audit_id, at, actor, action, entity, entity_id, after, why)
    values (v_org, p_audit, p_at, p_actor, 'erasePerson', 'address', v_hash,
      v_counts || jsonb_build_object('receipt', p_receipt), p_reason);
  perform set_config('threadmark.reader', v_reader, true);
  return v_counts;
end $$;
