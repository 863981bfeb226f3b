// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "RelyingParty.h"

#include "app/Application.h"

#include <QtCore/QJsonArray>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What is deleted can be taken back; what it had open stays closed (C5, D8).
class RecycleTest : public QObject {
    Q_OBJECT

    static AdminCaller administrator() { return { TestServer::shared(), administratorToken(TestServer::shared()) }; }
    static QByteArray pathOf(const TestRealm &realm) { return "/admin/v1/realms/" + realm.name(); }
    static QByteArray pathOf(const RelyingParty &app)
    {
        return pathOf(app.realm()) + "/applications/" + app.clientId();
    }
    static QStringList names(const Reply &reply, const QString &member)
    {
        QStringList list;
        const auto items = reply.json()[u"items"].toArray();
        for (const auto &item : items)
            list.append(item[member].toString());
        return list;
    }
    static void purge(TestServer &server)
    {
        const auto purged = server.application().background().run<Result<void>>(
            [](app::Background *background) { return background->services().recycleBin.purge(); });
        QVERIFY2(purged.has_value(), purged ? "" : qPrintable(purged.error().description + purged.error().detail));
    }

private Q_SLOTS:
    void keepsTokensEndedWhenAnApplicationIsEnabledAgain()
    {
        const TestRealm realm = TestServer::shared().createRealm("recycle");
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        const Tokens tokens = app.tokens();
        Browser browser(TestServer::shared());
        const QByteArray code = app.code(browser);
        auto caller = administrator();
        QCOMPARE(caller.call("PATCH", pathOf(app), { { u"enabled"_s, false } }).status, 200);
        QCOMPARE(app.refresh(tokens.refresh).status, 401);
        QCOMPARE(caller.call("PATCH", pathOf(app), { { u"enabled"_s, true } }).status, 200);
        QCOMPARE(app.refresh(tokens.refresh).status, 400);
        QVERIFY(!app.isActive(tokens.access));
        QCOMPARE(app.redeem(code).status, 400);
        TestServer::shared().advance(1s);
        QVERIFY(app.tokens().isComplete());
    }

    void takesAnApplicationBackWithItsSecret()
    {
        const TestRealm realm = TestServer::shared().createRealm("recycle");
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        const Tokens tokens = app.tokens();
        auto caller = administrator();
        QCOMPARE(caller.call("DELETE", pathOf(app)).status, 204);
        QCOMPARE(caller.call("GET", pathOf(app)).status, 404);
        QCOMPARE(app.refresh(tokens.refresh).status, 401);
        QCOMPARE(names(caller.call("GET", pathOf(realm) + "/applications"), u"client_id"_s), QStringList());
        const Reply deleted = caller.call("GET", pathOf(realm) + "/applications?q=deleted:true");
        QCOMPARE(names(deleted, u"client_id"_s), QStringList { QString::fromLatin1(app.clientId()) });
        QVERIFY(!deleted.json()[u"items"][0][u"deleted_at"].toString().isEmpty());

        const Reply undeleted = caller.call("POST", pathOf(app) + "/undelete");
        QCOMPARE(undeleted.status, 200);
        QCOMPARE(undeleted.field("ETag"), "\"3\"");
        QVERIFY(!undeleted.json().contains(u"deleted_at"));
        QCOMPARE(app.refresh(tokens.refresh).status, 400);
        QVERIFY(!app.isActive(tokens.access));
        TestServer::shared().advance(1s);
        QVERIFY(app.tokens().isComplete());
        const Reply history = caller.call("GET", pathOf(app) + "/history");
        QCOMPARE(names(history, u"action"_s),
            (QStringList { u"application.undeleted"_s, u"application.deleted"_s, u"application.created"_s }));
        QCOMPARE(caller.call("POST", pathOf(app) + "/undelete").status, 404);
    }

    void takesAUserBackWithPasswordAndRoles()
    {
        TestServer &server = TestServer::shared();
        const TestRealm realm = server.createRealm("recycle");
        const RelyingParty app(realm);
        auto caller = administrator();
        const QByteArray users = pathOf(realm) + "/users";
        const User alice = realm.createUser(u"alice"_s);
        QCOMPARE(caller.call("POST", pathOf(realm) + "/roles", { { u"name"_s, u"editor"_s } }).status, 201);
        QCOMPARE(caller.call("POST", users + "/alice/roles/add", { { u"roles"_s, QJsonArray { u"editor"_s } } }).status / 100, 2);
        Browser browser(server);
        const Tokens tokens(app.redeem(app.code(browser)));
        QCOMPARE(caller.call("DELETE", users + "/alice").status, 204);
        QCOMPARE(caller.call("GET", users + "/alice").status, 404);
        QCOMPARE(names(caller.call("GET", users), u"username"_s), QStringList());
        for (const QByteArray &query : { "deleted:true", "deleted:true%20username:alice", "deleted:true%20alice" })
            QCOMPARE(names(caller.call("GET", users + "?q=" + query), u"username"_s), QStringList { u"alice"_s });
        Browser other(server);
        other.open(app.authorize());
        other.signIn("alice", TestRealm::kPassword);
        QVERIFY(!other.hasLeft());

        const Reply undeleted = caller.call("POST", users + "/alice/undelete");
        QVERIFY2(undeleted.status == 200, undeleted.body);
        QCOMPARE(undeleted.text("id"), alice.id.toString());
        QVERIFY(!undeleted.json().contains(u"deleted_at"));
        QCOMPARE(undeleted.text("status"), u"active"_s);
        QCOMPARE(names(caller.call("GET", users + "/alice/roles"), u"name"_s), QStringList { u"editor"_s });
        QCOMPARE(app.refresh(tokens.refresh).status, 400);
        QVERIFY(!app.isActive(tokens.access));
        server.advance(1s);
        QVERIFY(app.tokens().isComplete());
        QCOMPARE(caller.call("POST", users + "/alice/undelete").status, 404);
    }

