-- Second factors of people.
CREATE TABLE authenticators (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    -- The shared secret, sealed under the realm's key.
    secret_sealed bytea NOT NULL,
    algorithm text NOT NULL,
    digits integer NOT NULL,
    period integer NOT NULL,
    -- RFC 6238 §5.2: a time step is accepted once.
    last_step bigint NOT NULL DEFAULT -1,
    created_at timestamptz NOT NULL,
    -- Until a code has shown that the person has it, it counts for nothing.
    confirmed_at timestamptz,
    last_used_at timestamptz,
    PRIMARY KEY (realm_id, user_id, id),
    CONSTRAINT authenticators_kind CHECK (kind IN ('totp')),
    CONSTRAINT authenticators_digits CHECK (digits BETWEEN 6 AND 8),
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE
);

CREATE TABLE backup_codes (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    code_mac bytea NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    consumed_at timestamptz,
    PRIMARY KEY (realm_id, user_id, code_mac),
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE
);

-- Codes that were sent, each bound to the sign-in that asked for it; a new one takes the place of the old.
CREATE TABLE sent_codes (
    realm_id uuid NOT NULL,
    flow_id uuid NOT NULL,
    kind text NOT NULL,
    user_id uuid NOT NULL,
    code_mac bytea NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    consumed_at timestamptz,
    PRIMARY KEY (realm_id, flow_id, kind),
    FOREIGN KEY (realm_id, flow_id) REFERENCES flows (realm_id, id) ON DELETE CASCADE,
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE
);
CREATE INDEX sent_codes_user ON sent_codes (realm_id, user_id);

-- How often a factor was tried since it last succeeded: it outlives the sign-in that tried.
CREATE TABLE factor_attempts (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    kind text NOT NULL,
    failures integer NOT NULL DEFAULT 0,
    blocked_until timestamptz NOT NULL,
    sends integer NOT NULL DEFAULT 0,
    sends_since timestamptz NOT NULL,
    PRIMARY KEY (realm_id, user_id, kind),
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE
);

GRANT SELECT, INSERT, UPDATE, DELETE ON authenticators, backup_codes, sent_codes, factor_attempts TO auth_server;
