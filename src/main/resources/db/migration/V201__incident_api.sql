-- Repeats of one report, however parallel, are told apart by the key that the caller chose.
create table idempotency_key (
    caller       varchar(255) not null,
    key          varchar(255) not null,
    request_hash bytea        not null,
    -- The first answer; empty only within the transaction that claimed the key.
    number       varchar(24)  references incident (number) on delete cascade,
    state        varchar(16),
    created_at   timestamptz  not null default now(),
    primary key (caller, key)
);

-- Words of number, title and description, without a language: reports come in several. Everything
-- that is not a letter or digit separates words, so that "web-shop.example" is found by "shop".
alter table incident add column search tsvector generated always as (
    to_tsvector('simple', regexp_replace(number || ' ' || title || ' ' || description, '[^[:alnum:]]+', ' ', 'g'))
) stored;

create index incident_by_search on incident using gin (search);
create index incident_by_service on incident (coalesce(affected_service, reported_service), recorded_at);
create index incident_by_priority on incident (priority, recorded_at);
create index incident_by_resolve_due on incident (resolve_due);
