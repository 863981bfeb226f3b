-- Sessions stay for as long as their realm keeps the history: lists and the person's own page read past ones by the same
-- indexes as live ones, and housekeeping forgets them realm by realm. Nothing else is written at a sign-in than before, and
-- ending a session changes no indexed column any more.
CREATE INDEX sessions_seen ON sessions (realm_id, last_seen_at, id);
DROP INDEX sessions_live;
CREATE INDEX sessions_of_user ON sessions (realm_id, user_id, id);
DROP INDEX sessions_user;
CREATE INDEX sessions_expired ON sessions (realm_id, expires_at);
DROP INDEX sessions_expiry;
