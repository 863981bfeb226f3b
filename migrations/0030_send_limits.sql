-- How many codes went to a mail address or phone number lately, and were asked for from a network: by whomever, whatever
-- the code was for. Neither stands here, only its HMAC under the realm's key.
CREATE TABLE send_limits (
    realm_id uuid NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
    subject_mac bytea NOT NULL,
    sends integer NOT NULL,
    since timestamptz NOT NULL,
    PRIMARY KEY (realm_id, subject_mac)
);
CREATE INDEX send_limits_since ON send_limits (since);
GRANT SELECT, INSERT, UPDATE, DELETE ON send_limits TO auth_server;
