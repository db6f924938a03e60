-- How long the record of an incident that has ended is kept, and what became of its personal data.
create table record_retention (
    incident_number varchar(24)   primary key references incident (number),
    -- When the incident ended, from which the others count; another one means that it came back meanwhile.
    ended_at        timestamptz   not null,
    -- Both null while RetentionDecision sets none, as under legal hold.
    keep_until      timestamptz,
    review_due      timestamptz,
    because         varchar(4000) not null,
    -- Whether a process is at it.
    open            boolean       not null default false,
    -- What was decided about the personal data, when it was to be kept for longer.
    kept_because    varchar(4000),
    decided_by      varchar(255),
    decided_at      timestamptz,
    erased_at       timestamptz,
    erased_by       varchar(255),
    erased_for      varchar(32),
    check ((erased_at is null) = (erased_by is null) and (erased_at is null) = (erased_for is null))
);
create index record_retention_due on record_retention (least(review_due, keep_until)) where erased_at is null and not open;

-- That somebody has read a restricted incident within an hour, so that the journal tells it once.
create table restricted_read (
    incident_number varchar(24)  not null references incident (number),
    person          varchar(255) not null,
    hour            timestamptz  not null,
    primary key (incident_number, person, hour)
);
