// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "RelyingParty.h"
#include "Twins.h"

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

// PostgreSQL itself fails the n-th time that a flow reads a row, writes or commits: the server is the one that ships.
// Sequences are not rolled back, so that they count over failed transactions too.
constexpr auto kArrange = R"(
CREATE SEQUENCE fault_counter;
CREATE TABLE fault (at bigint NOT NULL, code text NOT NULL);
INSERT INTO fault VALUES (0, '');
CREATE FUNCTION fault() RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER AS $$
DECLARE
    target fault;
BEGIN
    -- Who signed in last is written behind the answers, like the use of sessions below.
    IF current_query() LIKE '%SET last_login_at%' THEN
        RETURN true;
    END IF;
    SELECT * INTO target FROM fault;
    IF target.at > 0 AND nextval('fault_counter') = target.at THEN
        RAISE EXCEPTION 'injected fault' USING ERRCODE = target.code;
    END IF;
    RETURN true;
END $$;
CREATE FUNCTION fault_trigger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM fault(); RETURN NEW; END $$;
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['authorization_codes', 'refresh_families', 'session_applications', 'flows', 'consents', 'revocations', 'sessions'] LOOP
        EXECUTE format('CREATE TRIGGER fault_insert BEFORE INSERT ON %I FOR EACH STATEMENT EXECUTE FUNCTION fault_trigger()', name);
        -- Deferred: this one fails COMMIT.
        EXECUTE format('CREATE CONSTRAINT TRIGGER fault_commit AFTER INSERT ON %I DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fault_trigger()', name);
    END LOOP;
    -- Not sessions: what was used last is written behind the answers.
    FOREACH name IN ARRAY ARRAY['authorization_codes', 'refresh_families', 'flows', 'consents'] LOOP
        EXECUTE format('CREATE TRIGGER fault_update BEFORE UPDATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION fault_trigger()', name);
        EXECUTE format('CREATE CONSTRAINT TRIGGER fault_commit_update AFTER UPDATE ON %I DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fault_trigger()', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['authorization_codes', 'refresh_families', 'flows', 'consents', 'users', 'user_passwords'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY everything ON %I USING (true) WITH CHECK (true)', name);
        EXECUTE format('CREATE POLICY fault ON %I AS RESTRICTIVE FOR SELECT USING (fault())', name);
    END LOOP;
END $$;
-- Tokens and refusals are written behind the answers, many at a time.
CREATE TRIGGER fault_audit BEFORE INSERT ON audit_events FOR EACH ROW WHEN (NEW.action NOT IN ('token.issued', 'token.refused', 'introspection.refused', 'revocation.refused', 'authorization.refused')) EXECUTE FUNCTION fault_trigger();
GRANT EXECUTE ON FUNCTION fault() TO auth_server;
)";

}

/// Whatever statement of a flow fails, nothing is half done: the request is answered with an error, and the same
/// request again finds everything as it was before.
class StatementFailureTest : public QObject {
    Q_OBJECT

    std::unique_ptr<TestServer> m_server;
    std::optional<TestRealm> m_realm;
    std::optional<RelyingParty> m_app;
    std::optional<RelyingParty> m_thirdParty;

