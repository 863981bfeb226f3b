// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "AuthenticatorApp.h"
#include "RelyingParty.h"

#include <QtTest/QtTest>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Requirements F7: a sign-in without the second factor, for an emergency.
class FactorBypassTest : public QObject {
    Q_OBJECT

    /// Alice has an authenticator app; Bob and Carol administer people.
    struct World {
        explicit World(const QJsonObject &settings = {})
            : realm(server.createRealm("bypass", settings))
            , app(realm, registration())
            , phone(&server, {})
        {
            UserChanges changes;
            changes.username = u"alice"_s;
            changes.email = u"alice@example.com"_s;
            changes.emailVerified = true;
            realm.createUser(changes, QString::fromLatin1(TestRealm::kPassword));
            const QByteArray totp = user + "/factors/totp";
            phone = AuthenticatorApp(&server, admin.call("POST", totp, { { u"digits"_s, 6 } }).text("secret").toLatin1());
            if (admin.call("POST", totp + "/verify", { { u"code"_s, QString::fromLatin1(phone.code()) } }).status != 204)
                qFatal("the authenticator was not taken");
            server.advance(60s);
        }
        static ApplicationChanges registration()
        {
            ApplicationChanges changes;
            changes.scope = u"openid users:read users:write"_s;
            changes.metadata = { { u"allowed_resources"_s, QJsonArray { u"https://id.example/admin/v1"_s } } };
            return changes;
        }
        /// A person who may change people.
        AdminCaller administrator(const QString &name)
        {
            realm.createUser(name);
            admin.call("POST", base + "/roles", { { u"name"_s, u"helpdesk"_s }, { u"rights"_s, QJsonArray { u"users:read"_s, u"users:write"_s } } });
            if (admin.call("POST", base + "/roles/helpdesk/assign", { { u"users"_s, QJsonArray { name } } }).status != 200)
                qFatal("the role was not assigned");
            return AdminCaller(server, app.tokens(name.toLatin1(), { { "scope", "openid users:read users:write" }, { "resource", "https://id.example/admin/v1" } }).access);
        }
        Browser signIn() const
        {
            Browser browser(server);
            browser.open(app.authorize());
            browser.signIn("alice", TestRealm::kPassword);
            return browser;
        }
        QJsonObject idToken(const Browser &browser) const
        {
            const QByteArray code = browser.page().locationQuery().valueOrEmpty(QLatin1StringView("code")).toLatin1();
            const auto token = verifiedToken(realm, Tokens(app.redeem(code)).id, "JWT");
            return token ? token->claims : QJsonObject();
        }
        QByteArray rows(const char *query) const { return server.sql(QByteArray("SELECT ") + query + " AND realm_id = '" + realm.id().toBytes() + "'"); }
        QByteArray audited(const QByteArray &action) const { return rows("count(*) FROM audit_events WHERE action = '" + action + "'"); }
        QByteArray mailed(const QByteArray &subject) const { return rows("count(*) FROM outbox WHERE kind = 'mail' AND payload->>'subject' LIKE '" + subject + "%'"); }

        TestServer &server = TestServer::shared();
        TestRealm realm;
        RelyingParty app;
        AuthenticatorApp phone;
        AdminCaller admin { server, administratorToken(server) };
        QByteArray base = "/admin/v1/realms/" + realm.name();
        QByteArray user = base + "/users/alice";
        QByteArray bypass = user + "/mfa-bypass";
    };
    static QJsonObject asked(int minutes = 15, const QString &reason = u"lost the phone"_s) { return { { u"minutes"_s, minutes }, { u"reason"_s, reason } }; }
    static bool asksForCode(const Browser &browser) { return browser.formWith("submit") && browser.formWith("submit")->fields.contains("code"); }

private Q_SLOTS:
    void letsInOnceAndTellsTheTruth()
    {
        World w;
        QCOMPARE(w.admin.call("GET", w.bypass).status, 404);
        QCOMPARE(w.admin.call("POST", w.bypass + "?dry_run=true", asked()).status / 100, 2);
        QVERIFY(asksForCode(w.signIn()));
        const Reply opened = w.admin.call("POST", w.bypass, asked());
        QCOMPARE(opened.status, 200);
        QCOMPARE(opened.text("state"), u"open"_s);
        QCOMPARE(w.mailed("You may sign in once without your second factor"), "1");
        QCOMPARE(w.rows("reason FROM audit_events WHERE action = 'mfa.bypass_opened'"), "lost the phone");
        // The password is asked for all the same.
        Browser thief(w.server);
        thief.open(w.app.authorize());
        thief.signIn("alice", "wrong horse battery staple");
        QVERIFY(!thief.hasLeft() && !asksForCode(thief));
        Browser browser = w.signIn();
        QVERIFY(browser.hasLeft());
        const QJsonObject claims = w.idToken(browser);
        QCOMPARE(claims[u"acr"].toString(), u"1"_s);
        QCOMPARE(claims[u"amr"].toArray(), QJsonArray { u"pwd"_s });
        QCOMPARE(w.audited("mfa.bypass_used"), "1");
        QCOMPARE(w.mailed("Somebody signed in without your second factor"), "1");
        QCOMPARE(w.admin.call("GET", w.bypass).text("state"), u"used"_s);
        QVERIFY(asksForCode(w.signIn()));
        // Who got in so does not change how they sign in.
        browser.open(w.realm.target("/account/security"));
        browser.submit("submit", { { "password", TestRealm::kPassword } });
        QVERIFY(asksForCode(browser));
    }

