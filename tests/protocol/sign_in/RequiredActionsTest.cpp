// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "AuthenticatorApp.h"
#include "MailedCode.h"
#include "RelyingParty.h"
#include "db/Migrator.h"

#include <QtCore/QJsonArray>

#include <algorithm>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// What an administrator requires of a person is asked for by the next sign-in, and no session, token or code of before
/// goes on without it: requirements.md A7.
class RequiredActionsTest : public QObject {
    Q_OBJECT

    struct World {
        TestServer &server = TestServer::shared();
        TestRealm realm;
        RelyingParty app;
        AdminCaller admin { server, administratorToken(server) };
        User alice;

        explicit World(const QJsonObject &settings = {})
            : realm(server.createRealm("actions", settings))
            , app(realm, offline())
        {
            UserChanges changes;
            changes.username = u"alice"_s;
            changes.email = u"alice@example.com"_s;
            alice = realm.createUser(changes, QString::fromLatin1(TestRealm::kPassword));
        }
        static ApplicationChanges offline()
        {
            ApplicationChanges changes;
            changes.scope = u"openid offline_access"_s;
            return changes;
        }
        QByteArray path(const char *rest = "") const { return "/admin/v1/realms/" + realm.name() + "/users/alice" + rest; }
        Reply require(const QStringList &actions)
        {
            return admin.call("PATCH", path(), { { u"required_actions"_s, QJsonArray::fromStringList(actions) } });
        }
        QJsonArray required() { return admin.call("GET", path()).json()[u"required_actions"].toArray(); }
        QByteArray count(const char *table, const char *where) const
        {
            return server.sql(QByteArray("SELECT count(*) FROM ") + table + " WHERE realm_id = '" + realm.id().toBytes() + "' AND " + where);
        }
        Browser typed() const
        {
            Browser browser(server);
            browser.open(app.authorize());
            browser.signIn("alice", TestRealm::kPassword);
            return browser;
        }
    };

    static QByteArray codeOf(const Browser &browser) { return browser.page().locationQuery().valueOrEmpty("code"_L1).toLatin1(); }

private Q_SLOTS:
    void endsWhatWasOpenedBefore_data()
    {
        QTest::addColumn<QString>("action");
        for (const char *action : { "verify_email", "change_password", "enrol_mfa", "expire" })
            QTest::newRow(action) << QString::fromLatin1(action);
    }
    void endsWhatWasOpenedBefore()
    {
        QFETCH(QString, action);
        World world;
        Browser browser = world.typed();
        const Tokens tokens(world.app.redeem(codeOf(browser)));
        browser.open(world.app.authorize({ { "scope", "openid offline_access" } }));
        const Tokens offline(world.app.redeem(codeOf(browser)));
        QVERIFY(!tokens.refresh.isEmpty() && !offline.refresh.isEmpty() && world.app.isActive(tokens.access));
        browser.open(world.app.authorize());
        const QByteArray unredeemed = codeOf(browser);
        QVERIFY(!unredeemed.isEmpty());

        const Reply required = action == "expire"_L1 ? world.admin.call("POST", world.path("/password/expire")) : world.require({ action });
        QCOMPARE(required.status, 200);
        QCOMPARE(world.app.refresh(tokens.refresh).error(), "invalid_grant");
        QCOMPARE(world.app.refresh(offline.refresh).error(), "invalid_grant");
        QCOMPARE(world.app.redeem(unredeemed).error(), "invalid_grant");
        QVERIFY(!world.app.isActive(tokens.access));
        browser.open(world.app.authorize({ { "prompt", "none" } }));
        QCOMPARE(browser.page().locationQuery().valueOrEmpty("error"_L1), u"login_required"_s);
        browser.open(world.realm.target("/account"));
        QVERIFY(!browser.formWith("confirm-logout"));

        // The way in leads to the step, and no further.
        browser.open(world.app.authorize());
        browser.signIn("alice", TestRealm::kPassword);
        const QByteArray step = action == "verify_email"_L1 ? "/sign-in/verify-email" : action == "enrol_mfa"_L1 ? "/sign-in/enrol" : "/new-password/";
        QVERIFY2(browser.address().contains(step), browser.address());
        QCOMPARE(world.count("sessions", "ended_at IS NULL"), "0");
    }

