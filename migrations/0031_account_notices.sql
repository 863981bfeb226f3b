-- What owners are told of their accounts, for who has no verified mail address, or does not read what comes there: a row for
-- each, new until its person has said that they saw it.
CREATE TABLE account_notices (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    kind text NOT NULL,
    at timestamptz NOT NULL,
    seen_at timestamptz,
    PRIMARY KEY (realm_id, user_id, id),
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE
);
CREATE INDEX account_notices_at ON account_notices (at);
GRANT SELECT, INSERT, UPDATE, DELETE ON account_notices TO auth_server;
