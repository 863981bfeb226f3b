-- What the tokens of a grant are bound to: fingerprints under a key of the realm, and since when they do not match any more.
ALTER TABLE refresh_families
    ADD COLUMN device_fingerprint bytea,
    ADD COLUMN agent_fingerprint bytea,
    ADD COLUMN device_changed_at timestamptz;