    void endsNothingWhereNothingIsAdded()
    {
        World world;
        QCOMPARE(world.require({ u"enrol_mfa"_s }).status, 200);
        QCOMPARE(world.require({}).status, 200);
        const Tokens tokens = world.app.tokens();
        QCOMPARE(world.admin.call("PATCH", world.path(), { { u"name"_s, u"Alice"_s } }).status, 200);
        QCOMPARE(world.require({}).status, 200);
        QCOMPARE(world.admin.call("PATCH", world.path() + "?dry_run=true", { { u"required_actions"_s, QJsonArray { u"enrol_mfa"_s } } }).status, 200);
        QVERIFY(world.app.isActive(tokens.access));
        QVERIFY(Tokens(world.app.refresh(tokens.refresh)).isComplete());
    }

    void asksWhoHasNoSecondFactorToSetOneUp()
    {
        World world;
        world.require({ u"enrol_mfa"_s });
        Browser browser = world.typed();
        QVERIFY2(browser.formWith("begin"), browser.page().body);
        browser.submit("begin");
        const auto phone = AuthenticatorApp::fromPage(&world.server, browser);
        QCOMPARE(world.count("sessions", "true"), "0");
        browser.submit("submit", { { "code", phone.wrongCode() } });
        QVERIFY(!browser.hasLeft());
        browser.submit("submit", { { "code", phone.code() } });
        QVERIFY(browser.hasLeft());
        const auto token = verifiedToken(world.realm, Tokens(world.app.redeem(codeOf(browser))).id, "JWT");
        QVERIFY(token && token->claims[u"acr"].toString() == u"2"_s);
        QCOMPARE(world.required(), QJsonArray());
    }

    void asksNothingMoreOfWhoHasASecondFactor()
    {
        World world;
        const auto phone = AuthenticatorApp::enrolled(world.realm);
        world.require({ u"enrol_mfa"_s });
        QCOMPARE(world.required(), QJsonArray { u"enrol_mfa"_s });
        Browser browser = world.typed();
        browser.submit("submit", { { "code", phone.code() } });
        QVERIFY2(browser.hasLeft(), browser.page().body);
        QCOMPARE(world.required(), QJsonArray());
    }

    void letsPeopleShowThatMailReachesThem()
    {
        World world;
        world.require({ u"verify_email"_s });
        Browser browser = world.typed();
        QVERIFY2(browser.page().body.contains("a***@example.com") && !browser.page().body.contains("alice@example.com"), browser.page().body);
        const QByteArray first = mailedCode(world.realm);
        browser.submit("submit", { { "code", otherCode(first) } });
        QVERIFY(browser.page().body.contains("role=\"alert\""));
        browser.submit("send-again");
        const QByteArray second = mailedCode(world.realm);
        if (first != second) {
            browser.submit("submit", { { "code", first } });
            QVERIFY(!browser.hasLeft());
        }
        QCOMPARE(world.count("sessions", "true"), "0");
        browser.submit("submit", { { "code", second } });
        QVERIFY2(browser.hasLeft(), browser.page().body);
        const QJsonObject user = world.admin.call("GET", world.path()).json();
        QVERIFY(user[u"email_verified"].toBool());
        QCOMPARE(user[u"required_actions"].toArray(), QJsonArray());
        QCOMPARE(world.count("audit_events", "action = 'email.verified' AND outcome = 'success'"), "1");
        // It proved no second factor.
        const auto token = verifiedToken(world.realm, Tokens(world.app.redeem(codeOf(browser))).id, "JWT");
        QVERIFY(token && token->claims[u"amr"].toArray() == QJsonArray { u"pwd"_s });
    }

