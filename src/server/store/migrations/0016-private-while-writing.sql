-- Mail that is private from its first moment on, and why.

-- `chosen`: a person said so, or that it is not; `answers`: it answers a private mail; `marked`: its writer marked it so in
-- Outlook; null: nobody said anything.
alter table activity add column private_because text check (private_because in ('chosen', 'answers', 'marked'));
update activity set private_because = 'chosen' where private;
