-- The audit log as a Merkle log per realm (server/decisions/0003). Writers only insert into audit_events; a sealer appends
-- leaves and signed checkpoints for the rows behind the snapshot horizon.

-- tx: the writing transaction, which says when a row can no longer be joined by an earlier one. Rows of before have none.
-- Salts of the commitments that leaves cover; NULL when the values were erased. mac: shows that the server wrote the row.
ALTER TABLE audit_events
    ADD COLUMN tx xid8 NOT NULL DEFAULT '0',
    ADD COLUMN actor_salt uuid DEFAULT gen_random_uuid(),
    ADD COLUMN target_salt uuid DEFAULT gen_random_uuid(),
    ADD COLUMN mac bytea NOT NULL DEFAULT '';
ALTER TABLE audit_events ALTER COLUMN tx SET DEFAULT pg_current_xact_id();
CREATE INDEX audit_events_tx ON audit_events (tx);

-- Row seq of a realm's log. The commitments stay when the values are erased.
CREATE TABLE audit_leaves (
    realm_id uuid NOT NULL,
    seq bigint NOT NULL,
    event_at timestamptz NOT NULL,
    event_id uuid NOT NULL,
    hash bytea NOT NULL,
    actor_commitment bytea NOT NULL,
    target_commitment bytea NOT NULL,
    genuine boolean NOT NULL,
    PRIMARY KEY (realm_id, seq)
);
CREATE UNIQUE INDEX audit_leaves_event ON audit_leaves (realm_id, event_at, event_id);

-- What a realm's log held when it had size rows: a signed note, and the hashes that the tree grows from.
CREATE TABLE audit_checkpoints (
    realm_id uuid NOT NULL,
    size bigint NOT NULL,
    created_at timestamptz NOT NULL,
    subtrees bytea NOT NULL,
    note text NOT NULL,
    PRIMARY KEY (realm_id, size)
);

-- One row: every row of a transaction below this one is sealed.
CREATE TABLE audit_sealer (
    id boolean PRIMARY KEY DEFAULT true CHECK (id),
    below xid8 NOT NULL
);
INSERT INTO audit_sealer (below) VALUES ('0');

GRANT SELECT, INSERT ON audit_leaves, audit_checkpoints TO auth_server;
GRANT SELECT, UPDATE ON audit_sealer TO auth_server;
