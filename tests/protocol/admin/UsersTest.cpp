// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

class AdminUsersTest : public QObject {
    Q_OBJECT

    static AdminCaller administrator() { return { TestServer::shared(), administratorToken(TestServer::shared()) }; }
    static QByteArray users(const TestRealm &realm) { return "/admin/v1/realms/" + realm.name() + "/users"; }

private Q_SLOTS:
    void createsAUserWhoCanSignIn()
    {
        TestServer &server = TestServer::shared();
        const TestRealm realm = server.createRealm("users");
        auto caller = administrator();
        const Reply created = caller.call("POST", users(realm),
            { { u"username"_s, u"alice"_s }, { u"email"_s, u"alice@example.com"_s }, { u"email_verified"_s, true },
                { u"password"_s, u"correct horse battery staple"_s },
                { u"address"_s, QJsonObject { { u"country"_s, u"FR"_s } } } });
        QCOMPARE(created.status, 201);
        QCOMPARE(created.text("username"), u"alice"_s);
        QCOMPARE(created.json()[u"address"][u"country"].toString(), u"FR"_s);
        QVERIFY(!created.body.contains("password\""));
        QCOMPARE(created.field("Location"), users(realm) + '/' + created.text("id").toLatin1());
        Browser browser(server);
        browser.open(realm.target("/account"));
        browser.signIn("alice@example.com", "correct horse battery staple");
        QCOMPARE(browser.page().status, 200);
        QVERIFY(browser.address().startsWith(realm.target("/account")));
    }

    void findsAUserByIdNameAndAddress()
    {
        const TestRealm realm = TestServer::shared().createRealm("users");
        auto caller = administrator();
        const Reply created = caller.call(
            "POST", users(realm), { { u"username"_s, u"alice"_s }, { u"email"_s, u"Alice@example.com"_s } });
        for (const QByteArray &handle :
            { created.text("id").toLatin1(), QByteArray("alice"), QByteArray("alice%40example.com") }) {
            const Reply found = caller.call("GET", users(realm) + '/' + handle);
            QCOMPARE(found.status, 200);
            QCOMPARE(found.json(), created.json());
        }
        QCOMPARE(caller.call("GET", users(realm) + "/bob").status, 404);
    }

    void answers409WithTheFieldForATakenName()
    {
        const TestRealm realm = TestServer::shared().createRealm("users");
        auto caller = administrator();
        caller.call("POST", users(realm), { { u"username"_s, u"alice"_s }, { u"email"_s, u"alice@example.com"_s } });
        const Reply refused = caller.call("POST", users(realm), { { u"username"_s, u"ALICE@example.com"_s } });
        QCOMPARE(refused.status, 409);
        QCOMPARE(refused.json()[u"fields"][0][u"path"].toString(), u"/username"_s);
    }

    void refusesMembersThatAreNotTheCallers()
    {
        const TestRealm realm = TestServer::shared().createRealm("users");
        auto caller = administrator();
        for (const auto &name :
            { u"id"_s, u"realm_id"_s, u"is_admin"_s, u"created_at"_s, u"version"_s, u"required_actions"_s }) {
            QJsonObject body { { u"username"_s, u"alice"_s } };
            body.insert(name, u"x"_s);
            const Reply refused = caller.call("POST", users(realm), body);
            QCOMPARE(refused.status, 422);
            QCOMPARE(refused.json()[u"fields"][0][u"path"].toString(), QString(u'/' + name));
        }
    }

    void setsAPasswordAndEndsWhatWasOpenedWithTheOldOne()
    {
        TestServer &server = TestServer::shared();
        const TestRealm realm = server.createRealm("users");
        realm.createUser(u"alice"_s);
        Browser browser(server);
        browser.open(realm.target("/account"));
        browser.signIn("alice", TestRealm::kPassword);
        QVERIFY(browser.address().startsWith(realm.target("/account")));
        auto caller = administrator();
        QCOMPARE(
            caller.call("PUT", users(realm) + "/alice/password", { { u"password"_s, u"another long pass phrase"_s } })
                .status,
            204);
        browser.open(realm.target("/account"));
        QVERIFY(!browser.address().startsWith(realm.target("/account")));
        browser.signIn("alice", "another long pass phrase");
        QVERIFY(browser.address().startsWith(realm.target("/account")));
        QCOMPARE(server.sql("SELECT count(*) FROM audit_events WHERE realm_id = '" + realm.id().toBytes()
                     + "' AND action = 'user.password_set'"),
            "1");
        QCOMPARE(server.sql("SELECT count(*) FROM audit_events a WHERE a::text LIKE '%another long pass%'"), "0");
    }

