-- What a calendar says of a meeting, in its mail or as an appointment: start, end, place, organiser, and from when it was moved.

alter table activity add column meeting jsonb;

-- The place of a meeting tells as much of a person as its subject: where that is erased, so is this.
create function drop_erased_meeting() returns trigger language plpgsql as $$
begin
  if new.subject = '[erased]' then new.meeting := null; end if;
  return new;
end $$;
create trigger activity_meeting_erased before update of subject on activity
  for each row execute function drop_erased_meeting();
