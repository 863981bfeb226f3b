-- Phone numbers that people say are theirs and that wait for the code that was sent there.
CREATE TABLE phone_verifications (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    phone_number text NOT NULL,
    code_mac bytea NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (realm_id, user_id),
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE
);
CREATE INDEX phone_verifications_expiry ON phone_verifications (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON phone_verifications TO auth_server;
