// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "RelyingParty.h"

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// What an administrator does with an account: lock it, let its person choose a password, ask something of them.
class AdminAccountsTest : public QObject {
    Q_OBJECT

    struct Arranged {
        TestServer &server = TestServer::shared();
        TestRealm realm = server.createRealm("accounts");
        AdminCaller caller { server, administratorToken(server) };

        explicit Arranged() { realm.createUser(u"alice"_s); }
        QByteArray users() const { return "/admin/v1/realms/" + realm.name() + "/users"; }
        QByteArray alice(const char *rest = "") const { return users() + "/alice" + rest; }
        QStringList found(const QByteArray &query)
        {
            QStringList names;
            const auto items = caller.call("GET", users() + "?q=" + query).json()[u"items"].toArray();
            for (const auto &item : items)
                names.append(item[u"username"].toString());
            return names;
        }
        QByteArray audited(const QByteArray &action) const
        {
            return server.sql("SELECT count(*) FROM audit_events WHERE realm_id = '" + realm.id().toBytes()
                + "' AND action = '" + action + "'");
        }
        bool signsIn(Browser &browser, const QByteArray &password = TestRealm::kPassword) const
        {
            browser.clearCookies();
            browser.open(realm.target("/account"));
            browser.signIn("alice", password);
            return browser.address().startsWith(realm.target("/account"));
        }
        QByteArray path(const QString &url) const { return url.toLatin1().mid(server.publicUrl().size()); }
    };

private Q_SLOTS:
    void locksAnAccountUntilItIsUnlocked()
    {
        Arranged a;
        Browser browser(a.server);
        QVERIFY(a.signsIn(browser));
        const RelyingParty app(a.realm);
        const Tokens tokens = app.tokens();
        const Reply locked = a.caller.call("POST", a.alice("/lock"), { { u"reason"_s, u"reported as stolen"_s } });
        QCOMPARE(locked.status, 200);
        QCOMPARE(locked.text("status"), u"locked"_s);
        QCOMPARE(locked.text("lock_reason"), u"reported as stolen"_s);
        QVERIFY(!app.isActive(tokens.access));
        QCOMPARE(app.refresh(tokens.refresh).error(), "invalid_grant");
        browser.open(a.realm.target("/account"));
        QVERIFY(!browser.address().startsWith(a.realm.target("/account")));
        QVERIFY(!a.signsIn(browser));
        QCOMPARE(a.found("status:locked"), QStringList { u"alice"_s });
        QCOMPARE(a.found("-status:locked"), QStringList {});

        const Reply unlocked = a.caller.call("POST", a.alice("/unlock"));
        QCOMPARE(unlocked.status, 200);
        QCOMPARE(unlocked.text("status"), u"active"_s);
        QVERIFY(!unlocked.json().contains(u"lock_reason"));
        QVERIFY(a.signsIn(browser));
        QVERIFY(!app.isActive(tokens.access));
        QCOMPARE(a.audited("user.locked"), "1");
        QCOMPARE(a.audited("user.unlocked"), "1");
    }

    void aLockOfAWhileEndsByItself()
    {
        TestServer server;
        const TestRealm realm = server.createRealm("accounts");
        realm.createUser(u"alice"_s);
        AdminCaller caller(server, administratorToken(server));
        const QByteArray alice = "/admin/v1/realms/" + realm.name() + "/users/alice";
        const QString until = QString::fromLatin1(toIso(server.clock().now() + std::chrono::minutes(30)));
        QCOMPARE(caller.call("POST", alice + "/lock", { { u"until"_s, until } }).text("status"), u"locked"_s);
        server.advance(std::chrono::minutes(31));
        caller = AdminCaller(server, administratorToken(server));
        QCOMPARE(caller.call("GET", alice).text("status"), u"active"_s);
        Browser browser(server);
        browser.open(realm.target("/account"));
        browser.signIn("alice", TestRealm::kPassword);
        QVERIFY(browser.address().startsWith(realm.target("/account")));
    }

    void refusesALockThatWouldEndInThePast()
    {
        Arranged a;
        for (const auto &until : { u"2001-01-01T00:00:00Z"_s, u"tomorrow"_s, u"2099-01-01T00:00:00"_s, u"2099-02-31"_s }) {
            const Reply refused = a.caller.call("POST", a.alice("/lock"), { { u"until"_s, until } });
            QCOMPARE(refused.status, 422);
            QCOMPARE(refused.json()[u"fields"][0][u"path"].toString(), u"/until"_s);
        }
        QCOMPARE(a.caller.call("GET", a.alice()).text("status"), u"active"_s);
    }

