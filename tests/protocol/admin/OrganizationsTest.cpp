// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"

#include <QtCore/QJsonArray>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

class AdminOrganizationsTest : public QObject {
    Q_OBJECT

    struct Place {
        TestRealm realm = TestServer::shared().createRealm("orgs");
        QByteArray base = "/admin/v1/realms/" + realm.name();
        User alice = realm.createUser(u"alice"_s);
        User bob = realm.createUser(u"bob"_s);
        AdminCaller administrator { TestServer::shared(), administratorToken(TestServer::shared()) };

        Place() { call("POST", "/organizations", { { u"name"_s, u"acme"_s } }); }
        Reply call(const QByteArray &method, const QByteArray &path, const QJsonObject &body = {})
        {
            return administrator.call(method, base + path, body);
        }
    };

    static QJsonArray array(const QStringList &list) { return QJsonArray::fromStringList(list); }

private Q_SLOTS:
    void createsReadsChangesAndDeletesAnOrganisation()
    {
        Place p;
        const Reply acme = p.call("GET", "/organizations/acme");
        QCOMPARE(acme.status, 200);
        QCOMPARE(acme.json()[u"require_mfa"], QJsonValue(false));
        QCOMPARE(p.call("POST", "/organizations", { { u"name"_s, u"acme"_s } }).status, 409);
        QCOMPARE(p.call("PATCH", "/organizations/acme", { { u"require_mfa"_s, true } }).json()[u"require_mfa"],
            QJsonValue(true));
        QCOMPARE(p.call("PATCH", "/organizations/acme", { { u"name"_s, u"other"_s } }).status, 422);
        QCOMPARE(p.call("POST", "/organizations/acme/revert", { { u"version"_s, 1 } }).json()[u"require_mfa"],
            QJsonValue(false));
        QCOMPARE(p.call("DELETE", "/organizations/acme").status, 204);
        QCOMPARE(p.call("GET", "/organizations/acme").status, 404);
    }

    void keepsADomainWithOneOrganisation()
    {
        Place p;
        const QJsonObject domains { { u"domains"_s, array({ u"Mail.Example"_s, u"acme.example"_s }) } };
        QCOMPARE(p.call("PATCH", "/organizations/acme", domains).json()[u"domains"].toArray(),
            array({ u"acme.example"_s, u"mail.example"_s }));
        const Reply taken = p.call(
            "POST", "/organizations", { { u"name"_s, u"other"_s }, { u"domains"_s, array({ u"acme.example"_s }) } });
        QCOMPARE(taken.status, 409);
        QCOMPARE(taken.json()[u"fields"][0][u"path"].toString(), u"/domains/0"_s);
        QCOMPARE(p.call("GET", "/organizations/other").status, 404);
        QCOMPARE(p.call("GET", "/organizations?q=domains:acme.example").json()[u"items"].toArray().size(), 1);
        for (const QString &wrong :
            { u"localhost"_s, u"a b.example"_s, u"-a.example"_s, u"a.example."_s, u"x@a.example"_s })
            QCOMPARE(p.call("PATCH", "/organizations/acme", { { u"domains"_s, array({ wrong }) } }).status, 422);
        p.call("PATCH", "/organizations/acme", { { u"domains"_s, QJsonArray() } });
        QCOMPARE(p.call("POST", "/organizations",
                      { { u"name"_s, u"other"_s }, { u"domains"_s, array({ u"acme.example"_s }) } })
                     .status,
            201);
    }

    void addsAndRemovesMembersAndSaysWhatBecameOfEach()
    {
        Place p;
        const Reply added
            = p.call("POST", "/organizations/acme/members/add", { { u"users"_s, array({ u"alice"_s, u"nobody"_s }) } });
        QCOMPARE(added.json()[u"changed"].toInt(), 1);
        QCOMPARE(added.json()[u"failed"].toInt(), 1);
        const auto members = p.call("GET", "/organizations/acme/members").json()[u"items"].toArray();
        QCOMPARE(members.size(), 1);
        QCOMPARE(members[0][u"name"].toString(), u"alice"_s);
        p.call("POST", "/organizations/acme/members/remove", { { u"users"_s, array({ u"alice"_s }) } });
        QCOMPARE(p.call("GET", "/organizations/acme/members").json()[u"items"].toArray().size(), 0);
    }

    void givesMembersRolesThatGiveNothingElsewhere()
    {
        Place p;
        p.call("POST", "/roles", { { u"name"_s, u"buyer"_s }, { u"permissions"_s, array({ u"orders:write"_s }) } });
        const QJsonObject roles { { u"roles"_s, array({ u"buyer"_s }) } };
        QCOMPARE(p.call("POST", "/organizations/acme/members/alice/roles/add", roles).status, 404);
        p.call("POST", "/organizations/acme/members/add", { { u"users"_s, array({ u"alice"_s }) } });
        const Reply given = p.call("POST", "/organizations/acme/members/alice/roles/add", roles);
        QCOMPARE(given.status, 200);
        QCOMPARE(given.json()[u"roles"].toArray(), array({ u"buyer"_s }));
        QCOMPARE(p.call("GET", "/users/alice/permissions").json()[u"items"].toArray().size(), 0);
        QCOMPARE(p.call("GET", "/organizations/acme/members?q=roles:buyer").json()[u"items"].toArray().size(), 1);
        QCOMPARE(p.call("POST", "/organizations/acme/members/alice/roles/add", { { u"roles"_s, array({ u"none"_s }) } })
                     .status,
            422);
        QCOMPARE(p.call("POST", "/organizations/acme/members/alice/roles/remove", roles).json()[u"roles"].toArray(),
            QJsonArray());
    }

    void listsTheOrganisationsOfAPerson()
    {
        Place p;
        p.call("POST", "/organizations", { { u"name"_s, u"other"_s } });
        p.call("POST", "/roles", { { u"name"_s, u"buyer"_s } });
        p.call("POST", "/organizations/acme/members/add", { { u"users"_s, array({ u"alice"_s }) } });
        p.call("POST", "/organizations/acme/members/alice/roles/add", { { u"roles"_s, array({ u"buyer"_s }) } });
        const auto items = p.call("GET", "/users/alice/organizations").json()[u"items"].toArray();
        QCOMPARE(items.size(), 1);
        QCOMPARE(items[0][u"name"].toString(), u"acme"_s);
        QCOMPARE(items[0][u"roles"].toArray(), array({ u"buyer"_s }));
        QCOMPARE(p.call("GET", "/users/bob/organizations").json()[u"items"].toArray(), QJsonArray());
        QCOMPARE(p.call("GET", "/users/alice/organizations?q=roles:none").json()[u"items"].toArray(), QJsonArray());
        QCOMPARE(p.call("GET", "/users/nobody/organizations").status, 404);
        Place other;
        QCOMPARE(p.call("GET", "/users/" + other.alice.id.toBytes() + "/organizations").status, 404);
    }

    void doesNotFindPeopleOfAnotherRealm()
    {
        Place p;
        Place other;
        const Reply added = p.call(
            "POST", "/organizations/acme/members/add", { { u"users"_s, array({ other.alice.id.toString() }) } });
        QCOMPARE(added.json()[u"items"][0][u"result"].toString(), u"not_found"_s);
    }
};

AUTH_TEST(AdminOrganizationsTest);
#include "OrganizationsTest.moc"
