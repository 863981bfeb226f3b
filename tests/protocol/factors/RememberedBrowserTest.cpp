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

/// Requirements F8, security.md S10: the second factor left out on a browser, and where it is asked for all the same.
class RememberedBrowserTest : public QObject {
    Q_OBJECT

    /// Alice has an authenticator app, and ticked the box on `browser`.
    struct Alice {
        explicit Alice(const QJsonObject &settings = { { u"mfa_remember_days"_s, 30 } })
            : realm(server.createRealm("remember", settings))
            , app(realm)
            , user(realm.createUser(u"alice"_s))
        {
            enrol();
        }
        void enrol()
        {
            const QByteArray factors = "/admin/v1/realms/" + realm.name() + "/users/alice/factors/totp";
            phone.emplace(&server, admin.call("POST", factors, { { u"digits"_s, 6 } }).text("secret").toLatin1());
            if (admin.call("POST", factors + "/verify", { { u"code"_s, QString::fromLatin1(phone->code()) } }).status != 204)
                qFatal("the authenticator was not taken");
            server.advance(60s);
        }
        void signIn(Browser &at, const Parameters &changes = {}, const QByteArray &password = TestRealm::kPassword) const
        {
            forgetSession(at);
            at.open(app.authorize(changes));
            at.signIn("alice", password);
        }
        /// The browser stays the same one.
        static void forgetSession(Browser &at)
        {
            const auto names = at.cookies().keys();
            for (const QByteArray &name : names) {
                if (name.startsWith("__Host-s-"))
                    at.removeCookie(name);
            }
        }
        /// Ticks the box.
        void remember()
        {
            signIn(browser);
            browser.submit("submit", { { "code", phone->code() }, { "remember-browser", "1" } });
            if (!browser.hasLeft())
                qFatal("the sign-in did not succeed: %s", browser.page().body.constData());
            server.advance(60s);
        }
        QByteArray remembered() const { return server.sql("SELECT count(*) FROM devices WHERE remembered_until IS NOT NULL AND realm_id = '" + realm.id().toBytes() + "'"); }
        QJsonObject idToken(const Browser &at) const
        {
            const QByteArray code = at.page().locationQuery().valueOrEmpty(QLatin1StringView("code")).toLatin1();
            const auto token = verifiedToken(realm, Tokens(app.redeem(code)).id, "JWT");
            return token ? token->claims : QJsonObject();
        }

        TestServer &server = TestServer::shared();
        TestRealm realm;
        RelyingParty app;
        User user;
        AdminCaller admin { server, administratorToken(server) };
        std::optional<AuthenticatorApp> phone;
        Browser browser { server };
    };
    static bool asksForCode(const Browser &browser) { return browser.formWith("submit") && browser.formWith("submit")->fields.contains("code"); }

private Q_SLOTS:
    void leavesTheFactorOutOnThisBrowserForThisPersonOnly()
    {
        Alice alice({ { u"mfa_remember_days"_s, 1 } });
        alice.remember();
        QCOMPARE(alice.remembered(), "1");
        alice.signIn(alice.browser);
        QVERIFY(alice.browser.hasLeft());
        // It tells the truth: one factor was proved.
        const QJsonObject claims = alice.idToken(alice.browser);
        QCOMPARE(claims[u"acr"].toString(), u"1"_s);
        QCOMPARE(claims[u"amr"].toArray(), QJsonArray { u"pwd"_s });
        Browser other(alice.server);
        alice.signIn(other);
        QVERIFY(asksForCode(other));
        // Never without the password.
        alice.signIn(alice.browser, {}, "wrong horse battery staple");
        QVERIFY(!alice.browser.hasLeft());
        // Somebody else at the same browser is asked.
        alice.realm.createUser(u"bob"_s);
        const QByteArray factors = "/admin/v1/realms/" + alice.realm.name() + "/users/bob/factors/totp";
        const AuthenticatorApp phone(&alice.server, alice.admin.call("POST", factors, { { u"digits"_s, 6 } }).text("secret").toLatin1());
        QCOMPARE(alice.admin.call("POST", factors + "/verify", { { u"code"_s, QString::fromLatin1(phone.code()) } }).status, 204);
        Alice::forgetSession(alice.browser);
        alice.browser.open(alice.app.authorize());
        alice.browser.signIn("bob", TestRealm::kPassword);
        QVERIFY(asksForCode(alice.browser));
        // Nor in another realm.
        const Alice elsewhere;
        elsewhere.signIn(alice.browser);
        QVERIFY(asksForCode(alice.browser));
        alice.server.advance(24h);
        alice.signIn(alice.browser);
        QVERIFY(asksForCode(alice.browser));
    }

