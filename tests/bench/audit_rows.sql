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

CREATE FUNCTION bench_words(e audit_events) RETURNS tsvector LANGUAGE sql STABLE AS $$
    SELECT array_to_tsvector(array_agg(DISTINCT bench_place(e.realm_id, e.at) || texts.letter || left(found.word, 64)))
    FROM (VALUES
        ('n', concat_ws(' ', e.action, e.actor_id, e.actor_kind, e.application_id, e.correlation_id, e.id, e.outcome,
            e.reason, e.session_id, e.target_id, e.target_kind), ''),
        ('a', concat_ws(' ', e.actor_name, host(e.address), e.user_agent), ''),
        ('t', e.target_name, concat_ws(' ', e.before, e.after, e.data))) AS texts (letter, plain, json)
    CROSS JOIN (VALUES ('\m[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-([0-9a-f]{12})\M')) AS ids (form)
    CROSS JOIN LATERAL (
        SELECT regexp_split_to_table(regexp_replace(lower(plain || ' ' || json), form, ' ', 'g'), '[^[:alnum:]_]+')
        UNION ALL SELECT regexp_split_to_table(lower(plain), '\s+')
        UNION ALL SELECT (regexp_matches(lower(plain || ' ' || json), form, 'g'))[1]
        UNION ALL SELECT (regexp_matches(lower(json), '(' || form || ')', 'g'))[1]) AS found (word)
    WHERE found.word <> ''
$$;

-- People, the first ones busier than the last.
CREATE TABLE bench_people AS SELECT number, gen_random_uuid() AS id,
    (ARRAY['anna','bernd','carla','dmitri','elena','farid','greta','hiro','ines','jonas','katja','liam','mona','noor',
        'olga','pedro','quinn','rosa','samir','tanja','ulf','vera','wim','xenia','yusuf','zoe'])[1 + number % 26]
    || '.' || substr(md5(number::text), 1, 7) || '@' || (ARRAY['acme','globex','initech','umbrella'])[1 + number % 4]
    || '.example' AS name,
    ('10.' || number % 200 || '.' || number / 200 % 250 || '.' || 1 + number % 250)::inet AS address
FROM generate_series(0, 99999) AS number;
ALTER TABLE bench_people ADD PRIMARY KEY (number);

-- Rows from..until-1 of `total`, spread evenly over the year before `now`, sealed.
CREATE FUNCTION bench_fill(realm uuid, first bigint, until bigint, total bigint, present timestamptz) RETURNS void
LANGUAGE sql AS $$
    WITH drawn AS MATERIALIZED (
        SELECT n, present - interval '365 days' * (1 - n::double precision / total) AS at, random() AS dice,
            floor(100000 * power(random(), 3))::integer AS person, gen_random_uuid() AS salt
        FROM generate_series(first, until - 1) AS n
    ), kinds AS MATERIALIZED (
        SELECT *, CASE WHEN dice < 0.45 THEN 'session.started' WHEN dice < 0.70 THEN 'token.issued'
            WHEN dice < 0.80 THEN 'login.failed' WHEN dice < 0.92 THEN 'session.ended' WHEN dice < 0.95 THEN 'user.updated'
            WHEN dice < 0.98 THEN 'token.refused' WHEN dice < 0.9999 THEN 'refresh_token.revoked' ELSE 'role.updated' END
            AS action, lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0') AS stamp, md5(salt::text) AS noise
        FROM drawn
    ), rows AS (
        INSERT INTO audit_events (realm_id, at, id, action, outcome, reason, actor_kind, actor_id, actor_name, target_kind,
            target_id, target_name, address, user_agent, correlation_id, before, after, data, tx)
        SELECT realm, k.at, (stamp || '7' || substr(noise, 1, 3) || '8' || substr(noise, 4, 15))::uuid, action,
            CASE action WHEN 'login.failed' THEN 'failure' WHEN 'token.refused' THEN 'refused' ELSE 'success' END,
            CASE action WHEN 'login.failed' THEN 'wrong password' WHEN 'token.refused' THEN 'wrong client secret' ELSE '' END,
            CASE WHEN action LIKE 'token.%' THEN 'application' WHEN action IN ('user.updated', 'role.updated')
                THEN 'administrator' ELSE 'user' END,
            CASE WHEN action LIKE 'token.%' THEN 'app-' || k.person % 200 ELSE p.id::text END,
            CASE WHEN action LIKE 'token.%' THEN 'Application ' || k.person % 200 ELSE p.name END,
            CASE action WHEN 'user.updated' THEN 'user' WHEN 'role.updated' THEN 'role' WHEN 'session.started' THEN 'session'
                ELSE '' END,
            CASE WHEN action IN ('user.updated', 'role.updated', 'session.started') THEN k.salt::text ELSE '' END,
            CASE action WHEN 'user.updated' THEN 'someone ' || substr(noise, 1, 6) ELSE '' END, p.address,
            'Mozilla/5.0 (X11; Linux x86_64) Firefox/' || 100 + k.person % 40, substr(noise, 1, 16),
            CASE action WHEN 'user.updated' THEN jsonb_build_object('version', 1, 'department', 'd' || k.person % 300) END,
            CASE action WHEN 'user.updated' THEN jsonb_build_object('version', 2, 'department', 'd' || k.person % 301) END,
            CASE WHEN action LIKE 'token.%' THEN jsonb_build_object('count', 3, 'grant_type', 'refresh_token') ELSE '{}' END,
            '0'::xid8
        FROM kinds k JOIN bench_people p ON p.number = k.person
        RETURNING *
    )
    INSERT INTO audit_leaves (realm_id, seq, event_at, event_id, hash, actor_commitment, target_commitment, genuine, words)
    SELECT realm, 1000000 + first + row_number() OVER (ORDER BY r.at), r.at, r.id, '\x00', '\x00', '\x00', true,
        bench_words(r::audit_events) FROM rows r
$$;
