-- Incidents from before the clock kept its targets: with the table as it was then, so that they can be
-- reopened and their promises moved like those of any other.
insert into target_change (
    incident_number, changed_at, priority, counts_from, acknowledge_within, assess_within,
    resolve_within, service_calendar, verify_within, confirm_within, close_within, resolve_due)
select number, coalesce(classified_at, recorded_at), priority, recorded_at,
    case priority when 'P2' then 'PT1H' when 'P3' then 'PT4H' when 'P4' then 'PT8H' when 'P5' then 'P1D' else 'PT15M' end,
    case priority when 'P2' then 'PT1H15M' when 'P3' then 'PT4H15M' when 'P4' then 'PT8H15M' when 'P5' then 'P2D' else 'PT30M' end,
    case priority when 'P2' then 'PT8H' when 'P3' then 'PT24H' when 'P4' then 'PT72H' when 'P5' then 'P10D' else 'PT4H' end,
    service_calendar, verify_within, confirm_within, close_within, resolve_due
from incident
where service_calendar is not null
  and not exists (select 1 from target_change t where t.incident_number = incident.number);
