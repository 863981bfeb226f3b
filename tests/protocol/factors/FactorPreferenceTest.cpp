// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "AuthenticatorApp.h"
#include "RelyingParty.h"
#include "SoftAuthenticator.h"

#include <QtTest/QtTest>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Requirements F4: several second factors, one of which a person prefers.
class FactorPreferenceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beginsWithWhatThePersonPrefers()
    {
        TestServer &server = TestServer::shared();
        const auto realm = server.createRealm("preference");
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        AdminCaller admin(server, administratorToken(server));
        const QByteArray factors = "/admin/v1/realms/" + realm.name() + "/users/alice/factors";
        Browser browser(server);
        SoftAuthenticator authenticator;
        openPasskeys(browser, realm, "alice");
        QCOMPARE(addPasskey(browser, authenticator).status, 200);
        browser.open(realm.target("/account/security"));
        QVERIFY(!browser.formWith("prefer-factor"));
        browser.submit("add-authenticator", { { "name", "Phone" } });
        const AuthenticatorApp phone = AuthenticatorApp::fromPage(&server, browser);
        browser.submit("submit", { { "code", phone.code() } });
        server.advance(60s);

        const auto half = [&] {
            Browser other(server);
            other.open(app.authorize());
            other.signIn("alice", TestRealm::kPassword);
            return other;
        };
        QVERIFY(half().address().contains("/sign-in/factor/passkey"));
        QVERIFY(browser.page().body.contains("id=\"prefer-passkey\" name=\"preferred\" value=\"passkey\" checked"));
        QCOMPARE(browser.submit("prefer-factor", { { "preferred", "backup_code" } }).status, 400);
        browser.open(realm.target("/account/security"));
        QCOMPARE(browser.submit("prefer-factor").status, 400);
        browser.open(realm.target("/account/security"));
        browser.submit("prefer-factor", { { "preferred", "totp" } });
        QVERIFY(browser.page().body.contains("Your choice was saved"));
        QVERIFY(browser.page().body.contains("value=\"totp\" checked"));
        QCOMPARE(admin.call("GET", factors).json()[u"preferred"].toString(), u"totp"_s);
        QCOMPARE(server.sql("SELECT count(*) FROM audit_events WHERE action = 'mfa.preferred' AND realm_id = '" + realm.id().toBytes() + "'"), "1");

        // The others stay within reach.
        Browser other = half();
        QVERIFY(other.formWith("submit") && other.formWith("submit")->fields.contains("code"));
        other.submit("use-passkey");
        QVERIFY(other.address().contains("/sign-in/factor/passkey"));
        QVERIFY(other.formWith("use-totp"));
        usePasskey(other, authenticator);
        QVERIFY(other.hasLeft());
        // What is gone is not asked for.
        browser.submit("remove-authenticator");
        QVERIFY(half().address().contains("/sign-in/factor/passkey"));
        QCOMPARE(admin.call("POST", factors + "/reset").status, 204);
        QVERIFY(!admin.call("GET", factors).json().contains(u"preferred"_s));
    }
};

AUTH_TEST(FactorPreferenceTest);

#include "FactorPreferenceTest.moc"
