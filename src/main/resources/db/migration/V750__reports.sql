-- Reports: each figure is one view, which says in its comment what it counts. docs/reports.md is made of them.
--
-- A view reads its period from settings of the transaction, so that a person with psql gets the same figures:
--     begin;
--     set local ims.report_from = '2026-03-01 00:00 Europe/Berlin';
--     set local ims.report_to = '2026-04-01 00:00 Europe/Berlin';
--     set local ims.report_zone = 'Europe/Berlin';
--     select * from report_by_priority;

create function report_setting(name text) returns text stable language sql
as $$ select nullif(current_setting('ims.report_' || name, true), '') $$;

create function report_zone() returns text stable language sql
as $$ select coalesce(report_setting('zone'), 'UTC') $$;

create function report_now() returns timestamptz stable language sql
as $$ select coalesce(cast(report_setting('now') as timestamptz), now()) $$;

create function report_to() returns timestamptz stable language sql
as $$ select coalesce(cast(report_setting('to') as timestamptz), date_trunc('day', report_now(), report_zone())) $$;

create function report_from() returns timestamptz stable language sql
as $$ select coalesce(cast(report_setting('from') as timestamptz), report_to() - interval '30 days') $$;

create function report_restricted() returns boolean stable language sql
as $$ select coalesce(report_setting('restricted'), 'false') = 'true' $$;

-- A month before the period's end and eleven more, from the first of the first one.
create function report_trend_from() returns timestamptz stable language sql
as $$ select (date_trunc('month', (report_to() - interval '1 microsecond') at time zone report_zone())
        - interval '11 months') at time zone report_zone() $$;

create function report_month(at timestamptz) returns text stable language sql
as $$ select to_char(at at time zone report_zone(), 'YYYY-MM') $$;

create function report_percent(part numeric, whole numeric) returns numeric immutable language sql
as $$ select case when whole > 0 then round(100 * part / whole, 1) end $$;

create view report_incident as
select number,
    state,
    coalesce(affected_service, reported_service) as service,
    category,
    priority,
    major,
    coalesce(occurred_at, noticed_at) as began_at,
    aware_at,
    recorded_at as reported_at,
    acknowledged_at,
    acknowledge_due,
    contained_at,
    resolved_at,
    resolve_due,
    case when state = 'CLOSED' then closed_at end as closed_at,
    case when state in ('REJECTED', 'DUPLICATE', 'CANCELLED') then closed_at end as ended_at
from incident
where not drill and (not restricted or (select report_restricted()));
comment on view report_incident is
'The incidents that count, which every other figure is made of: no drills, and restricted ones only for readers who may see all incidents. Imported incidents count with the times of their log.';

create view report_by_state as
select state, count(*) as incidents, report_percent(count(*), sum(count(*)) over ()) as share_percent
from report_incident
where reported_at >= (select report_from()) and reported_at < (select report_to())
group by state
order by array_position(array['REPORTED', 'TRIAGE', 'AWAITING_INFO', 'ASSESSED', 'RESPONDING', 'CONTAINED', 'RECOVERING',
    'ON_HOLD', 'RESOLVED', 'REVIEW', 'IMPROVING', 'CLOSED', 'REJECTED', 'DUPLICATE', 'CANCELLED'], cast(state as text));
comment on view report_by_state is
'Incidents by state: those reported in the period, by the state in which they are now.';

create view report_by_priority as
select coalesce(priority, 'none') as priority, count(*) as incidents,
    report_percent(count(*), sum(count(*)) over ()) as share_percent
from report_incident
where reported_at >= (select report_from()) and reported_at < (select report_to())
group by priority
order by priority nulls last;
comment on view report_by_priority is
'Incidents by priority: those reported in the period, by their present priority; "none" are those that nobody has assessed, or that ended before it.';

create view report_by_service as
select service, count(*) as incidents, report_percent(count(*), sum(count(*)) over ()) as share_percent
from report_incident
where reported_at >= (select report_from()) and reported_at < (select report_to())
group by service
order by count(*) desc, service;
comment on view report_by_service is
'Incidents by service: those reported in the period, by the service that triage found to be affected, or else by the one that the reporter named.';

