-- What is deleted stays for a while and can be taken back; then housekeeping purges it, a realm with everything in it.
CREATE INDEX realms_deleted ON realms (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX applications_deleted ON applications (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX users_deleted ON users (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX object_versions_deleted ON object_versions (at) WHERE document IS NULL;

-- Whatever a realm has goes with it.
DO $$
DECLARE
    key record;
BEGIN
    FOR key IN SELECT conrelid::regclass AS tab, conname AS name FROM pg_constraint
        WHERE contype = 'f' AND confrelid = 'realms'::regclass AND confdeltype <> 'c'
    LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I FOREIGN KEY (realm_id)'
            ' REFERENCES realms (id) ON DELETE CASCADE', key.tab, key.name, key.name);
    END LOOP;
END
$$;
