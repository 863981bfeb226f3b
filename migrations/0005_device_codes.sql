-- What a device without a browser asks for (RFC 8628), until it was fetched. Both codes are kept as hashes: the device's
-- is random, the person's is short and therefore under a key of the realm.
CREATE TABLE device_codes (
    realm_id uuid NOT NULL,
    device_code_hash bytea NOT NULL,
    user_code_hash bytea NOT NULL,
    grant_id uuid NOT NULL,
    application_id uuid NOT NULL,
    scope text NOT NULL,
    resource text[] NOT NULL DEFAULT '{}',
    -- Whence the device asked: shown to the person who is to allow it.
    address inet,
    user_agent text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    -- Of polls; grows by five with each that comes too early, which slowed_down says of the last one.
    interval_seconds integer NOT NULL,
    polled_at timestamptz,
    slowed_down boolean NOT NULL DEFAULT false,
    -- Without a user: it was denied.
    decided_at timestamptz,
    user_id uuid,
    session_id uuid,
    auth_time timestamptz,
    acr text,
    amr text[],
    consumed_at timestamptz,
    PRIMARY KEY (realm_id, device_code_hash),
    UNIQUE (realm_id, user_code_hash),
    FOREIGN KEY (realm_id, application_id) REFERENCES applications (realm_id, id) ON DELETE CASCADE,
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE,
    FOREIGN KEY (realm_id, session_id) REFERENCES sessions (realm_id, id) ON DELETE CASCADE
);
CREATE INDEX device_codes_expiry ON device_codes (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON device_codes TO auth_server;
