CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

CREATE FUNCTION public.audit_drop(realm uuid, kept bigint, most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    dropped bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM audit_checkpoints WHERE realm_id = realm
            AND position(E'\nfirst ' || kept || E'\n' IN note) > 0) THEN
        RAISE EXCEPTION 'no checkpoint says that the audit log begins with row %', kept;
    END IF;
    WITH leaves AS (
        DELETE FROM audit_leaves WHERE realm_id = realm AND seq IN (
            SELECT seq FROM audit_leaves WHERE realm_id = realm AND seq < kept ORDER BY seq LIMIT most)
        RETURNING event_at, event_id
    ), events AS (
        DELETE FROM audit_events e USING leaves WHERE e.realm_id = realm AND e.at = leaves.event_at AND e.id = leaves.event_id
    )
    SELECT count(*) INTO dropped FROM leaves;
    DELETE FROM audit_checkpoints WHERE realm_id = realm AND size < kept;
    DELETE FROM audit_counts WHERE realm_id = realm AND hour < (
        SELECT date_trunc('hour', event_at, 'UTC') FROM audit_leaves WHERE realm_id = realm ORDER BY seq LIMIT 1);
    RETURN dropped;
END
$$;

CREATE FUNCTION public.audit_erase(realm uuid, person uuid) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    erased bigint;
BEGIN
    WITH touched AS (
        UPDATE audit_events e SET
            actor_name = CASE WHEN e.actor_id = person::text THEN '' ELSE e.actor_name END,
            address = CASE WHEN e.actor_id = person::text THEN NULL ELSE e.address END,
            user_agent = CASE WHEN e.actor_id = person::text THEN '' ELSE e.user_agent END,
            actor_salt = CASE WHEN e.actor_id = person::text THEN NULL ELSE e.actor_salt END,
            target_name = CASE WHEN own THEN '' ELSE e.target_name END,
            before = CASE WHEN own THEN NULL ELSE e.before END,
            after = CASE WHEN own THEN NULL ELSE e.after END,
            data = CASE WHEN own THEN '{}' ELSE e.data END,
            target_salt = CASE WHEN own THEN NULL ELSE e.target_salt END
        FROM (
            SELECT f.at, f.id, f.target_id = person::text OR f.target_kind IN ('', 'session') AS own FROM audit_events f
            WHERE f.realm_id = realm AND (f.actor_id = person::text OR f.target_id = person::text)
        ) mine
        WHERE e.realm_id = realm AND e.at = mine.at AND e.id = mine.id
            AND EXISTS (SELECT FROM audit_leaves l WHERE l.realm_id = realm AND l.event_at = e.at AND l.event_id = e.id)
        RETURNING e.at, e.id, e.actor_id = person::text AS actor, own
    ), words AS (
        UPDATE audit_leaves l SET words = (
            SELECT COALESCE(array_to_tsvector(array_agg(word)), '') FROM unnest(tsvector_to_array(l.words)) AS word
            WHERE NOT (touched.actor AND substr(word, 7, 1) = 'a') AND NOT (touched.own AND substr(word, 7, 1) = 't'))
        FROM touched WHERE l.realm_id = realm AND l.event_at = touched.at AND l.event_id = touched.id
    )
    SELECT count(*) INTO erased FROM touched;
    DELETE FROM object_versions WHERE realm_id = realm AND kind = 'user' AND object_id = person;
    RETURN erased;
END
$$;

CREATE FUNCTION public.audit_matches(realm uuid, found tsquery, before timestamp with time zone, before_id uuid) RETURNS TABLE(at timestamp with time zone, id uuid)
    LANGUAGE sql STABLE
    SET enable_seqscan TO 'off'
    SET enable_indexscan TO 'off'
    SET enable_indexonlyscan TO 'off'
    AS $$
    SELECT event_at, event_id FROM audit_leaves
    WHERE realm_id = realm AND words @@ found AND (event_at, event_id) < (before, before_id)
$$;

