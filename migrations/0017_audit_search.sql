-- What the audit trail is searched by, counted by, how long it is kept, and the erasure of a person's values.

-- The words of a row, each behind its realm, week and group (server/audit/trail/SearchWords.h). Written by the sealer, so
-- that signing in does not pay for it.
ALTER TABLE audit_leaves ADD COLUMN words tsvector NOT NULL DEFAULT '';
CREATE INDEX audit_leaves_words ON audit_leaves USING gin (words);

-- The rows before (before, before_id) whose words answer `found`. How many there are nobody can guess from prefixes of
-- words: the plan is always the index.
CREATE FUNCTION audit_matches(realm uuid, found tsquery, before timestamptz, before_id uuid)
RETURNS TABLE (at timestamptz, id uuid)
LANGUAGE sql STABLE ROWS 1000
SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off AS $$
    SELECT event_at, event_id FROM audit_leaves
    WHERE realm_id = realm AND words @@ found AND (event_at, event_id) < (before, before_id)
$$;

-- How many rows there were of each kind in each hour, counted by the sealer.
CREATE TABLE audit_counts (
    realm_id uuid NOT NULL,
    hour timestamptz NOT NULL,
    action text NOT NULL,
    outcome text NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (realm_id, hour, action, outcome)
);
INSERT INTO audit_counts
SELECT realm_id, date_trunc('hour', at, 'UTC'), action, outcome, count(*) FROM audit_events e
WHERE EXISTS (SELECT FROM audit_leaves l WHERE l.realm_id = e.realm_id AND l.event_at = e.at AND l.event_id = e.id)
GROUP BY 1, 2, 3, 4;
GRANT SELECT, INSERT, UPDATE ON audit_counts TO auth_server;

CREATE TABLE audit_retention (
    realm_id uuid NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
    days integer NOT NULL CHECK (days BETWEEN 1 AND 36500),
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (realm_id)
);
GRANT SELECT, INSERT, UPDATE ON audit_retention TO auth_server;

-- Drops rows before row `kept`, at most `most` of them, and answers how many. Only what a signed checkpoint says is no
-- longer kept; the checkpoint of `kept` rows stays, since the log begins with it.
CREATE FUNCTION audit_drop(realm uuid, kept bigint, most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    dropped bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM audit_checkpoints WHERE realm_id = realm
            AND position(E'\nfirst ' || kept || E'\n' IN note) > 0) THEN
        RAISE EXCEPTION 'no checkpoint says that the audit log begins with row %', kept;
    END IF;
    WITH leaves AS (
        DELETE FROM audit_leaves WHERE realm_id = realm AND seq IN (
            SELECT seq FROM audit_leaves WHERE realm_id = realm AND seq < kept ORDER BY seq LIMIT most)
        RETURNING event_at, event_id
    ), events AS (
        DELETE FROM audit_events e USING leaves WHERE e.realm_id = realm AND e.at = leaves.event_at AND e.id = leaves.event_id
    )
    SELECT count(*) INTO dropped FROM leaves;
    DELETE FROM audit_checkpoints WHERE realm_id = realm AND size < kept;
    DELETE FROM audit_counts WHERE realm_id = realm AND hour < (
        SELECT date_trunc('hour', event_at, 'UTC') FROM audit_leaves WHERE realm_id = realm ORDER BY seq LIMIT 1);
    RETURN dropped;
END
$$;

-- Takes a person's values out of the rows that are sealed, and their salts, without which the commitments in the log say
-- nothing. Of what the person did: name, address, agent. Of what was done to the person: name, before, after, data. The
-- versions of the person's account go, too.
CREATE FUNCTION audit_erase(realm uuid, person uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    erased bigint;
BEGIN
    WITH touched AS (
        UPDATE audit_events e SET
            actor_name = CASE WHEN e.actor_id = person::text THEN '' ELSE e.actor_name END,
            address = CASE WHEN e.actor_id = person::text THEN NULL ELSE e.address END,
            user_agent = CASE WHEN e.actor_id = person::text THEN '' ELSE e.user_agent END,
            actor_salt = CASE WHEN e.actor_id = person::text THEN NULL ELSE e.actor_salt END,
            target_name = CASE WHEN own THEN '' ELSE e.target_name END,
            before = CASE WHEN own THEN NULL ELSE e.before END,
            after = CASE WHEN own THEN NULL ELSE e.after END,
            data = CASE WHEN own THEN '{}' ELSE e.data END,
            target_salt = CASE WHEN own THEN NULL ELSE e.target_salt END
        FROM (
            SELECT f.at, f.id, f.target_id = person::text OR f.target_kind IN ('', 'session') AS own FROM audit_events f
            WHERE f.realm_id = realm AND (f.actor_id = person::text OR f.target_id = person::text)
        ) mine
        WHERE e.realm_id = realm AND e.at = mine.at AND e.id = mine.id
            AND EXISTS (SELECT FROM audit_leaves l WHERE l.realm_id = realm AND l.event_at = e.at AND l.event_id = e.id)
        RETURNING e.at, e.id, e.actor_id = person::text AS actor, own
    ), words AS (
        UPDATE audit_leaves l SET words = (
            SELECT COALESCE(array_to_tsvector(array_agg(word)), '') FROM unnest(tsvector_to_array(l.words)) AS word
            WHERE NOT (touched.actor AND substr(word, 7, 1) = 'a') AND NOT (touched.own AND substr(word, 7, 1) = 't'))
        FROM touched WHERE l.realm_id = realm AND l.event_at = touched.at AND l.event_id = touched.id
    )
    SELECT count(*) INTO erased FROM touched;
    DELETE FROM object_versions WHERE realm_id = realm AND kind = 'user' AND object_id = person;
    RETURN erased;
END
$$;
REVOKE ALL ON FUNCTION audit_drop(uuid, bigint, integer), audit_erase(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_drop(uuid, bigint, integer), audit_erase(uuid, uuid) TO auth_server;