    void refusesAPasswordThatThePolicyRefuses()
    {
        const TestRealm realm = TestServer::shared().createRealm("users");
        realm.createUser(u"alice"_s);
        auto caller = administrator();
        const Reply refused = caller.call("PUT", users(realm) + "/alice/password", { { u"password"_s, u"short"_s } });
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.json()[u"fields"][0][u"path"].toString(), u"/password"_s);
        QCOMPARE(
            caller.call("POST", users(realm), { { u"username"_s, u"bob"_s }, { u"password"_s, u"short"_s } }).status,
            422);
        QCOMPARE(caller.call("GET", users(realm) + "/bob").status, 404);
    }

    void signsADisabledUserOut()
    {
        TestServer &server = TestServer::shared();
        const TestRealm realm = server.createRealm("users");
        realm.createUser(u"alice"_s);
        Browser browser(server);
        browser.open(realm.target("/account"));
        browser.signIn("alice", TestRealm::kPassword);
        auto caller = administrator();
        QCOMPARE(caller.call("PATCH", users(realm) + "/alice", { { u"enabled"_s, false } }).status, 200);
        browser.open(realm.target("/account"));
        QVERIFY(!browser.address().startsWith(realm.target("/account")));
        QCOMPARE(server.sql("SELECT count(*) FROM sessions WHERE realm_id = '" + realm.id().toBytes()
                     + "' AND ended_at IS NULL"),
            "0");
    }

    void filtersByIdentifier()
    {
        const TestRealm realm = TestServer::shared().createRealm("users");
        auto caller = administrator();
        caller.call("POST", users(realm), { { u"username"_s, u"alice"_s }, { u"email"_s, u"alice@acme.com"_s } });
        caller.call("POST", users(realm), { { u"username"_s, u"bob"_s }, { u"email"_s, u"bob@other.com"_s } });
        const auto names = [&](const QByteArray &query) {
            QStringList list;
            const auto items = caller.call("GET", users(realm) + "?q=" + query).json()[u"items"].toArray();
            for (const auto &item : items)
                list.append(item[u"username"].toString());
            return list;
        };
        QCOMPARE(names("email:ALICE%40acme.com"), QStringList { u"alice"_s });
        QCOMPARE(names("email:*%40acme.com"), QStringList { u"alice"_s });
        QCOMPARE(names("-username:alice"), QStringList { u"bob"_s });
        QCOMPARE(names("other"), QStringList { u"bob"_s });
        QCOMPARE(names("nobody"), QStringList {});
        QCOMPARE(names("bo"), QStringList { u"bob"_s });
    }

    void deletesAUserWithEverythingThatOpens()
    {
        TestServer &server = TestServer::shared();
        const TestRealm realm = server.createRealm("users");
        const User user = realm.createUser(u"alice"_s);
        auto caller = administrator();
        QCOMPARE(caller.call("DELETE", users(realm) + "/alice").status, 204);
        QCOMPARE(caller.call("GET", users(realm) + "/alice").status, 404);
        QCOMPARE(server.sql("SELECT count(*) FROM user_identifiers WHERE user_id = '" + user.id.toBytes() + "'"), "0");
        const Reply again = caller.call("POST", users(realm), { { u"username"_s, u"alice"_s } });
        QCOMPARE(again.status, 201);
        QVERIFY(again.text("id").toLatin1() != user.id.toBytes());
    }
};

AUTH_TEST(AdminUsersTest);
#include "UsersTest.moc"