CREATE FUNCTION public.ensure_audit_partitions(moment timestamp with time zone, months integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

CREATE TABLE public.account_notices (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    kind text NOT NULL,
    at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone
);

CREATE TABLE public.api_keys (
    realm_id uuid NOT NULL,
    id uuid NOT NULL,
    application_id uuid NOT NULL,
    name text NOT NULL,
    prefix text NOT NULL,
    key_hash bytea NOT NULL,
    scope text NOT NULL,
    tier text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone
);

CREATE TABLE public.application_permissions (
    realm_id uuid NOT NULL,
    application_id uuid NOT NULL,
    permission text NOT NULL,
    granted_at timestamp with time zone NOT NULL
);

CREATE TABLE public.application_roles (
    realm_id uuid NOT NULL,
    application_id uuid NOT NULL,
    role_id uuid NOT NULL,
    granted_at timestamp with time zone NOT NULL
);

CREATE TABLE public.application_secrets (
    realm_id uuid NOT NULL,
    application_id uuid NOT NULL,
    id uuid NOT NULL,
    secret_hash bytea NOT NULL,
    secret_sealed bytea,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone
);

CREATE TABLE public.applications (
    realm_id uuid NOT NULL,
    id uuid NOT NULL,
    client_id text NOT NULL,
    client_name text DEFAULT ''::text NOT NULL,
    type text NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    redirect_uris text[] DEFAULT '{}'::text[] NOT NULL,
    post_logout_redirect_uris text[] DEFAULT '{}'::text[] NOT NULL,
    allowed_origins text[] DEFAULT '{}'::text[] NOT NULL,
    grant_types text[] DEFAULT '{}'::text[] NOT NULL,
    response_types text[] DEFAULT '{}'::text[] NOT NULL,
    token_endpoint_auth_method text NOT NULL,
    scope text DEFAULT ''::text NOT NULL,
    require_pkce boolean DEFAULT true NOT NULL,
    require_consent boolean DEFAULT false NOT NULL,
    access_token_signed_response_alg text,
    id_token_signed_response_alg text,
    userinfo_signed_response_alg text,
    access_token_lifetime integer,
    refresh_token_lifetime integer,
    jwks jsonb,
    jwks_uri text,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT applications_type CHECK ((type = ANY (ARRAY['web'::text, 'spa'::text, 'native'::text, 'machine'::text])))
);

CREATE TABLE public.audit_checkpoints (
    realm_id uuid NOT NULL,
    size bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    subtrees bytea NOT NULL,
    note text NOT NULL
);

CREATE TABLE public.audit_counts (
    realm_id uuid NOT NULL,
    hour timestamp with time zone NOT NULL,
    action text NOT NULL,
    outcome text NOT NULL,
    count bigint NOT NULL
);

CREATE TABLE public.audit_events (
    realm_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    id uuid NOT NULL,
    action text NOT NULL,
    outcome text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    actor_kind text NOT NULL,
    actor_id text DEFAULT ''::text NOT NULL,
    actor_name text DEFAULT ''::text NOT NULL,
    target_kind text DEFAULT ''::text NOT NULL,
    target_id text DEFAULT ''::text NOT NULL,
    target_name text DEFAULT ''::text NOT NULL,
    application_id uuid,
    session_id uuid,
    address inet,
    user_agent text DEFAULT ''::text NOT NULL,
    correlation_id text DEFAULT ''::text NOT NULL,
    before jsonb,
    after jsonb,
    data jsonb DEFAULT '{}'::jsonb NOT NULL,
    tx xid8 DEFAULT pg_current_xact_id() NOT NULL,
    actor_salt uuid DEFAULT gen_random_uuid(),
    target_salt uuid DEFAULT gen_random_uuid(),
    mac bytea DEFAULT '\x'::bytea NOT NULL
)
PARTITION BY RANGE (at);

CREATE TABLE public.audit_events_default (
    realm_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    id uuid NOT NULL,
    action text NOT NULL,
    outcome text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    actor_kind text NOT NULL,
    actor_id text DEFAULT ''::text NOT NULL,
    actor_name text DEFAULT ''::text NOT NULL,
    target_kind text DEFAULT ''::text NOT NULL,
    target_id text DEFAULT ''::text NOT NULL,
    target_name text DEFAULT ''::text NOT NULL,
    application_id uuid,
    session_id uuid,
    address inet,
    user_agent text DEFAULT ''::text NOT NULL,
    correlation_id text DEFAULT ''::text NOT NULL,
    before jsonb,
    after jsonb,
    data jsonb DEFAULT '{}'::jsonb NOT NULL,
    tx xid8 DEFAULT pg_current_xact_id() NOT NULL,
    actor_salt uuid DEFAULT gen_random_uuid(),
    target_salt uuid DEFAULT gen_random_uuid(),
    mac bytea DEFAULT '\x'::bytea NOT NULL
);

CREATE TABLE public.audit_leaves (
    realm_id uuid NOT NULL,
    seq bigint NOT NULL,
    event_at timestamp with time zone NOT NULL,
    event_id uuid NOT NULL,
    hash bytea NOT NULL,
    actor_commitment bytea NOT NULL,
    target_commitment bytea NOT NULL,
    genuine boolean NOT NULL,
    words tsvector DEFAULT ''::tsvector NOT NULL
);

CREATE TABLE public.audit_retention (
    realm_id uuid NOT NULL,
    days integer NOT NULL,
    version bigint NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT audit_retention_days_check CHECK (((days >= 1) AND (days <= 36500)))
);

CREATE TABLE public.audit_sealer (
    id boolean DEFAULT true NOT NULL,
    below xid8 NOT NULL,
    CONSTRAINT audit_sealer_id_check CHECK (id)
);

CREATE TABLE public.authenticators (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    secret_sealed bytea NOT NULL,
    algorithm text NOT NULL,
    digits integer NOT NULL,
    period integer NOT NULL,
    last_step bigint DEFAULT '-1'::integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone,
    last_used_at timestamp with time zone,
    CONSTRAINT authenticators_digits CHECK (((digits >= 6) AND (digits <= 8))),
    CONSTRAINT authenticators_kind CHECK ((kind = 'totp'::text))
);

CREATE TABLE public.authorization_codes (
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
    resource text[] DEFAULT '{}'::text[] NOT NULL,
    claims jsonb,
    auth_time timestamp with time zone NOT NULL,
    acr text NOT NULL,
    amr text[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    consumed_at timestamp with time zone
);

CREATE TABLE public.backup_codes (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    code_mac bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    consumed_at timestamp with time zone
);

CREATE TABLE public.client_assertions (
    realm_id uuid NOT NULL,
    application_id uuid NOT NULL,
    jti_hash bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

CREATE TABLE public.consents (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    application_id uuid NOT NULL,
    scope text[] NOT NULL,
    granted_at timestamp with time zone NOT NULL
);

CREATE TABLE public.declarations (
    realm_id uuid NOT NULL,
    owner text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    labels jsonb DEFAULT '{}'::jsonb NOT NULL,
    spec jsonb NOT NULL,
    secret_macs jsonb DEFAULT '{}'::jsonb NOT NULL,
    declared_at timestamp with time zone NOT NULL
);

CREATE TABLE public.device_codes (
    realm_id uuid NOT NULL,
    device_code_hash bytea NOT NULL,
    user_code_hash bytea NOT NULL,
    grant_id uuid NOT NULL,
    application_id uuid NOT NULL,
    scope text NOT NULL,
    resource text[] DEFAULT '{}'::text[] NOT NULL,
    address inet,
    user_agent text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    interval_seconds integer NOT NULL,
    polled_at timestamp with time zone,
    slowed_down boolean DEFAULT false NOT NULL,
    decided_at timestamp with time zone,
    user_id uuid,
    session_id uuid,
    auth_time timestamp with time zone,
    acr text,
    amr text[],
    consumed_at timestamp with time zone
);

CREATE TABLE public.devices (
    realm_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    browser_hash bytea NOT NULL,
    address inet,
    user_agent text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    unconfirmed boolean DEFAULT false NOT NULL,
    remembered_until timestamp with time zone,
    revoked_at timestamp with time zone
);

CREATE TABLE public.factor_attempts (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    kind text NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    blocked_until timestamp with time zone NOT NULL,
    sends integer DEFAULT 0 NOT NULL,
    sends_since timestamp with time zone NOT NULL
);

CREATE TABLE public.factor_bypasses (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    reason text NOT NULL,
    minutes integer NOT NULL,
    requested_by text NOT NULL,
    requested_by_name text NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    approved_by_name text,
    expires_at timestamp with time zone,
    used_at timestamp with time zone
);

CREATE TABLE public.factor_preferences (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    kind text NOT NULL,
    chosen_at timestamp with time zone NOT NULL
);

CREATE TABLE public.flows (
    realm_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    browser_hash bytea NOT NULL,
    application_id uuid,
    request jsonb NOT NULL,
    state jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    consumed_at timestamp with time zone
);

CREATE TABLE public.idempotency_keys (
    realm_id uuid NOT NULL,
    caller text NOT NULL,
    key_hash bytea NOT NULL,
    request_hash bytea NOT NULL,
    answer_sealed bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

CREATE TABLE public.job_items (
    realm_id uuid NOT NULL,
    job_id uuid NOT NULL,
    "position" integer NOT NULL,
    target text NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    code text DEFAULT ''::text NOT NULL,
    message text DEFAULT ''::text NOT NULL
);

CREATE TABLE public.jobs (
    realm_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    payload jsonb DEFAULT '{}'::jsonb NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    run_at timestamp with time zone NOT NULL,
    claimed_until timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    progress jsonb DEFAULT '{}'::jsonb NOT NULL,
    result jsonb,
    created_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    requested_by text DEFAULT ''::text NOT NULL
);

CREATE TABLE public.object_versions (
    realm_id uuid NOT NULL,
    kind text NOT NULL,
    object_id uuid NOT NULL,
    version bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    action text DEFAULT ''::text NOT NULL,
    actor_kind text DEFAULT ''::text NOT NULL,
    actor_id text DEFAULT ''::text NOT NULL,
    actor_name text DEFAULT ''::text NOT NULL,
    correlation_id text DEFAULT ''::text NOT NULL,
    document jsonb
);

CREATE TABLE public.one_time_links (
    realm_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    purpose text NOT NULL,
    user_id uuid,
    data jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    consumed_at timestamp with time zone
);

CREATE TABLE public.organization_domains (
    realm_id uuid NOT NULL,
    domain text NOT NULL,
    organization_id uuid NOT NULL
);

CREATE TABLE public.organization_member_roles (
    realm_id uuid NOT NULL,
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    role_id uuid NOT NULL
);

CREATE TABLE public.organization_members (
    realm_id uuid NOT NULL,
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    joined_at timestamp with time zone NOT NULL
);

CREATE TABLE public.organizations (
    realm_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    display_name text DEFAULT ''::text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    require_mfa boolean DEFAULT false NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

CREATE TABLE public.outbox (
    realm_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    available_at timestamp with time zone NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    claimed_until timestamp with time zone,
    done_at timestamp with time zone,
    failed_at timestamp with time zone,
    last_error text DEFAULT ''::text NOT NULL
);

CREATE TABLE public.passkey_challenges (
    realm_id uuid NOT NULL,
    bound_to uuid NOT NULL,
    ceremony text NOT NULL,
    challenge bytea NOT NULL,
    browser_hash bytea NOT NULL,
    user_id uuid,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT passkey_challenges_ceremony_check CHECK ((ceremony = ANY (ARRAY['registration'::text, 'first_factor'::text, 'second_factor'::text])))
);

CREATE TABLE public.passkey_offers_declined (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    declined_at timestamp with time zone NOT NULL
);

CREATE TABLE public.passkeys (
    realm_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    credential_id bytea NOT NULL,
    public_key bytea NOT NULL,
    label text NOT NULL,
    sign_count bigint NOT NULL,
    backup_eligible boolean NOT NULL,
    backed_up boolean NOT NULL,
    user_verified boolean NOT NULL,
    transports text[] DEFAULT '{}'::text[] NOT NULL,
    aaguid uuid NOT NULL,
    attestation_format text NOT NULL,
    attested boolean NOT NULL,
    suspended_at timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    CONSTRAINT passkeys_credential_id_check CHECK (((octet_length(credential_id) >= 1) AND (octet_length(credential_id) <= 1023)))
)
WITH (fillfactor='80');

CREATE TABLE public.password_failures (
    realm_id uuid NOT NULL,
    account uuid NOT NULL,
    source text NOT NULL,
    failures integer NOT NULL,
    failed_at timestamp with time zone NOT NULL,
    blocked_until timestamp with time zone
);

CREATE TABLE public.permissions (
    realm_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    application_id uuid,
    description text DEFAULT ''::text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

CREATE TABLE public.phone_verifications (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    phone_number text NOT NULL,
    code_mac bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

CREATE TABLE public.realm_hosts (
    realm_id uuid NOT NULL,
    host text NOT NULL
);

CREATE TABLE public.realms (
    id uuid NOT NULL,
    name text NOT NULL,
    display_name text DEFAULT ''::text NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    settings jsonb DEFAULT '{}'::jsonb NOT NULL,
    data_key_sealed bytea NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    host_names text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT realms_name_form CHECK ((name ~ '\A[a-z0-9][a-z0-9-]{0,62}\Z'::text))
);

CREATE TABLE public.refresh_families (
    realm_id uuid NOT NULL,
    id uuid NOT NULL,
    application_id uuid NOT NULL,
    user_id uuid NOT NULL,
    session_id uuid,
    offline boolean DEFAULT false NOT NULL,
    scope text NOT NULL,
    resource text[] DEFAULT '{}'::text[] NOT NULL,
    claims jsonb,
    auth_time timestamp with time zone NOT NULL,
    acr text NOT NULL,
    amr text[] NOT NULL,
    salt bytea NOT NULL,
    generation integer DEFAULT 0 NOT NULL,
    rotated_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    device_fingerprint bytea,
    agent_fingerprint bytea,
    device_changed_at timestamp with time zone
)
WITH (fillfactor='70');

CREATE TABLE public.resource_servers (
    realm_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    identifier text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

CREATE TABLE public.revocations (
    realm_id uuid NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    not_before timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    sequence bigint NOT NULL
);

ALTER TABLE public.revocations ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.revocations_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.role_parents (
    realm_id uuid NOT NULL,
    role_id uuid NOT NULL,
    parent_id uuid NOT NULL,
    CONSTRAINT role_parents_check CHECK ((role_id <> parent_id))
);

CREATE TABLE public.role_permissions (
    realm_id uuid NOT NULL,
    role_id uuid NOT NULL,
    permission text NOT NULL
);

CREATE TABLE public.role_realms (
    realm_id uuid NOT NULL,
    role_id uuid NOT NULL,
    target_id uuid NOT NULL
);

CREATE TABLE public.role_rights (
    realm_id uuid NOT NULL,
    role_id uuid NOT NULL,
    right_name text NOT NULL
);

CREATE TABLE public.roles (
    realm_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    application_id uuid,
    built_in boolean DEFAULT false NOT NULL,
    limited boolean DEFAULT false NOT NULL,
    require_mfa boolean DEFAULT false NOT NULL,
    require_verified_email boolean DEFAULT false NOT NULL,
    require_verified_phone boolean DEFAULT false NOT NULL
);

CREATE TABLE public.schema_migrations (
    version integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone NOT NULL
);

CREATE TABLE public.scopes (
    realm_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    consent_text text DEFAULT ''::text NOT NULL,
    claims text[] DEFAULT '{}'::text[] NOT NULL,
    permissions text[] DEFAULT '{}'::text[] NOT NULL,
    resource_server_id uuid,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

CREATE TABLE public.send_limits (
    realm_id uuid NOT NULL,
    subject_mac bytea NOT NULL,
    sends integer NOT NULL,
    since timestamp with time zone NOT NULL
);

CREATE TABLE public.sent_codes (
    realm_id uuid NOT NULL,
    flow_id uuid NOT NULL,
    kind text NOT NULL,
    user_id uuid NOT NULL,
    code_mac bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    consumed_at timestamp with time zone
);

CREATE TABLE public.session_applications (
    realm_id uuid NOT NULL,
    session_id uuid NOT NULL,
    application_id uuid NOT NULL,
    first_used_at timestamp with time zone NOT NULL
);

CREATE TABLE public.sessions (
    realm_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    auth_time timestamp with time zone NOT NULL,
    acr text NOT NULL,
    amr text[] NOT NULL,
    address inet,
    user_agent text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    idle_timeout_seconds integer NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    end_reason text,
    device_id uuid
);

CREATE TABLE public.signing_keys (
    realm_id uuid NOT NULL,
    id uuid NOT NULL,
    kid text NOT NULL,
    alg text NOT NULL,
    public_jwk jsonb NOT NULL,
    private_sealed bytea NOT NULL,
    certificate bytea,
    created_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone NOT NULL,
    activates_at timestamp with time zone NOT NULL,
    retires_at timestamp with time zone,
    removes_at timestamp with time zone,
    revoked_at timestamp with time zone
);

CREATE TABLE public.user_identifiers (
    realm_id uuid NOT NULL,
    identifier text NOT NULL,
    user_id uuid NOT NULL
);

CREATE TABLE public.user_passwords (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    hash text NOT NULL,
    must_change boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone NOT NULL
);

CREATE TABLE public.user_permissions (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    permission text NOT NULL,
    granted_at timestamp with time zone NOT NULL
);

CREATE TABLE public.user_roles (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    role_id uuid NOT NULL,
    granted_at timestamp with time zone NOT NULL
);

CREATE TABLE public.users (
    realm_id uuid NOT NULL,
    id uuid NOT NULL,
    username text NOT NULL,
    email text,
    email_verified boolean DEFAULT false NOT NULL,
    phone_number text,
    phone_number_verified boolean DEFAULT false NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    attributes jsonb DEFAULT '{}'::jsonb NOT NULL,
    required_actions text[] DEFAULT '{}'::text[] NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    locked_at timestamp with time zone,
    locked_until timestamp with time zone,
    lock_reason text DEFAULT ''::text NOT NULL,
    last_login_at timestamp with time zone
);

ALTER TABLE ONLY public.audit_events ATTACH PARTITION public.audit_events_default DEFAULT;

ALTER TABLE ONLY public.account_notices
    ADD CONSTRAINT account_notices_pkey PRIMARY KEY (realm_id, user_id, id);

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (realm_id, id);

ALTER TABLE ONLY public.application_permissions
    ADD CONSTRAINT application_permissions_pkey PRIMARY KEY (realm_id, application_id, permission);

ALTER TABLE ONLY public.application_roles
    ADD CONSTRAINT application_roles_pkey PRIMARY KEY (realm_id, application_id, role_id);

ALTER TABLE ONLY public.application_secrets
    ADD CONSTRAINT application_secrets_pkey PRIMARY KEY (realm_id, application_id, id);

ALTER TABLE ONLY public.applications
    ADD CONSTRAINT applications_pkey PRIMARY KEY (realm_id, id);

ALTER TABLE ONLY public.audit_checkpoints
    ADD CONSTRAINT audit_checkpoints_pkey PRIMARY KEY (realm_id, size);

ALTER TABLE ONLY public.audit_counts
    ADD CONSTRAINT audit_counts_pkey PRIMARY KEY (realm_id, hour, action, outcome);

ALTER TABLE ONLY public.audit_events
    ADD CONSTRAINT audit_events_pkey PRIMARY KEY (realm_id, at, id);

ALTER TABLE ONLY public.audit_events_default
    ADD CONSTRAINT audit_events_default_pkey PRIMARY KEY (realm_id, at, id);

ALTER TABLE ONLY public.audit_leaves
    ADD CONSTRAINT audit_leaves_pkey PRIMARY KEY (realm_id, seq);

ALTER TABLE ONLY public.audit_retention
    ADD CONSTRAINT audit_retention_pkey PRIMARY KEY (realm_id);

ALTER TABLE ONLY public.audit_sealer
    ADD CONSTRAINT audit_sealer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.authenticators
    ADD CONSTRAINT authenticators_pkey PRIMARY KEY (realm_id, user_id, id);

ALTER TABLE ONLY public.authorization_codes
    ADD CONSTRAINT authorization_codes_pkey PRIMARY KEY (realm_id, code_hash);

ALTER TABLE ONLY public.backup_codes
    ADD CONSTRAINT backup_codes_pkey PRIMARY KEY (realm_id, user_id, code_mac);

ALTER TABLE ONLY public.client_assertions
    ADD CONSTRAINT client_assertions_pkey PRIMARY KEY (realm_id, application_id, jti_hash);

ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_pkey PRIMARY KEY (realm_id, user_id, application_id);

ALTER TABLE ONLY public.declarations
    ADD CONSTRAINT declarations_pkey PRIMARY KEY (realm_id, owner, kind, name);

ALTER TABLE ONLY public.device_codes
    ADD CONSTRAINT device_codes_pkey PRIMARY KEY (realm_id, device_code_hash);

ALTER TABLE ONLY public.device_codes
    ADD CONSTRAINT device_codes_realm_id_user_code_hash_key UNIQUE (realm_id, user_code_hash);

ALTER TABLE ONLY public.devices
    ADD CONSTRAINT devices_pkey PRIMARY KEY (realm_id, id);

ALTER TABLE ONLY public.factor_attempts
    ADD CONSTRAINT factor_attempts_pkey PRIMARY KEY (realm_id, user_id, kind);

ALTER TABLE ONLY public.factor_bypasses
    ADD CONSTRAINT factor_bypasses_pkey PRIMARY KEY (realm_id, user_id);

ALTER TABLE ONLY public.factor_preferences
    ADD CONSTRAINT factor_preferences_pkey PRIMARY KEY (realm_id, user_id);

ALTER TABLE ONLY public.flows
    ADD CONSTRAINT flows_pkey PRIMARY KEY (realm_id, id);

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (realm_id, caller, key_hash);

ALTER TABLE ONLY public.job_items
    ADD CONSTRAINT job_items_pkey PRIMARY KEY (realm_id, job_id, "position");

ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY (realm_id, id);

ALTER TABLE ONLY public.object_versions
    ADD CONSTRAINT object_versions_pkey PRIMARY KEY (realm_id, kind, object_id, version);

ALTER TABLE ONLY public.one_time_links
    ADD CONSTRAINT one_time_links_pkey PRIMARY KEY (realm_id, token_hash);

ALTER TABLE ONLY public.organization_domains
    ADD CONSTRAINT organization_domains_pkey PRIMARY KEY (realm_id, domain);

ALTER TABLE ONLY public.organization_member_roles
    ADD CONSTRAINT organization_member_roles_pkey PRIMARY KEY (realm_id, organization_id, user_id, role_id);

ALTER TABLE ONLY public.organization_members
    ADD CONSTRAINT organization_members_pkey PRIMARY KEY (realm_id, organization_id, user_id);

ALTER TABLE ONLY public.organizations
    ADD CONSTRAINT organizations_pkey PRIMARY KEY (realm_id, id);

ALTER TABLE ONLY public.organizations
    ADD CONSTRAINT organizations_realm_id_name_key UNIQUE (realm_id, name);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (realm_id, id);

ALTER TABLE ONLY public.passkey_challenges
    ADD CONSTRAINT passkey_challenges_pkey PRIMARY KEY (realm_id, bound_to, ceremony);

ALTER TABLE ONLY public.passkey_offers_declined
    ADD CONSTRAINT passkey_offers_declined_pkey PRIMARY KEY (realm_id, user_id);

ALTER TABLE ONLY public.passkeys
    ADD CONSTRAINT passkeys_pkey PRIMARY KEY (realm_id, id);

ALTER TABLE ONLY public.passkeys
    ADD CONSTRAINT passkeys_realm_id_credential_id_key UNIQUE (realm_id, credential_id);

ALTER TABLE ONLY public.password_failures
    ADD CONSTRAINT password_failures_pkey PRIMARY KEY (realm_id, account, source);

ALTER TABLE ONLY public.permissions
    ADD CONSTRAINT permissions_pkey PRIMARY KEY (realm_id, id);

ALTER TABLE ONLY public.permissions
    ADD CONSTRAINT permissions_realm_id_name_key UNIQUE (realm_id, name);

ALTER TABLE ONLY public.phone_verifications
    ADD CONSTRAINT phone_verifications_pkey PRIMARY KEY (realm_id, user_id);

ALTER TABLE ONLY public.realm_hosts
    ADD CONSTRAINT realm_hosts_host_key UNIQUE (host);

ALTER TABLE ONLY public.realm_hosts
    ADD CONSTRAINT realm_hosts_pkey PRIMARY KEY (realm_id, host);

ALTER TABLE ONLY public.realms
    ADD CONSTRAINT realms_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.refresh_families
    ADD CONSTRAINT refresh_families_pkey PRIMARY KEY (realm_id, id);

ALTER TABLE ONLY public.resource_servers
    ADD CONSTRAINT resource_servers_pkey PRIMARY KEY (realm_id, id);

ALTER TABLE ONLY public.resource_servers
    ADD CONSTRAINT resource_servers_realm_id_identifier_key UNIQUE (realm_id, identifier);

ALTER TABLE ONLY public.resource_servers
    ADD CONSTRAINT resource_servers_realm_id_name_key UNIQUE (realm_id, name);

ALTER TABLE ONLY public.revocations
    ADD CONSTRAINT revocations_pkey PRIMARY KEY (realm_id, kind, subject);

ALTER TABLE ONLY public.role_parents
    ADD CONSTRAINT role_parents_pkey PRIMARY KEY (realm_id, role_id, parent_id);

ALTER TABLE ONLY public.role_permissions
    ADD CONSTRAINT role_permissions_pkey PRIMARY KEY (realm_id, role_id, permission);

ALTER TABLE ONLY public.role_realms
    ADD CONSTRAINT role_realms_pkey PRIMARY KEY (realm_id, role_id, target_id);

ALTER TABLE ONLY public.role_rights
    ADD CONSTRAINT role_rights_pkey PRIMARY KEY (realm_id, role_id, right_name);

ALTER TABLE ONLY public.roles
    ADD CONSTRAINT roles_pkey PRIMARY KEY (realm_id, id);

ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (version);

ALTER TABLE ONLY public.scopes
    ADD CONSTRAINT scopes_pkey PRIMARY KEY (realm_id, id);

ALTER TABLE ONLY public.scopes
    ADD CONSTRAINT scopes_realm_id_name_key UNIQUE (realm_id, name);

ALTER TABLE ONLY public.send_limits
    ADD CONSTRAINT send_limits_pkey PRIMARY KEY (realm_id, subject_mac);

ALTER TABLE ONLY public.sent_codes
    ADD CONSTRAINT sent_codes_pkey PRIMARY KEY (realm_id, flow_id, kind);

ALTER TABLE ONLY public.session_applications
    ADD CONSTRAINT session_applications_pkey PRIMARY KEY (realm_id, session_id, application_id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (realm_id, id);

ALTER TABLE ONLY public.signing_keys
    ADD CONSTRAINT signing_keys_pkey PRIMARY KEY (realm_id, id);

ALTER TABLE ONLY public.user_identifiers
    ADD CONSTRAINT user_identifiers_pkey PRIMARY KEY (realm_id, identifier);

ALTER TABLE ONLY public.user_passwords
    ADD CONSTRAINT user_passwords_pkey PRIMARY KEY (realm_id, user_id);

ALTER TABLE ONLY public.user_permissions
    ADD CONSTRAINT user_permissions_pkey PRIMARY KEY (realm_id, user_id, permission);

ALTER TABLE ONLY public.user_roles
    ADD CONSTRAINT user_roles_pkey PRIMARY KEY (realm_id, user_id, role_id);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (realm_id, id);

CREATE INDEX account_notices_at ON public.account_notices USING btree (at);

CREATE INDEX api_keys_application ON public.api_keys USING btree (realm_id, application_id);

CREATE UNIQUE INDEX api_keys_hash ON public.api_keys USING btree (realm_id, key_hash);

CREATE UNIQUE INDEX api_keys_name ON public.api_keys USING btree (realm_id, name);

CREATE INDEX application_permissions_permission ON public.application_permissions USING btree (realm_id, permission);

CREATE INDEX application_roles_role ON public.application_roles USING btree (realm_id, role_id);

CREATE INDEX applications_allowed_origins ON public.applications USING gin (allowed_origins) WHERE (allowed_origins <> '{}'::text[]);

CREATE UNIQUE INDEX applications_client_id ON public.applications USING btree (realm_id, client_id) WHERE (deleted_at IS NULL);

CREATE INDEX applications_deleted ON public.applications USING btree (deleted_at) WHERE (deleted_at IS NOT NULL);

CREATE INDEX audit_events_tx ON ONLY public.audit_events USING btree (tx);

CREATE INDEX audit_events_default_tx_idx ON public.audit_events_default USING btree (tx);

CREATE UNIQUE INDEX audit_leaves_event ON public.audit_leaves USING btree (realm_id, event_at, event_id);

CREATE INDEX audit_leaves_words ON public.audit_leaves USING gin (words);

CREATE INDEX authorization_codes_expiry ON public.authorization_codes USING btree (expires_at);

CREATE INDEX client_assertions_expiry ON public.client_assertions USING btree (expires_at);

CREATE INDEX device_codes_expiry ON public.device_codes USING btree (expires_at);

CREATE UNIQUE INDEX devices_browser ON public.devices USING btree (realm_id, user_id, browser_hash) WHERE (revoked_at IS NULL);

CREATE INDEX devices_idle ON public.devices USING btree (last_seen_at);

CREATE INDEX devices_list ON public.devices USING btree (realm_id, last_seen_at, id);

CREATE INDEX flows_expiry ON public.flows USING btree (expires_at);

CREATE INDEX idempotency_keys_expiry ON public.idempotency_keys USING btree (expires_at);

CREATE INDEX job_items_waiting ON public.job_items USING btree (realm_id, job_id, "position") WHERE (state = 'waiting'::text);

CREATE INDEX jobs_due ON public.jobs USING btree (run_at) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));

CREATE INDEX jobs_listed ON public.jobs USING btree (realm_id, created_at, id);

CREATE INDEX object_versions_deleted ON public.object_versions USING btree (at) WHERE (document IS NULL);

CREATE INDEX organization_domains_organization ON public.organization_domains USING btree (realm_id, organization_id);

CREATE INDEX organization_member_roles_role ON public.organization_member_roles USING btree (realm_id, role_id);

CREATE INDEX organization_members_user ON public.organization_members USING btree (realm_id, user_id);

CREATE INDEX outbox_due ON public.outbox USING btree (available_at) WHERE ((done_at IS NULL) AND (failed_at IS NULL));

CREATE INDEX outbox_ended ON public.outbox USING btree (COALESCE(done_at, failed_at)) WHERE ((done_at IS NOT NULL) OR (failed_at IS NOT NULL));

CREATE INDEX passkey_challenges_expiry ON public.passkey_challenges USING btree (expires_at);

CREATE INDEX passkeys_created ON public.passkeys USING btree (realm_id, created_at, id);

CREATE INDEX passkeys_user ON public.passkeys USING btree (realm_id, user_id);

CREATE INDEX password_failures_age ON public.password_failures USING btree (failed_at);

CREATE INDEX phone_verifications_expiry ON public.phone_verifications USING btree (expires_at);

CREATE INDEX realms_created ON public.realms USING btree (created_at, id);

CREATE INDEX realms_deleted ON public.realms USING btree (deleted_at) WHERE (deleted_at IS NOT NULL);

CREATE UNIQUE INDEX realms_name ON public.realms USING btree (name) WHERE (deleted_at IS NULL);

CREATE INDEX realms_text ON public.realms USING gin (name public.gin_trgm_ops, display_name public.gin_trgm_ops);

CREATE INDEX refresh_families_expiry ON public.refresh_families USING btree (expires_at);

CREATE INDEX refresh_families_session ON public.refresh_families USING btree (realm_id, session_id) WHERE (session_id IS NOT NULL);

CREATE INDEX refresh_families_user ON public.refresh_families USING btree (realm_id, user_id, application_id);

CREATE INDEX revocations_expiry ON public.revocations USING btree (expires_at);

CREATE INDEX revocations_sequence ON public.revocations USING btree (sequence);

CREATE INDEX role_parents_parent ON public.role_parents USING btree (realm_id, parent_id);

CREATE INDEX role_permissions_permission ON public.role_permissions USING btree (realm_id, permission);

CREATE INDEX role_realms_target ON public.role_realms USING btree (target_id);

CREATE UNIQUE INDEX roles_name ON public.roles USING btree (realm_id, name);

CREATE INDEX scopes_resource_server ON public.scopes USING btree (realm_id, resource_server_id) WHERE (resource_server_id IS NOT NULL);

CREATE INDEX send_limits_since ON public.send_limits USING btree (since);

CREATE INDEX sent_codes_user ON public.sent_codes USING btree (realm_id, user_id);

CREATE INDEX sessions_device ON public.sessions USING btree (realm_id, device_id) WHERE (device_id IS NOT NULL);

CREATE INDEX sessions_expired ON public.sessions USING btree (realm_id, expires_at);

CREATE INDEX sessions_of_user ON public.sessions USING btree (realm_id, user_id, id);

CREATE INDEX sessions_seen ON public.sessions USING btree (realm_id, last_seen_at, id);

CREATE UNIQUE INDEX sessions_token ON public.sessions USING btree (realm_id, token_hash);

CREATE UNIQUE INDEX signing_keys_kid ON public.signing_keys USING btree (realm_id, kid);

CREATE INDEX user_identifiers_user ON public.user_identifiers USING btree (realm_id, user_id);

CREATE INDEX user_permissions_permission ON public.user_permissions USING btree (realm_id, permission);

CREATE INDEX user_roles_role ON public.user_roles USING btree (realm_id, role_id);

CREATE INDEX users_deleted ON public.users USING btree (deleted_at) WHERE (deleted_at IS NOT NULL);

CREATE INDEX users_email ON public.users USING btree (realm_id, email, id) WHERE (email IS NOT NULL);

CREATE INDEX users_text ON public.users USING gin (username public.gin_trgm_ops, COALESCE(email, ''::text) public.gin_trgm_ops, COALESCE(phone_number, ''::text) public.gin_trgm_ops, COALESCE((attributes ->> 'name'::text), ''::text) public.gin_trgm_ops, COALESCE((attributes ->> 'given_name'::text), ''::text) public.gin_trgm_ops, COALESCE((attributes ->> 'family_name'::text), ''::text) public.gin_trgm_ops, COALESCE((attributes ->> 'nickname'::text), ''::text) public.gin_trgm_ops);

CREATE INDEX users_username ON public.users USING btree (realm_id, username, id);

ALTER INDEX public.audit_events_pkey ATTACH PARTITION public.audit_events_default_pkey;

ALTER INDEX public.audit_events_tx ATTACH PARTITION public.audit_events_default_tx_idx;

ALTER TABLE ONLY public.account_notices
    ADD CONSTRAINT account_notices_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_realm_id_application_id_fkey FOREIGN KEY (realm_id, application_id) REFERENCES public.applications(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES public.realms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.application_permissions
    ADD CONSTRAINT application_permissions_realm_id_application_id_fkey FOREIGN KEY (realm_id, application_id) REFERENCES public.applications(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.application_permissions
    ADD CONSTRAINT application_permissions_realm_id_permission_fkey FOREIGN KEY (realm_id, permission) REFERENCES public.permissions(realm_id, name) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE ONLY public.application_roles
    ADD CONSTRAINT application_roles_realm_id_application_id_fkey FOREIGN KEY (realm_id, application_id) REFERENCES public.applications(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.application_roles
    ADD CONSTRAINT application_roles_realm_id_role_id_fkey FOREIGN KEY (realm_id, role_id) REFERENCES public.roles(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.application_secrets
    ADD CONSTRAINT application_secrets_realm_id_application_id_fkey FOREIGN KEY (realm_id, application_id) REFERENCES public.applications(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.applications
    ADD CONSTRAINT applications_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES public.realms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.audit_retention
    ADD CONSTRAINT audit_retention_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES public.realms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.authenticators
    ADD CONSTRAINT authenticators_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.authorization_codes
    ADD CONSTRAINT authorization_codes_realm_id_application_id_fkey FOREIGN KEY (realm_id, application_id) REFERENCES public.applications(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.authorization_codes
    ADD CONSTRAINT authorization_codes_realm_id_session_id_fkey FOREIGN KEY (realm_id, session_id) REFERENCES public.sessions(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.authorization_codes
    ADD CONSTRAINT authorization_codes_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.backup_codes
    ADD CONSTRAINT backup_codes_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.client_assertions
    ADD CONSTRAINT client_assertions_realm_id_application_id_fkey FOREIGN KEY (realm_id, application_id) REFERENCES public.applications(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_realm_id_application_id_fkey FOREIGN KEY (realm_id, application_id) REFERENCES public.applications(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.declarations
    ADD CONSTRAINT declarations_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES public.realms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.device_codes
    ADD CONSTRAINT device_codes_realm_id_application_id_fkey FOREIGN KEY (realm_id, application_id) REFERENCES public.applications(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.device_codes
    ADD CONSTRAINT device_codes_realm_id_session_id_fkey FOREIGN KEY (realm_id, session_id) REFERENCES public.sessions(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.device_codes
    ADD CONSTRAINT device_codes_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.devices
    ADD CONSTRAINT devices_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.factor_attempts
    ADD CONSTRAINT factor_attempts_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.factor_bypasses
    ADD CONSTRAINT factor_bypasses_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.factor_preferences
    ADD CONSTRAINT factor_preferences_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.flows
    ADD CONSTRAINT flows_realm_id_application_id_fkey FOREIGN KEY (realm_id, application_id) REFERENCES public.applications(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.flows
    ADD CONSTRAINT flows_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES public.realms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES public.realms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.job_items
    ADD CONSTRAINT job_items_realm_id_job_id_fkey FOREIGN KEY (realm_id, job_id) REFERENCES public.jobs(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.object_versions
    ADD CONSTRAINT object_versions_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES public.realms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.one_time_links
    ADD CONSTRAINT one_time_links_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES public.realms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.one_time_links
    ADD CONSTRAINT one_time_links_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.organization_domains
    ADD CONSTRAINT organization_domains_realm_id_organization_id_fkey FOREIGN KEY (realm_id, organization_id) REFERENCES public.organizations(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.organization_member_roles
    ADD CONSTRAINT organization_member_roles_realm_id_organization_id_user_id_fkey FOREIGN KEY (realm_id, organization_id, user_id) REFERENCES public.organization_members(realm_id, organization_id, user_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.organization_member_roles
    ADD CONSTRAINT organization_member_roles_realm_id_role_id_fkey FOREIGN KEY (realm_id, role_id) REFERENCES public.roles(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.organization_members
    ADD CONSTRAINT organization_members_realm_id_organization_id_fkey FOREIGN KEY (realm_id, organization_id) REFERENCES public.organizations(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.organization_members
    ADD CONSTRAINT organization_members_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.organizations
    ADD CONSTRAINT organizations_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES public.realms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.passkey_challenges
    ADD CONSTRAINT passkey_challenges_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES public.realms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.passkey_challenges
    ADD CONSTRAINT passkey_challenges_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.passkey_offers_declined
    ADD CONSTRAINT passkey_offers_declined_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.passkeys
    ADD CONSTRAINT passkeys_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.password_failures
    ADD CONSTRAINT password_failures_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES public.realms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.permissions
    ADD CONSTRAINT permissions_realm_id_application_id_fkey FOREIGN KEY (realm_id, application_id) REFERENCES public.applications(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.permissions
    ADD CONSTRAINT permissions_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES public.realms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.phone_verifications
    ADD CONSTRAINT phone_verifications_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.realm_hosts
    ADD CONSTRAINT realm_hosts_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES public.realms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.refresh_families
    ADD CONSTRAINT refresh_families_realm_id_application_id_fkey FOREIGN KEY (realm_id, application_id) REFERENCES public.applications(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.refresh_families
    ADD CONSTRAINT refresh_families_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.resource_servers
    ADD CONSTRAINT resource_servers_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES public.realms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.revocations
    ADD CONSTRAINT revocations_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES public.realms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.role_parents
    ADD CONSTRAINT role_parents_realm_id_parent_id_fkey FOREIGN KEY (realm_id, parent_id) REFERENCES public.roles(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.role_parents
    ADD CONSTRAINT role_parents_realm_id_role_id_fkey FOREIGN KEY (realm_id, role_id) REFERENCES public.roles(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.role_permissions
    ADD CONSTRAINT role_permissions_realm_id_permission_fkey FOREIGN KEY (realm_id, permission) REFERENCES public.permissions(realm_id, name) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE ONLY public.role_permissions
    ADD CONSTRAINT role_permissions_realm_id_role_id_fkey FOREIGN KEY (realm_id, role_id) REFERENCES public.roles(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.role_realms
    ADD CONSTRAINT role_realms_realm_id_role_id_fkey FOREIGN KEY (realm_id, role_id) REFERENCES public.roles(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.role_realms
    ADD CONSTRAINT role_realms_target_id_fkey FOREIGN KEY (target_id) REFERENCES public.realms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.role_rights
    ADD CONSTRAINT role_rights_realm_id_role_id_fkey FOREIGN KEY (realm_id, role_id) REFERENCES public.roles(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.roles
    ADD CONSTRAINT roles_realm_id_application_id_fkey FOREIGN KEY (realm_id, application_id) REFERENCES public.applications(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.roles
    ADD CONSTRAINT roles_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES public.realms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.scopes
    ADD CONSTRAINT scopes_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES public.realms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.scopes
    ADD CONSTRAINT scopes_realm_id_resource_server_id_fkey FOREIGN KEY (realm_id, resource_server_id) REFERENCES public.resource_servers(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.send_limits
    ADD CONSTRAINT send_limits_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES public.realms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.sent_codes
    ADD CONSTRAINT sent_codes_realm_id_flow_id_fkey FOREIGN KEY (realm_id, flow_id) REFERENCES public.flows(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.sent_codes
    ADD CONSTRAINT sent_codes_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.session_applications
    ADD CONSTRAINT session_applications_realm_id_application_id_fkey FOREIGN KEY (realm_id, application_id) REFERENCES public.applications(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.session_applications
    ADD CONSTRAINT session_applications_realm_id_session_id_fkey FOREIGN KEY (realm_id, session_id) REFERENCES public.sessions(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_realm_id_device_id_fkey FOREIGN KEY (realm_id, device_id) REFERENCES public.devices(realm_id, id) ON DELETE SET NULL (device_id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.signing_keys
    ADD CONSTRAINT signing_keys_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES public.realms(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.user_identifiers
    ADD CONSTRAINT user_identifiers_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.user_passwords
    ADD CONSTRAINT user_passwords_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.user_permissions
    ADD CONSTRAINT user_permissions_realm_id_permission_fkey FOREIGN KEY (realm_id, permission) REFERENCES public.permissions(realm_id, name) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE ONLY public.user_permissions
    ADD CONSTRAINT user_permissions_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.user_roles
    ADD CONSTRAINT user_roles_realm_id_role_id_fkey FOREIGN KEY (realm_id, role_id) REFERENCES public.roles(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.user_roles
    ADD CONSTRAINT user_roles_realm_id_user_id_fkey FOREIGN KEY (realm_id, user_id) REFERENCES public.users(realm_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_realm_id_fkey FOREIGN KEY (realm_id) REFERENCES public.realms(id) ON DELETE CASCADE;

GRANT USAGE ON SCHEMA public TO auth_server;
GRANT USAGE ON SCHEMA public TO auth_housekeeper;

REVOKE ALL ON FUNCTION public.audit_drop(realm uuid, kept bigint, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.audit_drop(realm uuid, kept bigint, most integer) TO auth_server;

REVOKE ALL ON FUNCTION public.audit_erase(realm uuid, person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.audit_erase(realm uuid, person uuid) TO auth_server;

REVOKE ALL ON FUNCTION public.ensure_audit_partitions(moment timestamp with time zone, months integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ensure_audit_partitions(moment timestamp with time zone, months integer) TO auth_server;
GRANT ALL ON FUNCTION public.ensure_audit_partitions(moment timestamp with time zone, months integer) TO auth_housekeeper;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_notices TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.api_keys TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.application_permissions TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.application_roles TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.application_secrets TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.applications TO auth_server;

GRANT SELECT,INSERT ON TABLE public.audit_checkpoints TO auth_server;

GRANT SELECT,INSERT,UPDATE ON TABLE public.audit_counts TO auth_server;

GRANT SELECT,INSERT ON TABLE public.audit_events TO auth_server;

GRANT SELECT,INSERT ON TABLE public.audit_events_default TO auth_server;

GRANT SELECT,INSERT ON TABLE public.audit_leaves TO auth_server;

GRANT SELECT,INSERT,UPDATE ON TABLE public.audit_retention TO auth_server;

GRANT SELECT,UPDATE ON TABLE public.audit_sealer TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.authenticators TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.authorization_codes TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.backup_codes TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.client_assertions TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.consents TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.declarations TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.device_codes TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.devices TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.factor_attempts TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.factor_bypasses TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.factor_preferences TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.flows TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency_keys TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.job_items TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.jobs TO auth_server;

GRANT SELECT,INSERT,DELETE ON TABLE public.object_versions TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.one_time_links TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organization_domains TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organization_member_roles TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organization_members TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organizations TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outbox TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.passkey_challenges TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.passkey_offers_declined TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.passkeys TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.password_failures TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.permissions TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.phone_verifications TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.realm_hosts TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.realms TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.refresh_families TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.resource_servers TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.revocations TO auth_server;

GRANT USAGE ON SEQUENCE public.revocations_sequence_seq TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.role_parents TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.role_permissions TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.role_realms TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.role_rights TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.roles TO auth_server;

GRANT SELECT ON TABLE public.schema_migrations TO auth_server;
GRANT SELECT ON TABLE public.schema_migrations TO auth_housekeeper;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.scopes TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.send_limits TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sent_codes TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.session_applications TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sessions TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.signing_keys TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.user_identifiers TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.user_passwords TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.user_permissions TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.user_roles TO auth_server;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.users TO auth_server;