create view report_by_category as
select coalesce(category, 'none') as category, count(*) as incidents,
    report_percent(count(*), sum(count(*)) over ()) as share_percent
from report_incident
where reported_at >= (select report_from()) and reported_at < (select report_to())
group by category
order by count(*) desc, category nulls last;
comment on view report_by_category is
'Incidents by category: those reported in the period, by the category that triage gave; "none" are those without one.';

create view report_volume_by_day as
select to_char(day, 'YYYY-MM-DD') as day,
    count(*) filter (where what = 'reported') as reported,
    count(*) filter (where what = 'resolved') as resolved,
    count(*) filter (where what = 'closed') as closed
from generate_series(
        date_trunc('day', report_from() at time zone report_zone()),
        (report_to() - interval '1 microsecond') at time zone report_zone(), interval '1 day') day
    left join (
        select 'reported' as what, reported_at as at from report_incident
            where reported_at >= (select report_from()) and reported_at < (select report_to())
        union all select 'resolved', resolved_at from report_incident
            where resolved_at >= (select report_from()) and resolved_at < (select report_to())
        union all select 'closed', closed_at from report_incident
            where closed_at >= (select report_from()) and closed_at < (select report_to())
    ) event on date_trunc('day', event.at at time zone report_zone()) = day
group by day
order by day;
comment on view report_volume_by_day is
'Incidents by day: how many were reported, resolved and closed on each day of the period. Resolved and closed is what still holds: an incident that was reopened counts when it is resolved and closed again.';

create view report_volume_by_month as
select to_char(month, 'YYYY-MM') as month,
    count(*) filter (where what = 'reported') as reported,
    count(*) filter (where what = 'resolved') as resolved,
    count(*) filter (where what = 'closed') as closed
from generate_series(
        report_trend_from() at time zone report_zone(),
        (report_to() - interval '1 microsecond') at time zone report_zone(), interval '1 month') month
    left join (
        select 'reported' as what, reported_at as at from report_incident
            where reported_at >= (select report_trend_from()) and reported_at < (select report_to())
        union all select 'resolved', resolved_at from report_incident
            where resolved_at >= (select report_trend_from()) and resolved_at < (select report_to())
        union all select 'closed', closed_at from report_incident
            where closed_at >= (select report_trend_from()) and closed_at < (select report_to())
    ) event on date_trunc('month', event.at at time zone report_zone()) = month
group by month
order by month;
comment on view report_volume_by_month is
'Incidents by month: how many were reported, resolved and closed in each of the twelve months that end with the period; the last month up to its end.';

create view report_duration as
select number, priority, service, step.measure, step.ended_at,
    greatest(extract(epoch from step.ended_at - step.began_at), 0) as seconds
from report_incident i
    cross join lateral (values
        (1, 'detect', i.began_at, i.aware_at),
        (2, 'acknowledge', i.reported_at, i.acknowledged_at),
        (3, 'contain', i.reported_at, i.contained_at),
        (4, 'resolve', i.reported_at, i.resolved_at),
        (5, 'close', i.reported_at, i.closed_at)
    ) step(position, measure, began_at, ended_at);
comment on view report_duration is
'How long each incident took, in seconds of the wall clock (time on hold counts): to detect from when it occurred (or else was noticed) until the organisation was aware of it; to acknowledge, contain, resolve and close from its report until triage first looked at it, the damage no longer spread, the service worked again, and nothing was left to do. After a reopening the last resolution and closing count. What ended before it began took no time.';

create view report_times as
select measure, count(*) as incidents,
    round(cast(percentile_cont(0.5) within group (order by seconds) as numeric)) as median_seconds,
    round(cast(percentile_cont(0.9) within group (order by seconds) as numeric)) as p90_seconds
from report_duration
where ended_at >= (select report_from()) and ended_at < (select report_to())
group by measure
order by array_position(array['detect', 'acknowledge', 'contain', 'resolve', 'close'], measure);
comment on view report_times is
'Time to detect, acknowledge, contain, resolve and close: median and 90th percentile (interpolated) over the incidents in which that step ended in the period.';

