-- The record: each entry is chained to the one before it in its incident, and nothing in it can be changed. The role that
-- owns these tables is the one that migrates; the application's role may read them and call the functions below
-- (afterMigrate__grants.sql), and the triggers refuse changes to everybody, the owner included.

-- Where each chain ends; written by the functions only.
CREATE TABLE journal_head (
    chain    text PRIMARY KEY,
    size     bigint      NOT NULL,
    hash     bytea       NOT NULL,
    recorded timestamptz NOT NULL,
    -- Whether it has moved since a checkpoint named it.
    unsealed boolean     NOT NULL DEFAULT true
);
CREATE INDEX journal_head_unsealed ON journal_head (chain) WHERE unsealed;

CREATE TABLE journal_entry (
    chain    text        NOT NULL,
    -- From 1, without gaps.
    seq      bigint      NOT NULL,
    -- By the database's clock, never earlier than the entry before it in its chain.
    recorded timestamptz NOT NULL,
    -- JSON in its canonical form (RFC 8785).
    body     text        NOT NULL,
    previous bytea       NOT NULL,
    hash     bytea       NOT NULL,
    kind     text        NOT NULL GENERATED ALWAYS AS (body::json ->> 'kind') STORED,
    PRIMARY KEY (chain, seq)
);
CREATE INDEX journal_entry_recorded ON journal_entry (recorded, chain, seq);

-- The key under which the personal texts of a chain are readable, sealed by the application's own key; null once erased.
CREATE TABLE journal_key (
    chain     text PRIMARY KEY,
    sealed    bytea,
    erased_at timestamptz,
    erased_by text
);

-- One row a head that a checkpoint names: the leaves of one tree that only grows (RFC 6962).
CREATE TABLE journal_leaf (
    position   bigint PRIMARY KEY,
    chain      text   NOT NULL,
    size       bigint NOT NULL,
    hash       bytea  NOT NULL,
    checkpoint bigint NOT NULL,
    UNIQUE (chain, size)
);

CREATE TABLE journal_checkpoint (
    n         bigint PRIMARY KEY,
    -- JSON in its canonical form; what is signed.
    body      text  NOT NULL,
    signature bytea NOT NULL,
    -- Of the key's whole subtrees, from the largest: spares the next checkpoint to read all leaves. Checked by the root.
    frontier  bytea NOT NULL
);

-- The public halves of the keys that sign checkpoints (X.509, DER), by their fingerprint.
CREATE TABLE journal_signing_key (
    fingerprint text PRIMARY KEY,
    public_key  bytea       NOT NULL,
    since       timestamptz NOT NULL
);

CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The journal is append-only: % on % is refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION journal_only_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.chain <> OLD.chain OR NEW.size < OLD.size OR (NEW.size = OLD.size AND NEW.hash <> OLD.hash) THEN
        RAISE EXCEPTION 'The journal is append-only: a head can only move forward.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION journal_only_erase() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.chain <> OLD.chain OR NEW.sealed IS NOT NULL OR NEW.erased_at IS NULL OR OLD.erased_at IS NOT NULL THEN
        RAISE EXCEPTION 'The journal is append-only: a key can only be erased.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER journal_entry_kept BEFORE UPDATE OR DELETE ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_entry_whole BEFORE TRUNCATE ON journal_entry EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_leaf_kept BEFORE UPDATE OR DELETE ON journal_leaf FOR EACH ROW EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_leaf_whole BEFORE TRUNCATE ON journal_leaf EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_checkpoint_kept BEFORE UPDATE OR DELETE ON journal_checkpoint FOR EACH ROW EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_checkpoint_whole BEFORE TRUNCATE ON journal_checkpoint EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_signing_key_kept BEFORE UPDATE OR DELETE ON journal_signing_key FOR EACH ROW EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_signing_key_whole BEFORE TRUNCATE ON journal_signing_key EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_head_kept BEFORE DELETE ON journal_head FOR EACH ROW EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_head_whole BEFORE TRUNCATE ON journal_head EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_head_forward BEFORE UPDATE ON journal_head FOR EACH ROW EXECUTE FUNCTION journal_only_forward();
CREATE TRIGGER journal_key_kept BEFORE DELETE ON journal_key FOR EACH ROW EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_key_whole BEFORE TRUNCATE ON journal_key EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_key_erased BEFORE UPDATE ON journal_key FOR EACH ROW EXECUTE FUNCTION journal_only_erase();

-- The functions below run as the owner: they find nothing but the database's own operators and what they name in full, so
-- that nobody who may create objects can have his own code run by them.

-- Appends entries to a chain. Whoever appends to the same chain waits until the transaction ends, so this is its last step.
-- What is hashed is the canonical JSON of body, chain, previous, recorded and seq, whose names stand in their order.
CREATE FUNCTION journal_append(p_chain text, p_bodies text[]) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_size     bigint;
    v_hash     bytea;
    v_recorded timestamptz;
    v_now      timestamptz;
    v_previous bytea;
    v_body     text;
