-- Scopes and resource servers of a realm: what applications ask for in `scope` and `resource`, described. A scope that is
-- not described is only its name.

CREATE TABLE resource_servers (
    realm_id uuid NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    name text NOT NULL,
    -- RFC 8707 §2: an absolute URI, `aud` of tokens.
    identifier text NOT NULL,
    description text DEFAULT '' NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (realm_id, id),
    UNIQUE (realm_id, name),
    UNIQUE (realm_id, identifier)
);

CREATE TABLE scopes (
    realm_id uuid NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    name text NOT NULL,
    description text DEFAULT '' NOT NULL,
    -- What the consent page says about it.
    consent_text text DEFAULT '' NOT NULL,
    claims text[] DEFAULT '{}' NOT NULL,
    -- Permissions that tokens with it may carry: `orders:read`, or `orders:*`.
    permissions text[] DEFAULT '{}' NOT NULL,
    resource_server_id uuid,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (realm_id, id),
    UNIQUE (realm_id, name),
    FOREIGN KEY (realm_id, resource_server_id) REFERENCES resource_servers (realm_id, id) ON DELETE CASCADE
);
CREATE INDEX scopes_resource_server ON scopes (realm_id, resource_server_id) WHERE resource_server_id IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON resource_servers, scopes TO auth_server;
