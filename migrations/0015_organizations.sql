-- Organisations inside a realm: who belongs to one, and which roles members have in it.

CREATE TABLE organizations (
    realm_id uuid NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    name text NOT NULL,
    display_name text DEFAULT '' NOT NULL,
    description text DEFAULT '' NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    -- Whoever signs in to it needs a second factor.
    require_mfa boolean DEFAULT false NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (realm_id, id),
    UNIQUE (realm_id, name)
);

-- Mail domains, each of one organisation: its administrators may add the people whose verified addresses are there.
CREATE TABLE organization_domains (
    realm_id uuid NOT NULL,
    domain text NOT NULL,
    organization_id uuid NOT NULL,
    PRIMARY KEY (realm_id, domain),
    FOREIGN KEY (realm_id, organization_id) REFERENCES organizations (realm_id, id) ON DELETE CASCADE
);
CREATE INDEX organization_domains_organization ON organization_domains (realm_id, organization_id);

CREATE TABLE organization_members (
    realm_id uuid NOT NULL,
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    joined_at timestamptz NOT NULL,
    PRIMARY KEY (realm_id, organization_id, user_id),
    FOREIGN KEY (realm_id, organization_id) REFERENCES organizations (realm_id, id) ON DELETE CASCADE,
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE
);
CREATE INDEX organization_members_user ON organization_members (realm_id, user_id);

CREATE TABLE organization_member_roles (
    realm_id uuid NOT NULL,
    organization_id uuid NOT NULL,
    user_id uuid NOT NULL,
    role_id uuid NOT NULL,
    PRIMARY KEY (realm_id, organization_id, user_id, role_id),
    FOREIGN KEY (realm_id, organization_id, user_id)
        REFERENCES organization_members (realm_id, organization_id, user_id) ON DELETE CASCADE,
    FOREIGN KEY (realm_id, role_id) REFERENCES roles (realm_id, id) ON DELETE CASCADE
);
CREATE INDEX organization_member_roles_role ON organization_member_roles (realm_id, role_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON organizations, organization_domains, organization_members,
    organization_member_roles TO auth_server;