    void offersItOnlyWhereTheRealmAllowsItAndItWouldCount()
    {
        Alice alice;
        alice.signIn(alice.browser);
        QVERIFY(alice.browser.page().body.contains("for 30 days"));
        const auto isOffered = [&](const Parameters &changes = {}) {
            alice.signIn(alice.browser, changes);
            if (!asksForCode(alice.browser))
                qFatal("no factor is asked for: %s", alice.browser.page().body.constData());
            return alice.browser.page().body.contains("remember-browser");
        };
        QVERIFY(isOffered());
        QVERIFY(!isOffered({ { "acr_values", "2" } }));
        alice.realm.changeSettings({ { u"mfa"_s, u"required"_s } });
        QVERIFY(!isOffered());
        alice.realm.changeSettings({ { u"mfa"_s, u"optional"_s }, { u"mfa_remember_days"_s, 0 } });
        QVERIFY(!isOffered());
        // Nobody ticks what is not there.
        alice.browser.submit("submit", { { "code", alice.phone->code() }, { "remember-browser", "1" } });
        QVERIFY(alice.browser.hasLeft());
        QCOMPARE(alice.remembered(), "0");
        // A backup code stands in for a factor that is lost.
        alice.realm.changeSettings({ { u"mfa_remember_days"_s, 30 } });
        alice.server.advance(60s);
        const QByteArray factors = "/admin/v1/realms/" + alice.realm.name() + "/users/alice/factors/backup-codes";
        const QByteArray code = alice.admin.call("POST", factors).json()[u"codes"][0].toString().toLatin1();
        alice.signIn(alice.browser);
        alice.browser.submit("use-backup-code");
        QVERIFY(asksForCode(alice.browser) && !alice.browser.page().body.contains("remember-browser"));
        alice.browser.submit("submit", { { "code", code }, { "remember-browser", "1" } });
        QVERIFY(alice.browser.hasLeft());
        QCOMPARE(alice.remembered(), "0");
    }

    void remembersAfterAPasskeyToo()
    {
        Alice alice;
        SoftAuthenticator authenticator;
        alice.browser.open(alice.realm.target("/account/passkeys"));
        alice.browser.signIn("alice", TestRealm::kPassword);
        alice.browser.submit("submit", { { "code", alice.phone->code() } });
        alice.browser.open(alice.realm.target("/account/passkeys"));
        if (alice.browser.formWith("submit")) {
            alice.browser.submit("submit", { { "password", TestRealm::kPassword } });
            alice.server.advance(60s);
            alice.browser.submit("submit", { { "code", alice.phone->code() } });
        }
        QCOMPARE(addPasskey(alice.browser, authenticator).status, 200);
        alice.signIn(alice.browser);
        QVERIFY(alice.browser.page().body.contains("remember-browser"));
        const QJsonObject options = askForOptions(alice.browser).json();
        const PasskeyPlace place = PasskeyPlace::of(alice.browser);
        alice.browser.postForm(place.action, { { "csrf", place.fields.value("csrf") }, { "credential", authenticator.get(options) }, { "remember-browser", "1" } });
        QVERIFY(alice.browser.hasLeft());
        QCOMPARE(alice.remembered(), "1");
        alice.signIn(alice.browser);
        QVERIFY(alice.browser.hasLeft());
    }

    void remembersWhereASessionIsRaisedToo()
    {
        Alice alice;
        alice.realm.changeSettings({ { u"mfa"_s, u"off"_s } });
        alice.signIn(alice.browser);
        QVERIFY(alice.browser.hasLeft());
        alice.realm.changeSettings({ { u"mfa"_s, u"required"_s } });
        alice.browser.open(alice.app.authorize());
        QVERIFY(asksForCode(alice.browser) && !alice.browser.page().body.contains("remember-browser"));
        // It is not required any more while the page is open: now the choice is theirs.
        alice.realm.changeSettings({ { u"mfa"_s, u"optional"_s } });
        alice.browser.open(alice.browser.address());
        QVERIFY(alice.browser.page().body.contains("remember-browser"));
        alice.browser.submit("submit", { { "code", alice.phone->code() }, { "remember-browser", "1" } });
        QVERIFY(alice.browser.hasLeft());
        QCOMPARE(alice.idToken(alice.browser)[u"acr"].toString(), u"2"_s);
        QCOMPARE(alice.remembered(), "1");
        alice.signIn(alice.browser);
        QVERIFY(alice.browser.hasLeft());
    }

