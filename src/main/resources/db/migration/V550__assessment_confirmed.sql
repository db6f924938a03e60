-- What the tables said stays beside what a person set against them, and who confirmed the result.
alter table incident
    add column table_impact    smallint check (table_impact between 1 and 3),
    add column table_urgency   smallint check (table_urgency between 1 and 3),
    add column override_reason varchar(4000),
    add column confirmed_by    varchar(255);

alter table impact_assessment
    add column overridden_by           varchar(255),
    add column override_impact_reason  varchar(4000),
    add column override_urgency_reason varchar(4000),
    add column lowered_reason          varchar(4000),
    add column confirmed_by            varchar(255),
    add column confirmed_at            timestamptz;

create index incident_by_original on incident (duplicate_of) where duplicate_of is not null;
