-- Which incident of another system became which of ours: what makes an import repeatable without doubles.
create table imported_incident (
    source            varchar(16) not null,
    external_number   varchar(40) not null,
    incident_number   varchar(24) not null unique references incident (number),
    -- As the other system had it, to be compared with what our tables gave.
    recorded_priority varchar(2),
    imported_at       timestamptz not null,
    primary key (source, external_number)
);