    void trustsTheBrowserAtHandFromTheAccountPage()
    {
        Alice alice;
        alice.signIn(alice.browser);
        alice.browser.submit("submit", { { "code", alice.phone->code() } });
        QVERIFY(alice.browser.hasLeft());
        Browser other(alice.server);
        alice.server.advance(60s);
        alice.signIn(other);
        other.submit("submit", { { "code", alice.phone->code() } });
        QVERIFY(other.hasLeft());
        // One form only: of this browser, not of the other one.
        alice.browser.open(alice.realm.target("/account"));
        QCOMPARE(alice.browser.page().body.count("name=\"trust-device\""), 1);
        // Who signed in a while ago proves both factors first.
        alice.server.advance(301s);
        alice.browser.submit("trust-device");
        QVERIFY2(alice.browser.address().contains("/password"), alice.browser.address());
        QCOMPARE(alice.remembered(), "0");
        alice.browser.submit("submit", { { "password", TestRealm::kPassword } });
        QVERIFY(asksForCode(alice.browser));
        alice.browser.submit("submit", { { "code", alice.phone->code() } });
        alice.browser.open(alice.realm.target("/account"));
        alice.browser.submit("trust-device");
        QVERIFY2(alice.browser.page().body.contains("No second factor is asked for in this browser"), alice.browser.page().body);
        QVERIFY(!alice.browser.formWith("trust-device"));
        QCOMPARE(alice.remembered(), "1");
        QCOMPARE(alice.server.sql("SELECT count(*) FROM audit_events WHERE action = 'device.remembered' AND realm_id = '" + alice.realm.id().toBytes() + "'"), "1");
        alice.signIn(alice.browser);
        QVERIFY(alice.browser.hasLeft());
        alice.server.advance(60s);
        alice.signIn(other);
        QVERIFY(asksForCode(other));
    }

    void offersNoTrustWhereItWouldNotCount()
    {
        Alice alice({ { u"mfa_remember_days"_s, 0 } });
        alice.signIn(alice.browser);
        alice.browser.submit("submit", { { "code", alice.phone->code() } });
        QVERIFY(alice.browser.hasLeft());
        const auto isOffered = [&alice] {
            alice.browser.open(alice.realm.target("/account"));
            return alice.browser.formWith("trust-device").has_value();
        };
        QVERIFY(!isOffered());
        // A form from before the realm said no does nothing.
        alice.realm.changeSettings({ { u"mfa_remember_days"_s, 30 } });
        QVERIFY(isOffered());
        alice.realm.changeSettings({ { u"mfa_remember_days"_s, 0 } });
        alice.browser.submit("trust-device");
        QCOMPARE(alice.remembered(), "0");
        alice.realm.changeSettings({ { u"mfa_remember_days"_s, 30 } });
        QVERIFY(isOffered());
        alice.realm.changeSettings({ { u"mfa"_s, u"required"_s } });
        QVERIFY(!isOffered());
        // Nothing is left out for who has nothing to leave out.
        alice.realm.changeSettings({ { u"mfa"_s, u"optional"_s } });
        alice.realm.createUser(u"bob"_s);
        Browser bob(alice.server);
        bob.open(alice.app.authorize());
        bob.signIn("bob", TestRealm::kPassword);
        bob.open(alice.realm.target("/account"));
        QVERIFY(bob.formWith("confirm-logout"));
        QVERIFY(!bob.formWith("trust-device"));
    }

