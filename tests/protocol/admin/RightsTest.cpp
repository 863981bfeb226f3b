// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "RelyingParty.h"

#include "api/Operations.h"

#include <QtCore/QJsonArray>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray everyRight()
{
    QByteArrayList list;
    for (const char *const permission : api::permissions())
        list.append(permission);
    return list.join(' ');
}

QJsonArray array(const QStringList &list)
{
    return QJsonArray::fromStringList(list);
}

/// A realm with alice, bob and a console that asks for every right.
struct Place {
    TestServer &server;
    TestRealm realm;
    QByteArray base;
    User alice;
    User bob;
    RelyingParty console;
    AdminCaller root;

    explicit Place(TestServer &server_ = TestServer::shared())
        : Place(server_, server_.createRealm("rights"))
    {
    }
    Place(TestServer &server_, const TestRealm &realm_)
        : server(server_)
        , realm(realm_)
        , base("/admin/v1/realms/" + realm.name())
        , alice(realm.createUser(u"alice"_s))
        , bob(realm.createUser(u"bob"_s))
        , console(RelyingParty::spa(realm, consoleChanges(server_)))
        , root(server_, administratorToken(server_))
    {
    }

    static ApplicationChanges consoleChanges(TestServer &server)
    {
        ApplicationChanges changes;
        changes.clientId = u"console"_s;
        changes.scope = u"openid offline_access "_s + QString::fromLatin1(everyRight());
        changes.metadata
            = { { u"allowed_resources"_s, array({ QString::fromLatin1(server.publicUrl() + "/admin/v1") }) } };
        return changes;
    }

    /// A role with \a rights, given to \a user.
    void give(const User &user, const QStringList &rights)
    {
        const QString name = u"role-of-"_s + user.username;
        QCOMPARE(
            root.call("POST", base + "/roles", { { u"name"_s, name }, { u"rights"_s, array(rights) } }).status, 201);
        assign(user.username, name);
    }
    void assign(const QString &user, const QString &role)
    {
        const Reply reply
            = root.call("POST", base + "/roles/" + role.toLatin1() + "/assign", { { u"users"_s, array({ user }) } });
        QCOMPARE(reply.json()[u"changed"].toInt(), 1);
    }
    void unassign(const QString &user, const QString &role)
    {
        root.call("POST", base + "/roles/" + role.toLatin1() + "/unassign", { { u"users"_s, array({ user }) } });
    }
    Tokens tokens(const QByteArray &username, const QByteArray &scope = "openid " + everyRight())
    {
        return console.tokens(username, { { "resource", server.publicUrl() + "/admin/v1" }, { "scope", scope } });
    }
    AdminCaller caller(const QByteArray &username) { return { server, tokens(username).access }; }
};

}

