// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "RelyingParty.h"

#include <QtCore/QJsonArray>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// Who administers one organisation: the rights of their role in it hold there, and nowhere else.
class AdminOrganizationDelegatesTest : public QObject {
    Q_OBJECT

    static QJsonArray array(const QStringList &list) { return QJsonArray::fromStringList(list); }

    /// Alice administers acme, whose domain is acme.example; bob has an address there, carol has not.
    struct Place {
        TestServer &server = TestServer::shared();
        TestRealm realm = server.createRealm("delegates");
        QByteArray base = "/admin/v1/realms/" + realm.name();
        AdminCaller root { server, administratorToken(server) };
        std::optional<AdminCaller> alice;

        Place()
        {
            for (const QString &name : { u"alice"_s, u"bob"_s, u"carol"_s }) {
                UserChanges changes;
                changes.username = name;
                changes.email = name + (name == u"carol" ? u"@else.example"_s : u"@acme.example"_s);
                changes.emailVerified = true;
                realm.createUser(changes, QString::fromLatin1(TestRealm::kPassword));
            }
            for (const QString &name : { u"acme"_s, u"globex"_s })
                make("/organizations", { { u"name"_s, name } });
            root.call("PATCH", base + "/organizations/acme", { { u"domains"_s, array({ u"acme.example"_s }) } });
            make("/roles",
                { { u"name"_s, u"manager"_s },
                    { u"rights"_s, array({ u"organizations:read"_s, u"organizations:write"_s }) },
                    { u"permissions"_s, array({ u"orders:read"_s }) } });
            make("/roles", { { u"name"_s, u"reader"_s }, { u"permissions"_s, array({ u"orders:read"_s }) } });
            make("/roles", { { u"name"_s, u"buyer"_s }, { u"permissions"_s, array({ u"orders:write"_s }) } });
            join("alice", u"manager"_s);
            alice.emplace(server, token());
        }
        void make(const QByteArray &path, const QJsonObject &body)
        {
            QCOMPARE(root.call("POST", base + path, body).status, 201);
        }
        void join(const QByteArray &user, const QString &role)
        {
            root.call("POST", base + "/organizations/acme/members/add",
                { { u"users"_s, array({ QString::fromLatin1(user) }) } });
            QCOMPARE(root.call("POST", base + "/organizations/acme/members/" + user + "/roles/add",
                             { { u"roles"_s, array({ role }) } })
                         .status,
                200);
        }
        QByteArray token()
        {
            ApplicationChanges changes;
            changes.clientId = u"console"_s;
            changes.scope = u"openid organizations:read organizations:write users:read"_s;
            changes.metadata
                = { { u"allowed_resources"_s, array({ QString::fromLatin1(server.publicUrl() + "/admin/v1") }) } };
            const auto console = RelyingParty::spa(realm, changes);
            const Tokens tokens = console.tokens("alice",
                { { "resource", server.publicUrl() + "/admin/v1" },
                    { "scope", "openid organizations:read organizations:write users:read" } });
            // What she has in no organisation is not in the token either.
            [&] { QCOMPARE(tokens.scope, "openid organizations:read organizations:write"); }();
            return tokens.access;
        }
        Reply call(const QByteArray &method, const QByteArray &path, const QJsonObject &body = {})
        {
            return alice->call(method, base + path, body);
        }
    };

private Q_SLOTS:
    void letsThemAdministerTheirOrganisationAndNoOther()
    {
        Place p;
        QCOMPARE(p.call("GET", "/organizations/acme").status, 200);
        QCOMPARE(p.call("GET", "/organizations/acme/members").json()[u"items"].toArray().size(), 1);
        QCOMPARE(p.call("PATCH", "/organizations/acme", { { u"require_mfa"_s, true } }).status, 200);
        for (const char *const path : { "/organizations/globex", "/organizations/globex/members", "/organizations/none",
                 "/users", "/organizations/acme/history" })
            QCOMPARE(p.call("GET", path).status, 403);
        QCOMPARE(p.call("PATCH", "/organizations/globex", { { u"require_mfa"_s, true } }).status, 403);
        QCOMPARE(p.call("DELETE", "/organizations/acme").status, 403);
        const TestRealm other = TestServer::shared().createRealm("elsewhere");
        QCOMPARE(p.alice->call("GET", "/admin/v1/realms/" + other.name() + "/organizations/acme").status, 403);
    }

