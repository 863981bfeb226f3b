-- The first schema. Every table of a realm begins its primary key with realm_id and refers to others by composite
-- keys, so that a row cannot point across realms. Times are parameters: no statement and no default calls now().
-- Ids are UUIDv7, made by the server.

CREATE TABLE realms (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    display_name text NOT NULL DEFAULT '',
    enabled boolean NOT NULL DEFAULT true,
    settings jsonb NOT NULL DEFAULT '{}',
    -- 256 random bits, sealed under the master key (associated data: table and id). Subkeys by purpose come from it.
    data_key_sealed bytea NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    CONSTRAINT realms_name_form CHECK (name ~ '\A[a-z0-9][a-z0-9-]{0,62}\Z')
);
CREATE UNIQUE INDEX realms_name ON realms (name);

CREATE TABLE applications (
    realm_id uuid NOT NULL REFERENCES realms (id),
    id uuid NOT NULL,
    client_id text NOT NULL,
    client_name text NOT NULL DEFAULT '',
    type text NOT NULL,
    enabled boolean NOT NULL DEFAULT true,
    redirect_uris text[] NOT NULL DEFAULT '{}',
    post_logout_redirect_uris text[] NOT NULL DEFAULT '{}',
    allowed_origins text[] NOT NULL DEFAULT '{}',
    grant_types text[] NOT NULL DEFAULT '{}',
    response_types text[] NOT NULL DEFAULT '{}',
    token_endpoint_auth_method text NOT NULL,
    scope text NOT NULL DEFAULT '',
    require_pkce boolean NOT NULL DEFAULT true,
    require_consent boolean NOT NULL DEFAULT false,
    access_token_signed_response_alg text,
    id_token_signed_response_alg text,
    userinfo_signed_response_alg text,
    access_token_lifetime integer,
    refresh_token_lifetime integer,
    jwks jsonb,
    jwks_uri text,
    -- Fields that are stored and not yet acted on, and those that no query looks at, by their registered names.
    metadata jsonb NOT NULL DEFAULT '{}',
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    PRIMARY KEY (realm_id, id),
    CONSTRAINT applications_type CHECK (type IN ('web', 'spa', 'native', 'machine'))
);
CREATE UNIQUE INDEX applications_client_id ON applications (realm_id, client_id);
CREATE INDEX applications_allowed_origins ON applications USING gin (allowed_origins) WHERE allowed_origins <> '{}';

-- Client secrets are random: SHA-256 is enough. Several may overlap.
CREATE TABLE application_secrets (
    realm_id uuid NOT NULL,
    application_id uuid NOT NULL,
    id uuid NOT NULL,
    secret_hash bytea NOT NULL,
    -- The secret itself under the realm's key, only for applications that must use it (client_secret_jwt).
    secret_sealed bytea,
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    PRIMARY KEY (realm_id, application_id, id),
    FOREIGN KEY (realm_id, application_id) REFERENCES applications (realm_id, id) ON DELETE CASCADE
);

CREATE TABLE users (
    realm_id uuid NOT NULL REFERENCES realms (id),
    id uuid NOT NULL,
    username text NOT NULL,
    email text,
    email_verified boolean NOT NULL DEFAULT false,
    phone_number text,
    phone_number_verified boolean NOT NULL DEFAULT false,
    enabled boolean NOT NULL DEFAULT true,
    -- OpenID Connect standard claims by name, beside those above; later the realm's own profile schema.
    attributes jsonb NOT NULL DEFAULT '{}',
    required_actions text[] NOT NULL DEFAULT '{}',
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    PRIMARY KEY (realm_id, id)
);
CREATE INDEX users_username ON users (realm_id, username, id);
CREATE INDEX users_email ON users (realm_id, email, id) WHERE email IS NOT NULL;

