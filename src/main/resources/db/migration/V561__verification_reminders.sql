-- How often people were reminded that nobody had verified the resolution of a major incident.
alter table incident add column verification_reminders integer not null default 0;
