// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "Twins.h"

using namespace auth;
using namespace auth::test;

/// Fetch Standard, CORS protocol; RFC 9700 §2.6 (none at the authorization endpoint).
class CorsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Twins> m;

    static bool hasCors(const Reply &reply) { return reply.head.toLower().contains("\r\naccess-control-allow-"); }
    Reply preflight(const QByteArray &target, const QByteArray &origin, const QByteArray &method) const
    {
        return HttpClient(m->server).send("OPTIONS", target,
            { { "Origin", origin }, { "Access-Control-Request-Method", method },
                { "Access-Control-Request-Headers", "authorization" } });
    }

private Q_SLOTS:
    void initTestCase() { m = std::make_unique<Twins>(); }

    void givesNoOriginAccessToPages_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::newRow("foreign") << QByteArray("https://evil.example");
        QTest::newRow("registered") << QByteArray("https://app.example");
        QTest::newRow("own") << m->server.publicUrl();
        QTest::newRow("null") << QByteArray("null");
    }
    void givesNoOriginAccessToPages()
    {
        QFETCH(QByteArray, origin);
        HttpClient client(m->server);
        for (const QByteArray &target : { m->app.authorize(), m->one.target("/sign-in"),
                 m->one.target("/sign-in/password"), m->one.target("/consent"), m->one.target("/account"),
                 m->one.target("/sign-out"), m->one.target("/oauth/logout") }) {
            QVERIFY2(!hasCors(client.get(target, { { "Origin", origin } })), target);
            QVERIFY2(!hasCors(preflight(target, origin, "GET")), target);
            QVERIFY2(!hasCors(preflight(target, origin, "POST")), target);
        }
        QVERIFY(!hasCors(client.post(m->one.target("/oauth/introspect"), {}, { { "Origin", origin } })));
        QVERIFY(!hasCors(preflight(m->one.target("/oauth/introspect"), origin, "POST")));
    }

    void letsARegisteredOriginUseTokensAndNoOther_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("registered") << QByteArray("https://app.example") << true;
        QTest::newRow("unknown") << QByteArray("https://evil.example") << false;
        QTest::newRow("null") << QByteArray("null") << false;
        QTest::newRow("other scheme") << QByteArray("http://app.example") << false;
        QTest::newRow("other port") << QByteArray("https://app.example:444") << false;
        QTest::newRow("longer host") << QByteArray("https://app.example.evil.example") << false;
        QTest::newRow("other case") << QByteArray("https://APP.example") << false;
        QTest::newRow("with a path") << QByteArray("https://app.example/") << false;
        QTest::newRow("asterisk") << QByteArray("*") << false;
        QTest::newRow("empty") << QByteArray("") << false;
    }
    void letsARegisteredOriginUseTokensAndNoOther()
    {
        QFETCH(QByteArray, origin);
        QFETCH(bool, allowed);
        HttpClient client(m->server);
        const QByteArray expected = allowed ? origin : QByteArray();
        for (const auto &[path, method] : { std::pair("/oauth/token", "POST"), std::pair("/oauth/revoke", "POST"),
                 std::pair("/oauth/userinfo", "GET"), std::pair("/oauth/userinfo", "POST") }) {
            const auto reply = client.send(method, m->one.target(path), { { "Origin", origin } });
            QCOMPARE(reply.field("Access-Control-Allow-Origin"), expected);
            QVERIFY(!reply.has("Access-Control-Allow-Credentials"));
            QVERIFY2(reply.field("Vary").contains("Origin"), reply.head);
            const auto asked = preflight(m->one.target(path), origin, method);
            QCOMPARE(asked.field("Access-Control-Allow-Origin"), expected);
            QVERIFY(!asked.has("Access-Control-Allow-Credentials"));
            if (allowed)
                QVERIFY(asked.field("Access-Control-Allow-Headers").contains("Authorization"));
        }
    }

    void readsMetadataAndKeysFromAnyOriginWithoutCredentials()
    {
        for (const auto &realm : { m->one, m->two }) {
            for (const char *path : { "/.well-known/openid-configuration", "/.well-known/jwks.json" }) {
                const auto reply
                    = HttpClient(m->server).get(realm.target(path), { { "Origin", "https://anywhere.example" } });
                QCOMPARE(reply.field("Access-Control-Allow-Origin"), "*");
                QVERIFY(!reply.has("Access-Control-Allow-Credentials"));
            }
        }
    }

    void registersAnOriginForItsRealmOnly()
    {
        ApplicationChanges changes;
        changes.allowedOrigins = QStringList { QStringLiteral("https://only-of-one.example") };
        const RelyingParty app(m->one, changes);
        HttpClient client(m->server);
        const HeaderList origin { { "Origin", "https://only-of-one.example" } };
        QVERIFY(hasCors(client.post(m->one.target("/oauth/token"), {}, origin)));
        QVERIFY(!hasCors(client.post(m->two.target("/oauth/token"), {}, origin)));
        QVERIFY(!hasCors(client.post("/oauth/token", {}, origin)));
    }

    void forgetsTheOriginOfAnApplicationThatIsGone()
    {
        ApplicationChanges changes;
        changes.allowedOrigins = QStringList { QStringLiteral("https://soon-gone.example") };
        const RelyingParty app(m->one, changes);
        const HeaderList origin { { "Origin", "https://soon-gone.example" } };
        QVERIFY(hasCors(HttpClient(m->server).post(m->one.target("/oauth/token"), {}, origin)));
        m->one.removeApplication(app.id());
        QVERIFY(!hasCors(HttpClient(m->server).post(m->one.target("/oauth/token"), {}, origin)));
    }
};

AUTH_TEST(CorsTest);

#include "CorsTest.moc"
