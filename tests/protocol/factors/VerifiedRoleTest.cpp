// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "AuthenticatorApp.h"
#include "RelyingParty.h"

#include <QtTest/QtTest>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// Requirements F6: a role that wants a verified contact or a second factor is nobody's without it, and says so.
class VerifiedRoleTest : public QObject {
    Q_OBJECT

    struct Place {
        TestServer &server = TestServer::shared();
        TestRealm realm = server.createRealm("verified");
        QByteArray base = "/admin/v1/realms/" + realm.name();
        AdminCaller root { server, administratorToken(server) };
        std::optional<RelyingParty> app;

        Place()
        {
            UserChanges changes;
            changes.username = u"alice"_s;
            changes.email = u"alice@example.com"_s;
            realm.createUser(changes, QString::fromLatin1(TestRealm::kPassword));
            call("POST", "/roles", { { u"name"_s, u"reader"_s }, { u"permissions"_s, QJsonArray { u"orders:read"_s } } });
            call("POST", "/roles",
                { { u"name"_s, u"buyer"_s }, { u"require_verified_email"_s, true }, { u"parents"_s, QJsonArray { u"reader"_s } },
                    { u"permissions"_s, QJsonArray { u"orders:write"_s } }, { u"rights"_s, QJsonArray { u"users:read"_s } } });
            call("POST", "/scopes", { { u"name"_s, u"everything"_s }, { u"claims"_s, QJsonArray { u"roles"_s, u"permissions"_s } } });
            assign("buyer");
            app.emplace(realm, registration());
        }
        static ApplicationChanges registration()
        {
            ApplicationChanges changes;
            changes.scope = u"openid offline_access everything organization users:read"_s;
            changes.metadata = { { u"allowed_resources"_s, QJsonArray { u"https://id.example/admin/v1"_s } } };
            return changes;
        }
        void call(const QByteArray &method, const QByteArray &path, const QJsonObject &body)
        {
            const Reply reply = root.call(method, base + path, body);
            QVERIFY2(reply.status < 300, reply.body);
        }
        void assign(const QByteArray &role) { call("POST", "/roles/" + role + "/assign", { { u"users"_s, QJsonArray { u"alice"_s } } }); }
        void verify(bool verified) { call("PATCH", "/users/alice", { { u"email_verified"_s, verified } }); }
        QJsonObject claims(const Tokens &tokens) const { return verifiedToken(realm, tokens.access, "at+jwt")->claims; }
        QStringList missing(const QString &role)
        {
            QStringList reasons;
            const QJsonObject entry = held(role);
            const QJsonArray because = entry[u"inactive_because"].toArray();
            for (const auto &reason : because)
                reasons.append(reason.toString());
            if (entry[u"inactive"].toBool() == reasons.isEmpty())
                qFatal("inactive without a reason, or with one where it is not");
            return reasons;
        }
        QJsonObject held(const QString &name)
        {
            const QJsonArray items = root.call("GET", base + "/users/alice/roles").json()[u"items"].toArray();
            for (const auto &item : items) {
                if (item[u"name"] == name)
                    return item.toObject();
            }
            return {};
        }
    };

private Q_SLOTS:
    void countsOnlyForAVerifiedAddress()
    {
        Place p;
        QVERIFY(p.root.call("GET", p.base + "/roles/buyer").json()[u"require_verified_email"].toBool());
        QCOMPARE(p.root.call("GET", p.base + "/roles?q=require_verified_email:true").json()[u"items"].toArray().size(), 1);
        const Parameters asked { { "scope", "openid offline_access everything users:read" }, { "resource", "https://id.example/admin/v1" } };
        const Tokens before = p.app->tokens("alice", asked);
        QCOMPARE(p.claims(before)[u"roles"].toArray(), QJsonArray());
        QCOMPARE(p.claims(before)[u"permissions"].toArray(), QJsonArray());
        QCOMPARE(p.claims(before)[u"inactive_roles"].toArray(), (QJsonArray { u"buyer"_s, u"reader"_s }));
        QVERIFY(!before.scope.split(' ').contains("users:read"));
        QVERIFY(p.held(u"buyer"_s)[u"inactive"].toBool() && p.held(u"reader"_s)[u"inactive"].toBool());
        QVERIFY(p.held(u"buyer"_s)[u"require_verified_email"].toBool() && !p.held(u"buyer"_s)[u"require_mfa"].toBool());

        // From the next token on, and not any more where it is taken back.
        p.verify(true);
        const Tokens after(p.app->refresh(before.refresh));
        QCOMPARE(p.claims(after)[u"roles"].toArray(), (QJsonArray { u"buyer"_s, u"reader"_s }));
        QVERIFY(!p.claims(after).contains(u"inactive_roles"_s));
        QVERIFY(!p.held(u"buyer"_s)[u"inactive"].toBool());
        const Tokens administering = p.app->tokens("alice", asked);
        QCOMPARE(AdminCaller(p.server, administering.access).call("GET", p.base + "/users").status, 200);
        p.verify(false);
        QVERIFY(AdminCaller(p.server, administering.access).call("GET", p.base + "/users").status != 200);
        QCOMPARE(p.claims(Tokens(p.app->refresh(after.refresh)))[u"roles"].toArray(), QJsonArray());
        p.call("PATCH", "/roles/buyer", { { u"require_verified_email"_s, false } });
        QCOMPARE(p.claims(p.app->tokens("alice", asked))[u"roles"].toArray(), (QJsonArray { u"buyer"_s, u"reader"_s }));
    }