    void takesNoCodeOfAnotherAddress()
    {
        World world;
        world.require({ u"verify_email"_s });
        Browser browser = world.typed();
        const QByteArray code = mailedCode(world.realm);
        QCOMPARE(world.admin.call("PATCH", world.path(), { { u"email"_s, u"other@example.com"_s } }).status, 200);
        QCOMPARE(world.required(), QJsonArray { u"verify_email"_s });
        browser.submit("submit", { { "code", code } });
        QVERIFY(!browser.hasLeft());
        QVERIFY(!world.admin.call("GET", world.path()).json()[u"email_verified"].toBool());
    }

    void asksInOneOrderAndForEach()
    {
        World world;
        world.require({ u"enrol_mfa"_s, u"change_password"_s, u"verify_email"_s });
        Browser browser = world.typed();
        QVERIFY(browser.address().contains("/sign-in/verify-email"));
        // Nobody jumps over a step by its address.
        const QByteArray tx = browser.address().split('=').last();
        browser.open(world.realm.target("/sign-in/enrol?tx=") + tx);
        browser.submit("begin");
        QVERIFY2(browser.address().contains("/sign-in/verify-email"), browser.address());
        browser.submit("submit", { { "code", mailedCode(world.realm) } });
        QVERIFY2(browser.address().contains("/new-password/"), browser.address());
        browser.submit("submit", { { "password", "another horse battery staple" } });
        const QByteArray body = decodeHtml(browser.page().body);
        const auto from = body.indexOf(world.realm.target("/sign-in?tx="));
        browser.open(body.mid(from, body.indexOf('"', from) - from));
        browser.signIn("alice", "another horse battery staple");
        QVERIFY2(browser.formWith("begin"), browser.page().body);
        QCOMPARE(world.count("sessions", "true"), "0");
    }

    void refusesWhatNobodyCouldDo_data()
    {
        QTest::addColumn<QString>("action");
        for (const char *action : { "complete_profile", "accept_terms", "reverify", "verify_mail" })
            QTest::newRow(action) << QString::fromLatin1(action);
    }
    void refusesWhatNobodyCouldDo()
    {
        QFETCH(QString, action);
        World world;
        const Reply refused = world.require({ action });
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.json()[u"fields"][0][u"path"].toString(), u"/required_actions/0"_s);
        QCOMPARE(world.required(), QJsonArray());
    }

    void forgetsWhatRowsOfBeforeRequireAndNothingActsOn()
    {
        World world;
        const auto &all = db::migrations();
        const auto found = std::ranges::find_if(all, [](const db::Migration &one) { return one.name.endsWith("_required_actions"_L1); });
        QVERIFY(found != all.end());
        world.server.sql("UPDATE users SET required_actions = '{complete_profile,enrol_mfa,accept_terms,reverify}' WHERE id = '" + world.alice.id.toBytes() + '\'');
        world.server.sql(found->sql);
        QCOMPARE(world.required(), QJsonArray { u"enrol_mfa"_s });
    }

    void wantsAnAddressToVerifyAndDropsTheActionWithIt()
    {
        World world;
        QCOMPARE(world.require({ u"verify_email"_s }).status, 200);
        QCOMPARE(world.admin.call("PATCH", world.path(), { { u"email_verified"_s, true } }).status, 200);
        QCOMPARE(world.required(), QJsonArray());
        QCOMPARE(world.require({ u"verify_email"_s }).status, 200);
        QCOMPARE(world.admin.call("PATCH", world.path(), { { u"email"_s, QJsonValue::Null } }).status, 200);
        QCOMPARE(world.required(), QJsonArray());
        const Reply refused = world.require({ u"verify_email"_s });
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.json()[u"fields"][0][u"path"].toString(), u"/required_actions"_s);
    }
};

AUTH_TEST(RequiredActionsTest);

#include "RequiredActionsTest.moc"
