// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "AuthenticatorApp.h"
#include "RelyingParty.h"

#include "applications/Application.h"

#include <QtTest/QtTest>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Requirements F6 for organisations: a second factor that one wants of its members, and roles held in it that want one.
class OrganizationFactorTest : public QObject {
    Q_OBJECT

    /// Alice is a buyer in acme, Bob in no organisation. Nobody has a second factor.
    struct Place {
        TestServer &server = TestServer::shared();
        TestRealm realm = server.createRealm("organization-factor");
        QByteArray base = "/admin/v1/realms/" + realm.name();
        AdminCaller root { server, administratorToken(server) };
        RelyingParty app { realm, changes() };

        Place()
        {
            realm.createUser(u"alice"_s);
            realm.createUser(u"bob"_s);
            call("POST", "/organizations", { { u"name"_s, u"acme"_s } });
            call("POST", "/roles", { { u"name"_s, u"buyer"_s }, { u"permissions"_s, QJsonArray { u"orders:write"_s } } });
            call("POST", "/organizations/acme/members/add", { { u"users"_s, QJsonArray { u"alice"_s } } });
            call("POST", "/organizations/acme/members/alice/roles/add", { { u"roles"_s, QJsonArray { u"buyer"_s } } });
        }
        static ApplicationChanges changes()
        {
            ApplicationChanges changes;
            changes.scope = u"openid offline_access permissions organization users:read organizations:read organizations:write"_s;
            changes.grantTypes = QStringList { u"authorization_code"_s, u"refresh_token"_s, QString::fromLatin1(kDeviceCodeGrant) };
            changes.metadata = { { u"allowed_resources"_s, QJsonArray { u"https://id.example/admin/v1"_s } } };
            return changes;
        }
        void call(const QByteArray &method, const QByteArray &path, const QJsonObject &body)
        {
            const Reply reply = root.call(method, base + path, body);
            QVERIFY2(reply.status < 300, reply.body);
        }
        void requireFactor() { call("PATCH", "/organizations/acme", { { u"require_mfa"_s, true } }); }
        AuthenticatorApp enrol()
        {
            const QByteArray totp = base + "/users/alice/factors/totp";
            const AuthenticatorApp phone(&server, root.call("POST", totp, { { u"digits"_s, 6 } }).text("secret").toLatin1());
            if (root.call("POST", totp + "/verify", { { u"code"_s, QString::fromLatin1(phone.code()) } }).status != 204)
                qFatal("the authenticator was not taken");
            server.advance(60s);
            return phone;
        }
        Browser signIn(const QByteArray &username, const Parameters &asked = { { "organization", "acme" } }) const
        {
            Browser browser(server);
            browser.open(app.authorize(asked));
            browser.signIn(username, TestRealm::kPassword);
            return browser;
        }
        Tokens redeem(const Browser &browser) const
        {
            return Tokens(app.redeem(browser.page().locationQuery().valueOrEmpty(QLatin1StringView("code")).toLatin1()));
        }
        QJsonObject organization(const Tokens &tokens) const
        {
            return verifiedToken(realm, tokens.access, "at+jwt")->claims[u"organization"].toObject();
        }
    };
    static bool asksForCode(const Browser &browser) { return browser.formWith("submit") && browser.formWith("submit")->fields.contains("code"); }

private Q_SLOTS:
    void wantsAFactorOfItsMembersOnly()
    {
        Place p;
        p.requireFactor();
        // Who has none sets one up.
        Browser alice = p.signIn("alice");
        QVERIFY(alice.formWith("begin"));
        const AuthenticatorApp phone = p.enrol();
        Browser again = p.signIn("alice");
        QVERIFY(asksForCode(again));
        again.submit("submit", { { "code", phone.code() } });
        QVERIFY(again.hasLeft());
        const Tokens tokens = p.redeem(again);
        QCOMPARE(verifiedToken(p.realm, tokens.access, "at+jwt")->claims[u"acr"].toString(), u"2"_s);
        // Somebody else learns nothing of what it wants.
        QCOMPARE(p.signIn("bob").page().locationQuery().valueOrEmpty(QLatin1StringView("error")), u"access_denied"_s);
        // Elsewhere nothing of it is asked for.
        p.realm.createUser(u"carol"_s);
        p.call("POST", "/organizations/acme/members/add", { { u"users"_s, QJsonArray { u"carol"_s } } });
        QVERIFY(p.signIn("carol", {}).hasLeft());
        QVERIFY(p.signIn("carol").formWith("begin"));
    }

