-- Whose records are handed over when somebody leaves.
create index record_by_owner on record (org_id, owner_id);