    void doesNotTakeBackAUserWhoseNameIsSomebodyElses()
    {
        const TestRealm realm = TestServer::shared().createRealm("recycle");
        auto caller = administrator();
        const QByteArray users = pathOf(realm) + "/users";
        const User first = realm.createUser(u"alice"_s);
        QCOMPARE(caller.call("DELETE", users + "/alice").status, 204);
        realm.createUser(u"alice"_s);
        const Reply taken = caller.call("POST", users + "/alice/undelete");
        QCOMPARE(taken.status, 409);
        QCOMPARE(taken.json()[u"fields"][0][u"path"].toString(), u"/username"_s);
        QCOMPARE(caller.call("PATCH", users + "/alice", { { u"username"_s, u"another"_s } }).status, 200);
        QCOMPARE(caller.call("POST", users + "/alice/undelete?dry_run=true").text("id"), first.id.toString());
        QCOMPARE(caller.call("POST", users + "/alice/undelete", {}, { { "If-Match", "\"9\"" } }).status, 412);
        QCOMPARE(caller.call("POST", users + '/' + first.id.toBytes() + "/undelete").status, 200);
        const TestRealm other = TestServer::shared().createRealm("other");
        QCOMPARE(caller.call("DELETE", users + "/alice").status, 204);
        QCOMPARE(caller.call("POST", pathOf(other) + "/users/" + first.id.toBytes() + "/undelete").status, 404);
    }

    void doesNotTakeBackANameThatIsSomebodyElses()
    {
        const TestRealm realm = TestServer::shared().createRealm("recycle");
        auto caller = administrator();
        const QByteArray applications = pathOf(realm) + "/applications";
        const QJsonObject shop { { u"client_id"_s, u"shop"_s }, { u"type"_s, u"machine"_s } };
        const QByteArray first = caller.call("POST", applications, shop).text("id").toLatin1();
        caller.call("DELETE", applications + "/shop");
        const QByteArray second = caller.call("POST", applications, shop).text("id").toLatin1();
        const Reply taken = caller.call("POST", applications + "/shop/undelete");
        QCOMPARE(taken.status, 409);
        QCOMPARE(taken.json()[u"fields"][0][u"path"].toString(), u"/client_id"_s);
        caller.call("DELETE", applications + "/shop");
        // Of two, the one that was deleted last; the other one by its id.
        QCOMPARE(caller.call("POST", applications + "/shop/undelete").text("id").toLatin1(), second);
        caller.call("DELETE", applications + "/shop");
        QCOMPARE(caller.call("POST", applications + '/' + first + "/undelete").text("id").toLatin1(), first);
        QCOMPARE(caller.call("POST", applications + "/shop/undelete", {}, { { "If-Match", "\"9\"" } }).status, 412);
        QCOMPARE(caller.call("POST", applications + "/shop/undelete?dry_run=true").status, 409);
    }

    void keepsSessionsAndTokensEndedWhenARealmComesBack_data()
    {
        QTest::addColumn<bool>("deletes");
        QTest::newRow("disabled") << false;
        QTest::newRow("deleted") << true;
    }
    void keepsSessionsAndTokensEndedWhenARealmComesBack()
    {
        QFETCH(bool, deletes);
        TestServer &server = TestServer::shared();
        const TestRealm realm = server.createRealm("recycle");
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        Browser browser(server);
        const Tokens tokens(app.redeem(app.code(browser)));
        auto caller = administrator();
        if (deletes) {
            QCOMPARE(caller.call("DELETE", pathOf(realm)).status, 204);
            QCOMPARE(caller.call("GET", pathOf(realm)).status, 404);
            QVERIFY(
                names(caller.call("GET", "/admin/v1/realms?q=deleted:true%20name:" + realm.name()), u"name"_s).size()
                == 1);
            QCOMPARE(browser.open(realm.target("/account")).status, 404);
            QCOMPARE(caller.call("POST", pathOf(realm) + "/undelete").status, 200);
        } else {
            QCOMPARE(caller.call("PATCH", pathOf(realm), { { u"enabled"_s, false } }).status, 200);
            QCOMPARE(caller.call("PATCH", pathOf(realm), { { u"enabled"_s, true } }).status, 200);
        }
        browser.open(realm.target("/account"));
        QVERIFY(!browser.address().startsWith(realm.target("/account")));
        QCOMPARE(app.refresh(tokens.refresh).status, 400);
        QVERIFY(!app.isActive(tokens.access));
        server.advance(1s);
        QVERIFY(app.tokens().isComplete());
    }

