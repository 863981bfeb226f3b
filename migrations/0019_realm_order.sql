-- The newest of many realms are found without sorting all of them.

CREATE INDEX realms_created ON realms (created_at, id);
