-- A deleted realm or application keeps its row for a while: its name is free at once.
DROP INDEX realms_name;
CREATE UNIQUE INDEX realms_name ON realms (name) WHERE deleted_at IS NULL;
DROP INDEX applications_client_id;
CREATE UNIQUE INDEX applications_client_id ON applications (realm_id, client_id) WHERE deleted_at IS NULL;
