// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "AuthenticatorApp.h"
#include "MailedCode.h"
#include "RelyingParty.h"
#include "SoftAuthenticator.h"

#include <QtCore/QJsonArray>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Who comes with a browser that nobody knows proves once more that it is them: requirements.md H7.
class UnknownDeviceTest : public QObject {
    Q_OBJECT

    /// A realm that asks, with alice, whose address is verified.
    struct World {
        explicit World(QJsonObject settings = {}, bool verified = true)
            : realm(server.createRealm("unknown", with(std::move(settings))))
            , app(realm)
        {
            UserChanges changes;
            changes.username = u"alice"_s;
            changes.email = u"alice@example.com"_s;
            changes.emailVerified = verified;
            alice = realm.createUser(changes, QString::fromLatin1(TestRealm::kPassword));
        }
        static QJsonObject with(QJsonObject settings)
        {
            settings.insert(u"identifier_first"_s, false);
            if (!settings.contains(u"unknown_device"_s))
                settings.insert(u"unknown_device"_s, u"verify"_s);
            return settings;
        }
        Browser typed(const Parameters &changes = {}) const
        {
            Browser browser(server);
            browser.open(app.authorize(changes));
            browser.signIn("alice", TestRealm::kPassword);
            return browser;
        }
        QByteArray mailed() const { return mailedCode(realm); }
        QByteArray audited(const QByteArray &action) const
        {
            return server.sql("SELECT count(*) FROM audit_events WHERE action = '" + action + "' AND realm_id = '" + realm.id().toBytes() + '\'');
        }
        QByteArray sessions() const { return server.sql("SELECT count(*) FROM sessions WHERE ended_at IS NULL AND realm_id = '" + realm.id().toBytes() + '\''); }
        QJsonObject claims(const Browser &browser) const
        {
            const QByteArray code = browser.page().locationQuery().valueOrEmpty("code"_L1).toLatin1();
            const auto token = verifiedToken(realm, Tokens(app.redeem(code)).id, "JWT");
            return token ? token->claims : QJsonObject();
        }

        TestServer &server = TestServer::shared();
        TestRealm realm;
        RelyingParty app;
        User alice;
    };

    static bool asksForCode(const Browser &browser)
    {
        return browser.address().contains("/sign-in/device-check") && browser.formWith("submit") && browser.formWith("submit")->fields.contains("code");
    }

private Q_SLOTS:
    void mailsACodeToWhoComesWithANewBrowserAndThenKnowsIt()
    {
        const World world;
        Browser browser = world.typed();
        QVERIFY2(asksForCode(browser), browser.page().body);
        QVERIFY(browser.page().body.contains("a***@example.com"));
        QVERIFY(!browser.page().body.contains("alice@example.com"));
        QCOMPARE(world.sessions(), "0");
        browser.submit("submit", { { "code", world.mailed() } });
        QVERIFY(browser.hasLeft());
        // One factor and a code are no two factors, and the tokens say so.
        const QJsonObject claims = world.claims(browser);
        QCOMPARE(claims[u"acr"].toString(), u"1"_s);
        QCOMPARE(claims[u"amr"].toArray(), (QJsonArray { u"pwd"_s, u"otp"_s }));

        browser.open(world.app.authorize({ { "prompt", "login" } }));
        browser.signIn("alice", TestRealm::kPassword);
        QVERIFY(browser.hasLeft());
        QCOMPARE(world.claims(browser)[u"amr"].toArray(), (QJsonArray { u"pwd"_s }));
        QVERIFY(asksForCode(world.typed()));
    }

    void opensNothingBeforeTheCodeIsTyped()
    {
        const World world;
        Browser browser = world.typed();
        const QByteArray tx = browser.address().split('=').last();
        for (const char *path : { "/sign-in/factor", "/sign-in/enrol", "/consent", "/account", "/account/security" }) {
            browser.open(world.realm.target(path) + (QByteArray(path).startsWith("/account") ? QByteArray() : "?tx=" + tx));
            QVERIFY2(!browser.hasLeft() && !browser.formWith("confirm-logout") && !browser.formWith("add-authenticator"), path);
        }
        QCOMPARE(world.sessions(), "0");
        // What was mailed for one sign-in is wrong in another.
        const QByteArray code = world.mailed();
        Browser other = world.typed();
        other.submit("submit", { { "code", code } });
        QVERIFY(asksForCode(other) && other.page().body.contains("role=\"alert\""));
    }

    void endsTheWayInAfterFiveWrongCodes()
    {
        const World world;
        Browser browser = world.typed();
        const QByteArray good = world.mailed();
        const QByteArray wrong = otherCode(good);
        for (int i = 0; i < 4; ++i) {
            browser.submit("submit", { { "code", wrong } });
            QVERIFY(asksForCode(browser));
        }
        const QByteArray page = browser.address();
        browser.submit("submit", { { "code", wrong } });
        browser.open(page);
        QCOMPARE(browser.page().status, 400);
        QCOMPARE(world.audited("login.device_check_failed"), "5");
        QCOMPARE(world.sessions(), "0");
    }

