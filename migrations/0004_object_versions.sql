-- What each object of the admin API was at each of its versions, written by the change that made it: history and
-- revert. No secret is in a document.
CREATE TABLE object_versions (
    realm_id uuid NOT NULL REFERENCES realms (id),
    -- As audit_events.target_kind.
    kind text NOT NULL,
    object_id uuid NOT NULL,
    version bigint NOT NULL,
    at timestamptz NOT NULL,
    -- Empty where the version was found when the history of its object began.
    action text NOT NULL DEFAULT '',
    actor_kind text NOT NULL DEFAULT '',
    actor_id text NOT NULL DEFAULT '',
    actor_name text NOT NULL DEFAULT '',
    correlation_id text NOT NULL DEFAULT '',
    -- NULL: it was deleted.
    document jsonb,
    PRIMARY KEY (realm_id, kind, object_id, version)
);
GRANT SELECT, INSERT, DELETE ON object_versions TO auth_server;
