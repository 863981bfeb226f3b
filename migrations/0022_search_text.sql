-- A part of a name is found among many realms and people without reading all of them. pg_trgm is a trusted extension: who
-- may create objects in the database may install it.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE INDEX realms_text ON realms USING gin (name gin_trgm_ops, display_name gin_trgm_ops);

-- Each expression as the list of users asks for it (server/users/UserStore.cpp). A sign-in changes none of them.
CREATE INDEX users_text ON users USING gin (
    username gin_trgm_ops,
    coalesce(email, '') gin_trgm_ops,
    coalesce(phone_number, '') gin_trgm_ops,
    coalesce(attributes ->> 'name', '') gin_trgm_ops,
    coalesce(attributes ->> 'given_name', '') gin_trgm_ops,
    coalesce(attributes ->> 'family_name', '') gin_trgm_ops,
    coalesce(attributes ->> 'nickname', '') gin_trgm_ops
);
