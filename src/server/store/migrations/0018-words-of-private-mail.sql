-- The words of private subjects count for nobody: whoever may ask how rare a word is would learn that it was written.
update thread t set words = '{}'
where exists (select 1 from activity a where a.org_id = t.org_id and a.thread_id = t.thread_id and a.private)
  and not exists (select 1 from activity a where a.org_id = t.org_id and a.thread_id = t.thread_id and not a.private);
