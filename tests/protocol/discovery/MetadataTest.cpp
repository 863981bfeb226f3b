// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "Twins.h"

#include "crypto/Jwk.h"
#include "keys/SigningKey.h"

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

namespace {

/// Every spelling of a realm's metadata address.
QList<QByteArray> spellings(const TestRealm &realm, const QByteArray &pathOfIssuer)
{
    QList<QByteArray> targets { realm.target("/.well-known/openid-configuration"),
        realm.target("/.well-known/openid_configuration"), realm.target("/.well-known/oauth-authorization-server") };
    if (!pathOfIssuer.isEmpty())
        targets += { "/.well-known/oauth-authorization-server" + pathOfIssuer,
            "/.well-known/openid-configuration" + pathOfIssuer };
    return targets;
}

}

/// OpenID Connect Discovery 1.0, RFC 8414, RFC 9207 §3, RFC 7517.
class MetadataTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Twins> m;

    QList<TestRealm> realms() const { return { m->one, m->two, m->server.rootRealm() }; }

private Q_SLOTS:
    void initTestCase() { m = std::make_unique<Twins>(); }

    void namesTheIssuerThatWasAskedInEverySpelling()
    {
        HttpClient client(m->server);
        for (const auto &realm : realms()) {
            const QByteArray path = realm.issuer().sliced(m->server.publicUrl().size());
            const auto first = client.get(realm.target("/.well-known/openid-configuration"));
            for (const auto &target : spellings(realm, path)) {
                const auto reply = client.get(target);
                QVERIFY2(reply.status == 200, target);
                QCOMPARE(reply.mediaType(), "application/json");
                QCOMPARE(reply.body, first.body);
                const QJsonObject document = reply.json();
                QCOMPARE(document[u"issuer"].toString().toLatin1(), realm.issuer());
                for (auto member = document.begin(); member != document.end(); ++member) {
                    if (member.key().endsWith(u"_endpoint") || member.key() == u"jwks_uri")
                        QVERIFY2(member->toString().startsWith(QString::fromLatin1(realm.issuer()) + u'/'),
                            qPrintable(member.key()));
                    if (member.key().endsWith(u"_alg_values_supported"))
                        QVERIFY2(!member->toArray().contains(u"none"_s), qPrintable(member.key()));
                }
                QCOMPARE(document[u"authorization_response_iss_parameter_supported"], QJsonValue(true));
                QCOMPARE(document[u"code_challenge_methods_supported"].toArray(), QJsonArray { u"S256"_s });
                QCOMPARE(document[u"response_types_supported"].toArray(), QJsonArray { u"code"_s });
                QCOMPARE(document[u"request_uri_parameter_supported"], QJsonValue(false));
            }
        }
    }

    void hasEveryMemberThatDiscoveryRequires()
    {
        const auto document = HttpClient(m->server).get(m->one.target("/.well-known/openid-configuration")).json();
        for (const char *member : { "issuer", "authorization_endpoint", "token_endpoint", "userinfo_endpoint",
                 "jwks_uri", "scopes_supported", "response_types_supported", "response_modes_supported",
                 "grant_types_supported", "subject_types_supported", "id_token_signing_alg_values_supported",
                 "token_endpoint_auth_methods_supported", "claims_supported", "introspection_endpoint",
                 "revocation_endpoint", "device_authorization_endpoint", "end_session_endpoint" })
            QVERIFY2(document.contains(QLatin1StringView(member)), member);
        QVERIFY(document[u"id_token_signing_alg_values_supported"].toArray().contains(u"RS256"_s));
    }

    void ignoresWhatTheClientCallsTheServer_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("Host") << QByteArray("Host") << QByteArray("evil.example");
        QTest::newRow("X-Forwarded-Host") << QByteArray("X-Forwarded-Host") << QByteArray("evil.example");
        QTest::newRow("X-Forwarded-Proto") << QByteArray("X-Forwarded-Proto") << QByteArray("http");
        QTest::newRow("X-Forwarded-For") << QByteArray("X-Forwarded-For") << QByteArray("127.0.0.1");
        QTest::newRow("X-Forwarded-Prefix") << QByteArray("X-Forwarded-Prefix") << QByteArray("/evil");
        QTest::newRow("Forwarded") << QByteArray("Forwarded") << QByteArray("host=evil.example;proto=http");
        QTest::newRow("X-Original-URL") << QByteArray("X-Original-URL")
                                        << m->two.target("/.well-known/openid-configuration");
        QTest::newRow("X-Rewrite-URL") << QByteArray("X-Rewrite-URL")
                                       << m->two.target("/.well-known/openid-configuration");
    }
    void ignoresWhatTheClientCallsTheServer()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        for (const auto &realm : realms()) {
            const QByteArray target = realm.target("/.well-known/openid-configuration");
            const auto expected = HttpClient(m->server).get(target);
            for (const auto via : { HttpClient::Via::Nothing, HttpClient::Via::Proxy }) {
                const auto reply = HttpClient(m->server, via).get(target, { { name, value } });
                QCOMPARE(reply.status, 200);
                QCOMPARE(reply.body, expected.body);
            }
        }
    }

    void doesNotTakeAnUntrustedPeersWordForTls()
    {
        HttpClient client(m->server, HttpClient::Via::Nothing);
        const auto reply
            = client.get(m->app.authorize(), { { "X-Forwarded-Proto", "https" }, { "Forwarded", "proto=https" } });
        QCOMPARE(reply.status, 308);
        QVERIFY(reply.location().startsWith(m->one.issuer() + "/oauth/authorize?"));
    }

    void sendsPagesToTlsAndRefusesEverythingElseInTheClear()
    {
        Browser browser(m->server);
        const QByteArray code = m->app.code(browser);
        for (const auto via : { HttpClient::Via::Nothing, HttpClient::Via::ProxyPlain }) {
            HttpClient plain(m->server, via);
            for (const char *path :
                { "/oauth/authorize", "/sign-in", "/consent", "/account", "/sign-out", "/oauth/logout" }) {
                const auto reply = plain.get(m->one.target(path));
                QVERIFY2(reply.status == 308, path);
                QCOMPARE(reply.location(), m->one.issuer() + path);
            }
            for (const char *path : { "/oauth/token", "/oauth/introspect", "/oauth/revoke", "/oauth/userinfo",
                     "/oauth/authorize", "/sign-in", "/consent", "/sign-out", "/oauth/logout" })
                QVERIFY2(plain.post(m->one.target(path), m->app.redemption(code), m->app.basic()).status == 403, path);
        }
        // The credentials were not looked at: nothing is used up.
        QCOMPARE(m->app.redeem(code).status, 200);
    }

    void publishesPublicKeysOnly()
    {
        HttpClient client(m->server);
        for (const auto &realm : realms()) {
            const auto reply = client.get(realm.target("/.well-known/jwks.json"));
            QCOMPARE(reply.status, 200);
            const auto keys = reply.json()[u"keys"].toArray();
            QVERIFY(!keys.isEmpty());
            QSet<QString> kids;
            for (const auto &value : keys) {
                const auto jwk = value.toObject();
                kids.insert(jwk[u"kid"].toString());
                QCOMPARE(jwk[u"use"].toString(), u"sig"_s);
                QVERIFY(jwk.contains(u"alg"));
                for (const char *secret : { "d", "p", "q", "dp", "dq", "qi", "k" })
                    QVERIFY2(!jwk.contains(QLatin1StringView(secret)), secret);
                QVERIFY(crypto::VerificationKey::fromJwk(jwk));
            }
            QCOMPARE(kids.size(), keys.size());
        }
    }

    void letsClientsKeepTheKeysNoLongerThanRotationAllows()
    {
        const auto reply = HttpClient(m->server).get(m->one.target("/.well-known/jwks.json"));
        const auto parts = reply.field("Cache-Control").split('=');
        QCOMPARE(parts.size(), 2);
        const auto maxAge = std::chrono::seconds(parts[1].toInt());
        QVERIFY(maxAge.count() > 0);
        const KeySchedule schedule;
        QVERIFY(maxAge <= schedule.overlap);
        QVERIFY(maxAge <= schedule.shortestNotice);
    }

    void answersNotModifiedToWhoeverHasTheDocument()
    {
        HttpClient client(m->server);
        for (const char *path : { "/.well-known/openid-configuration", "/.well-known/jwks.json" }) {
            const auto first = client.get(m->one.target(path));
            QVERIFY(!first.field("ETag").isEmpty());
            const auto again = client.get(m->one.target(path), { { "If-None-Match", first.field("ETag") } });
            QCOMPARE(again.status, 304);
            QVERIFY(again.body.isEmpty());
        }
    }

    void sharesNoKeyBetweenRealms()
    {
        const auto thumbprints = [](const TestRealm &realm) {
            QSet<QString> set;
            for (const auto &jwk : publishedKeys(realm))
                set.insert(crypto::VerificationKey::fromJwk(jwk.toObject())->thumbprint());
            return set;
        };
        const auto all = realms();
        for (int i = 0; i < all.size(); ++i) {
            QVERIFY(!thumbprints(all[i]).isEmpty());
            for (int j = 0; j < i; ++j)
                QVERIFY(!thumbprints(all[i]).intersects(thumbprints(all[j])));
        }
    }

    void knowsNoRealmThatIsUnknownDisabledOrTheRootUnderItsName()
    {
        HttpClient client(m->server);
        const auto disabled = m->server.createRealm("disabled");
        QCOMPARE(client.get(disabled.target("/.well-known/openid-configuration")).status, 200);
        disabled.setEnabled(false);
        for (const QByteArray &target : { disabled.target("/.well-known/openid-configuration"),
                 QByteArray("/realms/nobody/.well-known/openid-configuration"),
                 QByteArray("/realms/main/.well-known/openid-configuration"),
                 QByteArray("/.well-known/oauth-authorization-server/realms/nobody") }) {
            const auto reply = client.get(target);
            QVERIFY2(reply.status == 404, target);
            QVERIFY(!reply.json().contains(u"issuer"));
        }
    }

    void carriesSecurityHeadersOnEveryAnswer_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<bool>("page");
        const auto row = [](const char *name, const char *method, const QByteArray &target, bool page) {
            QTest::newRow(name) << QByteArray(method) << target << page;
        };
        row("metadata", "GET", m->one.target("/.well-known/openid-configuration"), false);
        row("keys", "GET", m->one.target("/.well-known/jwks.json"), false);
        row("token", "POST", m->one.target("/oauth/token"), false);
        row("introspection", "POST", m->one.target("/oauth/introspect"), false);
        row("revocation", "POST", m->one.target("/oauth/revoke"), false);
        row("userinfo", "GET", m->one.target("/oauth/userinfo"), false);
        row("authorization, refused", "GET", m->one.target("/oauth/authorize"), true);
        row("authorization, redirected", "GET", m->app.authorize({ { "scope", "unknown" } }), true);
        row("authorization, to sign in", "GET", m->app.authorize(), true);
        row("sign-in", "GET", m->one.target("/sign-in"), true);
        row("consent", "GET", m->one.target("/consent"), true);
        row("sign-out", "GET", m->one.target("/sign-out"), true);
        row("logout", "GET", m->one.target("/oauth/logout"), true);
        row("account", "GET", m->one.target("/account"), true);
        row("nothing", "GET", "/nothing/here", false);
        row("static file", "GET", "/static/nothing", false);
        row("wrong method", "DELETE", m->one.target("/sign-in"), true);
        row("not allowed method", "GET", m->one.target("/oauth/token"), false);
    }
    void carriesSecurityHeadersOnEveryAnswer()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(bool, page);
        const auto reply = HttpClient(m->server).send(method, target, { { "Accept", "text/html" } });
        const QByteArray policy = reply.field("Content-Security-Policy");
        QVERIFY2(reply.field("Strict-Transport-Security").startsWith("max-age="), reply.head);
        QCOMPARE(reply.field("X-Content-Type-Options"), "nosniff");
        QCOMPARE(reply.field("Referrer-Policy"), "same-origin");
        QVERIFY(!reply.field("X-Request-Id").isEmpty());
        for (const char *directive :
            { "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'", "form-action " })
            QVERIFY2(policy.contains(directive), policy);
        QVERIFY2(!policy.contains("unsafe-"), policy);
        QVERIFY(!policy.contains(" *"));
        if (page)
            QCOMPARE(reply.field("Cache-Control"), "no-store");
        QVERIFY(!reply.has("Server"));
        QVERIFY(!reply.has("X-Powered-By"));
    }

    void carriesThemOnPagesOfAFlowToo()
    {
        Browser browser(m->server);
        browser.open(m->app.authorize({ { "prompt", "consent" } }));
        QVERIFY(browser.formWith("submit"));
        const auto check = [](const Reply &page) {
            const QByteArray policy = page.field("Content-Security-Policy");
            return page.status == 200 && page.field("Cache-Control") == "no-store"
                && page.field("X-Frame-Options") == "DENY" && policy.contains("frame-ancestors 'none'")
                && policy.contains("base-uri 'none'") && policy.contains("object-src 'none'")
                && policy.contains("form-action 'self' https://app.example")
                && page.field("Referrer-Policy") == "same-origin"
                && page.field("Strict-Transport-Security").startsWith("max-age=");
        };
        QVERIFY2(check(browser.page()), browser.page().head);
        browser.signIn("alice", TestRealm::kPassword);
        QVERIFY(browser.formWith("allow"));
        QVERIFY2(check(browser.page()), browser.page().head);
        browser.open(m->one.target("/account"));
        QCOMPARE(browser.page().field("Cache-Control"), "no-store");
        QVERIFY(browser.page().field("Content-Security-Policy").contains("form-action 'self'"));
    }

    void answersWhatItDoesNotKnowWithoutSayingWhatItIs_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const char *method, const QByteArray &target, int status) {
            QTest::newRow(name) << QByteArray(method) << target << status;
        };
        row("path", "GET", "/wp-login.php", 404);
        row("path of a realm", "GET", m->one.target("/oauth/nothing"), 404);
        row("realm that cannot be", "GET", "/realms/%27%20OR%201=1--/account", 404);
        row("method of the token endpoint", "GET", m->one.target("/oauth/token"), 405);
        row("method of introspection", "PUT", m->one.target("/oauth/introspect"), 405);
        row("method of the authorization endpoint", "DELETE", m->one.target("/oauth/authorize"), 405);
        row("method of the JWKS", "POST", m->one.target("/.well-known/jwks.json"), 405);
        row("percent sign in the query", "GET", m->one.target("/oauth/authorize?client_id=%zz"), 400);
        row("percent sign in the path", "GET", "/realms/%zz/account", 400);
        row("transaction that is no id", "GET", m->one.target("/sign-in?tx=%27;DROP%20TABLE%20flows"), 400);
        row("unknown one-time link", "GET", "/setup/nothing", 404);
    }
    void answersWhatItDoesNotKnowWithoutSayingWhatItIs()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(int, status);
        const auto reply = HttpClient(m->server).send(method, target);
        QVERIFY2(reply.status == status, reply.head);
        QVERIFY(reply.mediaType() == "text/html" || reply.mediaType() == "application/json"
            || reply.mediaType() == "application/problem+json");
        if (status == 405)
            QVERIFY(!reply.field("Allow").isEmpty());
        const QByteArray all = (reply.head + reply.body).toLower();
        for (const char *word : { "postgres", "libpq", "sqlstate", "select ", "exception", "backtrace", ".cpp",
                 "qthttp", "openssl", "debian" })
            QVERIFY2(!all.contains(word), word);
    }
};

AUTH_TEST(MetadataTest);

#include "MetadataTest.moc"
