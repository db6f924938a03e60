-- The figures over a long record: the same rows as before, but a step, a promise or a move outside the period is not
-- looked at. A query on a period of report_duration reads an index for each step.

create or replace view report_duration as
select number, priority, service, 'detect' as measure, aware_at as ended_at,
    greatest(extract(epoch from aware_at - began_at), 0) as seconds
from report_incident where aware_at is not null
union all
select number, priority, service, 'acknowledge', acknowledged_at,
    greatest(extract(epoch from acknowledged_at - reported_at), 0)
from report_incident where acknowledged_at is not null
union all
select number, priority, service, 'contain', contained_at,
    greatest(extract(epoch from contained_at - reported_at), 0)
from report_incident where contained_at is not null
union all
select number, priority, service, 'resolve', resolved_at,
    greatest(extract(epoch from resolved_at - reported_at), 0)
from report_incident where resolved_at is not null
union all
select number, priority, service, 'close', closed_at,
    greatest(extract(epoch from closed_at - reported_at), 0)
from report_incident where closed_at is not null;

create or replace view report_volume_by_day as
select to_char(day, 'YYYY-MM-DD') as day,
    coalesce(reported, 0) as reported,
    coalesce(resolved, 0) as resolved,
    coalesce(closed, 0) as closed
from generate_series(
        date_trunc('day', report_from() at time zone report_zone()),
        (report_to() - interval '1 microsecond') at time zone report_zone(), interval '1 day') day
    left join (
        select date_trunc('day', at at time zone report_zone()) as at_day,
            count(*) filter (where what = 'reported') as reported,
            count(*) filter (where what = 'resolved') as resolved,
            count(*) filter (where what = 'closed') as closed
        from (
            select 'reported' as what, reported_at as at from report_incident
                where reported_at >= (select report_from()) and reported_at < (select report_to())
            union all select 'resolved', resolved_at from report_incident
                where resolved_at >= (select report_from()) and resolved_at < (select report_to())
            union all select 'closed', closed_at from report_incident
                where closed_at >= (select report_from()) and closed_at < (select report_to())
        ) event
        group by 1
    ) events on at_day = day
order by day;

create or replace view report_volume_by_month as
select to_char(month, 'YYYY-MM') as month,
    coalesce(reported, 0) as reported,
    coalesce(resolved, 0) as resolved,
    coalesce(closed, 0) as closed
from generate_series(
        report_trend_from() at time zone report_zone(),
        (report_to() - interval '1 microsecond') at time zone report_zone(), interval '1 month') month
    left join (
        select date_trunc('month', at at time zone report_zone()) as at_month,
            count(*) filter (where what = 'reported') as reported,
            count(*) filter (where what = 'resolved') as resolved,
            count(*) filter (where what = 'closed') as closed
        from (
            select 'reported' as what, reported_at as at from report_incident
                where reported_at >= (select report_trend_from()) and reported_at < (select report_to())
            union all select 'resolved', resolved_at from report_incident
                where resolved_at >= (select report_trend_from()) and resolved_at < (select report_to())
            union all select 'closed', closed_at from report_incident
                where closed_at >= (select report_trend_from()) and closed_at < (select report_to())
        ) event
        group by 1
    ) events on at_month = month
order by month;

create or replace view report_promise as
select number, priority, target, judged_at, kept
from (
    select i.number, i.priority, p.target, b.due is not null as broken_before,
        least(coalesce(b.due, p.due), p.done_at) as judged_at,
        b.due is null and coalesce(p.done_at <= p.due, false) as kept,
        p.due, p.done_at, i.ended_at
    from report_incident i
        cross join lateral (values
            ('acknowledge', i.acknowledge_due, i.acknowledged_at),
            ('resolve', i.resolve_due, i.resolved_at)
        ) p(target, due, done_at)
        left join (
            select incident_number, lower(target) as target, min(due) as due from breach group by 1, 2
        ) b on b.incident_number = i.number and b.target = p.target
) promise
where broken_before
    or (due is not null and (done_at is not null or (due < (select report_now()) and (ended_at is null or ended_at > due))));

-- Whose last move before the end of the period led to no final state. What is over now and did not move since then was
-- over at that time, too: of the others the last move is looked up.
create view report_open_at_end as
select i.number
from report_incident i
    cross join lateral (
        select state_to from state_change
        where incident_number = i.number and at < (select report_to()) order by id desc limit 1
    ) last
where i.reported_at < (select report_to())
    and (i.state not in ('CLOSED', 'REJECTED', 'DUPLICATE', 'CANCELLED')
        or i.number in (select incident_number from state_change where at >= (select report_to())))
    and last.state_to not in ('CLOSED', 'REJECTED', 'DUPLICATE', 'CANCELLED');
comment on view report_open_at_end is
'Open at the end: the incidents whose last state before the end of the period was not a final one.';

create or replace view report_key_figures as
with times as materialized (
        select measure, round(cast(percentile_cont(0.5) within group (order by seconds) as numeric)) as median_seconds
        from report_duration
        where ended_at >= (select report_from()) and ended_at < (select report_to())
        group by measure),
    promises as materialized (
        select target, report_percent(count(*) filter (where kept), count(*)) as kept_percent
        from report_promise
        where judged_at >= (select report_from()) and judged_at < (select report_to())
        group by target)
select figure, unit, value
from (
    select 1 as position, 'Incidents reported' as figure, 'count' as unit, (
        select cast(count(*) as numeric) from report_incident
        where reported_at >= (select report_from()) and reported_at < (select report_to())) as value
    union all select 2, 'Incidents closed', 'count', (
        select count(*) from report_incident where closed_at >= (select report_from()) and closed_at < (select report_to()))
    union all select 3, 'Open at the end', 'count', (select count(*) from report_open_at_end)
    union all select 4, 'Major incidents', 'count', (
        select count(distinct number) from state_change change join report_incident on number = incident_number
        where change.at >= (select report_from()) and change.at < (select report_to())
            and major_to = 'ACCEPTED' and major_to <> coalesce(major_from, 'NONE'))
    union all select position, figure, 'seconds', (select median_seconds from times where measure = m)
        from (values (5, 'Median time to detect', 'detect'), (6, 'Median time to acknowledge', 'acknowledge'),
            (7, 'Median time to contain', 'contain'), (8, 'Median time to resolve', 'resolve'),
            (9, 'Median time to close', 'close')) as steps(position, figure, m)
    union all select position, figure, 'percent', (select kept_percent from promises where target = t)
        from (values (10, 'Promises to acknowledge kept', 'acknowledge'), (11, 'Promises to resolve kept', 'resolve'))
            as targets(position, figure, t)
    union all select 12, 'Reopened after closing', 'count', (
        select coalesce(sum(times), 0) from report_reopened where what = 'reopened after closing')
    union all select 13, 'Hand-overs', 'count', (select coalesce(sum(hand_overs), 0) from report_hand_overs)
    union all select 14, 'Overrides of tables', 'count', (select coalesce(sum(overrides), 0) from report_overrides)
) figures
order by position;

create index incident_by_awareness on incident (aware_at) where aware_at is not null;
create index incident_by_acknowledgement on incident (acknowledged_at) where acknowledged_at is not null;
create index incident_by_containment on incident (contained_at) where contained_at is not null;
create index state_change_of_reopenings on state_change (at)
    where state_from in ('CLOSED', 'RESOLVED') and state_to = 'RESPONDING';
create index state_change_of_majors on state_change (at) where major_to <> coalesce(major_from, 'NONE');
-- As report_incident writes it.
create index incident_by_last_closing on incident ((case when state = 'CLOSED' then closed_at end));
