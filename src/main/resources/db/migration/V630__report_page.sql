-- Links by which those who reported on the page follow their report; the token itself is known to nobody but them.
create table report_follow (
    token_hash      bytea       primary key,
    incident_number varchar(24) not null references incident (number),
    created_at      timestamptz not null
);
create index incident_by_reporter on incident (reporter, recorded_at);
