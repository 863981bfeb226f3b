-- Keys that an application presents to a resource server, which asks introspection about them. Only a hash is kept.
CREATE TABLE api_keys (
    realm_id uuid NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    application_id uuid NOT NULL,
    name text NOT NULL,
    -- The first characters of the key, for people.
    prefix text NOT NULL,
    -- SHA-256; the key is random.
    key_hash bytea NOT NULL,
    scope text NOT NULL,
    tier text NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    expires_at timestamptz,
    -- Written in batches.
    last_used_at timestamptz,
    PRIMARY KEY (realm_id, id),
    FOREIGN KEY (realm_id, application_id) REFERENCES applications (realm_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX api_keys_hash ON api_keys (realm_id, key_hash);
CREATE UNIQUE INDEX api_keys_name ON api_keys (realm_id, name);
CREATE INDEX api_keys_application ON api_keys (realm_id, application_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON api_keys TO auth_server;
