-- Keys that authenticators sign in with (WebAuthn Level 3), what was asked of them, and who does not want one.
CREATE TABLE passkeys (
    realm_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    credential_id bytea NOT NULL CHECK (octet_length(credential_id) BETWEEN 1 AND 1023),
    -- COSE_Key, as the authenticator gave it.
    public_key bytea NOT NULL,
    label text NOT NULL,
    sign_count bigint NOT NULL,
    backup_eligible boolean NOT NULL,
    backed_up boolean NOT NULL,
    user_verified boolean NOT NULL,
    transports text[] NOT NULL DEFAULT '{}',
    aaguid uuid NOT NULL,
    attestation_format text NOT NULL,
    -- Whether a certificate of the authenticator's maker vouched for it.
    attested boolean NOT NULL,
    -- Its counter went back, as that of a copy does; it opens nothing any more.
    suspended_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz,
    PRIMARY KEY (realm_id, id),
    UNIQUE (realm_id, credential_id),
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE
)
WITH (fillfactor = 80);
CREATE INDEX passkeys_user ON passkeys (realm_id, user_id);
CREATE INDEX passkeys_created ON passkeys (realm_id, created_at, id);
GRANT SELECT, INSERT, UPDATE, DELETE ON passkeys TO auth_server;

-- One question for each ceremony of a flow or session; deleted by the answer.
CREATE TABLE passkey_challenges (
    realm_id uuid NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
    bound_to uuid NOT NULL,
    ceremony text NOT NULL CHECK (ceremony IN ('registration', 'first_factor', 'second_factor')),
    challenge bytea NOT NULL,
    browser_hash bytea NOT NULL,
    user_id uuid,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (realm_id, bound_to, ceremony),
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE
);
CREATE INDEX passkey_challenges_expiry ON passkey_challenges (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON passkey_challenges TO auth_server;

CREATE TABLE passkey_offers_declined (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    declined_at timestamptz NOT NULL,
    PRIMARY KEY (realm_id, user_id),
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE
);
GRANT SELECT, INSERT, UPDATE, DELETE ON passkey_offers_declined TO auth_server;