-- What a person may type to say who they are, in canonical form (NFKC, case-folded): one name space for user names and
-- e-mail addresses, so that nobody can take another's address as a user name.
CREATE TABLE user_identifiers (
    realm_id uuid NOT NULL,
    identifier text NOT NULL,
    user_id uuid NOT NULL,
    PRIMARY KEY (realm_id, identifier),
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE
);
CREATE INDEX user_identifiers_user ON user_identifiers (realm_id, user_id);

CREATE TABLE user_passwords (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    -- PHC string: algorithm, parameters, salt, hash.
    hash text NOT NULL,
    must_change boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (realm_id, user_id),
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE
);

CREATE TABLE sessions (
    realm_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    -- SHA-256 of the cookie's value.
    token_hash bytea NOT NULL,
    auth_time timestamptz NOT NULL,
    acr text NOT NULL,
    amr text[] NOT NULL,
    address inet,
    user_agent text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    idle_timeout_seconds integer NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    end_reason text,
    PRIMARY KEY (realm_id, id),
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX sessions_token ON sessions (realm_id, token_hash);
CREATE INDEX sessions_user ON sessions (realm_id, user_id) WHERE ended_at IS NULL;
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- Which applications a session gave tokens to: what sign-out has to tell.
CREATE TABLE session_applications (
    realm_id uuid NOT NULL,
    session_id uuid NOT NULL,
    application_id uuid NOT NULL,
    first_used_at timestamptz NOT NULL,
    PRIMARY KEY (realm_id, session_id, application_id),
    FOREIGN KEY (realm_id, session_id) REFERENCES sessions (realm_id, id) ON DELETE CASCADE,
    FOREIGN KEY (realm_id, application_id) REFERENCES applications (realm_id, id) ON DELETE CASCADE
);

-- A person's way through the pages: one row per tab, bound to a browser cookie, used once.
CREATE TABLE flows (
    realm_id uuid NOT NULL REFERENCES realms (id),
    id uuid NOT NULL,
    kind text NOT NULL,
    browser_hash bytea NOT NULL,
    application_id uuid,
    -- The validated request, as the endpoint that began the flow understands it.
    request jsonb NOT NULL,
    state jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    consumed_at timestamptz,
    PRIMARY KEY (realm_id, id),
    FOREIGN KEY (realm_id, application_id) REFERENCES applications (realm_id, id) ON DELETE CASCADE
);
CREATE INDEX flows_expiry ON flows (expires_at);

CREATE TABLE authorization_codes (
    realm_id uuid NOT NULL,
    code_hash bytea NOT NULL,
    grant_id uuid NOT NULL,
    application_id uuid NOT NULL,
    user_id uuid NOT NULL,
    session_id uuid NOT NULL,
    redirect_uri text NOT NULL,
    code_challenge text,
    nonce text,
    scope text NOT NULL,
    resource text[] NOT NULL DEFAULT '{}',
    claims jsonb,
    auth_time timestamptz NOT NULL,
    acr text NOT NULL,
    amr text[] NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    consumed_at timestamptz,
    PRIMARY KEY (realm_id, code_hash),
    FOREIGN KEY (realm_id, application_id) REFERENCES applications (realm_id, id) ON DELETE CASCADE,
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE,
    FOREIGN KEY (realm_id, session_id) REFERENCES sessions (realm_id, id) ON DELETE CASCADE
);
CREATE INDEX authorization_codes_expiry ON authorization_codes (expires_at);

-- Refresh tokens are computed from a family's row, not stored: see server/protocol/grants/README.md. Rotation touches
-- no indexed column and finds room on the page (HOT).
CREATE TABLE refresh_families (
    realm_id uuid NOT NULL,
    id uuid NOT NULL,
    application_id uuid NOT NULL,
    user_id uuid NOT NULL,
    session_id uuid,
    -- With offline_access the family outlives the session.
    offline boolean NOT NULL DEFAULT false,
    scope text NOT NULL,
    resource text[] NOT NULL DEFAULT '{}',
    claims jsonb,
    auth_time timestamptz NOT NULL,
    acr text NOT NULL,
    amr text[] NOT NULL,
    salt bytea NOT NULL,
    generation integer NOT NULL DEFAULT 0,
    rotated_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    PRIMARY KEY (realm_id, id),
    FOREIGN KEY (realm_id, application_id) REFERENCES applications (realm_id, id) ON DELETE CASCADE,
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE
) WITH (fillfactor = 70);
CREATE INDEX refresh_families_user ON refresh_families (realm_id, user_id, application_id);
CREATE INDEX refresh_families_session ON refresh_families (realm_id, session_id) WHERE session_id IS NOT NULL;
CREATE INDEX refresh_families_expiry ON refresh_families (expires_at);

CREATE TABLE consents (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    application_id uuid NOT NULL,
    scope text[] NOT NULL,
    granted_at timestamptz NOT NULL,
    PRIMARY KEY (realm_id, user_id, application_id),
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE,
    FOREIGN KEY (realm_id, application_id) REFERENCES applications (realm_id, id) ON DELETE CASCADE
);

-- A key's state follows from its times: made, published (in the JWKS), active (signs), retired (still verifies),
-- removed. revoked_at takes it out at once.
CREATE TABLE signing_keys (
    realm_id uuid NOT NULL REFERENCES realms (id),
    id uuid NOT NULL,
    kid text NOT NULL,
    alg text NOT NULL,
    public_jwk jsonb NOT NULL,
    private_sealed bytea NOT NULL,
    certificate bytea,
    created_at timestamptz NOT NULL,
    published_at timestamptz NOT NULL,
    activates_at timestamptz NOT NULL,
    retires_at timestamptz,
    removes_at timestamptz,
    revoked_at timestamptz,
    PRIMARY KEY (realm_id, id)
);
CREATE UNIQUE INDEX signing_keys_kid ON signing_keys (realm_id, kid);

-- Things that are refused although their signature is good: pushed to every node, kept until nothing signed before
-- not_before can still be alive. kind: token, grant, session, user, application, realm.
CREATE TABLE revocations (
    realm_id uuid NOT NULL REFERENCES realms (id),
    kind text NOT NULL,
    subject text NOT NULL,
    not_before timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    sequence bigint GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (realm_id, kind, subject)
);
CREATE INDEX revocations_sequence ON revocations (sequence);
CREATE INDEX revocations_expiry ON revocations (expires_at);

CREATE TABLE roles (
    realm_id uuid NOT NULL REFERENCES realms (id),
    id uuid NOT NULL,
    name text NOT NULL,
    description text NOT NULL DEFAULT '',
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (realm_id, id)
);
CREATE UNIQUE INDEX roles_name ON roles (realm_id, name);

CREATE TABLE role_permissions (
    realm_id uuid NOT NULL,
    role_id uuid NOT NULL,
    permission text NOT NULL,
    PRIMARY KEY (realm_id, role_id, permission),
    FOREIGN KEY (realm_id, role_id) REFERENCES roles (realm_id, id) ON DELETE CASCADE
);

CREATE TABLE user_roles (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    role_id uuid NOT NULL,
    granted_at timestamptz NOT NULL,
    PRIMARY KEY (realm_id, user_id, role_id),
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE,
    FOREIGN KEY (realm_id, role_id) REFERENCES roles (realm_id, id) ON DELETE CASCADE
);
CREATE INDEX user_roles_role ON user_roles (realm_id, role_id);

-- Links that work once: set up the first administrator, recover one.
CREATE TABLE one_time_links (
    realm_id uuid NOT NULL REFERENCES realms (id),
    token_hash bytea NOT NULL,
    purpose text NOT NULL,
    user_id uuid,
    data jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    consumed_at timestamptz,
    PRIMARY KEY (realm_id, token_hash),
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE
);

-- Append-only for the daemon. Partitions by month are made ahead by ensure_audit_partitions and dropped by the
-- housekeeper; the default partition only catches what a stopped housekeeper left without a home.
CREATE TABLE audit_events (
    realm_id uuid NOT NULL,
    at timestamptz NOT NULL,
    id uuid NOT NULL,
    action text NOT NULL,
    outcome text NOT NULL,
    reason text NOT NULL DEFAULT '',
    actor_kind text NOT NULL,
    actor_id text NOT NULL DEFAULT '',
    actor_name text NOT NULL DEFAULT '',
    target_kind text NOT NULL DEFAULT '',
    target_id text NOT NULL DEFAULT '',
    target_name text NOT NULL DEFAULT '',
    application_id uuid,
    session_id uuid,
    address inet,
    user_agent text NOT NULL DEFAULT '',
    correlation_id text NOT NULL DEFAULT '',
    before jsonb,
    after jsonb,
    data jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (realm_id, at, id)
) PARTITION BY RANGE (at);
CREATE TABLE audit_events_default PARTITION OF audit_events DEFAULT;

CREATE FUNCTION ensure_audit_partitions(moment timestamptz, months integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    first timestamp := date_trunc('month', moment AT TIME ZONE 'UTC');
    lower_bound timestamptz;
    upper_bound timestamptz;
    partition text;
BEGIN
    -- One at a time, and nothing is said twice.
    PERFORM pg_advisory_xact_lock(hashtext('ensure_audit_partitions'));
    FOR step IN 0..months LOOP
        lower_bound := (first + make_interval(months => step)) AT TIME ZONE 'UTC';
        upper_bound := (first + make_interval(months => step + 1)) AT TIME ZONE 'UTC';
        partition := 'audit_events_' || to_char(first + make_interval(months => step), 'YYYYMM');
        CONTINUE WHEN to_regclass(partition) IS NOT NULL;
        EXECUTE format('CREATE TABLE %I (LIKE audit_events INCLUDING ALL)', partition);
        -- What came while there was no partition moves into it; else it could not be attached.
        LOCK TABLE audit_events_default IN ACCESS EXCLUSIVE MODE;
        EXECUTE format('WITH moved AS (DELETE FROM audit_events_default WHERE at >= %L AND at < %L RETURNING *) '
            'INSERT INTO %I SELECT * FROM moved', lower_bound, upper_bound, partition);
        EXECUTE format('ALTER TABLE audit_events ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
            partition, lower_bound, upper_bound);
    END LOOP;
END
$$;

-- What must happen outside after a commit: mail, SMS, webhooks, back-channel logout. Claimed with SKIP LOCKED.
CREATE TABLE outbox (
    realm_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    available_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    claimed_until timestamptz,
    done_at timestamptz,
    failed_at timestamptz,
    last_error text NOT NULL DEFAULT '',
    PRIMARY KEY (realm_id, id)
);
CREATE INDEX outbox_due ON outbox (available_at) WHERE done_at IS NULL AND failed_at IS NULL;
CREATE INDEX outbox_ended ON outbox ((COALESCE(done_at, failed_at))) WHERE done_at IS NOT NULL OR failed_at IS NOT NULL;

CREATE TABLE jobs (
    realm_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    payload jsonb NOT NULL DEFAULT '{}',
    state text NOT NULL DEFAULT 'waiting',
    run_at timestamptz NOT NULL,
    claimed_until timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    progress jsonb NOT NULL DEFAULT '{}',
    result jsonb,
    created_at timestamptz NOT NULL,
    finished_at timestamptz,
    PRIMARY KEY (realm_id, id)
);
CREATE INDEX jobs_due ON jobs (run_at) WHERE state IN ('waiting', 'running');

-- Rights of the daemon's role: everything but changing or removing what was audited.
GRANT USAGE ON SCHEMA public TO auth_server, auth_housekeeper;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO auth_server;
REVOKE UPDATE, DELETE ON audit_events, audit_events_default FROM auth_server;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO auth_server;
REVOKE ALL ON FUNCTION ensure_audit_partitions(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_audit_partitions(timestamptz, integer) TO auth_server, auth_housekeeper;
