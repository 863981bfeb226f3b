-- Audit rows of a year by SQL, with the words that the sealer would give them (server/audit/trail/SearchWords.cpp).

CREATE FUNCTION bench_base64(bytes bytea) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT translate(encode(bytes, 'base64'), '+/=', '-_')
$$;

-- Realm and week.
CREATE FUNCTION bench_place(realm uuid, moment timestamptz) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT bench_base64(substring(uuid_send(realm) FROM 14 FOR 3))
        || substr(digits, 1 + (week / 64 % 64)::integer, 1) || substr(digits, 1 + (week % 64)::integer, 1)
    FROM (SELECT floor(extract(epoch FROM moment) / 604800)::bigint AS week,
        'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_' AS digits) AS weeks
$$;

-- The words of texts of one group, which `letter` stands for, without the place.
CREATE FUNCTION bench_words_of(letter text, plain text, json text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT array_agg(DISTINCT letter || left(found.word, 64))
    FROM (VALUES ('\m[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-([0-9a-f]{12})\M')) AS ids (form)
    CROSS JOIN LATERAL (
        SELECT regexp_split_to_table(regexp_replace(lower(plain || ' ' || json), form, ' ', 'g'), '[^[:alnum:]_]+')
        UNION ALL SELECT regexp_split_to_table(lower(plain), '\s+')
        UNION ALL SELECT (regexp_matches(lower(plain || ' ' || json), form, 'g'))[1]
        UNION ALL SELECT (regexp_matches(lower(json), '(' || form || ')', 'g'))[1]) AS found (word)
    WHERE found.word <> ''
$$;

CREATE FUNCTION bench_words(e audit_events) RETURNS tsvector LANGUAGE sql STABLE AS $$
    SELECT array_to_tsvector(array_agg(DISTINCT bench_place(e.realm_id, e.at) || word))
    FROM unnest(bench_words_of('n', concat_ws(' ', e.action, e.actor_id, e.actor_kind, e.application_id, e.correlation_id,
            e.id, e.outcome, e.reason, e.session_id, e.target_id, e.target_kind), '')
        || bench_words_of('a', concat_ws(' ', e.actor_name, host(e.address), e.user_agent), '')
        || bench_words_of('t', e.target_name, concat_ws(' ', e.before, e.after, e.data))) AS word
$$;

CREATE FUNCTION bench_ids(id uuid) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['n' || id::text, 'n' || right(id::text, 12)]
$$;

-- What happens, and how often.
CREATE TABLE bench_kinds AS SELECT *, bench_words_of('n', concat_ws(' ', action, outcome, reason, actor_kind, target_kind), '')
        || bench_words_of('t', CASE action WHEN 'user.updated' THEN 'someone' ELSE '' END, concat_ws(' ', before, after, data)) AS words
    FROM (VALUES
        (0, 0.45, 'session.started', 'success', '', 'user', 'session', NULL::jsonb, NULL::jsonb, '{}'::jsonb),
        (1, 0.70, 'token.issued', 'success', '', 'application', '', NULL, NULL, '{"count": 3, "grant_type": "refresh_token"}'),
        (2, 0.80, 'login.failed', 'failure', 'wrong password', 'user', '', NULL, NULL, '{}'),
        (3, 0.92, 'session.ended', 'success', '', 'user', '', NULL, NULL, '{}'),
        (4, 0.95, 'user.updated', 'success', '', 'administrator', 'user', '{"version": 1}', '{"version": 2}', '{}'),
        (5, 0.98, 'token.refused', 'refused', 'wrong client secret', 'application', '', NULL, NULL,
            '{"count": 3, "grant_type": "refresh_token"}'),
        (6, 0.9999, 'refresh_token.revoked', 'success', '', 'user', '', NULL, NULL, '{}'),
        (7, 1, 'role.updated', 'success', '', 'administrator', 'role', NULL, NULL, '{}')
    ) AS kinds (kind, until, action, outcome, reason, actor_kind, target_kind, before, after, data);

-- People, the first ones busier than the last.
CREATE TABLE bench_people AS SELECT people.*, agent, bench_ids(id) || name_words || place_words AS words, application_words || place_words AS application_words,
        ARRAY['tdepartment', 'td' || number % 300, 'td' || number % 301] AS department_words
    FROM (
        SELECT number, gen_random_uuid() AS id, first || '.' || middle || '@' || domain || '.example' AS name,
            ('10.' || number % 200 || '.' || number / 200 % 250 || '.' || 1 + number % 250)::inet AS address,
            ARRAY['a' || first, 'a' || middle, 'a' || domain, 'aexample', 'a' || first || '.' || middle || '@' || domain || '.example']
                AS name_words
        FROM (SELECT number, (ARRAY['anna','bernd','carla','dmitri','elena','farid','greta','hiro','ines','jonas','katja','liam',
                'mona','noor','olga','pedro','quinn','rosa','samir','tanja','ulf','vera','wim','xenia','yusuf','zoe'])[1 + number % 26]
                AS first, substr(md5(number::text), 1, 7) AS middle,
            (ARRAY['acme','globex','initech','umbrella'])[1 + number % 4] AS domain FROM generate_series(0, 99999) AS number) names
    ) people
    JOIN (SELECT n, agent, bench_words_of('a', agent, '') AS agent_words FROM generate_series(0, 39) AS n,
        LATERAL (SELECT 'Mozilla/5.0 (X11; Linux x86_64) Firefox/' || 100 + n AS agent) a) agents ON agents.n = number % 40
    JOIN (SELECT n, bench_words_of('n', 'app-' || n, '') || bench_words_of('a', 'Application ' || n, '') AS application_words
        FROM generate_series(0, 199) AS n) applications ON applications.n = number % 200
    CROSS JOIN LATERAL (SELECT ('a' || host(address)) || agent_words
        || ARRAY(SELECT 'a' || part FROM regexp_split_to_table(host(address), '\.') AS part) AS place_words) places;
ALTER TABLE bench_people ADD PRIMARY KEY (number);

-- The weeks that there can be, with what the words of their rows begin with.
CREATE TABLE bench_weeks (week bigint PRIMARY KEY, place text NOT NULL);
CREATE FUNCTION bench_prepare(realm uuid, present timestamptz) RETURNS void LANGUAGE sql AS $$
    INSERT INTO bench_weeks SELECT floor(extract(epoch FROM day) / 604800)::bigint, bench_place(realm, day)
    FROM generate_series(present - interval '380 days', present + interval '8 days', interval '1 day') AS day
    ON CONFLICT DO NOTHING
$$;

-- Rows from..until-1 of `total`, spread evenly over the year before `present`, sealed.
CREATE FUNCTION bench_fill(realm uuid, first bigint, until bigint, total bigint, present timestamptz) RETURNS void
LANGUAGE sql SET work_mem = '512MB' SET synchronous_commit = off AS $$
    WITH drawn AS MATERIALIZED (
        SELECT n, present - interval '365 days' * (1 - n::double precision / total) AS at, random() AS dice,
            floor(100000 * power(random(), 3))::integer AS person, gen_random_uuid() AS salt
        FROM generate_series(first, until - 1) AS n
    ), told AS MATERIALIZED (
        SELECT *, (lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(noise, 1, 3) || '8'
                || substr(noise, 4, 15))::uuid AS id,
            (SELECT min(kind) FROM bench_kinds WHERE dice < bench_kinds.until) AS kind
        FROM (SELECT *, md5(salt::text) AS noise FROM drawn) noisy
    ), rows AS MATERIALIZED (
        SELECT t.n, t.at, t.id, k.action, k.outcome, k.reason, k.actor_kind,
            CASE k.actor_kind WHEN 'application' THEN 'app-' || t.person % 200 ELSE p.id::text END AS actor_id,
            CASE k.actor_kind WHEN 'application' THEN 'Application ' || t.person % 200 ELSE p.name END AS actor_name,
            k.target_kind, CASE k.target_kind WHEN '' THEN '' ELSE t.salt::text END AS target_id,
            CASE k.target_kind WHEN 'user' THEN 'someone ' || substr(t.noise, 1, 6) ELSE '' END AS target_name,
            p.address, p.agent, substr(t.noise, 1, 16) AS correlation,
            k.before || jsonb_build_object('department', 'd' || t.person % 300) AS before,
            k.after || jsonb_build_object('department', 'd' || t.person % 301) AS after, k.data, w.place,
            k.words || CASE k.actor_kind WHEN 'application' THEN p.application_words ELSE p.words END
                || bench_ids(t.id) || ('n' || substr(t.noise, 1, 16))
                || CASE k.target_kind WHEN '' THEN '{}' ELSE bench_ids(t.salt) END
                || CASE k.target_kind WHEN 'user' THEN p.department_words || ('t' || substr(t.noise, 1, 6)) ELSE '{}' END AS words
        FROM told t JOIN bench_people p ON p.number = t.person JOIN bench_kinds k ON k.kind = t.kind
        JOIN bench_weeks w ON w.week = floor(extract(epoch FROM t.at) / 604800)::bigint
    ), written AS (
        INSERT INTO audit_events (realm_id, at, id, action, outcome, reason, actor_kind, actor_id, actor_name, target_kind,
            target_id, target_name, address, user_agent, correlation_id, before, after, data, tx)
        SELECT realm, at, id, action, outcome, reason, actor_kind, actor_id, actor_name, target_kind, target_id, target_name,
            address, agent, correlation, before, after, data, '0'::xid8 FROM rows ORDER BY n
    )
    INSERT INTO audit_leaves (realm_id, seq, event_at, event_id, hash, actor_commitment, target_commitment, genuine, words)
    SELECT realm, 1000000 + n, at, id, '\x00', '\x00', '\x00', true,
        array_to_tsvector(ARRAY(SELECT place || word FROM unnest(words) AS word)) FROM rows ORDER BY n
$$;
