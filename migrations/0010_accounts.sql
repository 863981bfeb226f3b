-- Locking an account, for a while or until an administrator unlocks it, and when its person last signed in.
ALTER TABLE users
    ADD COLUMN locked_at timestamptz,
    ADD COLUMN locked_until timestamptz,
    ADD COLUMN lock_reason text NOT NULL DEFAULT '',
    ADD COLUMN last_login_at timestamptz;

-- What a person has to do at the next sign-in stands in one place. The old column stays for nodes of the version before.
UPDATE users u SET required_actions = array_append(u.required_actions, 'change_password')
FROM user_passwords p
WHERE p.realm_id = u.realm_id AND p.user_id = u.id AND p.must_change AND NOT 'change_password' = ANY (u.required_actions);

-- Lists of sessions and consents of a realm, newest first.
CREATE INDEX sessions_live ON sessions (realm_id, last_seen_at, id) WHERE ended_at IS NULL;