    void givesALinkByWhichThePersonChoosesAPasswordOnce()
    {
        Arranged a;
        Browser other(a.server);
        QVERIFY(a.signsIn(other));
        const Reply made = a.caller.call("POST", a.alice("/password/links"), { { u"lifetime"_s, 3600 } });
        QCOMPARE(made.status, 201);
        const Reply second = a.caller.call("POST", a.alice("/password/links"), { { u"lifetime"_s, 3600 } });
        const QByteArray link = a.path(made.text("url"));
        Browser browser(a.server);
        QCOMPARE(browser.open(link).status, 200);
        QCOMPARE(browser.submit("submit", { { "password", "short" } }).status, 422);
        QCOMPARE(browser.submit("submit", { { "password", "another long pass phrase" } }).status, 200);
        QCOMPARE(browser.open(link).status, 410);
        // The other link of the same person is used up with it.
        QCOMPARE(browser.open(a.path(second.text("url"))).status, 410);
        other.open(a.realm.target("/account"));
        QVERIFY(!other.address().startsWith(a.realm.target("/account")));
        QVERIFY(a.signsIn(browser, "another long pass phrase"));
        const QByteArray secret = link.mid(link.lastIndexOf('/') + 1);
        QCOMPARE(a.server.sql("SELECT count(*) FROM audit_events a WHERE a::text LIKE '%" + secret + "%'"), "0");
        QCOMPARE(a.server.sql("SELECT count(*) FROM one_time_links a WHERE a::text LIKE '%" + secret + "%'"), "0");
    }

    void aLinkOfAnotherRealmIsNone()
    {
        Arranged a;
        const TestRealm other = a.server.createRealm("other");
        const QByteArray link = a.path(a.caller.call("POST", a.alice("/password/links"), { { u"lifetime"_s, 3600 } }).text("url"));
        Browser browser(a.server);
        QCOMPARE(browser.open(other.target("/new-password/") + link.mid(link.lastIndexOf('/') + 1)).status, 404);
        QCOMPARE(browser.open(link).status, 200);
    }

    void aLinkOfALockedAccountDoesNotWork()
    {
        Arranged a;
        const QByteArray link = a.path(a.caller.call("POST", a.alice("/password/links"), { { u"lifetime"_s, 3600 } }).text("url"));
        a.caller.call("POST", a.alice("/lock"), { { u"reason"_s, u"x"_s } });
        Browser browser(a.server);
        QCOMPARE(browser.open(link).status, 410);
        QCOMPARE(a.caller.call("POST", a.alice("/password/links"), { { u"lifetime"_s, 3600 } }).status, 409);
    }

    void aTemporaryPasswordHasToBeChangedAtSignIn()
    {
        Arranged a;
        QCOMPARE(a.caller.call("PUT", a.alice("/password"),
                     { { u"password"_s, u"a temporary pass phrase"_s }, { u"must_change"_s, true } }).status,
            204);
        QCOMPARE(a.found("required_action:change_password"), QStringList { u"alice"_s });
        const RelyingParty app(a.realm);
        Browser browser(a.server);
        browser.open(app.authorize());
        browser.signIn("alice", "a temporary pass phrase");
        // No session yet, and no code.
        QVERIFY(browser.address().contains("/new-password/"));
        QVERIFY(browser.cookieNamed("__Host-session").isEmpty());
        QCOMPARE(browser.submit("submit", { { "password", "a pass phrase of her own" } }).status, 200);
        // The way back is to the sign-in that was interrupted.
        const auto body = decodeHtml(browser.page().body);
        const auto from = body.indexOf(a.realm.target("/sign-in?tx="));
        QVERIFY(from > 0);
        browser.open(body.mid(from, body.indexOf('"', from) - from));
        browser.signIn("alice", "a pass phrase of her own");
        QVERIFY(browser.hasLeft());
        QVERIFY(!browser.page().locationQuery().valueOrEmpty("code"_L1).isEmpty());
        QCOMPARE(a.caller.call("GET", a.alice()).json()[u"required_actions"].toArray(), QJsonArray());
    }

    void anExpiredPasswordHasToBeChangedAtSignIn()
    {
        Arranged a;
        const Reply expired = a.caller.call("POST", a.alice("/password/expire"));
        QCOMPARE(expired.json()[u"required_actions"].toArray(), QJsonArray { u"change_password"_s });
        Browser browser(a.server);
        QVERIFY(!a.signsIn(browser));
        QVERIFY(browser.address().contains("/new-password/"));
    }

    void keepsRequiredActionsInOneOrderAndRefusesOthers()
    {
        Arranged a;
        const Reply changed = a.caller.call("PATCH", a.alice(),
            { { u"required_actions"_s, QJsonArray { u"enrol_mfa"_s, u"change_password"_s, u"enrol_mfa"_s } } });
        QCOMPARE(changed.json()[u"required_actions"].toArray(), QJsonArray({ u"change_password"_s, u"enrol_mfa"_s }));
        const Reply refused
            = a.caller.call("PATCH", a.alice(), { { u"required_actions"_s, QJsonArray { u"verify_mail"_s } } });
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.json()[u"fields"][0][u"path"].toString(), u"/required_actions/0"_s);
    }

    void knowsWhenAPersonLastSignedIn()
    {
        Arranged a;
        QCOMPARE(a.found("-last_login:*"), QStringList { u"alice"_s });
        QVERIFY(!a.caller.call("GET", a.alice()).json().contains(u"last_login_at"));
        Browser browser(a.server);
        QVERIFY(a.signsIn(browser));
        QTRY_COMPARE(a.found("last_login%3C1h"), QStringList { u"alice"_s });
        QVERIFY(a.caller.call("GET", a.alice()).json().contains(u"last_login_at"));
        QCOMPARE(a.found("last_login%3E1h"), QStringList {});
    }
};

AUTH_TEST(AdminAccountsTest);
#include "AccountsTest.moc"