    void setsANewOneUpWhereTwoFactorsAreRequired()
    {
        World w({ { u"mfa"_s, u"required"_s } });
        QCOMPARE(w.admin.call("POST", w.bypass, asked()).status, 200);
        Browser browser = w.signIn();
        QVERIFY(browser.formWith("begin") && !asksForCode(browser));
        browser.submit("begin");
        const AuthenticatorApp second = AuthenticatorApp::fromPage(&w.server, browser);
        browser.submit("submit", { { "code", second.code() } });
        QVERIFY(browser.hasLeft());
        QCOMPARE(w.idToken(browser)[u"acr"].toString(), u"2"_s);
        QCOMPARE(w.rows("count(*) FROM authenticators WHERE confirmed_at IS NOT NULL"), "2");
        QCOMPARE(w.admin.call("GET", w.bypass).text("state"), u"used"_s);
        QVERIFY(asksForCode(w.signIn()));
    }

    void endsWithItsTimeByAnAdministratorAndByAReset()
    {
        World w;
        QCOMPARE(w.admin.call("POST", w.bypass, asked(15)).status, 200);
        w.server.advance(16min);
        QVERIFY(asksForCode(w.signIn()));
        QCOMPARE(w.admin.call("GET", w.bypass).text("state"), u"expired"_s);
        QCOMPARE(w.admin.call("DELETE", w.bypass).status, 404);
        QCOMPARE(w.admin.call("POST", w.bypass, asked()).status, 200);
        QCOMPARE(w.admin.call("DELETE", w.bypass).status, 204);
        QCOMPARE(w.audited("mfa.bypass_ended"), "1");
        QVERIFY(asksForCode(w.signIn()));
        QCOMPARE(w.admin.call("POST", w.bypass, asked()).status, 200);
        QCOMPARE(w.admin.call("POST", w.user + "/factors/reset").status, 204);
        QCOMPARE(w.admin.call("GET", w.bypass).status, 404);
    }

    void refusesWhatIsNoEmergency()
    {
        World w;
        for (const QJsonObject &body : { asked(0), asked(1441), asked(15, {}), QJsonObject { { u"minutes"_s, 15 } } })
            QCOMPARE(w.admin.call("POST", w.bypass, body).status, 422);
        QCOMPARE(AdminCaller(w.server, tokenFor(w.server, w.realm.name(), "users:read")).call("POST", w.bypass, asked()).status, 403);
        AdminCaller bob = w.administrator(u"bob"_s);
        // He has none that could be left out; and it would be for himself.
        QCOMPARE(w.admin.call("POST", w.base + "/users/bob/mfa-bypass", asked()).status, 409);
        QCOMPARE(bob.call("POST", w.base + "/users/bob/mfa-bypass", asked()).status, 403);
        QCOMPARE(w.admin.call("POST", w.base + "/users/nobody/mfa-bypass", asked()).status, 404);
        // Nothing waits where nobody else is asked for.
        QCOMPARE(bob.call("POST", w.bypass, asked()).status, 200);
        QCOMPARE(bob.call("POST", w.bypass + "/approve").status, 409);
    }

    void waitsForASecondAdministrator()
    {
        World w({ { u"mfa_bypass_approval"_s, true } });
        AdminCaller bob = w.administrator(u"bob"_s);
        AdminCaller carol = w.administrator(u"carol"_s);
        // An application is somebody's tool, not somebody else.
        QCOMPARE(w.admin.call("POST", w.bypass, asked()).status, 403);
        QCOMPARE(bob.call("POST", w.bypass, asked()).text("state"), u"waiting"_s);
        QCOMPARE(w.audited("mfa.bypass_requested"), "1");
        QVERIFY(asksForCode(w.signIn()));
        QCOMPARE(bob.call("POST", w.bypass + "/approve").status, 403);
        QCOMPARE(w.admin.call("POST", w.bypass + "/approve").status, 403);
        QVERIFY(asksForCode(w.signIn()));
        QCOMPARE(w.mailed("You may sign in once without your second factor"), "0");
        const Reply approved = carol.call("POST", w.bypass + "/approve");
        QCOMPARE(approved.text("state"), u"open"_s);
        QCOMPARE(approved.text("requested_by"), u"bob"_s);
        QCOMPARE(approved.text("approved_by"), u"carol"_s);
        QCOMPARE(w.mailed("You may sign in once without your second factor"), "1");
        QVERIFY(w.signIn().hasLeft());
        // Nobody says yes to what was asked for long ago.
        QCOMPARE(bob.call("POST", w.bypass, asked()).text("state"), u"waiting"_s);
        w.server.sql("UPDATE factor_bypasses SET requested_at = requested_at - interval '61 minutes' WHERE realm_id = '" + w.realm.id().toBytes() + "'");
        QCOMPARE(carol.call("POST", w.bypass + "/approve").status, 409);
        QCOMPARE(carol.call("GET", w.bypass).text("state"), u"expired"_s);
    }
};

AUTH_TEST(FactorBypassTest);

#include "FactorBypassTest.moc"
