// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "AuthenticatorApp.h"
#include "RelyingParty.h"

#include <QtCore/QJsonArray>
#include <QtCore/QRegularExpression>

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
        QByteArray mailed() const
        {
            const QString text = QString::fromUtf8(server.sql("SELECT payload->>'text' FROM outbox WHERE kind = 'mail' AND realm_id = '"
                + realm.id().toBytes() + "' ORDER BY created_at DESC, id DESC LIMIT 1"));
            static const QRegularExpression digits(u"\\b[0-9]{6}\\b"_s);
            return digits.match(text).captured(0).toLatin1();
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
        const QByteArray wrong = good == "000000" ? "000001" : "000000";
        for (int i = 0; i < 4; ++i) {
            browser.submit("submit", { { "code", wrong } });
            QVERIFY(asksForCode(browser));
        }
        const QByteArray page = browser.address();
        browser.submit("submit", { { "code", wrong } });
        browser.open(page);
        QCOMPARE(browser.page().status, 400);
        QCOMPARE(world.server.sql("SELECT count(*) FROM audit_events WHERE action = 'login.device_check_failed' AND realm_id = '" + world.realm.id().toBytes() + '\''), "5");
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

    void asksNobodyWhomItCannotWriteNorWhereTheRealmDoesNotWantIt()
    {
        QVERIFY(World({}, false).typed().hasLeft());
        QVERIFY(World({ { u"unknown_device"_s, u"allow"_s } }).typed().hasLeft());
    }
};

AUTH_TEST(UnknownDeviceTest);

#include "UnknownDeviceTest.moc"
