-- Finds titles that mean the same in spite of typing errors and another order of words. The extension is a trusted
-- one: the owner of the database may create it.
create extension if not exists pg_trgm;

create index incident_by_title on incident using gin (title gin_trgm_ops);
