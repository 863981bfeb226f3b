-- The kind of second factor that a person wants to be asked for first.
CREATE TABLE factor_preferences (
    realm_id uuid NOT NULL,
    user_id uuid NOT NULL,
    kind text NOT NULL,
    chosen_at timestamptz NOT NULL,
    PRIMARY KEY (realm_id, user_id),
    FOREIGN KEY (realm_id, user_id) REFERENCES users (realm_id, id) ON DELETE CASCADE
);
GRANT SELECT, INSERT, UPDATE, DELETE ON factor_preferences TO auth_server;
