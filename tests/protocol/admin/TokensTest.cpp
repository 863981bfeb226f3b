// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "Twins.h"

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// What an administrator sees of sessions, consents and tokens, and how they end.
class AdminTokensTest : public QObject {
    Q_OBJECT

    struct Arranged : Twins {
        AdminCaller caller { server, administratorToken(server) };

        QByteArray at(const char *rest) const { return "/admin/v1/realms/" + one.name() + rest; }
        QJsonObject inspect(const QByteArray &token)
        {
            return caller.call("POST", at("/tokens/inspect"), { { u"token"_s, QString::fromLatin1(token) } }).json();
        }
        int revoke(const char *path, const QJsonObject &body) { return caller.call("POST", at(path), body).status; }
        QJsonArray sessions(const QByteArray &query = {})
        {
            return caller.call("GET", at("/sessions") + query).json()[u"items"].toArray();
        }
        QByteArray audited(const QByteArray &action) const
        {
            return server.sql("SELECT count(*) FROM audit_events WHERE realm_id = '" + one.id().toBytes()
                + "' AND action = '" + action + "'");
        }
    };

private Q_SLOTS:
    void listsSessionsByWhatTheyAre()
    {
        Arranged t;
        t.app.tokens("alice");
        t.spa.tokens("bob");
        QCOMPARE(t.sessions().size(), 2);
        const QJsonArray found = t.sessions("?q=username:alice");
        QCOMPARE(found.size(), 1);
        const QJsonObject session = found[0].toObject();
        QCOMPARE(session[u"user_id"].toString(), t.alice.id.toString());
        QCOMPARE(session[u"client_ids"].toArray(), QJsonArray { u"twin-web"_s });
        QCOMPARE(session[u"address"].toString(), u"192.0.2.7"_s);
        QCOMPARE(t.sessions("?q=client_id:twin-spa").size(), 1);
        QCOMPARE(t.sessions("?q=-amr:pwd").size(), 0);
        QCOMPARE(t.sessions("?q=%28username:alice+OR+username:bob%29&sort=username&limit=1").size(), 1);
        QCOMPARE(t.caller.call("GET", t.at("/sessions/") + session[u"id"].toString().toLatin1()).json(), session);
    }

    void endsASessionWithItsTokens()
    {
        Arranged t;
        const Tokens tokens = t.app.tokens("alice");
        const Tokens others = t.app.tokens("bob");
        const QByteArray target = t.at("/sessions/") + t.sessions("?q=username:alice")[0][u"id"].toString().toLatin1();
        QCOMPARE(t.caller.call("DELETE", target + "?dry_run=true").status, 204);
        QVERIFY(t.app.isActive(tokens.access));
        QCOMPARE(t.caller.call("DELETE", target).status, 204);
        QVERIFY(!t.app.isActive(tokens.access));
        QCOMPARE(t.app.refresh(tokens.refresh).error(), "invalid_grant");
        QVERIFY(t.app.isActive(others.access));
        QCOMPARE(t.caller.call("DELETE", target).status, 404);
        QCOMPARE(t.audited("session.ended"), "1");
    }

    void endsAllSessionsOfAUserOfAnApplicationAndOfARealm()
    {
        Arranged t;
        const Tokens alice = t.app.tokens("alice");
        const Tokens bob = t.spa.tokens("bob");
        const Tokens other = t.appOfTwo.tokens("alice");
        QCOMPARE(t.caller.call("POST", t.at("/sessions/revoke-all"), { { u"user"_s, u"alice"_s } }).json()[u"count"].toInt(), 1);
        QVERIFY(!t.app.isActive(alice.access));
        QCOMPARE(t.sessions().size(), 1);
        QCOMPARE(t.caller.call("POST", t.at("/sessions/revoke-all"), { { u"application"_s, u"twin-web"_s } }).json()[u"count"].toInt(), 0);
        QCOMPARE(t.caller.call("POST", t.at("/sessions/revoke-all"), { { u"application"_s, u"twin-spa"_s } }).json()[u"count"].toInt(), 1);
        QVERIFY(!t.inspect(bob.access)[u"active"].toBool());
        t.app.tokens("alice");
        t.app.tokens("bob");
        QCOMPARE(t.caller.call("POST", t.at("/sessions/revoke-all"), { { u"everything"_s, true } }).json()[u"count"].toInt(), 2);
        QCOMPARE(t.sessions().size(), 0);
        QVERIFY(t.appOfTwo.isActive(other.access));
        for (const QJsonObject &body : { QJsonObject { { u"everything"_s, false } },
                 QJsonObject { { u"everything"_s, true }, { u"user"_s, u"alice"_s } } })
            QCOMPARE(t.revoke("/sessions/revoke-all", body), 422);
    }

