-- People keep the catalogue; a CSV only fills an empty one, or is the truth where an operator names it.
alter table service
    -- Counts the changes, so that an edit of something that has changed meanwhile is refused.
    add column version       integer not null default 0;

-- Whom a contract about the service wants to be told of an incident, and how soon.
create table service_contract_deadline (
    service_key    varchar(63)  not null references service (key),
    position       integer      not null,
    contract       varchar(120) not null,
    recipient      varchar(120) not null,
    within_minutes integer      not null check (within_minutes > 0),
    primary key (service_key, position)
);

create table service_dependency (
    service_key varchar(63) not null references service (key),
    depends_on  varchar(63) not null references service (key),
    primary key (service_key, depends_on),
    check (service_key <> depends_on)
);
create index service_dependency_depends_on on service_dependency (depends_on);

-- Who changed what, and when: one row for each field of each change; never changed or deleted.
create table catalogue_change (
    id          bigint generated always as identity primary key,
    service_key varchar(63)              not null references service (key),
    -- That the service had after the change.
    version     integer                  not null,
    changed_at  timestamp with time zone not null,
    -- A login, or null where no person did it.
    changed_by  varchar(255),
    origin      varchar(20)              not null,
    field       varchar(40)              not null,
    old_value   text,
    new_value   text
);
create index catalogue_change_service on catalogue_change (service_key, id);