    /// Another way to the same role is another way.
    void countsWhatComesAnotherWay()
    {
        Place p;
        p.assign("reader");
        QCOMPARE(p.claims(p.app->tokens("alice", { { "scope", "openid everything" } }))[u"roles"].toArray(), QJsonArray { u"reader"_s });
        QVERIFY(!p.held(u"reader"_s)[u"inactive"].toBool());
        // Each of two ways wants something else: with neither there is none.
        p.call("POST", "/roles", { { u"name"_s, u"clerk"_s } });
        p.call("POST", "/roles", { { u"name"_s, u"chief"_s }, { u"require_mfa"_s, true }, { u"parents"_s, QJsonArray { u"clerk"_s } } });
        p.call("POST", "/roles", { { u"name"_s, u"writer"_s }, { u"require_verified_email"_s, true }, { u"parents"_s, QJsonArray { u"clerk"_s } } });
        p.assign("chief");
        p.assign("writer");
        const auto roles = [&] { return p.claims(p.app->tokens("alice", { { "scope", "openid everything" } }))[u"roles"].toArray(); };
        QCOMPARE(roles(), QJsonArray { u"reader"_s });
        p.verify(true);
        QCOMPARE(roles(), (QJsonArray { u"buyer"_s, u"clerk"_s, u"reader"_s, u"writer"_s }));
    }

    void countsOnlyForAVerifiedNumber()
    {
        Place p;
        p.call("POST", "/roles", { { u"name"_s, u"courier"_s }, { u"require_verified_phone"_s, true }, { u"permissions"_s, QJsonArray { u"parcels:read"_s } } });
        QVERIFY(p.root.call("GET", p.base + "/roles/courier").json()[u"require_verified_phone"].toBool());
        QCOMPARE(p.root.call("GET", p.base + "/roles?q=require_verified_phone:true").json()[u"items"].toArray().size(), 1);
        p.assign("courier");
        p.call("PATCH", "/users/alice", { { u"phone_number"_s, u"+14155550123"_s } });
        const auto claims = [&p] { return p.claims(p.app->tokens("alice", { { "scope", "openid everything" } })); };
        QVERIFY(claims()[u"inactive_roles"].toArray().contains(u"courier"_s));
        QVERIFY(!claims()[u"permissions"].toArray().contains(u"parcels:read"_s));
        QCOMPARE(p.missing(u"courier"_s), QStringList { u"phone_unverified"_s });
        // One contact does not stand in for the other.
        p.verify(true);
        QVERIFY(!claims()[u"roles"].toArray().contains(u"courier"_s));
        p.call("PATCH", "/users/alice", { { u"phone_number_verified"_s, true } });
        QVERIFY(claims()[u"roles"].toArray().contains(u"courier"_s));
        QCOMPARE(claims()[u"permissions"].toArray(), (QJsonArray { u"orders:read"_s, u"orders:write"_s, u"parcels:read"_s }));
        QCOMPARE(p.missing(u"courier"_s), QStringList());
        p.call("PATCH", "/users/alice", { { u"phone_number_verified"_s, false } });
        QVERIFY(!claims()[u"roles"].toArray().contains(u"courier"_s));
    }