    void purgesWhatWasDeletedLongEnoughAgo()
    {
        TestServer server;
        const TestRealm realm = server.createRealm("short", { { u"recycle_period"_s, 24 * 3600 } });
        const TestRealm other = server.createRealm("long");
        AdminCaller caller(server, administratorToken(server));
        for (const TestRealm &each : { realm, other }) {
            each.createUser(u"alice"_s);
            const RelyingParty app(each);
            app.tokens();
            ApplicationChanges stays;
            stays.clientId = u"stays"_s;
            stays.type = u"machine"_s;
            each.createApplication(stays);
            QCOMPARE(caller.call("DELETE", pathOf(app)).status, 204);
            each.createUser(u"bob"_s);
            QCOMPARE(caller.call("DELETE", pathOf(each) + "/users/bob").status, 204);
        }
        const QByteArray count = "SELECT count(*) FROM applications WHERE deleted_at IS NOT NULL";
        const QByteArray passwords = "SELECT count(*) FROM user_passwords p JOIN users u ON u.realm_id = p.realm_id"
                                     " AND u.id = p.user_id WHERE u.username = 'bob'";
        purge(server);
        QCOMPARE(server.sql(count), "2");
        QCOMPARE(server.sql(passwords), "2");
        server.advance(25h);
        purge(server);
        QCOMPARE(server.sql(count), "1");
        QCOMPARE(server.sql(passwords), "1");
        QCOMPARE(server.sql("SELECT count(*) FROM audit_events WHERE action = 'application.purged'"), "1");
        QCOMPARE(server.sql("SELECT count(*) FROM audit_events WHERE action = 'user.purged'"), "1");
        QCOMPARE(server.sql("SELECT count(*) FROM object_versions WHERE document IS NULL"), "2");
        server.advance(30 * 24h);
        purge(server);
        QCOMPARE(server.sql(count), "0");
        QCOMPARE(server.sql("SELECT count(*) FROM applications WHERE client_id = 'stays'"), "2");
    }

    void purgesARealmWithEverythingInIt()
    {
        TestServer server;
        const TestRealm realm = server.createRealm("gone", { { u"recycle_period"_s, 0 } });
        const TestRealm other = server.createRealm("stays");
        for (const TestRealm &each : { realm, other }) {
            each.createUser(u"alice"_s);
            RelyingParty(each).tokens();
        }
        AdminCaller caller(server, administratorToken(server));
        QCOMPARE(caller.call("DELETE", pathOf(realm)).status, 204);
        server.advance(1s);
        purge(server);
        const QByteArray tables
            = server.sql("SELECT string_agg(format('SELECT %L AS tab FROM %s WHERE realm_id = ''" + realm.id().toBytes()
                + "''', c.relname, c.oid::regclass), ' UNION ALL ') FROM pg_class c JOIN pg_attribute a ON a.attrelid "
                  "= c.oid"
                  " AND a.attname = 'realm_id' WHERE c.relkind = 'r' AND NOT c.relispartition AND c.relname NOT LIKE 'audit%'"
                  " AND c.relnamespace = 'public'::regnamespace");
        QCOMPARE(server.sql("SELECT string_agg(DISTINCT tab, ', ') FROM (" + tables + ") AS found"), "");
        QCOMPARE(server.sql("SELECT count(*) FROM realms WHERE name = '" + realm.name() + '\''), "0");
        QCOMPARE(server.sql("SELECT count(*) FROM users WHERE realm_id = '" + other.id().toBytes() + '\''), "1");
        QCOMPARE(server.sql("SELECT count(*) FROM audit_events WHERE action = 'realm.purged'"), "1");
        AdminCaller again(server, administratorToken(server));
        QCOMPARE(again.call("POST", pathOf(realm) + "/undelete").status, 404);
    }

    void letsOnlyAdministratorsOfTheServerTakeRealmsBack()
    {
        TestServer &server = TestServer::shared();
        const TestRealm realm = server.createRealm("recycle");
        const QByteArray token = tokenFor(server, server.createRealm("other").name(), "realms:read realms:write");
        QCOMPARE(administrator().call("DELETE", pathOf(realm)).status, 204);
        AdminCaller stranger(server, token);
        QCOMPARE(stranger.call("POST", pathOf(realm) + "/undelete").status, 404);
        QCOMPARE(administrator().call("POST", pathOf(realm) + "/undelete").status, 200);
    }
};

AUTH_TEST(RecycleTest);
#include "RecycleTest.moc"
