// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"

#include <QtCore/QJsonArray>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

class AdminRolesTest : public QObject {
    Q_OBJECT

    /// A realm with alice, bob and the application shop, and an administrator of the server.
    struct Place {
        TestRealm realm = TestServer::shared().createRealm("roles");
        QByteArray base = "/admin/v1/realms/" + realm.name();
        User alice = realm.createUser(u"alice"_s);
        User bob = realm.createUser(u"bob"_s);
        AdminCaller administrator { TestServer::shared(), administratorToken(TestServer::shared()) };

        Place()
        {
            ApplicationChanges changes;
            changes.clientId = u"shop"_s;
            realm.createApplication(changes);
        }
        Reply call(const QByteArray &method, const QByteArray &path, const QJsonObject &body = {},
            const HeaderList &headers = {})
        {
            return administrator.call(method, base + path, body, headers);
        }
        Reply role(const QString &name, QJsonObject more = {})
        {
            more.insert(u"name"_s, name);
            return call("POST", "/roles", more);
        }
        QStringList names(const QByteArray &path, const QString &member = u"name"_s)
        {
            QStringList list;
            const auto items = call("GET", path).json()[u"items"].toArray();
            for (const auto &item : items)
                list.append(item[member].toString());
            return list;
        }
    };

    static QJsonArray array(const QStringList &list) { return QJsonArray::fromStringList(list); }

private Q_SLOTS:
    void givesEachRealmItsBuiltInRoles()
    {
        Place p;
        QCOMPARE(p.names("/roles"), (QStringList { u"realm-administrator"_s, u"realm-viewer"_s }));
        QCOMPARE(p.call("PATCH", "/roles/realm-viewer", { { u"rights"_s, array({ u"*"_s }) } }).status, 409);
        QCOMPARE(p.call("DELETE", "/roles/realm-viewer").status, 409);
    }

    void createsReadsChangesAndDeletesARole()
    {
        Place p;
        const Reply created = p.role(u"editor"_s,
            { { u"description"_s, u"Writes."_s },
                { u"permissions"_s, array({ u"orders:write"_s, u"orders:read"_s }) } });
        QCOMPARE(created.status, 201);
        QCOMPARE(created.field("ETag"), "\"1\"");
        QCOMPARE(created.json()[u"permissions"].toArray(), array({ u"orders:read"_s, u"orders:write"_s }));
        QCOMPARE(p.call("GET", "/roles/" + created.text("id").toLatin1()).json(), created.json());
        QCOMPARE(p.call("PATCH", "/roles/editor", { { u"description"_s, u"x"_s } }, { { "If-Match", "\"7\"" } }).status,
            412);
        const Reply changed
            = p.call("PATCH", "/roles/editor", { { u"name"_s, u"writer"_s } }, { { "If-Match", "\"1\"" } });
        QCOMPARE(changed.status, 200);
        QCOMPARE(changed.field("ETag"), "\"2\"");
        QCOMPARE(p.call("GET", "/roles/editor").status, 404);
        QCOMPARE(p.role(u"writer"_s).status, 409);
        QCOMPARE(p.call("DELETE", "/roles/writer").status, 204);
        QCOMPARE(p.call("GET", "/roles/writer").status, 404);
        // The permissions that the role named are there without it.
        QCOMPARE(p.names("/permissions"), (QStringList { u"orders:read"_s, u"orders:write"_s }));
    }

    void leavesNothingOfADryRun()
    {
        Place p;
        QCOMPARE(p.call("POST", "/roles?dry_run=true", { { u"name"_s, u"editor"_s } }).status, 201);
        QCOMPARE(p.call("GET", "/roles/editor").status, 404);
    }