    void sendsTheCodeAgainAndTakesTheLastOnly()
    {
        const World world;
        Browser browser = world.typed();
        const QByteArray first = world.mailed();
        browser.submit("use-email");
        QVERIFY(asksForCode(browser));
        const QByteArray second = world.mailed();
        if (first != second) {
            browser.submit("submit", { { "code", first } });
            QVERIFY(asksForCode(browser));
        }
        browser.submit("submit", { { "code", second } });
        QVERIFY(browser.hasLeft());
    }

    void asksForTheSecondFactorWhereThereIsOneAndForNothingElse()
    {
        const World world;
        AdminCaller admin(world.server, administratorToken(world.server));
        const QByteArray factors = "/admin/v1/realms/" + world.realm.name() + "/users/alice/factors/totp";
        const AuthenticatorApp phone(&world.server, admin.call("POST", factors, { { u"digits"_s, 6 } }).text("secret").toLatin1());
        QCOMPARE(admin.call("POST", factors + "/verify", { { u"code"_s, QString::fromLatin1(phone.code()) } }).status, 204);
        world.server.advance(60s);
        Browser browser = world.typed();
        QVERIFY(browser.address().contains("/sign-in/factor"));
        browser.submit("submit", { { "code", phone.code() } });
        QVERIFY(browser.hasLeft());
        QCOMPARE(world.claims(browser)[u"acr"].toString(), u"2"_s);
    }

    void comesBeforeAFactorIsSetUp()
    {
        // Else it would be whoever knows the password who sets it up.
        const World world({ { u"mfa"_s, u"required"_s } });
        Browser browser = world.typed();
        QVERIFY(asksForCode(browser));
        const QByteArray here = browser.address();
        browser.open(QByteArray(here).replace("/device-check", "/enrol"));
        browser.submit("begin");
        QVERIFY2(asksForCode(browser), browser.address());
        QCOMPARE(world.server.sql("SELECT count(*) FROM authenticators WHERE realm_id = '" + world.realm.id().toBytes() + '\''), "0");
        browser.submit("submit", { { "code", world.mailed() } });
        QVERIFY(browser.formWith("begin"));
    }

    void asksAgainWhereTheDeviceWasTakenAway()
    {
        const World world;
        Browser browser = world.typed();
        browser.submit("submit", { { "code", world.mailed() } });
        QVERIFY(browser.hasLeft());
        AdminCaller admin(world.server, administratorToken(world.server));
        const QByteArray devices = "/admin/v1/realms/" + world.realm.name() + "/devices";
        const QString id = admin.call("GET", devices).json()[u"items"][0][u"id"].toString();
        QCOMPARE(admin.call("DELETE", devices + '/' + id.toLatin1()).status, 204);
        browser.open(world.app.authorize());
        browser.signIn("alice", TestRealm::kPassword);
        QVERIFY(asksForCode(browser));
    }

    void letsInWhomItCannotAskAndSaysSo()
    {
        const World world({}, false);
        Browser first = world.typed();
        QVERIFY(first.hasLeft());
        QCOMPARE(world.audited("login.device_not_checked"), "1");
        // Of one more browser they learn all the same. When they last signed in is noted a moment later.
        world.server.sql("UPDATE users SET last_login_at = created_at WHERE realm_id = '" + world.realm.id().toBytes() + '\'');
        Browser second = world.typed();
        QVERIFY(second.hasLeft());
        QCOMPARE(world.audited("login.device_not_checked"), "2");
        QCOMPARE(world.audited("device.new"), "1");
        first.open(world.realm.target("/account"));
        QVERIFY2(first.formWith("review-device"), first.page().body);
        // A browser that is known is no matter.
        second.open(world.app.authorize({ { "prompt", "login" } }));
        second.signIn("alice", TestRealm::kPassword);
        QVERIFY(second.hasLeft());
        QCOMPARE(world.audited("login.device_not_checked"), "2");
    }

    void asksNothingWhereTheRealmDoesNotWantIt()
    {
        const World world({ { u"unknown_device"_s, u"allow"_s } });
        QVERIFY(world.typed().hasLeft());
        QCOMPARE(world.audited("login.device_not_checked"), "0");
    }

