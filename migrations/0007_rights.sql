-- Roles and permissions of realms and of their applications, roles that inherit from others, and who has what. What the
-- admin API lets its callers do ("rights") stands apart from the permissions that applications define: `users:write` of
-- an application must never open the administration.

ALTER TABLE roles
    -- Of an application; its name then begins with the client_id and a colon.
    ADD COLUMN application_id uuid,
    -- Made by the server and not to be changed.
    ADD COLUMN built_in boolean DEFAULT false NOT NULL,
    -- Of the system realm: its rights hold in the realms of role_realms only, also when there are none (any more).
    ADD COLUMN limited boolean DEFAULT false NOT NULL,
    ADD FOREIGN KEY (realm_id, application_id) REFERENCES applications (realm_id, id) ON DELETE CASCADE;

CREATE TABLE permissions (
    realm_id uuid NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    -- resource:action
    name text NOT NULL,
    application_id uuid,
    description text DEFAULT '' NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (realm_id, id),
    UNIQUE (realm_id, name),
    FOREIGN KEY (realm_id, application_id) REFERENCES applications (realm_id, id) ON DELETE CASCADE
);

-- A role has what its parents have.
CREATE TABLE role_parents (
    realm_id uuid NOT NULL,
    role_id uuid NOT NULL,
    parent_id uuid NOT NULL,
    PRIMARY KEY (realm_id, role_id, parent_id),
    FOREIGN KEY (realm_id, role_id) REFERENCES roles (realm_id, id) ON DELETE CASCADE,
    FOREIGN KEY (realm_id, parent_id) REFERENCES roles (realm_id, id) ON DELETE CASCADE,
    CHECK (role_id <> parent_id)
);
CREATE INDEX role_parents_parent ON role_parents (realm_id, parent_id);

-- Rights in the admin API: the name of one, `*:read` or `*`.
CREATE TABLE role_rights (
    realm_id uuid NOT NULL,
    role_id uuid NOT NULL,
    right_name text NOT NULL,
    PRIMARY KEY (realm_id, role_id, right_name),
    FOREIGN KEY (realm_id, role_id) REFERENCES roles (realm_id, id) ON DELETE CASCADE
);

-- The realms to which the rights of a limited role are limited.
CREATE TABLE role_realms (
    realm_id uuid NOT NULL,
    role_id uuid NOT NULL,
    target_id uuid NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
    PRIMARY KEY (realm_id, role_id, target_id),
    FOREIGN KEY (realm_id, role_id) REFERENCES roles (realm_id, id) ON DELETE CASCADE
);
CREATE INDEX role_realms_target ON role_realms (target_id);

INSERT INTO role_rights (realm_id, role_id, right_name)
    SELECT realm_id, role_id, permission FROM role_permissions WHERE permission = '*';
DELETE FROM role_permissions WHERE permission = '*';
ALTER TABLE role_permissions
    ADD FOREIGN KEY (realm_id, permission) REFERENCES permissions (realm_id, name) ON UPDATE CASCADE ON DELETE CASCADE;
CREATE INDEX role_permissions_permission ON role_permissions (realm_id, permission);

CREATE TABLE application_roles (
    realm_id uuid NOT NULL,
    application_id uuid NOT NULL,
    role_id uuid NOT NULL,
    granted_at timestamptz NOT NULL,
    PRIMARY KEY (realm_id, application_id, role_id),
    FOREIGN KEY (realm_id, application_id) REFERENCES applications (realm_id, id) ON DELETE CASCADE,
    FOREIGN KEY (realm_id, role_id) REFERENCES roles (realm_id, id) ON DELETE CASCADE
);
CREATE INDEX application_roles_role ON application_roles (realm_id, role_id);

CREATE TABLE user_permissions (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    permission text NOT NULL,
    granted_at timestamptz NOT NULL,
    PRIMARY KEY (realm_id, user_id, permission),
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE,
    FOREIGN KEY (realm_id, permission) REFERENCES permissions (realm_id, name) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX user_permissions_permission ON user_permissions (realm_id, permission);

CREATE TABLE application_permissions (
    realm_id uuid NOT NULL,
    application_id uuid NOT NULL,
    permission text NOT NULL,
    granted_at timestamptz NOT NULL,
    PRIMARY KEY (realm_id, application_id, permission),
    FOREIGN KEY (realm_id, application_id) REFERENCES applications (realm_id, id) ON DELETE CASCADE,
    FOREIGN KEY (realm_id, permission) REFERENCES permissions (realm_id, name) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX application_permissions_permission ON application_permissions (realm_id, permission);

-- Built-in roles of the realms that are there; a new realm gets its own with it.
UPDATE roles SET built_in = true FROM realms m
    WHERE m.id = roles.realm_id AND m.name = 'system' AND roles.name = 'administrator';
WITH made AS (
    INSERT INTO roles (realm_id, id, name, description, built_in, created_at, updated_at)
        SELECT m.id, gen_random_uuid(), b.name, b.description, true, m.created_at, m.created_at
        FROM realms m JOIN (VALUES
            (true, 'viewer', 'May read everything, in every realm.'),
            (false, 'realm-administrator', 'May do everything in this realm.'),
            (false, 'realm-viewer', 'May read everything in this realm.')) AS b (of_system, name, description)
            ON b.of_system = (m.name = 'system')
        ON CONFLICT DO NOTHING
        RETURNING realm_id, id, name)
INSERT INTO role_rights (realm_id, role_id, right_name)
    SELECT realm_id, id, CASE WHEN name = 'realm-administrator' THEN '*' ELSE '*:read' END FROM made;

GRANT SELECT, INSERT, UPDATE, DELETE ON permissions, role_parents, role_rights, role_realms, application_roles,
    user_permissions, application_permissions TO auth_server;
