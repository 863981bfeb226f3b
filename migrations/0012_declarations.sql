-- What sets of documents last declared of a realm's objects (surfaces of declarative configuration): for labels, for
-- pruning what a set declares no more, and for finding what has drifted from it. Without secrets.
CREATE TABLE declarations (
    realm_id uuid NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
    -- The set's name; empty for documents that were applied without one.
    owner text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    labels jsonb NOT NULL DEFAULT '{}',
    spec jsonb NOT NULL,
    -- MACs, under a key of the realm, of the members that can be written but not read: whether they differ from the last.
    secret_macs jsonb NOT NULL DEFAULT '{}',
    declared_at timestamptz NOT NULL,
    PRIMARY KEY (realm_id, owner, kind, name)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON declarations TO auth_server;
