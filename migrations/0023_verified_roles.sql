-- A role that counts only for people whose mail address is verified.
ALTER TABLE roles ADD COLUMN require_verified_email boolean NOT NULL DEFAULT false;