    void asksForAnAuthenticatorAppWhereTheRealmWantsNoSecondFactor()
    {
        const World world({ { u"mfa"_s, u"off"_s } }, false);
        const auto phone = AuthenticatorApp::enrolled(world.realm);
        Browser browser = world.typed();
        QVERIFY2(asksForCode(browser), browser.page().body);
        QVERIFY(!browser.formWith("use-email"));
        browser.submit("submit", { { "code", phone.wrongCode() } });
        QVERIFY(asksForCode(browser) && browser.page().body.contains("role=\"alert\""));
        QCOMPARE(world.sessions(), "0");
        browser.submit("submit", { { "code", phone.code() } });
        QVERIFY2(browser.hasLeft(), browser.page().body);
        // They showed two factors, whether anybody asked for them or not.
        const QJsonObject claims = world.claims(browser);
        QCOMPARE(claims[u"acr"].toString(), u"2"_s);
        QCOMPARE(claims[u"amr"].toArray(), (QJsonArray { u"pwd"_s, u"otp"_s, u"mfa"_s }));
        QCOMPARE(world.audited("login.device_not_checked"), "0");
    }

    void letsPeopleChooseMailOrABackupCodeInstead()
    {
        const World world({ { u"mfa"_s, u"off"_s } });
        AuthenticatorApp::enrolled(world.realm);
        AdminCaller admin(world.server, administratorToken(world.server));
        const QString code = admin.call("POST", "/admin/v1/realms/" + world.realm.name() + "/users/alice/factors/backup-codes").json()[u"codes"][0].toString();
        Browser browser = world.typed();
        QVERIFY2(browser.formWith("use-email") && browser.formWith("use-backup-code"), browser.page().body);
        QCOMPARE(world.mailed(), "");
        browser.submit("use-email");
        QVERIFY(browser.page().body.contains("a***@example.com"));
        browser.submit("submit", { { "code", world.mailed() } });
        QVERIFY2(browser.hasLeft(), browser.page().body);
        QCOMPARE(world.claims(browser)[u"acr"].toString(), u"1"_s);

        Browser other = world.typed();
        other.submit("use-backup-code");
        other.submit("submit", { { "code", code.toLatin1() } });
        QVERIFY2(other.hasLeft(), other.page().body);
        QCOMPARE(world.audited("mfa.backup_code_used"), "1");
        Browser third = world.typed();
        third.submit("use-backup-code");
        third.submit("submit", { { "code", code.toLatin1() } });
        QVERIFY(asksForCode(third));
    }

    void asksForAPasskeyAndLeadsBackToTheOtherWays()
    {
        const World world({ { u"mfa"_s, u"off"_s } });
        Browser first = world.typed();
        first.submit("submit", { { "code", world.mailed() } });
        SoftAuthenticator passkey;
        first.open(world.realm.target("/account/passkeys"));
        addPasskey(first, passkey);
        Browser browser = world.typed();
        QVERIFY2(browser.address().contains("/sign-in/factor/passkey"), browser.address());
        Browser mailed = world.typed();
        mailed.submit("use-email");
        QVERIFY2(asksForCode(mailed), mailed.address());
        mailed.submit("submit", { { "code", world.mailed() } });
        QVERIFY2(mailed.hasLeft(), mailed.page().body);
        usePasskey(browser, passkey);
        QVERIFY2(browser.hasLeft(), browser.page().body);
        QCOMPARE(world.claims(browser)[u"acr"].toString(), u"2"_s);
    }

    void asksForATextMessageWhereThatIsNoSecondFactor()
    {
        const World world({ { u"mfa"_s, u"off"_s }, { u"mfa_sms_codes"_s, false } }, false);
        AdminCaller admin(world.server, administratorToken(world.server));
        const Reply changed = admin.call("PATCH", "/admin/v1/realms/" + world.realm.name() + "/users/alice",
            { { u"phone_number"_s, u"+14155550123"_s }, { u"phone_number_verified"_s, true } });
        QCOMPARE(changed.status, 200);
        Browser browser = world.typed();
        QVERIFY2(asksForCode(browser), browser.page().body);
        const QByteArray text = world.server.sql("SELECT left(payload->>'text', 6) FROM outbox WHERE kind = 'sms' AND realm_id = '"
            + world.realm.id().toBytes() + "' ORDER BY created_at DESC, id DESC LIMIT 1");
        browser.submit("submit", { { "code", text } });
        QVERIFY2(browser.hasLeft(), browser.page().body);
        QCOMPARE(world.claims(browser)[u"acr"].toString(), u"1"_s);
    }

    void asksWhoHasLostTheirSecondFactorForNothingButMail()
    {
        const World world;
        AuthenticatorApp::enrolled(world.realm);
        AdminCaller admin(world.server, administratorToken(world.server));
        const Reply bypass = admin.call("POST", "/admin/v1/realms/" + world.realm.name() + "/users/alice/mfa-bypass",
            { { u"minutes"_s, 15 }, { u"reason"_s, u"lost the phone"_s } });
        QVERIFY2(bypass.status < 300, bypass.body);
        Browser browser = world.typed();
        QVERIFY2(asksForCode(browser) && browser.page().body.contains("a***@example.com"), browser.page().body);
        browser.submit("submit", { { "code", world.mailed() } });
        QVERIFY2(browser.hasLeft(), browser.page().body);
    }
};

AUTH_TEST(UnknownDeviceTest);

#include "UnknownDeviceTest.moc"
