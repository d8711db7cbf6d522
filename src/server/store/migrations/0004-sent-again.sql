-- Mail that is called back before it has left, changed and sent again: what its last letter says is what counts.

-- The version that its sender's last letter left; a higher one is what somebody decided since.
alter table activity add column letter_version int not null default 1;

-- Only of mail that has not left yet: whoever it does not go to any more, and the subject that it does not have any more.
grant update on activity_body to threadmark_app;
grant delete on activity_party, correlation_key to threadmark_app;
