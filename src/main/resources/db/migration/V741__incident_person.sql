-- Who had to do with which incident, in whatever role: one index for "everything in which this person took part", kept by
-- the database itself, so that no writer can forget it.
create table incident_person (
    login           varchar(255) not null,
    incident_number varchar(24)  not null references incident (number) on delete cascade,
    primary key (login, incident_number)
);
create index incident_person_by_incident on incident_person (incident_number);

-- The first argument is the column of the incident's number, the others are columns that hold logins.
create function keep_incident_person() returns trigger language plpgsql as $$
declare
    fields jsonb := to_jsonb(new);
begin
    insert into incident_person (login, incident_number)
    select distinct fields ->> name, fields ->> tg_argv[0]
    from unnest(tg_argv[1:]) name
    where fields ->> name <> ''
    order by 1
    on conflict do nothing;
    return null;
end $$;

create trigger incident_person_of_new after insert on incident for each row
    execute function keep_incident_person('number', 'reporter', 'responder', 'commander', 'resolved_by', 'verified_by',
                                          'major_decided_by', 'confirmed_by');
create trigger incident_person_of_changed after update on incident for each row
    when (old.reporter is distinct from new.reporter or old.responder is distinct from new.responder
          or old.commander is distinct from new.commander or old.resolved_by is distinct from new.resolved_by
          or old.verified_by is distinct from new.verified_by or old.major_decided_by is distinct from new.major_decided_by
          or old.confirmed_by is distinct from new.confirmed_by)
    execute function keep_incident_person('number', 'reporter', 'responder', 'commander', 'resolved_by', 'verified_by',
                                          'major_decided_by', 'confirmed_by');
create trigger incident_person_of_move after insert on state_change for each row when (new.actor is not null)
    execute function keep_incident_person('incident_number', 'actor');
create trigger incident_person_of_command after insert or update on incident_command for each row
    execute function keep_incident_person('incident_number', 'commander', 'deputy', 'scribe');
create trigger incident_person_of_team after insert on team_member for each row
    execute function keep_incident_person('incident_number', 'login');
create trigger incident_person_of_sub_team after insert or update on sub_team for each row
    execute function keep_incident_person('incident_number', 'lead');

insert into incident_person (login, incident_number)
select login, number from (
    select reporter as login, number from incident
    union select responder, number from incident
    union select commander, number from incident
    union select resolved_by, number from incident
    union select verified_by, number from incident
    union select major_decided_by, number from incident
    union select confirmed_by, number from incident
    union select actor, incident_number from state_change
    union select commander, incident_number from incident_command
    union select deputy, incident_number from incident_command
    union select scribe, incident_number from incident_command
    union select login, incident_number from team_member
    union select lead, incident_number from sub_team
) known
where login <> '';

-- And who did a task, as far as the engine's history tells.
do $$
begin
    if to_regclass('act_hi_taskinst') is not null and to_regclass('act_hi_procinst') is not null then
        insert into incident_person (login, incident_number)
        select distinct t.assignee_, i.number
        from act_hi_taskinst t join act_hi_procinst p on p.id_ = t.proc_inst_id_ join incident i on i.number = p.business_key_
        where t.assignee_ <> '' and t.delete_reason_ = 'completed'
        on conflict do nothing;
    end if;
end $$;