    void neverSatisfiesWhoeverRequiresAFactor_data()
    {
        QTest::addColumn<QByteArray>("requirement");
        for (const char *requirement : { "realm", "application", "acr_values", "essential acr", "account security" })
            QTest::newRow(requirement) << QByteArray(requirement);
    }
    void neverSatisfiesWhoeverRequiresAFactor()
    {
        QFETCH(QByteArray, requirement);
        Alice alice;
        alice.remember();
        Parameters asked;
        if (requirement == "realm")
            alice.realm.changeSettings({ { u"mfa"_s, u"required"_s } });
        if (requirement == "application") {
            ApplicationChanges changes;
            changes.metadata = { { u"require_mfa"_s, true } };
            alice.app.update(changes);
        }
        if (requirement == "acr_values")
            asked = { { "acr_values", "2" } };
        if (requirement == "essential acr")
            asked = { { "claims", "{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"2\"}}}" } };
        if (requirement == "account security") {
            alice.signIn(alice.browser);
            QVERIFY(alice.browser.hasLeft());
            alice.browser.open(alice.realm.target("/account/security"));
            alice.browser.submit("submit", { { "password", TestRealm::kPassword } });
        } else {
            alice.signIn(alice.browser, asked);
        }
        QVERIFY(asksForCode(alice.browser));
        // Where it is spared the session proves one factor: it is raised, not taken for two.
        if (requirement == "acr_values") {
            alice.signIn(alice.browser);
            QVERIFY(alice.browser.hasLeft());
            alice.browser.open(alice.app.authorize(asked));
            QVERIFY(asksForCode(alice.browser));
        }
    }

    void isEnded_data()
    {
        QTest::addColumn<QByteArray>("by");
        for (const char *by : { "password", "reset", "account page", "administrator", "removed device", "not me" })
            QTest::newRow(by) << QByteArray(by);
    }
    void isEnded()
    {
        QFETCH(QByteArray, by);
        Alice alice;
        alice.remember();
        const QByteArray base = "/admin/v1/realms/" + alice.realm.name();
        const QByteArray device = alice.server.sql("SELECT id FROM devices WHERE realm_id = '" + alice.realm.id().toBytes() + "'");
        QByteArray password = TestRealm::kPassword;
        if (by == "password") {
            password = "another horse battery staple";
            alice.realm.changePassword(alice.user.id, QString::fromLatin1(password));
        } else if (by == "reset") {
            QCOMPARE(alice.admin.call("POST", base + "/users/alice/factors/reset").status, 204);
            alice.enrol();
        } else if (by == "account page") {
            alice.browser.open(alice.realm.target("/account"));
            QVERIFY(alice.browser.page().body.contains("No second factor is asked for until"));
            alice.browser.submit("unremember-device");
            QVERIFY(alice.browser.page().body.contains("asked for there again"));
            QVERIFY(!alice.browser.formWith("unremember-device"));
        } else if (by == "administrator") {
            QVERIFY(alice.admin.call("GET", base + "/devices/" + device).json().contains(u"remembered_until"_s));
            QCOMPARE(AdminCaller(alice.server, tokenFor(alice.server, alice.realm.name(), "devices:read")).call("POST", base + "/devices/" + device + "/unremember").status, 403);
            QCOMPARE(alice.admin.call("POST", base + "/devices/" + device + "/unremember?dry_run=true").status / 100, 2);
            QCOMPARE(alice.remembered(), "1");
            QCOMPARE(alice.admin.call("POST", base + "/devices/" + device + "/unremember").status, 204);
            QVERIFY(!alice.admin.call("GET", base + "/devices/" + device).json().contains(u"remembered_until"_s));
        } else if (by == "removed device") {
            QCOMPARE(alice.admin.call("DELETE", base + "/devices/" + device).status, 204);
        } else {
            // Of another browser: whoever had that one may have had this one remembered.
            Browser other(alice.server);
            alice.signIn(other);
            other.submit("submit", { { "code", alice.phone->code() } });
            QVERIFY(other.hasLeft());
            alice.server.advance(60s);
            alice.server.sql("UPDATE devices SET unconfirmed = true WHERE id <> '" + device + "' AND realm_id = '" + alice.realm.id().toBytes() + "'");
            alice.browser.open(alice.realm.target("/account"));
            alice.browser.submit("review-device");
            alice.browser.submit("not-mine");
            QVERIFY(alice.browser.page().body.contains("Everybody is signed out"));
        }
        QCOMPARE(alice.remembered(), "0");
        alice.signIn(alice.browser, {}, password);
        QVERIFY(asksForCode(alice.browser));
        const bool audited = by == "account page" || by == "administrator";
        QCOMPARE(alice.server.sql("SELECT count(*) FROM audit_events WHERE action = 'device.unremembered' AND realm_id = '" + alice.realm.id().toBytes() + "'"), audited ? "1" : "0");
    }
};

AUTH_TEST(RememberedBrowserTest);

#include "RememberedBrowserTest.moc"
