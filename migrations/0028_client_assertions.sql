-- Which JWTs clients proved themselves with (RFC 7523 §3, OpenID Connect Core §9): each counts once, until it has expired.
CREATE TABLE client_assertions (
    realm_id uuid NOT NULL,
    application_id uuid NOT NULL,
    jti_hash bytea NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (realm_id, application_id, jti_hash),
    FOREIGN KEY (realm_id, application_id) REFERENCES applications (realm_id, id) ON DELETE CASCADE
);
CREATE INDEX client_assertions_expiry ON client_assertions (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON client_assertions TO auth_server;