    void refusesWhatARoleCannotBe_data()
    {
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<QString>("path");
        QTest::newRow("name") << QJsonObject { { u"name"_s, u"a b"_s } } << u"/name"_s;
        QTest::newRow("an id") << QJsonObject { { u"name"_s, u"0190d0c0-0000-7000-8000-000000000000"_s } }
                               << u"/name"_s;
        QTest::newRow("unknown application") << QJsonObject { { u"name"_s, u"nothing:editor"_s } } << u"/name"_s;
        QTest::newRow("application beside the name")
            << QJsonObject { { u"name"_s, u"editor"_s }, { u"application"_s, u"shop"_s } } << u"/name"_s;
        QTest::newRow("permission without an action")
            << QJsonObject { { u"name"_s, u"x"_s }, { u"permissions"_s, array({ u"orders"_s }) } }
            << u"/permissions/0"_s;
        QTest::newRow("unknown right") << QJsonObject { { u"name"_s, u"x"_s },
            { u"rights"_s, array({ u"users:reed"_s }) } }
                                       << u"/rights/0"_s;
        QTest::newRow("unknown parent") << QJsonObject { { u"name"_s, u"x"_s },
            { u"parents"_s, array({ u"nobody"_s }) } }
                                        << u"/parents/0"_s;
        QTest::newRow("realms outside the system realm")
            << QJsonObject { { u"name"_s, u"x"_s }, { u"realms"_s, array({ u"main"_s }) } } << u"/realms"_s;
        QTest::newRow("unknown member") << QJsonObject { { u"name"_s, u"x"_s }, { u"permision"_s, 1 } }
                                        << u"/permision"_s;
    }
    void refusesWhatARoleCannotBe()
    {
        QFETCH(QJsonObject, body);
        QFETCH(QString, path);
        Place p;
        const Reply refused = p.call("POST", "/roles", body);
        QVERIFY2(refused.status == 422, refused.body);
        QCOMPARE(refused.json()[u"fields"][0][u"path"].toString(), path);
    }

    void keepsRolesOfAnApplicationByItsName()
    {
        Place p;
        const Reply created = p.role(u"shop:editor"_s);
        QCOMPARE(created.status, 201);
        QCOMPARE(created.text("application"), u"shop"_s);
        QCOMPARE(p.role(u"editor"_s).status, 201);
        QCOMPARE(p.names("/roles?q=application:shop"), QStringList { u"shop:editor"_s });
        QCOMPARE(p.call("PATCH", "/roles/editor", { { u"name"_s, u"shop:writer"_s } }).status, 422);
    }

    void namesTheCycleThatItRefuses()
    {
        Place p;
        p.role(u"a"_s);
        p.role(u"b"_s, { { u"parents"_s, array({ u"a"_s }) } });
        p.role(u"c"_s, { { u"parents"_s, array({ u"b"_s }) } });
        const Reply refused = p.call("POST", "/roles/a/parents/add", { { u"roles"_s, array({ u"c"_s }) } });
        QCOMPARE(refused.status, 409);
        QVERIFY2(refused.text("detail").contains(u"a > c > b > a"_s), refused.body);
        QCOMPARE(p.call("PATCH", "/roles/a", { { u"parents"_s, array({ u"a"_s }) } }).status, 409);
        QCOMPARE(p.call("GET", "/roles/a").json()[u"parents"].toArray(), QJsonArray());
    }

    void inheritsFromParentsAndTheirParents()
    {
        Place p;
        p.role(u"reader"_s, { { u"permissions"_s, array({ u"orders:read"_s }) } });
        p.role(u"writer"_s,
            { { u"parents"_s, array({ u"reader"_s }) }, { u"permissions"_s, array({ u"orders:write"_s }) } });
        p.role(u"owner"_s, { { u"parents"_s, array({ u"writer"_s }) } });
        QCOMPARE(p.names("/roles/owner/permissions"), (QStringList { u"orders:read"_s, u"orders:write"_s }));
        QCOMPARE(p.names("/roles/owner/permissions?q=direct:true"), QStringList());
        QCOMPARE(p.names("/roles/owner/parents"), (QStringList { u"reader"_s, u"writer"_s }));

        QCOMPARE(p.call("POST", "/users/alice/roles/add", { { u"roles"_s, array({ u"owner"_s }) } }).status, 200);
        const auto roles = p.call("GET", "/users/alice/roles").json()[u"items"].toArray();
        QCOMPARE(roles.size(), 3);
        QCOMPARE(roles[1][u"name"].toString(), u"reader"_s);
        QCOMPARE(roles[1][u"direct"].toBool(), false);
        QCOMPARE(roles[1][u"sources"].toArray(), array({ u"owner"_s }));
        const auto permissions = p.call("GET", "/users/alice/permissions").json()[u"items"].toArray();
        QCOMPARE(permissions[0][u"name"].toString(), u"orders:read"_s);
        QCOMPARE(permissions[0][u"sources"][0][u"role"].toString(), u"reader"_s);
        QCOMPARE(permissions[0][u"sources"][0][u"through"].toString(), u"owner"_s);

        // A parent that goes takes what it gave.
        QCOMPARE(
            p.call("POST", "/roles/writer/parents/remove", { { u"roles"_s, array({ u"reader"_s }) } }).status, 200);
        QCOMPARE(p.names("/users/alice/permissions"), QStringList { u"orders:write"_s });
    }

