-- By which versions of the lifecycle an incident ran: usually one, more when it was migrated or came back. The engine's
-- history knows it too, but is deleted after its time to live. No foreign key: the engine tells of its start before the
-- incident is flushed, and a process may be started for a key that is no incident.
create table incident_process (
    incident_number varchar(255) not null,
    version         integer      not null,
    primary key (incident_number, version)
);
create index incident_process_by_version on incident_process (version, incident_number);

-- What ran before this table existed. On an empty database the engine's tables come later.
do $$
begin
    if to_regclass('act_hi_procinst') is not null and to_regclass('act_re_procdef') is not null then
        insert into incident_process (incident_number, version)
        select distinct i.business_key_, d.version_
        from act_hi_procinst i join act_re_procdef d on d.id_ = i.proc_def_id_
        where d.key_ = 'IncidentLifecycle' and i.business_key_ is not null
        on conflict do nothing;
    end if;
end $$;
