// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "RelyingParty.h"

#include <QtCore/QJsonArray>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

namespace {

QJsonArray array(const QStringList &list)
{
    return QJsonArray::fromStringList(list);
}

/// alice is an editor, who may read and write orders and read invoices; shop asks for whatever it is told to.
struct Place {
    TestServer &server = TestServer::shared();
    TestRealm realm = server.createRealm("scopes");
    QByteArray base = "/admin/v1/realms/" + realm.name();
    User alice = realm.createUser(u"alice"_s);
    AdminCaller administrator { server, administratorToken(server) };
    RelyingParty shop;

    explicit Place(const QJsonObject &metadata = {})
        : shop(RelyingParty::spa(realm, shopChanges(metadata)))
    {
        call("POST", "/roles",
            { { u"name"_s, u"editor"_s },
                { u"permissions"_s, array({ u"orders:read"_s, u"orders:write"_s, u"invoices:read"_s }) } });
        call("POST", "/roles/editor/assign", { { u"users"_s, array({ u"alice"_s }) } });
        call("POST", "/scopes", { { u"name"_s, u"orders"_s }, { u"permissions"_s, array({ u"orders:*"_s }) } });
        call("POST", "/scopes", { { u"name"_s, u"team"_s }, { u"claims"_s, array({ u"roles"_s, u"nickname"_s }) } });
    }

    static ApplicationChanges shopChanges(const QJsonObject &metadata)
    {
        ApplicationChanges changes;
        changes.clientId = u"shop"_s;
        changes.scope = u"openid profile email roles permissions orders team billing undescribed"_s;
        changes.metadata = metadata;
        return changes;
    }
    Reply call(const QByteArray &method, const QByteArray &path, const QJsonObject &body = {})
    {
        return administrator.call(method, base + path, body);
    }
    Tokens tokens(const QByteArray &scope, const Parameters &more = {})
    {
        return shop.tokens("alice", Parameters { { "scope", scope } }.with(more));
    }
    QJsonObject accessClaims(const QByteArray &scope, const Parameters &more = {})
    {
        const auto token = verifiedToken(realm, tokens(scope, more).access, "at+jwt");
        return token ? token->claims : QJsonObject();
    }
};

}

