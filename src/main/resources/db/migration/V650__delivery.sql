-- What became of a notice on its way: how often it was tried, why it was not taken, and who gave it up.
alter table notice add column attempts integer not null default 0;
alter table notice add column last_error varchar(255);
alter table notice add column last_attempt_at timestamptz;
alter table notice add column decided_by varchar(255);
alter table notice add column decision_reason varchar(4000);
create index notice_by_state on notice (state, written_at);
