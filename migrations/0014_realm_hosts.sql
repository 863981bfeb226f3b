-- Host names of realms: each belongs to one realm, at which it has an issuer of its own.
ALTER TABLE realms ADD COLUMN host_names text[] NOT NULL DEFAULT '{}';

-- Those of realms that are not deleted. realms.host_names is what the realm set, in order.
CREATE TABLE realm_hosts (
    realm_id uuid NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
    host text NOT NULL,
    PRIMARY KEY (realm_id, host),
    UNIQUE (host)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON realm_hosts TO auth_server;