    void grantsSinglePermissionsToPeopleAndApplicationsAlike()
    {
        Place p;
        for (const QByteArray &subject : { QByteArray("/users/alice"), QByteArray("/applications/shop") }) {
            QCOMPARE(p.names(subject + "/permissions"), QStringList());
            const Reply granted
                = p.call("POST", subject + "/permissions/grant", { { u"permissions"_s, array({ u"orders:read"_s }) } });
            QCOMPARE(granted.status, 200);
            QCOMPARE(granted.json()[u"permissions"].toArray(), array({ u"orders:read"_s }));
            const auto held = p.call("GET", subject + "/permissions").json()[u"items"][0];
            QCOMPARE(held[u"direct"].toBool(), true);
        }
        const auto holders = p.call("GET", "/permissions/orders:read/holders").json()[u"items"].toArray();
        QCOMPARE(holders.size(), 2);
        QCOMPARE(holders[0][u"name"].toString(), u"alice"_s);
        QCOMPARE(holders[1][u"kind"].toString(), u"application"_s);
        p.call("POST", "/users/alice/permissions/revoke", { { u"permissions"_s, array({ u"orders:read"_s }) } });
        QCOMPARE(p.names("/permissions/orders:read/holders"), QStringList { u"shop"_s });
        QCOMPARE(
            p.call("POST", "/users/alice/permissions/grant", { { u"permissions"_s, array({ u"read"_s }) } }).status,
            422);
    }

    void assignsManyAtOnceAndSaysWhatBecameOfEach()
    {
        Place p;
        p.role(u"editor"_s);
        const QJsonObject subjects { { u"users"_s, array({ u"alice"_s, u"nobody"_s, p.bob.id.toString() }) },
            { u"applications"_s, array({ u"shop"_s }) } };
        const Reply assigned = p.call("POST", "/roles/editor/assign", subjects);
        QCOMPARE(assigned.status, 200);
        QCOMPARE(assigned.json()[u"changed"].toInt(), 3);
        QCOMPARE(assigned.json()[u"failed"].toInt(), 1);
        QCOMPARE(assigned.json()[u"items"][1][u"result"].toString(), u"not_found"_s);
        QCOMPARE(p.call("POST", "/roles/editor/assign", subjects).json()[u"changed"].toInt(), 0);
        QCOMPARE(p.names("/roles/editor/members"), (QStringList { u"alice"_s, u"bob"_s, u"shop"_s }));
        p.call("POST", "/roles/editor/unassign", { { u"users"_s, array({ u"alice"_s }) } });
        QCOMPARE(p.names("/roles/editor/members?q=kind:user"), QStringList { u"bob"_s });
    }

    void pagesMembersByKey()
    {
        Place p;
        p.role(u"editor"_s);
        p.call("POST", "/roles/editor/assign",
            { { u"users"_s, array({ u"alice"_s, u"bob"_s }) }, { u"applications"_s, array({ u"shop"_s }) } });
        const Reply first = p.call("GET", "/roles/editor/members?limit=2");
        QCOMPARE(first.json()[u"items"].toArray().size(), 2);
        const QByteArray next = first.text("next").toLatin1();
        QVERIFY(!next.isEmpty());
        QCOMPARE(p.names("/roles/editor/members?limit=2&after=" + next), QStringList { u"shop"_s });
    }