    void saysWhatATokenIsAndWhyItIsNoGood()
    {
        Arranged t;
        const Tokens tokens = t.app.tokens("alice");
        const QJsonObject access = t.inspect(tokens.access);
        QVERIFY(access[u"active"].toBool());
        QCOMPARE(access[u"kind"].toString(), u"access_token"_s);
        QCOMPARE(access[u"client_id"].toString(), u"twin-web"_s);
        QCOMPARE(access[u"sub"].toString(), t.alice.id.toString());
        const QJsonObject refresh = t.inspect(tokens.refresh);
        QVERIFY(refresh[u"active"].toBool());
        QCOMPARE(refresh[u"kind"].toString(), u"refresh_token"_s);
        QCOMPARE(refresh[u"grant_id"], access[u"grant_id"]);
        const Tokens next(t.app.refresh(tokens.refresh));
        QCOMPARE(t.inspect(tokens.refresh)[u"reason"].toString(), u"it was used, and has a successor"_s);

        // A token of another realm is nothing here.
        const QJsonObject foreign = t.inspect(t.appOfTwo.tokens("alice").access);
        QCOMPARE(foreign[u"kind"].toString(), u"unknown"_s);
        QVERIFY(!foreign.contains(u"claims"));

        QCOMPARE(t.revoke("/tokens/revoke", { { u"token"_s, QString::fromLatin1(tokens.access) } }), 204);
        const QJsonObject revoked = t.inspect(tokens.access);
        QVERIFY(!revoked[u"active"].toBool());
        QCOMPARE(revoked[u"reason"].toString(), u"the token is revoked"_s);
        QCOMPARE(revoked[u"sub"].toString(), t.alice.id.toString());
        // Only that one.
        QVERIFY(t.app.isActive(next.access));
    }

    void endsAFamilyByAnyOfItsTokens()
    {
        Arranged t;
        for (const bool byRefresh : { false, true }) {
            const Tokens tokens = t.app.tokens("alice");
            const Tokens others = t.app.tokens("alice");
            QCOMPARE(t.revoke("/tokens/revoke-family",
                         { { u"token"_s, QString::fromLatin1(byRefresh ? tokens.refresh : tokens.access) } }),
                204);
            QVERIFY(!t.app.isActive(tokens.access));
            QCOMPARE(t.app.refresh(tokens.refresh).error(), "invalid_grant");
            QVERIFY(t.app.isActive(others.access));
        }
        QCOMPARE(t.revoke("/tokens/revoke-family", { { u"token"_s, u"nonsense"_s } }), 422);
        QCOMPARE(t.revoke("/tokens/revoke-family", {}), 415);
    }

    void endsEveryTokenOfAUserOfAnApplicationAndOfARealm()
    {
        Arranged t;
        Tokens web = t.app.tokens("alice", { { "scope", "openid offline_access" } });
        const Tokens bob = t.app.tokens("bob");
        QCOMPARE(t.revoke("/tokens/revoke-all", { { u"user"_s, u"alice"_s } }), 200);
        QVERIFY(!t.app.isActive(web.access));
        QCOMPARE(t.app.refresh(web.refresh).error(), "invalid_grant");
        QVERIFY(t.app.isActive(bob.access));
        // Tokens are gone, the session is not.
        QCOMPARE(t.sessions("?q=username:alice").size(), 1);

        t.server.advance(std::chrono::seconds(1));
        web = t.app.tokens("alice");
        const Tokens spa = t.spa.tokens("alice");
        QCOMPARE(t.revoke("/tokens/revoke-all", { { u"application"_s, u"twin-web"_s } }), 200);
        QVERIFY(!t.app.isActive(web.access));
        QVERIFY(t.inspect(spa.access)[u"active"].toBool());
        QCOMPARE(t.revoke("/tokens/revoke-all", { { u"everything"_s, true } }), 200);
        QVERIFY(!t.inspect(spa.access)[u"active"].toBool());
        t.server.advance(std::chrono::seconds(1));
        QVERIFY(t.app.isActive(t.app.tokens("alice").access));
        QCOMPARE(t.audited("tokens.revoked"), "3");
    }

