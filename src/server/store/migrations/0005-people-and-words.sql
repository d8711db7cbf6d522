-- What correlation asks of people and of words.

-- Those of its addresses that are mailing lists: to be on one list is to have nobody in common.
alter table activity add column lists text[] not null default '{}';

-- `also`: who answers go to, or who really sent it, where no line of the head that people read says so.
alter table activity_party drop constraint activity_party_role_check;
alter table activity_party add constraint activity_party_role_check check (role in ('from', 'to', 'cc', 'bcc', 'also'));

-- The words of the subject that began it, each once; null: begun before words were counted. No table of counts: the newest
-- thousand threads are read when somebody asks, and nobody waits for a row that every mail would raise.
alter table thread add column words text[];