    void honoursItWithOldSessionsAndTokens()
    {
        Place p;
        Browser browser(p.server);
        browser.open(p.app.authorize({ { "organization", "acme" }, { "scope", "openid offline_access" } }));
        browser.signIn("alice", TestRealm::kPassword);
        const Tokens tokens = p.redeem(browser);
        QVERIFY(!tokens.refresh.isEmpty());
        browser.open(p.app.authorize({ { "organization", "acme" } }));
        const QByteArray unredeemed = browser.page().locationQuery().valueOrEmpty(QLatin1StringView("code")).toLatin1();
        QVERIFY(!unredeemed.isEmpty());
        p.requireFactor();
        QCOMPARE(p.app.refresh(tokens.refresh).error(), "invalid_grant");
        QCOMPARE(p.app.redeem(unredeemed).error(), "invalid_grant");
        QCOMPARE(browser.open(p.app.authorize({ { "organization", "acme" }, { "prompt", "none" } })).locationQuery().valueOrEmpty(QLatin1StringView("error")), u"login_required"_s);
        browser.open(p.app.authorize({ { "organization", "acme" } }));
        QVERIFY(browser.formWith("begin"));
        browser.submit("begin");
        const AuthenticatorApp phone = AuthenticatorApp::fromPage(&p.server, browser);
        browser.submit("submit", { { "code", phone.code() } });
        QVERIFY(browser.hasLeft());
        QVERIFY(p.redeem(browser).isComplete());
    }

    void wantsItOfADeviceToo()
    {
        Place p;
        p.requireFactor();
        const Reply device = p.app.post("/oauth/device_authorization", { { "scope", "openid organization:acme" } });
        QCOMPARE(device.status, 200);
        Browser browser(p.server);
        browser.open(p.realm.target("/device"));
        browser.submit("submit", { { "user_code", device.text("user_code").toLatin1() } });
        browser.signIn("alice", TestRealm::kPassword);
        QVERIFY(browser.formWith("begin") && !browser.formWith("allow"));
        browser.submit("begin");
        const AuthenticatorApp phone = AuthenticatorApp::fromPage(&p.server, browser);
        browser.submit("submit", { { "code", phone.code() } });
        QVERIFY(browser.formWith("allow"));
        browser.submit("allow");
        p.server.advance(6s);
        const Tokens tokens(p.app.token({ { "grant_type", kDeviceCodeGrant }, { "device_code", device.text("device_code").toLatin1() } }));
        QVERIFY(tokens.isComplete());
        QCOMPARE(verifiedToken(p.realm, tokens.access, "at+jwt")->claims[u"acr"].toString(), u"2"_s);
    }

    void countsARoleThatWantsAFactorOnlyWithIt()
    {
        Place p;
        p.call("POST", "/roles",
            { { u"name"_s, u"chief"_s }, { u"require_mfa"_s, true }, { u"permissions"_s, QJsonArray { u"orders:approve"_s } },
                { u"rights"_s, QJsonArray { u"organizations:read"_s, u"organizations:write"_s } } });
        p.call("POST", "/organizations/acme/members/alice/roles/add", { { u"roles"_s, QJsonArray { u"chief"_s } } });
        const Parameters asked { { "scope", "openid permissions organization:acme organizations:read organizations:write" }, { "resource", "https://id.example/admin/v1" } };
        const Tokens weak = p.redeem(p.signIn("alice", asked));
        QCOMPARE(p.organization(weak)[u"roles"].toArray(), QJsonArray { u"buyer"_s });
        QCOMPARE(p.organization(weak)[u"inactive_roles"].toArray(), QJsonArray { u"chief"_s });
        QCOMPARE(p.organization(weak)[u"permissions"].toArray(), QJsonArray { u"orders:write"_s });
        QVERIFY(!weak.scope.split(' ').contains("organizations:write"));
        QVERIFY(AdminCaller(p.server, weak.access).call("PATCH", p.base + "/organizations/acme", { { u"description"_s, u"mine"_s } }).status != 200);
        const AuthenticatorApp phone = p.enrol();
        Browser browser = p.signIn("alice", asked);
        browser.submit("submit", { { "code", phone.code() } });
        const Tokens strong = p.redeem(browser);
        QCOMPARE(p.organization(strong)[u"roles"].toArray(), (QJsonArray { u"buyer"_s, u"chief"_s }));
        QVERIFY(!p.organization(strong).contains(u"inactive_roles"_s));
        QCOMPARE(AdminCaller(p.server, strong.access).call("PATCH", p.base + "/organizations/acme", { { u"description"_s, u"mine"_s } }).status, 200);
    }
};

AUTH_TEST(OrganizationFactorTest);

#include "OrganizationFactorTest.moc"