    void listsTheOrganisationsThatTheyAdministerAndNoOther()
    {
        Place p;
        const auto names = [&p](const QByteArray &query) {
            const Reply reply = p.call("GET", "/organizations" + query);
            QStringList list;
            const QJsonArray items = reply.json()[u"items"].toArray();
            for (const auto &item : items)
                list.append(item[u"name"].toString());
            return reply.status == 200 ? list : QStringList { QString::number(reply.status) };
        };
        QCOMPARE(names({}), QStringList { u"acme"_s });
        // Where she is a member with a role that does not read them, there is nothing to administer.
        p.root.call("POST", p.base + "/organizations/globex/members/add", { { u"users"_s, array({ u"alice"_s }) } });
        p.root.call("POST", p.base + "/organizations/globex/members/alice/roles/add", { { u"roles"_s, array({ u"reader"_s }) } });
        QCOMPARE(names({}), QStringList { u"acme"_s });
        QCOMPARE(names("?q=name:globex"), QStringList());
        p.root.call("POST", p.base + "/organizations/globex/members/alice/roles/add", { { u"roles"_s, array({ u"manager"_s }) } });
        QCOMPARE(names("?sort=name"), QStringList({ u"acme"_s, u"globex"_s }));
        QCOMPARE(names("?sort=name&limit=1"), QStringList { u"acme"_s });
        // One that is switched off administers nobody.
        p.root.call("PATCH", p.base + "/organizations/acme", { { u"enabled"_s, false } });
        QCOMPARE(names({}), QStringList { u"globex"_s });
        QCOMPARE(p.root.call("GET", p.base + "/organizations").json()[u"items"].toArray().size(), 2);
        p.root.call("POST", p.base + "/organizations/globex/members/alice/roles/remove", { { u"roles"_s, array({ u"manager"_s }) } });
        QCOMPARE(names({}), QStringList { u"403"_s });
    }

    void keepsDomainsWithTheAdministratorsOfTheRealm()
    {
        Place p;
        QCOMPARE(
            p.call("PATCH", "/organizations/acme", { { u"domains"_s, array({ u"else.example"_s }) } }).status, 403);
        QCOMPARE(p.call("PATCH", "/organizations/acme", { { u"enabled"_s, false } }).status, 403);
    }

    void letsThemAddPeopleOfTheirDomainsOnly()
    {
        Place p;
        const auto items = p.call("POST", "/organizations/acme/members/add",
                                { { u"users"_s, array({ u"bob"_s, u"carol"_s, u"nobody"_s }) } })
                               .json()[u"items"]
                               .toArray();
        QCOMPARE(items[0][u"result"].toString(), u"changed"_s);
        // Nothing tells carol, who is in the realm, from nobody.
        QCOMPARE(items[1][u"result"].toString(), u"not_found"_s);
        QCOMPARE(items[1][u"message"].toString(), items[2][u"message"].toString());
        const Reply carol
            = p.call("POST", "/organizations/acme/members/carol/roles/add", { { u"roles"_s, array({ u"reader"_s }) } });
        const Reply nobody = p.call(
            "POST", "/organizations/acme/members/nobody/roles/add", { { u"roles"_s, array({ u"reader"_s }) } });
        QCOMPARE(carol.status, 404);
        QCOMPARE(carol.text("detail"), nobody.text("detail"));
        p.server.sql("UPDATE users SET email_verified = false WHERE username = 'bob' AND realm_id = '"
            + p.realm.id().toString().toLatin1() + '\'');
        p.call("POST", "/organizations/acme/members/remove", { { u"users"_s, array({ u"bob"_s }) } });
        QCOMPARE(p.call("POST", "/organizations/acme/members/add", { { u"users"_s, array({ u"bob"_s }) } })
                     .json()[u"failed"]
                     .toInt(),
            1);
    }

    void letsThemGiveAndTakeOnlyWhatTheyHaveInIt()
    {
        Place p;
        p.join("bob", u"buyer"_s);
        const QByteArray bob = "/organizations/acme/members/bob/roles/";
        QCOMPARE(p.call("POST", bob + "add", { { u"roles"_s, array({ u"reader"_s }) } }).status, 200);
        QCOMPARE(p.call("POST", bob + "add", { { u"roles"_s, array({ u"manager"_s }) } }).status, 200);
        const Reply refused = p.call("POST", bob + "remove", { { u"roles"_s, array({ u"buyer"_s }) } });
        QCOMPARE(refused.status, 403);
        QVERIFY(refused.text("detail").contains(u"orders:write"_s));
        // Nor by taking the person out.
        QCOMPARE(
            p.call("POST", "/organizations/acme/members/remove", { { u"users"_s, array({ u"bob"_s }) } }).status, 403);
        QCOMPARE(p.call("POST", bob + "add", { { u"roles"_s, array({ u"realm-administrator"_s }) } }).status, 403);
    }

    void takesTheirRightsAwayAtOnce()
    {
        Place p;
        p.root.call("POST", p.base + "/organizations/acme/members/alice/roles/remove",
            { { u"roles"_s, array({ u"manager"_s }) } });
        QCOMPARE(p.call("GET", "/organizations/acme").status, 403);
        p.join("alice", u"manager"_s);
        QCOMPARE(p.call("GET", "/organizations/acme").status, 200);
        p.root.call("PATCH", p.base + "/organizations/acme", { { u"enabled"_s, false } });
        QCOMPARE(p.call("GET", "/organizations/acme").status, 403);
    }
};

AUTH_TEST(AdminOrganizationDelegatesTest);
#include "OrganizationDelegatesTest.moc"
