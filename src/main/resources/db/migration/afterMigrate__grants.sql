-- What the application's role may do, when it is not the one that migrates: work with every table, and with the journal read
-- it and call the functions that append to it. Runs after each migration, so that new tables are not forgotten.
DO $$
DECLARE
    v_app   text := '${applicationRole}';
    v_table record;
BEGIN
    -- Several nodes may start at once.
    PERFORM pg_advisory_xact_lock(hashtext('ims-grants'));
    IF v_app = current_user OR v_app = '' THEN
        RETURN;
    END IF;
    EXECUTE format('GRANT USAGE, CREATE ON SCHEMA public TO %I', v_app);
    FOR v_table IN
        SELECT c.oid::regclass AS name, c.relkind AS kind, c.relname AS plain
        FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
          AND c.relowner = current_user::regrole
    LOOP
        IF v_table.kind = 'S' THEN
            EXECUTE format('GRANT USAGE, SELECT, UPDATE ON SEQUENCE %s TO %I', v_table.name, v_app);
        ELSIF v_table.plain LIKE 'journal\_%' OR v_table.plain = 'flyway_schema_history' THEN
            EXECUTE format('GRANT SELECT ON %s TO %I', v_table.name, v_app);
        ELSE
            EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %I', v_table.name, v_app);
        END IF;
    END LOOP;
    EXECUTE format('GRANT EXECUTE ON FUNCTION journal_append, journal_chain_key, journal_erase_key,'
        ' journal_introduce_key, journal_seal TO %I', v_app);
END $$;
