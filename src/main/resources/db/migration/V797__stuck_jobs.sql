-- Of which stuck jobs (incidents of the engine's own) somebody was told; what was found together is told together.
create table stuck_job_told (
    stuck_job varchar(64) primary key,
    bundle    varchar(64) not null,
    found_at  timestamptz not null
);
create index stuck_job_told_by_bundle on stuck_job_told (bundle);

-- To whom, until the last job of the bundle is not stuck any more.
create table stuck_job_letter (
    bundle   varchar(64),
    position integer,
    address  varchar(255) not null,
    primary key (bundle, position)
);