    void anotherNodeHearsOfIt()
    {
        TestServer one;
        TestServer two({ .joins = &one });
        const TestRealm realm = one.createRealm("nodes");
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        const Tokens tokens = app.tokens();
        const RelyingParty there = app.seenFrom(two);
        QVERIFY(there.isActive(tokens.access));
        AdminCaller caller(one, administratorToken(one));
        QCOMPARE(caller.call("POST", "/admin/v1/realms/" + realm.name() + "/tokens/revoke-all", { { u"user"_s, u"alice"_s } }).status, 200);
        QTRY_VERIFY(!there.isActive(tokens.access));
    }

    void previewsClaimsWithoutIssuingAnything()
    {
        Arranged t;
        const QByteArray before = t.server.sql("SELECT count(*) FROM refresh_families");
        const QJsonObject preview = t.caller
                                        .call("POST", t.at("/tokens/preview"),
                                            { { u"user"_s, u"alice"_s }, { u"application"_s, u"twin-web"_s },
                                                { u"scope"_s, u"openid profile invoices:read"_s } })
                                        .json();
        QCOMPARE(preview[u"scope"].toString(), u"openid profile"_s);
        QCOMPARE(preview[u"refused_scope"].toArray(), QJsonArray { u"invoices:read"_s });
        QCOMPARE(preview[u"userinfo"][u"preferred_username"].toString(), u"alice"_s);
        QCOMPARE(preview[u"access_token"][u"client_id"].toString(), u"twin-web"_s);
        // The claims of a token that is issued, apart from what is new each time.
        const Tokens tokens = t.app.tokens("alice", { { "scope", "openid profile" } });
        const auto issued = verifiedToken(t.one, tokens.access, "at+jwt");
        QVERIFY(issued.has_value());
        QCOMPARE(preview[u"access_token"].toObject().keys(), issued->claims.keys());
        bool explained = false;
        const auto rules = preview[u"rules"].toArray();
        for (const auto &rule : rules)
            explained = explained || (rule[u"claim"] == u"preferred_username"_s && rule[u"rule"].toString().startsWith(u"scope profile"_s));
        QVERIFY(explained);
        t.app.revoke(tokens.refresh);
        QCOMPARE(t.server.sql("SELECT count(*) FROM refresh_families").toInt(), before.toInt() + 1);
    }

    void takesAConsentBack()
    {
        Arranged t;
        ApplicationChanges asks;
        asks.requireConsent = true;
        t.app.update(asks);
        const Tokens tokens = t.app.tokens("alice");
        const auto items = t.caller.call("GET", t.at("/consents?q=username:alice")).json()[u"items"].toArray();
        QCOMPARE(items.size(), 1);
        QCOMPARE(items[0][u"client_id"].toString(), u"twin-web"_s);
        QCOMPARE(t.caller.call("DELETE", t.at("/users/alice/consents/twin-web")).status, 204);
        QVERIFY(!t.app.isActive(tokens.access));
        QCOMPARE(t.app.refresh(tokens.refresh).error(), "invalid_grant");
        QCOMPARE(t.caller.call("DELETE", t.at("/users/alice/consents/twin-web")).status, 404);
        QCOMPARE(t.caller.call("GET", t.at("/consents")).json()[u"items"].toArray().size(), 0);
        QCOMPARE(t.audited("consent.revoked"), "1");
    }
};

AUTH_TEST(AdminTokensTest);
#include "TokensTest.moc"