    void arm(int at, const char *code = "XX000") const
    {
        m_server->sql("UPDATE fault SET at = " + QByteArray::number(at) + ", code = '" + code + '\'');
        m_server->sql("SELECT setval('fault_counter', 1, false)");
    }
    /// Off again; true when it has struck.
    bool disarm() const
    {
        const bool struck = m_server->sql("SELECT last_value >= at AND is_called FROM fault_counter, fault") == "t";
        m_server->sql("UPDATE fault SET at = 0");
        return struck;
    }
    QByteArray count(const QByteArray &what) const { return m_server->sql("SELECT count(*) FROM " + what); }
    HeaderList own() const { return { { "Origin", m_server->publicUrl() }, { "Sec-Fetch-Site", "same-origin" } }; }

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<TestServer>(TestServer::Options { .threads = 1 });
        m_realm = m_server->createRealm();
        m_realm->createUser(u"alice"_s);
        m_app.emplace(*m_realm);
        ApplicationChanges changes;
        changes.requireConsent = true;
        m_thirdParty.emplace(*m_realm, changes);
        m_app->tokens(); // Keys are there.
        m_server->sql(kArrange);
    }
    void cleanupTestCase()
    {
        m_app.reset();
        m_thirdParty.reset();
        m_server.reset();
    }

    void redeemsACodeWholeOrNotAtAll()
    {
        Browser browser(*m_server);
        int n = 1;
        for (;; ++n) {
            const QByteArray code = m_app->code(browser);
            QVERIFY(!code.isEmpty());
            const QByteArray families = count("refresh_families");
            arm(n);
            const auto reply = m_app->redeem(code);
            if (!disarm()) {
                QCOMPARE(reply.status, 200);
                break;
            }
            QVERIFY2(reply.status == 500, reply.head);
            QCOMPARE(reply.mediaType(), "application/json");
            QVERIFY(!reply.json().contains(u"access_token") && !reply.body.contains("injected"));
            QCOMPARE(count("refresh_families"), families);
            QCOMPARE(
                count("authorization_codes WHERE consumed_at IS NOT NULL AND code_hash = sha256('" + code + "')"), "0");
            const Tokens tokens(m_app->redeem(code));
            QVERIFY(tokens.isComplete());
            QVERIFY(m_app->isActive(tokens.access));
            QVERIFY(Tokens(m_app->refresh(tokens.refresh)).isComplete());
            COMPARE_OAUTH_ERROR(m_app->redeem(code), 400, "invalid_grant");
        }
        QVERIFY2(n > 6, QByteArray::number(n));
    }

    void revokesWhatADoubledCodeGaveWholeOrNotAtAll()
    {
        Browser browser(*m_server);
        int n = 1;
        for (;; ++n) {
            const QByteArray code = m_app->code(browser);
            const Tokens tokens(m_app->redeem(code));
            arm(n);
            const auto reply = m_app->redeem(code);
            if (!disarm()) {
                COMPARE_OAUTH_ERROR(reply, 400, "invalid_grant");
                QVERIFY(!m_app->isActive(tokens.access));
                break;
            }
            QVERIFY2(reply.status == 500, reply.head);
            const bool active = m_app->isActive(tokens.access);
            QCOMPARE(m_app->isActive(tokens.refresh), active);
            COMPARE_OAUTH_ERROR(m_app->redeem(code), 400, "invalid_grant");
            QVERIFY(!m_app->isActive(tokens.access));
            COMPARE_OAUTH_ERROR(m_app->refresh(tokens.refresh), 400, "invalid_grant");
        }
        QVERIFY2(n > 4, QByteArray::number(n));
    }

    void rotatesWholeOrNotAtAll()
    {
        QByteArray current = m_app->tokens().refresh;
        int n = 1;
        for (;; ++n) {
            arm(n);
            const auto reply = m_app->refresh(current);
            if (!disarm()) {
                QCOMPARE(reply.status, 200);
                break;
            }
            QVERIFY2(reply.status == 500, reply.head);
            QVERIFY(m_app->isActive(current));
            const Tokens next(m_app->refresh(current));
            QVERIFY(next.isComplete());
            // A retry is answered with the one successor that there is.
            QCOMPARE(Tokens(m_app->refresh(current)).refresh, next.refresh);
            current = next.refresh;
        }
        QVERIFY2(n > 2, QByteArray::number(n));
    }

    void endsAFamilyWholeOrNotAtAll()
    {
        int n = 1;
        for (;; ++n) {
            const Tokens first = m_app->tokens();
            const Tokens second(m_app->refresh(first.refresh));
            m_server->advance(11s);
            arm(n);
            const auto reply = m_app->refresh(first.refresh);
            if (!disarm()) {
                COMPARE_OAUTH_ERROR(reply, 400, "invalid_grant");
                QVERIFY(!m_app->isActive(second.access));
                break;
            }
            QVERIFY2(reply.status == 500, reply.head);
            QCOMPARE(m_app->isActive(second.refresh), m_app->isActive(second.access));
            COMPARE_OAUTH_ERROR(m_app->refresh(first.refresh), 400, "invalid_grant");
            QVERIFY(!m_app->isActive(second.access));
            COMPARE_OAUTH_ERROR(m_app->refresh(second.refresh), 400, "invalid_grant");
        }
        QVERIFY2(n > 4, QByteArray::number(n));
    }

    void revokesWholeOrNotAtAll()
    {
        int n = 1;
        for (;; ++n) {
            const Tokens tokens = m_app->tokens();
            arm(n);
            const auto reply = m_app->revoke(tokens.refresh);
            const bool struck = disarm();
            if (!struck) {
                QCOMPARE(reply.status, 200);
                QVERIFY(!m_app->isActive(tokens.access));
                break;
            }
            QVERIFY2(reply.status == 500, reply.head);
            QCOMPARE(m_app->isActive(tokens.refresh), m_app->isActive(tokens.access));
            QCOMPARE(m_app->revoke(tokens.refresh).status, 200);
            QVERIFY(!m_app->isActive(tokens.access) && !m_app->isActive(tokens.refresh));
        }
        QVERIFY2(n > 3, QByteArray::number(n));
    }

    void signsInWholeOrNotAtAll()
    {
        int n = 1;
        for (;; ++n) {
            Browser browser(*m_server);
            browser.open(m_app->authorize());
            browser.submit("submit", { { "username", "alice" } });
            const auto form = *browser.formWith("submit");
            const Parameters good = form.fields.with({ { "password", TestRealm::kPassword } });
            const QByteArray sessions = count("sessions");
            const QByteArray codes = count("authorization_codes");
            arm(n);
            const auto reply = browser.post(form.action, good, own());
            if (!disarm()) {
                QVERIFY(!responseParameter(reply, "code").isEmpty());
                break;
            }
            QVERIFY2(isErrorPage(reply, reply.status) && reply.status == 500, reply.head);
            QVERIFY(browser.cookieNamed("__Host-s-").isEmpty());
            QCOMPARE(count("sessions"), sessions);
            QCOMPARE(count("authorization_codes"), codes);
            QCOMPARE(m_app->redeem(responseParameter(browser.post(form.action, good, own()), "code")).status, 200);
        }
        QVERIFY2(n > 8, QByteArray::number(n));
    }

    void consentsWholeOrNotAtAll()
    {
        int n = 1;
        for (;; ++n) {
            m_server->sql("DELETE FROM consents");
            Browser browser(*m_server);
            browser.open(m_thirdParty->authorize());
            browser.signIn("alice", TestRealm::kPassword);
            const auto form = *browser.formWith("allow");
            const Parameters good = form.fields.with({ { "allow", "1" } });
            const QByteArray codes = count("authorization_codes");
            arm(n);
            const auto reply = browser.post(form.action, good, own());
            if (!disarm()) {
                QVERIFY(!responseParameter(reply, "code").isEmpty());
                break;
            }
            QVERIFY2(reply.status == 500, reply.head);
            QCOMPARE(count("consents"), "0");
            QCOMPARE(count("authorization_codes"), codes);
            QCOMPARE(
                m_thirdParty->redeem(responseParameter(browser.post(form.action, good, own()), "code")).status, 200);
        }
        QVERIFY2(n > 6, QByteArray::number(n));
    }

    void answersWithACodeOrNotAtAll()
    {
        Browser browser(*m_server);
        QVERIFY(!m_app->code(browser).isEmpty());
        int n = 1;
        for (;; ++n) {
            const QByteArray codes = count("authorization_codes");
            arm(n);
            const auto reply = browser.get(m_app->authorize());
            if (!disarm()) {
                QVERIFY(!responseParameter(reply, "code").isEmpty());
                break;
            }
            QVERIFY2(isErrorPage(reply, reply.status) && reply.status == 500, reply.head);
            QCOMPARE(count("authorization_codes"), codes);
        }
        QVERIFY2(n > 1, QByteArray::number(n));
    }

    void repeatsARotationThatPostgresAskedToRepeat()
    {
        const Tokens first = m_app->tokens();
        arm(1, "40001");
        const auto reply = m_app->refresh(first.refresh);
        QVERIFY(disarm());
        QCOMPARE(reply.status, 200);
        QCOMPARE(Tokens(m_app->refresh(first.refresh)).refresh, Tokens(reply).refresh);
    }
};

AUTH_TEST(StatementFailureTest);

#include "StatementFailureTest.moc"
