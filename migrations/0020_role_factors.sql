-- A role that counts only where its holder signed in with two factors.
ALTER TABLE roles ADD COLUMN require_mfa boolean NOT NULL DEFAULT false;
