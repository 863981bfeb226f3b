// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "RelyingParty.h"

#include <QtCore/QJsonArray>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// Signing in to an organisation, when the application asks for one: what tokens say then, and who is refused.
class OrganizationSignInTest : public QObject {
    Q_OBJECT

    static QJsonArray array(const QStringList &list) { return QJsonArray::fromStringList(list); }

    /// Alice is a buyer in acme; bob is in no organisation.
    struct Place {
        TestServer &server = TestServer::shared();
        TestRealm realm = server.createRealm("organization");
        QByteArray base = "/admin/v1/realms/" + realm.name();
        AdminCaller root { server, administratorToken(server) };
        RelyingParty app { realm, changes() };

        Place()
        {
            realm.createUser(u"alice"_s);
            realm.createUser(u"bob"_s);
            call("/organizations", { { u"name"_s, u"acme"_s }, { u"display_name"_s, u"Acme Inc."_s } });
            call("/roles", { { u"name"_s, u"reader"_s }, { u"permissions"_s, array({ u"orders:read"_s }) } });
            call("/roles",
                { { u"name"_s, u"buyer"_s }, { u"parents"_s, array({ u"reader"_s }) },
                    { u"permissions"_s, array({ u"orders:write"_s }) } });
            call("/organizations/acme/members/add", { { u"users"_s, array({ u"alice"_s }) } });
            call("/organizations/acme/members/alice/roles/add", { { u"roles"_s, array({ u"buyer"_s }) } });
        }
        static ApplicationChanges changes()
        {
            ApplicationChanges changes;
            changes.scope = u"openid offline_access permissions organization"_s;
            return changes;
        }
        void call(const QByteArray &path, const QJsonObject &body)
        {
            const Reply reply = root.call("POST", base + path, body);
            QVERIFY2(reply.status < 300, reply.body);
        }
        QJsonObject claims(const QByteArray &token, const QByteArray &type = "at+jwt")
        {
            const auto verified = verifiedToken(realm, token, type);
            return verified ? verified->claims : QJsonObject();
        }
        /// The error of the answer to a request of \a username.
        QByteArray refusal(const QByteArray &username, const Parameters &changes)
        {
            Browser browser(server);
            browser.open(app.authorize(changes));
            if (!browser.hasLeft())
                browser.signIn(username, TestRealm::kPassword);
            return browser.page().locationQuery().valueOrEmpty(QLatin1StringView("error")).toLatin1();
        }
    };

private Q_SLOTS:
    void saysInTokensWhatThePersonHasInTheOrganisation()
    {
        Place p;
        const Tokens tokens
            = p.app.tokens("alice", { { "scope", "openid permissions organization" }, { "organization", "acme" } });
        QCOMPARE(tokens.scope, "openid permissions organization:acme");
        const QJsonObject access = p.claims(tokens.access)[u"organization"].toObject();
        QCOMPARE(access[u"name"].toString(), u"acme"_s);
        QCOMPARE(access[u"roles"].toArray(), array({ u"buyer"_s, u"reader"_s }));
        QCOMPARE(access[u"permissions"].toArray(), array({ u"orders:read"_s, u"orders:write"_s }));
        // Outside the organisation she has none of it.
        QCOMPARE(p.claims(tokens.access)[u"permissions"].toArray(), QJsonArray());
        const QJsonObject id = p.claims(tokens.id, "JWT")[u"organization"].toObject();
        QCOMPARE(id.keys(), QStringList({ u"id"_s, u"name"_s }));
        QCOMPARE(id[u"id"], access[u"id"]);
        QCOMPARE(p.app.userinfo(tokens.access).json()[u"organization"][u"roles"].toArray(),
            array({ u"buyer"_s, u"reader"_s }));
    }

    void takesTheOrganisationInTheScopeToo()
    {
        Place p;
        const Tokens tokens = p.app.tokens("alice", { { "scope", "openid organization:acme" } });
        QCOMPARE(tokens.scope, "openid organization:acme");
        QVERIFY(!p.claims(tokens.access)[u"organization"].toObject().contains(u"permissions"_s));
    }

    void saysNothingWhereNoOrganisationIsAskedFor()
    {
        Place p;
        QVERIFY(
            !p.claims(p.app.tokens("alice", { { "scope", "openid permissions" } }).access).contains(u"organization"_s));
    }

    void refusesPeopleWhoAreNoMembers()
    {
        Place p;
        QCOMPARE(p.refusal("bob", { { "organization", "acme" } }), "access_denied");
        QCOMPARE(p.refusal("alice", { { "organization", "none" } }), "access_denied");
        p.root.call("PATCH", p.base + "/organizations/acme", { { u"enabled"_s, false } });
        QCOMPARE(p.refusal("alice", { { "organization", "acme" } }), "access_denied");
    }

    void refusesPeopleWhoAreSignedInAlreadyAndNoMembers()
    {
        Place p;
        Browser browser(p.server);
        p.app.code(browser, "bob");
        browser.open(p.app.authorize({ { "organization", "acme" } }));
        QCOMPARE(browser.page().locationQuery().valueOrEmpty(QLatin1StringView("error")), u"access_denied"_s);
    }

    void refusesClientsThatAreNotRegisteredForOrganisations()
    {
        Place p;
        ApplicationChanges changes;
        changes.scope = u"openid"_s;
        const RelyingParty other(p.realm, changes);
        Browser browser(p.server);
        for (const Parameters &asked :
            { Parameters { { "organization", "acme" } }, Parameters { { "scope", "openid organization:acme" } } }) {
            browser.open(other.authorize(asked));
            QCOMPARE(browser.page().locationQuery().valueOrEmpty(QLatin1StringView("error")), u"invalid_scope"_s);
        }
    }

    void refusesRequestsForNoOrganisationOrForTwo()
    {
        Place p;
        QCOMPARE(p.refusal("alice", { { "scope", "openid organization" } }), "invalid_scope");
        QCOMPARE(p.refusal("alice", { { "scope", "openid organization:acme" }, { "organization", "other" } }),
            "invalid_scope");
        QCOMPARE(p.refusal("alice", { { "organization", "a b" } }), "invalid_request");
    }

    void refreshesWithTheRolesOfNowAndNotForWhoHasLeft()
    {
        Place p;
        const Tokens tokens
            = p.app.tokens("alice", { { "scope", "openid offline_access organization" }, { "organization", "acme" } });
        p.call("/organizations/acme/members/alice/roles/remove", { { u"roles"_s, array({ u"buyer"_s }) } });
        const Tokens refreshed(p.app.refresh(tokens.refresh));
        QVERIFY(refreshed.isComplete());
        QCOMPARE(p.claims(refreshed.access)[u"organization"][u"roles"].toArray(), QJsonArray());
        p.call("/organizations/acme/members/remove", { { u"users"_s, array({ u"alice"_s }) } });
        QCOMPARE(p.app.refresh(refreshed.refresh).error(), "invalid_grant");
        QVERIFY(!p.app.userinfo(refreshed.access).json().contains(u"organization"_s));
    }
};

AUTH_TEST(OrganizationSignInTest);
#include "OrganizationSignInTest.moc"
