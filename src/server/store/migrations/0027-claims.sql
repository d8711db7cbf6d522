-- Whose an address is, where several organisations share a server: an organisation takes in people of its own domains, and of
-- those that no other organisation has.

-- `threadmark.claim`: domains, separated by blanks. A transaction that names a domain sees the organisation that has it.
create policy claimed on organisation for select using (
  domains && string_to_array((select nullif(current_setting('threadmark.claim', true), '')), ' ')
);