/// Who may do what in the admin API: security.md B3, and what takes effect at once.
class AdminRightsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void issuesTokensWithTheRightsThatRolesGive()
    {
        Place p;
        QCOMPARE(p.tokens("alice").scope, "openid");
        p.give(p.alice, { u"users:read"_s, u"roles:read"_s });
        const Tokens tokens = p.tokens("alice", "openid users:read users:write offline_access");
        QCOMPARE(tokens.scope, "openid users:read offline_access");
        p.unassign(u"alice"_s, u"role-of-alice"_s);
        const Reply refreshed = p.console.refresh(tokens.refresh);
        QCOMPARE(refreshed.text("scope"), u"openid offline_access"_s);
    }

    void takesRightsAwayAndGivesThemAtOnce()
    {
        Place p;
        p.give(p.alice, { u"users:read"_s });
        auto alice = p.caller("alice");
        QCOMPARE(alice.call("GET", p.base + "/users").status, 200);
        QCOMPARE(alice.call("GET", p.base + "/roles").status, 403);
        p.unassign(u"alice"_s, u"role-of-alice"_s);
        QCOMPARE(alice.call("GET", p.base + "/users").status, 403);
        p.assign(u"alice"_s, u"role-of-alice"_s);
        QCOMPARE(alice.call("GET", p.base + "/users").status, 200);
        p.root.call("PATCH", p.base + "/roles/role-of-alice", { { u"rights"_s, QJsonArray() } });
        QCOMPARE(alice.call("GET", p.base + "/users").status, 403);
        p.root.call(
            "POST", p.base + "/roles/role-of-alice/parents/add", { { u"roles"_s, array({ u"realm-viewer"_s }) } });
        QCOMPARE(alice.call("GET", p.base + "/users").status, 200);
        // The token's scope is still its limit.
        QCOMPARE(alice.call("GET", p.base + "/roles").status, 403);
        p.root.call("DELETE", p.base + "/roles/role-of-alice");
        QCOMPARE(alice.call("GET", p.base + "/users").status, 403);
    }

    void countsRightsOfASignInThatIsOlderThanTheirLoss()
    {
        Place p;
        p.give(p.alice, { u"users:read"_s });
        auto alice = p.caller("alice");
        p.realm.updateUser(p.alice.id, [] {
            UserChanges changes;
            changes.enabled = false;
            return changes;
        }());
        QCOMPARE(alice.call("GET", p.base + "/users").status, 401);
    }

    void letsNobodyGiveOrTakeMoreThanTheyHave_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QJsonObject>("body");
        const auto row = [](const char *name, const char *method, const char *path, const QJsonObject &body = {}) {
            QTest::newRow(name) << QByteArray(method) << QByteArray(path) << body;
        };
        const QJsonArray everything = array({ u"realm-administrator"_s });
        row("a new role with a right", "POST", "/roles",
            { { u"name"_s, u"mine"_s }, { u"rights"_s, array({ u"realms:write"_s }) } });
        row("a new role with every right", "POST", "/roles",
            { { u"name"_s, u"mine"_s }, { u"rights"_s, array({ u"*"_s }) } });
        row("a new role that inherits", "POST", "/roles", { { u"name"_s, u"mine"_s }, { u"parents"_s, everything } });
        row("a right for the own role", "PATCH", "/roles/role-of-alice",
            { { u"rights"_s, array({ u"users:write"_s, u"realms:write"_s }) } });
        row("a parent for the own role", "PATCH", "/roles/role-of-alice", { { u"parents"_s, everything } });
        row("a parent added", "POST", "/roles/role-of-alice/parents/add", { { u"roles"_s, everything } });
        row("a role assigned", "POST", "/roles/realm-administrator/assign", { { u"users"_s, array({ u"alice"_s }) } });
        row("a role for oneself", "POST", "/users/alice/roles/add", { { u"roles"_s, everything } });
        row("a role for an application", "POST", "/applications/robot/roles/add",
            { { u"roles"_s, array({ u"powerful"_s }) } });
        row("the name of a role above", "PATCH", "/roles/powerful", { { u"name"_s, u"weak"_s } });
        row("a permission of a role above", "POST", "/roles/powerful/permissions/grant",
            { { u"permissions"_s, array({ u"a:b"_s }) } });
        row("the end of a role above", "DELETE", "/roles/powerful");
        row("an old version of a role above", "POST", "/roles/powerful/revert", { { u"version"_s, 1 } });
        row("a role taken from somebody above", "POST", "/users/bob/roles/remove",
            { { u"roles"_s, array({ u"role-of-alice"_s }) } });
        row("a password", "PUT", "/users/bob/password", { { u"password"_s, u"mine mine mine mine mine"_s } });
        row("an address", "PATCH", "/users/bob", { { u"email"_s, u"mine@example.com"_s } });
        row("disabling", "PATCH", "/users/bob", { { u"enabled"_s, false } });
        row("deleting", "DELETE", "/users/bob");
        row("a secret of an application above", "PATCH", "/applications/robot",
            { { u"client_secret"_s, u"0123456789abcdef0123456789abcdef"_s } });
        row("deleting an application above", "DELETE", "/applications/robot");
        row("an address of the console", "PATCH", "/applications/console",
            { { u"redirect_uris"_s, array({ u"https://mine.example/"_s }) } });
    }
    void letsNobodyGiveOrTakeMoreThanTheyHave()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QFETCH(QJsonObject, body);
        Place p;
        p.give(p.alice,
            { u"users:read"_s, u"users:write"_s, u"roles:read"_s, u"roles:write"_s, u"applications:read"_s,
                u"applications:write"_s });
        p.assign(u"bob"_s, u"realm-administrator"_s);
        p.assign(u"bob"_s, u"role-of-alice"_s);
        p.root.call(
            "POST", p.base + "/roles", { { u"name"_s, u"powerful"_s }, { u"rights"_s, array({ u"realms:write"_s }) } });
        p.root.call("POST", p.base + "/applications", { { u"client_id"_s, u"robot"_s }, { u"type"_s, u"machine"_s } });
        p.root.call("POST", p.base + "/applications/robot/roles/add", { { u"roles"_s, array({ u"realm-viewer"_s }) } });
        auto alice = p.caller("alice");
        const auto state = [&p] {
            return p.server.sql("SELECT count(*) FROM audit_events WHERE outcome = 'success' AND actor_name = 'console'"
                                " AND realm_id = '"
                + p.realm.id().toBytes() + "' AND (before IS NOT NULL OR after IS NOT NULL)");
        };
        const QByteArray before = state();
        const Reply refused = alice.call(method, p.base + path, body);
        QVERIFY2(refused.status == 403, refused.body);
        QCOMPARE(refused.text("code"), u"forbidden"_s);
        QCOMPARE(state(), before);
    }

    void letsSomebodyGiveWhatTheyHave()
    {
        Place p;
        p.give(p.alice, { u"users:read"_s, u"users:write"_s, u"roles:read"_s, u"roles:write"_s });
        auto alice = p.caller("alice");
        QCOMPARE(alice
                     .call("POST", p.base + "/roles",
                         { { u"name"_s, u"helper"_s }, { u"rights"_s, array({ u"users:read"_s }) } })
                     .status,
            201);
        QCOMPARE(alice.call("POST", p.base + "/users/bob/roles/add", { { u"roles"_s, array({ u"helper"_s }) } }).status,
            200);
        QCOMPARE(alice.call("PATCH", p.base + "/users/bob", { { u"nickname"_s, u"b"_s } }).status, 200);
        QCOMPARE(
            alice.call("POST", p.base + "/users/bob/roles/remove", { { u"roles"_s, array({ u"helper"_s }) } }).status,
            200);
    }

    void limitsATokenThatAsksForLess()
    {
        Place p;
        p.assign(u"alice"_s, u"realm-administrator"_s);
        AdminCaller reader(p.server, p.tokens("alice", "openid users:read roles:read roles:write").access);
        QCOMPARE(reader.call("GET", p.base + "/users").status, 200);
        QCOMPARE(reader
                     .call("POST", p.base + "/roles",
                         { { u"name"_s, u"x"_s }, { u"rights"_s, array({ u"users:write"_s }) } })
                     .status,
            403);
        QCOMPARE(
            reader
                .call("POST", p.base + "/users/bob/roles/add", { { u"roles"_s, array({ u"realm-administrator"_s }) } })
                .status,
            403);
    }

    void reachesItsOwnRealmOnly()
    {
        Place p;
        Place other;
        p.assign(u"alice"_s, u"realm-administrator"_s);
        auto alice = p.caller("alice");
        QCOMPARE(alice.call("GET", p.base + "/users").status, 200);
        QCOMPARE(alice.call("GET", other.base + "/users").status, 404);
        QCOMPARE(alice.call("GET", "/admin/v1/realms/system/users").status, 404);
        QCOMPARE(alice.call("GET", "/admin/v1/realms").status, 403);
    }

    void actsForItselfWithTheRightsOfItsRoles()
    {
        Place p;
        const QByteArray resource = p.server.publicUrl() + "/admin/v1";
        ApplicationChanges changes;
        changes.clientId = u"robot"_s;
        changes.metadata = { { u"allowed_resources"_s, array({ QString::fromLatin1(resource) }) } };
        const auto robot = RelyingParty::machine(p.realm, changes);
        const Parameters request { { "grant_type", "client_credentials" }, { "resource", resource },
            { "scope", "users:read" } };
        QCOMPARE(robot.token(request).error(), "invalid_scope");
        p.root.call("POST", p.base + "/applications/robot/roles/add", { { u"roles"_s, array({ u"realm-viewer"_s }) } });
        const Tokens tokens(robot.token(request));
        QCOMPARE(tokens.scope, "users:read");
        AdminCaller caller(p.server, tokens.access);
        QCOMPARE(caller.call("GET", p.base + "/users").status, 200);
        p.root.call(
            "POST", p.base + "/applications/robot/roles/remove", { { u"roles"_s, array({ u"realm-viewer"_s }) } });
        QCOMPARE(caller.call("GET", p.base + "/users").status, 403);
    }

    void limitsAdministratorsOfTheServerToRealms()
    {
        TestServer server;
        Place one(server);
        Place two(server);
        const TestRealm system(
            &server, *RealmId::parse(server.sql("SELECT id FROM realms WHERE name = 'system'")), "system");
        Place p(server, system);
        const QJsonArray realms = array({ QString::fromLatin1(one.realm.name()) });
        QCOMPARE(p.root
                     .call("POST", p.base + "/roles",
                         { { u"name"_s, u"one"_s }, { u"rights"_s, array({ u"*"_s }) }, { u"realms"_s, realms } })
                     .status,
            201);
        p.assign(u"alice"_s, u"one"_s);
        auto alice = p.caller("alice");
        QCOMPARE(alice.call("GET", one.base + "/users").status, 200);
        QCOMPARE(alice
                     .call("POST", one.base + "/users/bob/roles/add",
                         { { u"roles"_s, array({ u"realm-administrator"_s }) } })
                     .status,
            200);
        QCOMPARE(alice.call("GET", two.base + "/users").status, 404);
        QCOMPARE(alice.call("GET", p.base + "/users").status, 404);
        QCOMPARE(alice.call("GET", "/admin/v1/realms").status, 403);
        // A realm that goes does not widen what is limited to it.
        QCOMPARE(p.root.call("DELETE", one.base).status, 204);
        QCOMPARE(alice.call("GET", two.base + "/users").status, 404);
    }

    void keepsTheLastAdministrator()
    {
        TestServer server;
        const TestRealm system(
            &server, *RealmId::parse(server.sql("SELECT id FROM realms WHERE name = 'system'")), "system");
        Place p(server, system);
        p.assign(u"alice"_s, u"administrator"_s);
        const auto attempts = [&p] {
            QList<int> statuses;
            statuses << p.root
                            .call("POST", p.base + "/roles/administrator/unassign",
                                { { u"users"_s, array({ u"alice"_s }) } })
                            .status;
            statuses << p.root
                            .call("POST", p.base + "/users/alice/roles/remove",
                                { { u"roles"_s, array({ u"administrator"_s }) } })
                            .status;
            statuses << p.root.call("PATCH", p.base + "/users/alice", { { u"enabled"_s, false } }).status;
            statuses << p.root.call("DELETE", p.base + "/users/alice").status;
            return statuses;
        };
        QCOMPARE(attempts(), (QList<int> { 409, 409, 409, 409 }));
        // Who has it through another role has it, too.
        p.root.call(
            "POST", p.base + "/roles", { { u"name"_s, u"owner"_s }, { u"parents"_s, array({ u"administrator"_s }) } });
        p.assign(u"bob"_s, u"owner"_s);
        QCOMPARE(p.root.call("DELETE", p.base + "/users/alice").status, 204);
        QCOMPARE(p.root.call("PATCH", p.base + "/roles/owner", { { u"parents"_s, QJsonArray() } }).status, 409);
        QCOMPARE(p.root.call("DELETE", p.base + "/roles/owner").status, 409);
    }

    void listsAdministratorsWithTheirRights()
    {
        Place p;
        p.give(p.alice, { u"users:read"_s });
        const auto items = p.root.call("GET", p.base + "/administrators").json()[u"items"].toArray();
        QCOMPARE(items.size(), 1);
        QCOMPARE(items[0][u"name"].toString(), u"alice"_s);
        QCOMPARE(items[0][u"roles"].toArray(), array({ u"role-of-alice"_s }));
        QCOMPARE(items[0][u"rights"].toArray(), array({ u"users:read"_s }));
    }
};

AUTH_TEST(AdminRightsTest);
#include "RightsTest.moc"