/// What scopes give: only what was asked for and approved.
class ScopesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysNothingAboutRolesWithoutAScopeForThem()
    {
        Place p;
        const QJsonObject claims = p.accessClaims("openid profile undescribed");
        QVERIFY(!claims.isEmpty());
        QVERIFY(!claims.contains(u"roles"_s));
        QVERIFY(!claims.contains(u"permissions"_s));
    }

    void givesRolesWithTheScopeOfThatName()
    {
        Place p;
        const Tokens tokens = p.tokens("openid roles");
        QCOMPARE(verifiedToken(p.realm, tokens.access, "at+jwt")->claims[u"roles"].toArray(), array({ u"editor"_s }));
        QCOMPARE(p.shop.userinfo(tokens.access).json()[u"roles"].toArray(), array({ u"editor"_s }));
        QVERIFY(!verifiedToken(p.realm, tokens.id, "JWT")->claims.contains(u"roles"_s));
    }

    void givesOnlyThePermissionsThatTheScopesCover()
    {
        Place p;
        QCOMPARE(
            p.accessClaims("openid orders")[u"permissions"].toArray(), array({ u"orders:read"_s, u"orders:write"_s }));
        QCOMPARE(p.accessClaims("openid permissions")[u"permissions"].toArray(),
            array({ u"invoices:read"_s, u"orders:read"_s, u"orders:write"_s }));
    }

    void givesTheClaimsThatAScopeNames()
    {
        Place p;
        p.call("PATCH", "/users/alice", { { u"nickname"_s, u"al"_s }, { u"email"_s, u"alice@example.com"_s } });
        const QJsonObject answer = p.shop.userinfo(p.tokens("openid team").access).json();
        QCOMPARE(answer[u"nickname"].toString(), u"al"_s);
        QCOMPARE(answer[u"roles"].toArray(), array({ u"editor"_s }));
        QVERIFY(!answer.contains(u"email"_s));
    }

    void keepsRolesOfOtherApplicationsToThemselves()
    {
        Place p;
        ApplicationChanges changes;
        changes.clientId = u"other"_s;
        p.realm.createApplication(changes);
        for (const QString &role : { u"shop:clerk"_s, u"other:clerk"_s }) {
            p.call("POST", "/roles", { { u"name"_s, role } });
            p.call("POST", "/users/alice/roles/add", { { u"roles"_s, array({ role }) } });
        }
        QCOMPARE(p.accessClaims("openid roles")[u"roles"].toArray(), array({ u"editor"_s, u"shop:clerk"_s }));
    }

    void followsAChangeOfRolesWithTheNextToken()
    {
        Place p;
        QCOMPARE(p.accessClaims("openid roles")[u"roles"].toArray(), array({ u"editor"_s }));
        p.call("POST", "/roles/editor/unassign", { { u"users"_s, array({ u"alice"_s }) } });
        QCOMPARE(p.accessClaims("openid roles")[u"roles"].toArray(), QJsonArray());
    }

    void leavesScopesOfOtherResourceServersOut()
    {
        const QString api = u"https://billing.example/api"_s;
        Place p({ { u"allowed_resources"_s, array({ api, u"https://other.example"_s }) } });
        QCOMPARE(
            p.call("POST", "/resource-servers", { { u"name"_s, u"billing"_s }, { u"identifier"_s, api } }).status, 201);
        QCOMPARE(
            p.call("POST", "/scopes", { { u"name"_s, u"billing"_s }, { u"resource_server"_s, u"billing"_s } }).status,
            201);
        QCOMPARE(p.tokens("openid orders billing", { { "resource", "https://other.example" } }).scope, "openid orders");
        QCOMPARE(p.tokens("openid orders billing", { { "resource", api.toLatin1() } }).scope, "openid orders billing");
        QCOMPARE(p.call("DELETE", "/resource-servers/billing").status, 409);
    }

    void mapsClaimsToTheNamesThatAnApplicationWants()
    {
        Place p({ { u"claim_mappings"_s,
            QJsonArray { QJsonObject { { u"claim"_s, u"groups"_s }, { u"source"_s, u"roles"_s },
                             { u"tokens"_s, array({ u"id_token"_s }) } },
                QJsonObject { { u"claim"_s, u"handle"_s }, { u"source"_s, u"preferred_username"_s } } } } });
        const Tokens tokens = p.tokens("openid profile roles");
        const QJsonObject id = verifiedToken(p.realm, tokens.id, "JWT")->claims;
        QCOMPARE(id[u"groups"].toArray(), array({ u"editor"_s }));
        QCOMPARE(id[u"handle"].toString(), u"alice"_s);
        const QJsonObject access = verifiedToken(p.realm, tokens.access, "at+jwt")->claims;
        QVERIFY(!access.contains(u"groups"_s));
        QCOMPARE(access[u"handle"].toString(), u"alice"_s);
        // A mapping gives nothing that no scope gives.
        const QJsonObject less = verifiedToken(p.realm, p.tokens("openid").id, "JWT")->claims;
        QVERIFY(!less.contains(u"groups"_s) && !less.contains(u"handle"_s));
    }

    void refusesMappingsToTheServersOwnClaims()
    {
        Place p;
        for (const QString &claim : { u"sub"_s, u"aud"_s, u"scope"_s, u"email"_s }) {
            const Reply refused = p.call("PATCH", "/applications/shop",
                { { u"claim_mappings"_s,
                    QJsonArray { QJsonObject { { u"claim"_s, claim }, { u"source"_s, u"roles"_s } } } } });
            QCOMPARE(refused.status, 422);
            QCOMPARE(refused.json()[u"fields"][0][u"path"].toString(), u"/claim_mappings/0/claim"_s);
        }
    }

    void showsTheTextOfAScopeToWhoIsAsked()
    {
        Place p;
        p.call("PATCH", "/scopes/orders", { { u"consent_text"_s, u"See and change your orders"_s } });
        ApplicationChanges changes;
        changes.requireConsent = true;
        p.shop.update(changes);
        Browser browser(p.server);
        browser.open(p.shop.authorize({ { "scope", "openid orders" } }));
        browser.signIn("alice", TestRealm::kPassword);
        QVERIFY2(browser.page().body.contains("See and change your orders"), browser.page().body);
    }

    void refusesWhatAScopeCannotBe_data()
    {
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<QString>("path");
        QTest::newRow("space") << QJsonObject { { u"name"_s, u"a b"_s } } << u"/name"_s;
        QTest::newRow("built in") << QJsonObject { { u"name"_s, u"openid"_s } } << u"/name"_s;
        QTest::newRow("claim") << QJsonObject { { u"name"_s, u"x"_s }, { u"claims"_s, array({ u"pasword"_s }) } }
                               << u"/claims/0"_s;
        QTest::newRow("permission") << QJsonObject { { u"name"_s, u"x"_s }, { u"permissions"_s, array({ u"*"_s }) } }
                                    << u"/permissions/0"_s;
        QTest::newRow("resource server") << QJsonObject { { u"name"_s, u"x"_s },
            { u"resource_server"_s, u"nothing"_s } }
                                         << u"/resource_server"_s;
    }
    void refusesWhatAScopeCannotBe()
    {
        QFETCH(QJsonObject, body);
        QFETCH(QString, path);
        Place p;
        const Reply refused = p.call("POST", "/scopes", body);
        QVERIFY2(refused.status == 422, refused.body);
        QCOMPARE(refused.json()[u"fields"][0][u"path"].toString(), path);
    }

    void letsTheCommandLineLogPeopleInWithWhatTheirRolesGive()
    {
        Place p;
        p.call("POST", "/users/alice/roles/add", { { u"roles"_s, array({ u"realm-viewer"_s }) } });
        const QByteArray redirect = "http://127.0.0.1:4711/callback";
        Browser browser(p.server);
        browser.open(p.shop.authorize({ { "client_id", "authctl" }, { "redirect_uri", redirect }, { "scope", "" },
            { "resource", p.server.publicUrl() + "/admin/v1" } }));
        browser.signIn("alice", TestRealm::kPassword);
        if (browser.formWith("allow"))
            browser.submit("allow");
        const QByteArray code = browser.page().locationQuery().valueOrEmpty("code"_L1).toLatin1();
        QVERIFY2(!code.isEmpty(), browser.page().head + browser.page().body);
        HttpClient client(p.server);
        const Reply token = client.post(p.realm.target("/oauth/token"),
            { { "grant_type", "authorization_code" }, { "code", code }, { "client_id", "authctl" },
                { "redirect_uri", redirect }, { "code_verifier", p.shop.verifier() } });
        QCOMPARE(token.status, 200);
        AdminCaller alice(p.server, token.text("access_token").toLatin1());
        QCOMPARE(alice.call("GET", p.base + "/users").status, 200);
        QCOMPARE(alice.call("POST", p.base + "/users", { { u"username"_s, u"x"_s } }).status, 403);
    }
};

AUTH_TEST(ScopesTest);
#include "ScopesTest.moc"
