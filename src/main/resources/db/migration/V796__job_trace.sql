-- In which trace an asynchronous step was asked for, until it is done. Not worth writing twice: after a crash of the database
-- these are gone, and the steps begin traces of their own.
create unlogged table job_trace (
    job_id varchar(64) primary key,
    parent varchar(64) not null
);

-- How often the lock of a job has run out while its tries stayed as many as they were.
create table job_relock (
    job_id  varchar(64) primary key,
    retries integer     not null,
    times   integer     not null
);
