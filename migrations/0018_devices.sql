-- The browsers that people signed in with, by the hash of a cookie. A row is made by a sign-in that was completed, so
-- that one that is not revoked is known to be the person's.
CREATE TABLE devices (
    realm_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    browser_hash bytea NOT NULL,
    address inet,
    user_agent text NOT NULL,
    created_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    -- The person was told of it and has not said yet whether it is theirs.
    unconfirmed boolean NOT NULL DEFAULT false,
    -- Until then no second factor is asked for.
    remembered_until timestamptz,
    revoked_at timestamptz,
    PRIMARY KEY (realm_id, id),
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX devices_browser ON devices (realm_id, user_id, browser_hash) WHERE revoked_at IS NULL;
CREATE INDEX devices_list ON devices (realm_id, last_seen_at, id);
CREATE INDEX devices_idle ON devices (last_seen_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON devices TO auth_server;

ALTER TABLE sessions ADD COLUMN device_id uuid,
    ADD FOREIGN KEY (realm_id, device_id) REFERENCES devices (realm_id, id) ON DELETE SET NULL (device_id);
CREATE INDEX sessions_device ON sessions (realm_id, device_id) WHERE device_id IS NOT NULL;

-- Wrong passwords, by account and by where they came from: `device:ID`, `address:NETWORK`, or `strangers` for all that
-- are no known device. An account that does not exist has an id made of its name, so that it looks like one that does.
CREATE TABLE password_failures (
    realm_id uuid NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
    account uuid NOT NULL,
    source text NOT NULL,
    failures integer NOT NULL,
    failed_at timestamptz NOT NULL,
    blocked_until timestamptz,
    PRIMARY KEY (realm_id, account, source)
);
CREATE INDEX password_failures_age ON password_failures (failed_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON password_failures TO auth_server;
