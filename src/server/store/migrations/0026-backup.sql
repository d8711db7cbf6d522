-- A backup reads every organisation, which no other role may: threadmark_backup owns nothing, reads all tables and changes none.
-- `pg_dump` cannot do this: with row security it stores the rows that its login sees, which is none, and reports success.

-- Covers every table that there is now; called again before each backup, it covers those that came since. Without the role
-- (the login may not create any) it does nothing, and `threadmark backup` says what to do. The restrictive policies
-- `seen_by_reader` let reader 0, the program, see everything.
create function open_to_backup() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  v_table text;
begin
  if not exists (select 1 from pg_roles where rolname = 'threadmark_backup') then return; end if;
  for v_table in
    select c.relname from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not like 'kysely%'
      and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
      and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'backup')
  loop
    execute format('create policy backup on public.%I for select to threadmark_backup using (true)', v_table);
    execute format('grant select on public.%I to threadmark_backup', v_table);
  end loop;
end $$;
revoke all on function open_to_backup from public;
select open_to_backup();