    void saysWhatIsMissing()
    {
        Place p;
        p.call("POST", "/roles", { { u"name"_s, u"chief"_s }, { u"require_mfa"_s, true }, { u"require_verified_phone"_s, true }, { u"parents"_s, QJsonArray { u"buyer"_s } } });
        QCOMPARE(p.missing(u"buyer"_s), QStringList { u"email_unverified"_s });
        p.assign("chief");
        QCOMPARE(p.missing(u"chief"_s), (QStringList { u"no_second_factor"_s, u"phone_unverified"_s }));
        p.verify(true);
        // It came by itself before: that way is open.
        QCOMPARE(p.missing(u"buyer"_s), QStringList());
        p.call("PATCH", "/users/alice", { { u"phone_number"_s, u"+14155550123"_s }, { u"phone_number_verified"_s, true } });
        QCOMPARE(p.missing(u"chief"_s), QStringList { u"no_second_factor"_s });
        // One that waits for its first code is none.
        const QByteArray factors = p.base + "/users/alice/factors";
        const AuthenticatorApp phone(&p.server, p.root.call("POST", factors + "/totp", { { u"digits"_s, 6 } }).text("secret").toLatin1());
        QCOMPARE(p.missing(u"chief"_s), QStringList { u"no_second_factor"_s });
        QCOMPARE(p.root.call("POST", factors + "/totp/verify", { { u"code"_s, QString::fromLatin1(phone.code()) } }).status, 204);
        QCOMPARE(p.missing(u"chief"_s), QStringList());
        QVERIFY(p.held(u"chief"_s)[u"require_mfa"].toBool());
        QCOMPARE(p.root.call("POST", factors + "/reset").status, 204);
        QCOMPARE(p.missing(u"chief"_s), QStringList { u"no_second_factor"_s });
        // What the realm takes for a second factor is one.
        p.realm.changeSettings({ { u"mfa_email_codes"_s, true } });
        QCOMPARE(p.missing(u"chief"_s), QStringList());
    }

    void countsInAnOrganisationToo()
    {
        Place p;
        p.call("POST", "/organizations", { { u"name"_s, u"acme"_s } });
        p.call("POST", "/organizations/acme/members/add", { { u"users"_s, QJsonArray { u"alice"_s } } });
        p.call("POST", "/organizations/acme/members/alice/roles/add", { { u"roles"_s, QJsonArray { u"buyer"_s } } });
        const auto organization = [&] { return p.claims(p.app->tokens("alice", { { "scope", "openid organization:acme" } }))[u"organization"].toObject(); };
        QCOMPARE(organization()[u"roles"].toArray(), QJsonArray());
        QCOMPARE(organization()[u"inactive_roles"].toArray(), (QJsonArray { u"buyer"_s, u"reader"_s }));
        p.verify(true);
        QCOMPARE(organization()[u"roles"].toArray(), (QJsonArray { u"buyer"_s, u"reader"_s }));
    }
};

AUTH_TEST(VerifiedRoleTest);

#include "VerifiedRoleTest.moc"