BEGIN
    IF p_chain !~ '^(INC-[0-9]{4}-[0-9]{6,}|organisation)$' THEN
        RAISE EXCEPTION 'The journal has no chain named %.', p_chain;
    END IF;
    INSERT INTO public.journal_head (chain, size, hash, recorded)
    VALUES (p_chain, 0, decode(repeat('00', 32), 'hex'), '-infinity')
    ON CONFLICT DO NOTHING;
    SELECT size, hash, recorded INTO v_size, v_hash, v_recorded FROM public.journal_head WHERE chain = p_chain FOR UPDATE;
    v_now := greatest(clock_timestamp(), v_recorded);
    FOREACH v_body IN ARRAY p_bodies LOOP
        v_size := v_size + 1;
        v_previous := v_hash;
        v_hash := sha256(convert_to(
            '{"body":' || v_body || ',"chain":"' || p_chain || '","previous":"' || encode(v_previous, 'hex')
            || '","recorded":"' || to_char(v_now AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
            || '","seq":' || v_size::text || '}', 'UTF8'));
        INSERT INTO public.journal_entry (chain, seq, recorded, body, previous, hash)
        VALUES (p_chain, v_size, v_now, v_body, v_previous, v_hash);
    END LOOP;
    UPDATE public.journal_head SET size = v_size, hash = v_hash, recorded = v_now, unsealed = true WHERE chain = p_chain;
    RETURN v_size;
END $$;

-- The key of a chain, which the first to ask brings along. Null once it is erased.
CREATE FUNCTION journal_chain_key(p_chain text, p_fresh bytea) RETURNS bytea
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.journal_key (chain, sealed) VALUES (p_chain, p_fresh) ON CONFLICT DO NOTHING;
    RETURN (SELECT sealed FROM public.journal_key WHERE chain = p_chain);
END $$;

-- Makes the personal texts of a chain unreadable for ever; those of later entries are not kept at all. It says so in the chain
-- itself, so that no key is destroyed unseen.
CREATE FUNCTION journal_erase_key(p_chain text, p_by text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.journal_key (chain, sealed) VALUES (p_chain, NULL) ON CONFLICT DO NOTHING;
    UPDATE public.journal_key SET sealed = NULL, erased_at = clock_timestamp(), erased_by = p_by
    WHERE chain = p_chain AND erased_at IS NULL;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM public.journal_append(p_chain, ARRAY['{"actor":' || to_json(p_by)::text || ',"at":"'
        || to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        || '","kind":"personal-key-destroyed"}']);
    RETURN true;
END $$;

CREATE FUNCTION journal_introduce_key(p_fingerprint text, p_public_key bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF encode(sha256(p_public_key), 'hex') <> p_fingerprint THEN
        RAISE EXCEPTION 'The fingerprint is not that of the key.';
    END IF;
    INSERT INTO public.journal_signing_key (fingerprint, public_key, since)
    VALUES (p_fingerprint, p_public_key, clock_timestamp())
    ON CONFLICT DO NOTHING;
END $$;

-- Writes the checkpoint that follows the last one, with the heads that it names.
CREATE FUNCTION journal_seal(p_n bigint, p_body text, p_signature bytea, p_frontier bytea,
                             p_chains text[], p_sizes bigint[], p_hashes bytea[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_last     bigint;
    v_position bigint;
BEGIN
    SELECT coalesce(max(n), 0) INTO v_last FROM public.journal_checkpoint;
    IF p_n <> v_last + 1 THEN
        RAISE EXCEPTION 'Checkpoint % follows checkpoint %.', p_n, v_last;
    END IF;
    SELECT coalesce(max(position) + 1, 0) INTO v_position FROM public.journal_leaf;
    FOR i IN 1 .. coalesce(array_length(p_chains, 1), 0) LOOP
        IF NOT EXISTS (SELECT FROM public.journal_entry WHERE chain = p_chains[i] AND seq = p_sizes[i] AND hash = p_hashes[i]) THEN
            RAISE EXCEPTION 'Entry % of % is not the one to be sealed.', p_sizes[i], p_chains[i];
        END IF;
        INSERT INTO public.journal_leaf (position, chain, size, hash, checkpoint)
        VALUES (v_position, p_chains[i], p_sizes[i], p_hashes[i], p_n);
        v_position := v_position + 1;
    END LOOP;
    INSERT INTO public.journal_checkpoint (n, body, signature, frontier) VALUES (p_n, p_body, p_signature, p_frontier);
    -- In the order in which everybody takes heads; what has moved meanwhile is left for the next checkpoint.
    PERFORM FROM public.journal_head WHERE chain = ANY (p_chains) ORDER BY chain FOR UPDATE;
    UPDATE public.journal_head h SET unsealed = false
    FROM unnest(p_chains, p_sizes) AS sealed (chain, size)
    WHERE h.chain = sealed.chain AND h.size = sealed.size;
END $$;

REVOKE ALL ON FUNCTION journal_append, journal_chain_key, journal_erase_key, journal_introduce_key, journal_seal FROM PUBLIC;
