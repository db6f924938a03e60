-- What became known after the first assessment, and what was found to be another thing than triage thought.
alter table incident
    add column reassessment_count     integer not null default 0,
    add column reclassification_count integer not null default 0;

alter table impact_assessment
    add column category          varchar(16),
    add column affected_service  varchar(64),
    add column critical_function boolean,
    add column facts_note        varchar(4000),
    add column facts_by          varchar(255);
