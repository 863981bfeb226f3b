-- One sign-in without the second factor that an administrator allows a person, for some minutes. Where the realm asks for
-- a second administrator, the time begins when that one approves.
CREATE TABLE factor_bypasses (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    reason text NOT NULL,
    minutes integer NOT NULL,
    requested_by text NOT NULL,
    requested_by_name text NOT NULL,
    requested_at timestamptz NOT NULL,
    approved_by_name text,
    expires_at timestamptz,
    used_at timestamptz,
    PRIMARY KEY (realm_id, user_id),
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE
);
GRANT SELECT, INSERT, UPDATE, DELETE ON factor_bypasses TO auth_server;
