// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "Twins.h"

#include "core/Json.h"
#include "core/Log.h"

#include <fcntl.h>
#include <unistd.h>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

namespace {

/// Everything that the process writes to standard error, at the most talkative level.
class CapturedLog {
public:
    CapturedLog()
        : m_saved(::dup(STDERR_FILENO))
    {
        m_file.open();
        ::dup2(m_file.handle(), STDERR_FILENO);
        configureLog(LogLevel::Debug, LogFormat::Json);
    }
    ~CapturedLog()
    {
        configureLog(LogLevel::Error, LogFormat::Text);
        ::dup2(m_saved, STDERR_FILENO);
        ::close(m_saved);
    }
    QByteArray text()
    {
        QFile file(m_file.fileName());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QTemporaryFile m_file;
    int m_saved;
};

}

/// Secrets stay with those whom they are for: neither logs nor the database hold one that could be used.
class SecretsTest : public QObject {
    Q_OBJECT

    /// Every row of every table, as text.
    static QByteArray dump(const TestServer &server)
    {
        const QByteArray tables = server.sql("SELECT string_agg(format('SELECT coalesce(string_agg(t::text, E''\\n''), "
                                             "'''') AS rows FROM %I t', tablename), ' UNION ALL ') "
                                             "FROM pg_tables WHERE schemaname = 'public'");
        return server.sql("SELECT string_agg(rows, E'\\n') FROM (" + tables + ") everything");
    }

private Q_SLOTS:
    void leaksNothingIntoLogsAndTheDatabase()
    {
        TestServer server;
        const auto realm = server.createRealm();
        realm.createUser(u"alice"_s, u"the password of alice, which nobody may read"_s);
        CapturedLog log;
        QList<std::pair<const char *, QByteArray>> secrets;
        {
            ApplicationChanges changes;
            changes.requireConsent = true;
            const RelyingParty app(realm, changes);
            changes.tokenEndpointAuthMethod = u"client_secret_post"_s;
            const RelyingParty posting(realm, changes);
            Browser browser(server);
            browser.open(app.authorize({ { "scope", "openid offline_access" } }));
            secrets.emplaceBack("browser cookie", browser.cookieNamed("__Host-b"));
            secrets.emplaceBack("form token", browser.formWith("submit")->fields.value("csrf"));
            browser.signIn("alice", "a wrong password of alice, which nobody may read");
            browser.signIn("alice", "the password of alice, which nobody may read");
            secrets.emplaceBack("password", "the password of alice");
            secrets.emplaceBack("wrong password", "a wrong password of alice");
            browser.submit("allow");
            const QByteArray code = responseParameter(browser.page(), "code");
            secrets.emplaceBack("code", code);
            secrets.emplaceBack("session cookie", browser.cookieNamed("__Host-s-"));
            const Tokens tokens(app.redeem(code));
            QVERIFY(tokens.isComplete());
            app.redeem(code, { { "code_verifier", "wrong" } });
            const Tokens others = posting.tokens("alice", {});
            Q_UNUSED(others);
            const QByteArray second = responseParameter(browser.open(app.authorize()), "code");
            const Tokens more(app.redeem(second));
            const Tokens refreshed(app.refresh(more.refresh));
            app.refresh(more.refresh, { { "scope", "too much" } });
            app.introspect(refreshed.access);
            app.introspect("not-a-token-but-secret-all-the-same");
            app.userinfo(refreshed.access);
            app.userinfo(refreshed.access + "x");
            browser.open(realm.target("/oauth/logout?id_token_hint=") + more.id);
            app.revoke(refreshed.refresh);
            HttpClient(server).post(realm.target("/oauth/token"), app.redemption(code),
                { { "Authorization", "Basic " + QByteArray(app.clientId() + ":a-wrong-secret-0123").toBase64() } });
            for (const auto &tokensOf : { tokens, more, refreshed }) {
                for (const QByteArray &token : { tokensOf.access, tokensOf.refresh, tokensOf.id })
                    secrets.emplaceBack("token", token.last(40));
            }
            secrets.emplaceBack("second code", second);
            secrets.emplaceBack("client secret", app.secret());
            secrets.emplaceBack("posted client secret", posting.secret());
            secrets.emplaceBack("wrong client secret", "a-wrong-secret-0123");
            secrets.emplaceBack("verifier", app.verifier());
            secrets.emplaceBack("something presented as a token", "not-a-token-but-secret-all-the-same");
        }
        const QByteArray written = log.text();
        const QByteArray stored = dump(server);
        QVERIFY(written.contains("authorization") || written.contains("db."));
        QVERIFY(stored.contains("alice"));
        for (const auto &[name, secret] : secrets) {
            QVERIFY2(secret.size() >= 16, name);
            QVERIFY2(!written.contains(secret), name);
            QVERIFY2(!stored.contains(secret), name);
            QVERIFY2(!stored.contains(secret.toHex()), name);
        }
    }

    void letsNobodyForgeALogRecord()
    {
        TestServer server;
        const auto realm = server.createRealm();
        const RelyingParty app(realm);
        QByteArray written;
        int records = 0;
        {
            CapturedLog log;
            const QByteArray hostile = "x\r\n{\"level\":\"info\",\"event\":\"forged\"}\x1b[31m\xe2\x80\xae";
            HttpClient client(server);
            client.get(app.authorize({ { "client_id", hostile } }));
            client.get(app.authorize({ { "redirect_uri", "https://evil.example/" + hostile } }));
            client.get(app.authorize({ { "scope", hostile } }));
            client.get(app.authorize({ { "state", hostile }, { "prompt", "none" } }));
            client.post(realm.target("/oauth/token"),
                { { "grant_type", hostile }, { "client_id", hostile }, { "client_secret", hostile } });
            app.token({ { "grant_type", hostile } });
            Browser browser(server);
            browser.navigation = { { "User-Agent", "x\xe2\x80\xae\xc2\x9b" } };
            browser.open(app.authorize());
            browser.signIn(hostile, "some password of nobody");
            written = log.text();
        }
        for (const auto &line : written.split('\n')) {
            if (line.isEmpty())
                continue;
            ++records;
            const auto record = parseJsonObject(line);
            QVERIFY2(record, line);
            QVERIFY(record->value(u"event").toString() != u"forged");
            QVERIFY(!line.contains('\x1b') && !line.contains("\xe2\x80\xae"));
        }
        QVERIFY(records > 0);
        QVERIFY(written.contains("forged"));
    }
};

AUTH_TEST(SecretsTest);

#include "SecretsTest.moc"
