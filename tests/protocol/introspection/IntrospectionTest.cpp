// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "Twins.h"

#include "core/Base64Url.h"
#include "core/Json.h"

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// RFC 7662.
class IntrospectionTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Twins> m;

private Q_SLOTS:
    void initTestCase() { m = std::make_unique<Twins>(); }

    void describesATokenToTheClientThatHasIt()
    {
        for (const RelyingParty *app : { &m->app, &m->appOfTwo }) {
            const Tokens tokens = app->tokens("alice", { { "scope", "openid profile" } });
            const auto access = app->introspect(tokens.access);
            QCOMPARE(access.status, 200);
            const auto claims = access.json();
            QCOMPARE(claims[u"active"], QJsonValue(true));
            QCOMPARE(claims[u"client_id"].toString().toLatin1(), app->clientId());
            QCOMPARE(claims[u"scope"].toString(), u"openid profile"_s);
            QCOMPARE(claims[u"iss"].toString().toLatin1(), app->realm().issuer());
            QCOMPARE(claims[u"token_type"].toString(), u"Bearer"_s);
            QCOMPARE(claims[u"exp"].toInteger() - claims[u"iat"].toInteger(), 900);
            QVERIFY(!claims[u"sub"].toString().isEmpty());
            // What is ours alone stays with us.
            QVERIFY(!claims.contains(u"grant_id") && !claims.contains(u"userinfo_claims"));
            const auto refresh = app->introspect(tokens.refresh).json();
            QCOMPARE(refresh[u"active"], QJsonValue(true));
            QCOMPARE(refresh[u"sub"], claims[u"sub"]);
        }
    }

    void wantsACallerThatIsKnown()
    {
        const Tokens tokens = m->app.tokens();
        HttpClient client(m->server);
        const QByteArray target = m->one.target("/oauth/introspect");
        COMPARE_OAUTH_ERROR(client.post(target, { { "token", tokens.access } }), 401, "invalid_client");
        COMPARE_OAUTH_ERROR(
            client.post(target, { { "token", tokens.access } }, { { "Authorization", "Bearer " + tokens.access } }),
            401, "invalid_client");
        // A public client proves nothing.
        COMPARE_OAUTH_ERROR(m->spa.introspect(m->spa.tokens().access), 401, "invalid_client");
        COMPARE_OAUTH_ERROR(m->app.post("/oauth/introspect", {}), 400, "invalid_request");
    }

    void saysTheSameAboutEverythingElse()
    {
        const Tokens tokens = m->app.tokens();
        const Tokens ofTwo = m->appOfTwo.tokens();
        const RelyingParty other(m->one);
        const Tokens ofOther = other.tokens();
        const Tokens revoked = m->app.tokens();
        m->app.revoke(revoked.refresh);
        const Tokens rotated = m->app.tokens();
        m->app.refresh(rotated.refresh);
        const auto parts = tokens.access.split('.');
        const QByteArray unsignedToken = toBase64Url(R"({"alg":"none","typ":"at+jwt"})") + '.' + parts[1] + '.';
        const QByteArray longToken = QByteArray(30'000, 'a');
        for (const QByteArray &token :
            { ofTwo.access, ofTwo.refresh, ofOther.access, ofOther.refresh, revoked.access, revoked.refresh,
                rotated.refresh, tokens.id, tokens.access + 'x', tokens.access.chopped(1), parts[0] + '.' + parts[1],
                parts[0] + '.' + parts[1] + '.', unsignedToken, QByteArray("x"), QByteArray("a.b.c"), QByteArray("..."),
                QByteArray("'; DROP TABLE users; --"), QByteArray("ä€"), longToken }) {
            const auto reply = m->app.introspect(token);
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.body, "{\"active\":false}");
            QCOMPARE(reply.field("Cache-Control"), "no-store");
        }
        QVERIFY(m->app.isActive(tokens.access));
        const QByteArray soonExpired = tokens.access;
        m->server.advance(16min);
        QCOMPARE(m->app.introspect(soonExpired).body, "{\"active\":false}");
    }

    void tellsAStrangerNothingWhateverItAccepts()
    {
        const Tokens tokens = m->app.tokens();
        const RelyingParty other(m->one);
        const auto reply
            = HttpClient(m->server).post(m->one.target("/oauth/introspect"), { { "token", tokens.access } },
                other.basic() + HeaderList { { "Accept", "application/token-introspection+jwt, application/jwt" } });
        QCOMPARE(reply.body, "{\"active\":false}");
        QCOMPARE(m->machine.introspect(tokens.access).body, "{\"active\":false}");
    }

    void describesATokenToTheResourceServerThatItIsFor()
    {
        ApplicationChanges changes;
        changes.metadata = { { u"allowed_resources"_s, QJsonArray { u"https://orders.example"_s } } };
        const RelyingParty app(m->one, changes);
        changes = {};
        changes.metadata = { { u"resource_uri"_s, u"https://orders.example"_s } };
        const RelyingParty orders = RelyingParty::machine(m->one, changes);
        changes.metadata = { { u"resource_uri"_s, u"https://stock.example"_s } };
        const RelyingParty stock = RelyingParty::machine(m->one, changes);
        changes.metadata = { { u"resource_uri"_s, u"https://orders.example"_s } };
        const RelyingParty ordersOfTwo = RelyingParty::machine(m->two, changes);

        const Tokens tokens = app.tokens("alice", { { "resource", "https://orders.example" } });
        QVERIFY(orders.isActive(tokens.access));
        QVERIFY(app.isActive(tokens.access));
        for (const RelyingParty *stranger : { &stock, &ordersOfTwo, &std::as_const(m->machine) })
            QCOMPARE(stranger->introspect(tokens.access).body, "{\"active\":false}");
        // A refresh token is between the client and us.
        QCOMPARE(orders.introspect(tokens.refresh).body, "{\"active\":false}");
        // A token without a resource is for the issuer only.
        QCOMPARE(orders.introspect(app.tokens().access).body, "{\"active\":false}");
    }

    void knowsAtOnceWhenSomethingHasEnded_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what :
            { "user disabled", "user deleted", "password changed", "signed out", "grant revoked", "token revoked" })
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void knowsAtOnceWhenSomethingHasEnded()
    {
        QFETCH(QString, what);
        const User user = m->one.createUser(u"ended-"_s + QString(what).replace(u' ', u'-'));
        Browser browser(m->server);
        const Tokens tokens(m->app.redeem(m->app.code(browser, user.username.toUtf8())));
        QVERIFY(m->app.isActive(tokens.access) && m->app.isActive(tokens.refresh));
        UserChanges changes;
        changes.enabled = false;
        if (what == u"user disabled")
            m->one.updateUser(user.id, changes);
        else if (what == u"user deleted")
            m->one.removeUser(user.id);
        else if (what == u"password changed")
            m->one.changePassword(user.id, u"another horse battery staple"_s);
        else if (what == u"signed out") {
            browser.open(m->one.target("/sign-out"));
            browser.submit("confirm-logout");
        } else if (what == u"grant revoked")
            m->app.revoke(tokens.refresh);
        else
            m->app.revoke(tokens.access);
        // Every thread knows: each asks a few times.
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(m->app.introspect(tokens.access).body, "{\"active\":false}");
            QCOMPARE(m->app.isActive(tokens.refresh), what == u"token revoked");
            QCOMPARE(m->app.userinfo(tokens.access).status, 401);
        }
        // What was enabled again begins anew: old tokens stay dead.
        if (what == u"user disabled") {
            changes.enabled = true;
            m->one.updateUser(user.id, changes);
            QCOMPARE(m->app.introspect(tokens.access).body, "{\"active\":false}");
        }
    }

    void doesNotBelieveTheHint()
    {
        const Tokens tokens = m->app.tokens();
        for (const char *hint : { "refresh_token", "access_token", "id_token", "nonsense", "" }) {
            QCOMPARE(m->app.post("/oauth/introspect", { { "token", tokens.access }, { "token_type_hint", hint } })
                         .json()[u"active"],
                QJsonValue(true));
            QCOMPARE(m->app.post("/oauth/introspect", { { "token", tokens.refresh }, { "token_type_hint", hint } })
                         .json()[u"active"],
                QJsonValue(true));
        }
    }
};

AUTH_TEST(IntrospectionTest);

#include "IntrospectionTest.moc"
