-- Every order in which the list of incidents can be asked for, so that a page is read and not sorted.
create index incident_in_order_of_recording on incident (recorded_at, number);
drop index incident_by_recording;
create index incident_in_order_of_priority on incident (priority, number);
create index incident_in_order_of_priority_down on incident (priority desc nulls last, number desc);
create index incident_in_order_of_resolve_due on incident (resolve_due, number);
create index incident_in_order_of_resolve_due_down on incident (resolve_due desc nulls last, number desc);
drop index incident_by_resolve_due;
create index incident_in_order_of_closing on incident (closed_at, number);
create index incident_in_order_of_closing_down on incident (closed_at desc nulls last, number desc);

-- The few that are asked for among the many.
create index incident_major on incident (major, recorded_at) where major <> 'NONE';
create index incident_restricted on incident (recorded_at) where restricted;
create index incident_drill on incident (recorded_at) where drill;
