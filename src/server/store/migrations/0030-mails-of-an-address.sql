-- Mails of an address in the order in which they are read, so that a page of them costs the same however many there are.
create index activity_party_by_address_and_mail on activity_party (org_id, address, activity_id desc);
drop index activity_party_by_address;
