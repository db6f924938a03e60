-- The kernel: one row per incident. No foreign keys to the engine's tables, which have a life of their own.
create sequence incident_serial;

create table incident (
    number                 varchar(24)  primary key,
    version                bigint       not null,
    state                  varchar(16)  not null,
    -- what the reporter said
    title                  varchar(120)  not null,
    description            varchar(4000) not null,
    reported_service       varchar(64)  not null,
    location               varchar(255),
    contact                varchar(255),
    reporter               varchar(255) not null,
    source                 varchar(16)  not null,
    occurred_at            timestamptz,
    noticed_at             timestamptz  not null,
    suspected_security     boolean      not null,
    personal_data_involved varchar(8)   not null,
    people_at_risk         boolean      not null,
    restricted             boolean      not null,
    recorded_at            timestamptz  not null,
    -- what triage found
    category               varchar(16),
    subcategory            varchar(255),
    affected_service       varchar(64),
    critical_function      boolean,
    aware_at               timestamptz,
    -- why it has its priority
    impact                 smallint check (impact between 1 and 3),
    impact_because         varchar(4000),
    urgency                smallint check (urgency between 1 and 3),
    urgency_because        varchar(4000),
    priority               varchar(2),
    overridden             boolean,
    classified_at          timestamptz,
    -- what is promised
    acknowledge_due        timestamptz,
    assess_due             timestamptz,
    resolve_due            timestamptz,
    service_calendar       varchar(64),
    verify_within          varchar(32),
    confirm_within         varchar(32),
    close_within           varchar(32),
    -- what happened
    major                  varchar(16)  not null,
    team                   varchar(64),
    team_because           varchar(4000),
    responder              varchar(255),
    acknowledged_at        timestamptz,
    responded_at           timestamptz,
    contained_at           timestamptz,
    recovered_at           timestamptz,
    resolved_at            timestamptz,
    resolved_by            varchar(255),
    verified_at            timestamptz,
    verified_by            varchar(255),
    closed_at              timestamptz,
    held_from              varchar(16),
    hold_reason            varchar(16),
    reopen_count           integer      not null,
    end_reason             varchar(4000),
    duplicate_of           varchar(24) references incident (number),
    root_cause_code        varchar(64),
    final_category         varchar(16),
    cost_eur               numeric(15, 2) check (cost_eur >= 0)
);

create index incident_by_state on incident (state, recorded_at);
create index incident_by_recording on incident (recorded_at);