create view report_times_by_priority as
select measure, coalesce(priority, 'none') as priority, count(*) as incidents,
    round(cast(percentile_cont(0.5) within group (order by seconds) as numeric)) as median_seconds,
    round(cast(percentile_cont(0.9) within group (order by seconds) as numeric)) as p90_seconds
from report_duration
where ended_at >= (select report_from()) and ended_at < (select report_to())
group by measure, priority
order by array_position(array['detect', 'acknowledge', 'contain', 'resolve', 'close'], measure), priority nulls last;
comment on view report_times_by_priority is
'Times by priority: as the times, for each present priority.';

create view report_times_by_month as
select report_month(ended_at) as month, measure, count(*) as incidents,
    round(cast(percentile_cont(0.5) within group (order by seconds) as numeric)) as median_seconds,
    round(cast(percentile_cont(0.9) within group (order by seconds) as numeric)) as p90_seconds
from report_duration
where ended_at >= (select report_trend_from()) and ended_at < (select report_to())
group by report_month(ended_at), measure
order by 1, array_position(array['detect', 'acknowledge', 'contain', 'resolve', 'close'], measure);
comment on view report_times_by_month is
'Trend of the times: as the times, for each of the twelve months that end with the period.';

create view report_promise as
select number, priority, target, judged_at, kept
from (
    select i.number, i.priority, target, b.due is not null as broken_before,
        least(coalesce(b.due, p.due), p.done_at) as judged_at,
        b.due is null and coalesce(p.done_at <= p.due, false) as kept,
        p.due, p.done_at, i.ended_at
    from report_incident i
        cross join lateral (values
            ('acknowledge', i.acknowledge_due, i.acknowledged_at),
            ('resolve', i.resolve_due, i.resolved_at)
        ) p(target, due, done_at)
        left join lateral (
            select min(due) as due from breach where incident_number = i.number and breach.target = upper(p.target)
        ) b on true
) promise
where broken_before
    or (due is not null and (done_at is not null or (due < (select report_now()) and (ended_at is null or ended_at > due))));
comment on view report_promise is
'Each promise that is decided, once: kept when the step was done by its due instant, decided when it was done; else broken, decided at the due instant (or when it was done, whichever was first). A recorded breach stays one, whatever was promised or done later; after a reopening the new promise counts. No promise to resolve is judged of what was rejected, was a duplicate or was withdrawn in time, or whose clock stands still.';

create view report_service_levels as
select target, coalesce(priority, 'none') as priority, count(*) as promises,
    count(*) filter (where kept) as kept,
    count(*) filter (where not kept) as broken,
    report_percent(count(*) filter (where kept), count(*)) as kept_percent
from report_promise
where judged_at >= (select report_from()) and judged_at < (select report_to())
group by target, priority
order by target, priority nulls last;
comment on view report_service_levels is
'Service levels kept: of the promises to acknowledge and to resolve that were decided in the period, how many were kept, by present priority.';

create view report_service_levels_by_month as
select report_month(judged_at) as month, target, count(*) as promises,
    count(*) filter (where kept) as kept,
    report_percent(count(*) filter (where kept), count(*)) as kept_percent
from report_promise
where judged_at >= (select report_trend_from()) and judged_at < (select report_to())
group by report_month(judged_at), target
order by 1, target;
comment on view report_service_levels_by_month is
'Trend of the service levels: as the service levels, for each of the twelve months that end with the period.';

create view report_major_incidents as
select report_month(change.at) as month,
    count(distinct number) filter (where major_to in ('CANDIDATE', 'ACCEPTED')) as considered,
    count(distinct number) filter (where major_to = 'ACCEPTED') as accepted,
    count(distinct number) filter (where major_to = 'DEMOTED') as demoted
from state_change change
    join report_incident on number = incident_number
where change.at >= (select report_trend_from()) and change.at < (select report_to()) and major_to <> coalesce(major_from, 'NONE')
group by report_month(change.at)
order by 1;
comment on view report_major_incidents is
'Major incidents by month, for the twelve months that end with the period: how many incidents became a candidate or a major incident, how many were accepted as one, and how many were demoted again.';