    void showsWhichRolesGiveWhichPermission()
    {
        Place p;
        p.role(u"reader"_s, { { u"permissions"_s, array({ u"orders:read"_s }) } });
        p.role(u"owner"_s,
            { { u"parents"_s, array({ u"reader"_s }) }, { u"permissions"_s, array({ u"orders:delete"_s }) } });
        QCOMPARE(p.call("POST", "/permissions", { { u"name"_s, u"invoices:read"_s }, { u"description"_s, u"Read."_s } })
                     .status,
            201);
        const auto rows = p.call("GET", "/permission-matrix").json()[u"items"].toArray();
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows[0][u"permission"].toString(), u"invoices:read"_s);
        QCOMPARE(rows[0][u"direct"].toArray(), QJsonArray());
        QCOMPARE(rows[2][u"permission"].toString(), u"orders:read"_s);
        QCOMPARE(rows[2][u"direct"].toArray(), array({ u"reader"_s }));
        QCOMPARE(rows[2][u"inherited"].toArray(), array({ u"owner"_s }));
        QCOMPARE(p.names("/permission-matrix?q=resource:orders", u"permission"_s).size(), 2);
    }

    void takesAPermissionFromEverybodyWhenItIsDeleted()
    {
        Place p;
        p.role(u"reader"_s, { { u"permissions"_s, array({ u"orders:read"_s }) } });
        p.call("POST", "/users/alice/roles/add", { { u"roles"_s, array({ u"reader"_s }) } });
        QCOMPARE(p.call("DELETE", "/permissions/orders:read").status, 204);
        QCOMPARE(p.names("/users/alice/permissions"), QStringList());
        QCOMPARE(p.call("GET", "/roles/reader").json()[u"permissions"].toArray(), QJsonArray());
    }

    void keepsTheVersionsOfARole()
    {
        Place p;
        p.role(u"editor"_s, { { u"permissions"_s, array({ u"orders:read"_s }) } });
        p.call("POST", "/roles/editor/permissions/grant", { { u"permissions"_s, array({ u"orders:write"_s }) } });
        const auto versions = p.call("GET", "/roles/editor/history").json()[u"items"].toArray();
        QCOMPARE(versions.size(), 2);
        QVERIFY(versions[0][u"changes"].toObject().contains(u"/permissions"_s));
        QCOMPARE(p.call("POST", "/roles/editor/revert", { { u"version"_s, 1 } }).status, 200);
        QCOMPARE(p.call("GET", "/roles/editor").json()[u"permissions"].toArray(), array({ u"orders:read"_s }));
    }

    void writesDownWhoGotWhat()
    {
        Place p;
        p.role(u"editor"_s);
        p.call("POST", "/roles/editor/assign", { { u"users"_s, array({ u"alice"_s }) } });
        QCOMPARE(TestServer::shared().sql(
                     "SELECT count(*) FROM audit_events WHERE action = 'user.role_assigned' AND realm_id = '"
                     + p.realm.id().toBytes()
                     + "' AND target_name = 'alice' AND before = '{\"roles\": []}'"
                       " AND after = '{\"roles\": [\"editor\"]}'"),
            "1");
    }

    void doesNotFindRolesOfAnotherRealm()
    {
        Place p;
        Place other;
        const QByteArray id = p.role(u"editor"_s).text("id").toLatin1();
        QCOMPARE(other.call("GET", "/roles/" + id).status, 404);
        QCOMPARE(other
                     .call("POST", "/users/" + p.alice.id.toBytes() + "/roles/add",
                         { { u"roles"_s, array({ u"realm-viewer"_s }) } })
                     .status,
            404);
        const Reply assigned
            = other.call("POST", "/roles/realm-viewer/assign", { { u"users"_s, array({ p.alice.id.toString() }) } });
        QCOMPARE(assigned.json()[u"items"][0][u"result"].toString(), u"not_found"_s);
    }
};

AUTH_TEST(AdminRolesTest);
#include "RolesTest.moc"
