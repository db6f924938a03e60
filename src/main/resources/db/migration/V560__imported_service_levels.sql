-- As the other system had it, to be compared with what our clock says; unknown for earlier imports.
alter table imported_incident add column recorded_service_level_kept boolean;
