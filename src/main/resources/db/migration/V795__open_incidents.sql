-- How many incidents are open, by state and priority, without reading their rows or those that have ended.
create index incident_open on incident (state, priority)
    where state not in ('CLOSED', 'REJECTED', 'DUPLICATE', 'CANCELLED') and not drill;