create view report_reopened as
select what, count(*) as times, count(distinct number) as incidents,
    report_percent(count(distinct number), (
        select count(*) from report_incident where closed_at >= (select report_from()) and closed_at < (select report_to())
    )) as of_closed_percent
from (
    select number, case when state_from = 'CLOSED' then 'reopened after closing' else 'resolution refuted' end as what
    from state_change change
        join report_incident on number = incident_number
    where change.at >= (select report_from()) and change.at < (select report_to())
        and state_from in ('CLOSED', 'RESOLVED') and state_to = 'RESPONDING'
) again
group by what
order by what;
comment on view report_reopened is
'Reopened: how often in the period an incident was taken up again after it was closed, and how often the resolution of one that was not closed yet was refuted; each in relation to the incidents that were closed in the period.';

create view report_hand_overs as
select from_team, to_team, count(*) as hand_overs, count(distinct number) as incidents
from hand_over
    join report_incident on number = incident_number
where handed_over_at >= (select report_from()) and handed_over_at < (select report_to())
group by from_team, to_team
order by count(*) desc, from_team, to_team;
comment on view report_hand_overs is
'Hand-overs: how often in the period work went from one team to another, and of how many incidents.';

create view report_override as
select number, confirmed_at as at, overridden_by, what, table_value, person_value, reason
from impact_assessment a
    join report_incident on number = a.incident_number
    cross join lateral (values
        ('impact', a.table_impact, a.override_impact, coalesce(a.override_impact_reason, a.override_reason)),
        ('urgency', a.table_urgency, a.override_urgency, coalesce(a.override_urgency_reason, a.override_reason))
    ) o(what, table_value, person_value, reason)
where a.confirmed_at is not null and person_value <> table_value;
comment on view report_override is
'Each override of a decision table, from 1 (highest) to 3: what the table said of impact or urgency, what a person set instead when confirming the assessment, and why.';

create view report_overrides as
select what, table_value, person_value, count(*) as overrides,
    report_percent(count(*), (
        select count(*) from impact_assessment a join report_incident on number = a.incident_number
        where confirmed_at >= (select report_from()) and confirmed_at < (select report_to())
    )) as of_assessments_percent
from report_override
where at >= (select report_from()) and at < (select report_to())
group by what, table_value, person_value
order by count(*) desc, what, table_value, person_value;
comment on view report_overrides is
'Overrides: how often in the period a person set another impact or urgency than the table said, by both values (1 is the highest), and in relation to all assessments confirmed in the period. These are the rules to look at.';

create view report_override_reasons as
select number, at, overridden_by, what, table_value, person_value, reason
from report_override
where at >= (select report_from()) and at < (select report_to())
order by at desc, number, what
limit 500;
comment on view report_override_reasons is
'Reasons of the overrides in the period, the newest 500.';

-- The engine makes its tables after ours, and in its first start this runs before them: so a function, whose text is
-- looked at when it is called.
create function report_open_tasks()
    returns table (number text, task text, due timestamptz, assignee text, held_by text)
    stable language plpgsql
as $$
begin
    return query
        select cast(e.business_key_ as text), cast(t.name_ as text),
            t.due_date_ at time zone coalesce(report_setting('engine_zone'), 'UTC'),
            cast(t.assignee_ as text),
            (select string_agg(distinct cast(l.group_id_ as text), ', ') from act_ru_identitylink l
                where l.task_id_ = t.id_ and l.type_ = 'candidate')
        from act_ru_task t
            join act_ru_execution e on e.id_ = t.proc_inst_id_
        where t.suspension_state_ = 1;
end $$;

