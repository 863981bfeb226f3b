-- What a POST with an Idempotency-Key was answered, so that it can be repeated safely. The row commits together with
-- what the request did. The answer may hold a new secret: it is sealed under the realm of the caller.
CREATE TABLE idempotency_keys (
    realm_id uuid NOT NULL REFERENCES realms (id),
    -- Client and subject of the caller's token.
    caller text NOT NULL,
    -- SHA-256 of the header's value.
    key_hash bytea NOT NULL,
    -- SHA-256 of method, target and body.
    request_hash bytea NOT NULL,
    answer_sealed bytea NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (realm_id, caller, key_hash)
);
CREATE INDEX idempotency_keys_expiry ON idempotency_keys (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys TO auth_server;
