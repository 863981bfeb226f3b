-- Jobs that administrators ask for, with what becomes of each object.
ALTER TABLE jobs ADD COLUMN requested_by text NOT NULL DEFAULT '';
CREATE INDEX jobs_listed ON jobs (realm_id, created_at, id);

CREATE TABLE job_items (
    realm_id uuid NOT NULL,
    job_id uuid NOT NULL,
    position integer NOT NULL,
    target text NOT NULL,
    -- waiting, done, failed
    state text NOT NULL DEFAULT 'waiting',
    code text NOT NULL DEFAULT '',
    message text NOT NULL DEFAULT '',
    PRIMARY KEY (realm_id, job_id, position),
    FOREIGN KEY (realm_id, job_id) REFERENCES jobs (realm_id, id) ON DELETE CASCADE
);
CREATE INDEX job_items_waiting ON job_items (realm_id, job_id, position) WHERE state = 'waiting';
GRANT SELECT, INSERT, UPDATE, DELETE ON job_items TO auth_server;