create view report_overdue as
select kind, held_by, count(*) as overdue, min(due) as oldest_due
from (
    select 'task' as kind, coalesce(held_by, 'assigned person') as held_by, due
    from report_open_tasks() task
        join report_incident i on i.number = task.number
    where due < (select report_now())
    union all
    select 'corrective action', owner, due
    from corrective_action a
        join report_incident i on i.number = a.incident_number
    where a.state = 'OPEN' and due < (select report_now())
    union all
    select 'temporary measure', owner, expires_at
    from countermeasure c
        join report_incident i on i.number = c.incident_number
    where c.state = 'LIVE' and expires_at < (select report_now())
) work
group by kind, held_by
order by array_position(array['task', 'corrective action', 'temporary measure'], kind), count(*) desc, held_by;
comment on view report_overdue is
'Overdue work, at this moment and whatever the period: open tasks past their due date by the group to which they are offered (the engine''s ACT_RU_TASK, ACT_RU_EXECUTION and ACT_RU_IDENTITYLINK), corrective actions past theirs and temporary measures past their expiry, both by owner. An overdue action has an overdue task too, which is counted as a task.';

create view report_key_figures as
with times as materialized (select * from report_times),
    promises as materialized (select * from report_service_levels)
select figure, unit, value
from (
    select 1 as position, 'Incidents reported' as figure, 'count' as unit, (
        select cast(count(*) as numeric) from report_incident
        where reported_at >= (select report_from()) and reported_at < (select report_to())) as value
    union all select 2, 'Incidents closed', 'count', (
        select count(*) from report_incident where closed_at >= (select report_from()) and closed_at < (select report_to()))
    union all select 3, 'Open at the end', 'count', (
        select count(*) from report_incident
            cross join lateral (
                select state_to from state_change
                where incident_number = number and at < (select report_to()) order by id desc limit 1
            ) last
        where reported_at < (select report_to()) and state_to not in ('CLOSED', 'REJECTED', 'DUPLICATE', 'CANCELLED'))
    union all select 4, 'Major incidents', 'count', (
        select count(distinct number) from state_change change join report_incident on number = incident_number
        where change.at >= (select report_from()) and change.at < (select report_to())
            and major_to = 'ACCEPTED' and coalesce(major_from, 'NONE') <> 'ACCEPTED')
    union all select position, figure, 'seconds', (select median_seconds from times where measure = m)
        from (values (5, 'Median time to detect', 'detect'), (6, 'Median time to acknowledge', 'acknowledge'),
            (7, 'Median time to contain', 'contain'), (8, 'Median time to resolve', 'resolve'),
            (9, 'Median time to close', 'close')) as steps(position, figure, m)
    union all select position, figure, 'percent', (
            select report_percent(sum(kept), sum(promises)) from promises where target = t)
        from (values (10, 'Promises to acknowledge kept', 'acknowledge'), (11, 'Promises to resolve kept', 'resolve'))
            as targets(position, figure, t)
    union all select 12, 'Reopened after closing', 'count', (
        select coalesce(sum(times), 0) from report_reopened where what = 'reopened after closing')
    union all select 13, 'Hand-overs', 'count', (select coalesce(sum(hand_overs), 0) from report_hand_overs)
    union all select 14, 'Overrides of tables', 'count', (select coalesce(sum(overrides), 0) from report_overrides)
) figures
order by position;
comment on view report_key_figures is
'Key figures of the period: the other figures in one number each. Open at the end are those whose last state before the end of the period was not a final one; major incidents are those that were accepted as one in the period.';

create index incident_by_resolution on incident (resolved_at) where resolved_at is not null;
create index incident_by_closing on incident (closed_at) where closed_at is not null;
create index state_change_by_time on state_change (at);
create index hand_over_by_time on hand_over (handed_over_at);
create index impact_assessment_by_confirmation on impact_assessment (confirmed_at) where confirmed_at is not null;

-- The reports of months, as they were made and sent.
create table report_document (
    month       varchar(7)   primary key check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
    compiled_at timestamptz  not null,
    content     bytea        not null,
    sha256      varchar(64)  not null
);

create table report_delivery (
    id          bigint generated by default as identity primary key,
    month       varchar(7)   not null references report_document (month),
    address     varchar(255) not null,
    state       varchar(16)  not null,
    attempts    integer      not null default 0,
    last_error  varchar(255),
    sent_at     timestamptz,
    unique (month, address)
);
