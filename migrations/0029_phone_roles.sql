-- A role may want a verified phone number of its holder, as it may want a verified mail address.
ALTER TABLE roles ADD COLUMN require_verified_phone boolean NOT NULL DEFAULT false;
