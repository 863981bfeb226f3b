// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "SoftAuthenticator.h"
#include "TestServer.h"

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// Passkeys in the admin API.
class PasskeyAdminTest : public QObject {
    Q_OBJECT

    struct Alice {
        TestServer &server = TestServer::shared();
        TestRealm realm;
        User user;
        SoftAuthenticator authenticator;
        AdminCaller admin;
        QByteArray base;

        Alice()
            : realm(server.createRealm("passkeys"))
            , user(realm.createUser(u"alice"_s))
            , admin(server, administratorToken(server))
            , base("/admin/v1/realms/" + realm.name() + "/passkeys")
        {
            Browser browser(server);
            openPasskeys(browser, realm);
            addPasskey(browser, authenticator);
        }
        QJsonObject only() { return admin.call("GET", base).json()[u"items"][0].toObject(); }
        QByteArray audited(const QByteArray &action, const QByteArray &what) const
        {
            return server.sql("SELECT " + what + " FROM audit_events WHERE realm_id = '" + realm.id().toBytes() + "' AND action = '" + action + "'");
        }
    };

private Q_SLOTS:
    void listsAndReadsThemWithoutTheirKeys()
    {
        Alice alice;
        const QJsonObject passkey = alice.only();
        QCOMPARE(passkey[u"username"].toString(), u"alice"_s);
        QCOMPARE(passkey[u"label"].toString(), u"Blue key"_s);
        QCOMPARE(passkey[u"suspended"].toBool(true), false);
        QVERIFY(!passkey.contains(u"public_key"_s) && !passkey.contains(u"credential_id"_s));
        const Reply one = alice.admin.call("GET", alice.base + '/' + passkey[u"id"].toString().toLatin1());
        QCOMPARE(one.json(), passkey);
        QCOMPARE(one.field("ETag"), "\"1\"");
        const auto found = [&alice](const QByteArray &query) { return alice.admin.call("GET", alice.base + "?q=" + query).json()[u"items"].toArray().size(); };
        QCOMPARE(found("user_id:" + alice.user.id.toBytes()), 1);
        QCOMPARE(found("username:alice+suspended:false+synced:false"), 1);
        QCOMPARE(found("suspended:true"), 0);
    }

    void renamesOne()
    {
        Alice alice;
        const QByteArray target = alice.base + '/' + alice.only()[u"id"].toString().toLatin1();
        const Reply dry = alice.admin.call("PATCH", target + "?dry_run=true", { { u"label"_s, u"Red key"_s } });
        QCOMPARE(dry.json()[u"label"].toString(), u"Red key"_s);
        QCOMPARE(alice.only()[u"label"].toString(), u"Blue key"_s);
        QCOMPARE(alice.admin.call("PATCH", target, { { u"label"_s, u"Red key"_s } }, { { "If-Match", "\"7\"" } }).status, 412);
        QCOMPARE(alice.admin.call("PATCH", target, { { u"label"_s, u"Red key"_s } }, { { "If-Match", "\"1\"" } }).status, 200);
        QCOMPARE(alice.only()[u"label"].toString(), u"Red key"_s);
        QCOMPARE(alice.audited("passkey.renamed", "before ->> 'label' || ' ' || (after ->> 'label')"), "Blue key Red key");
        const Reply wrong = alice.admin.call("PATCH", target, { { u"label"_s, u"a\u202eb"_s } });
        QCOMPARE(wrong.status, 422);
        QVERIFY(wrong.body.contains("/label"));
        const Reply unknown = alice.admin.call("PATCH", target, { { u"lable"_s, u"x"_s } });
        QCOMPARE(unknown.status, 422);
        QVERIFY(unknown.body.contains("label"));
    }

    void revokesOneButNotTheLastWayIn()
    {
        Alice alice;
        const QByteArray target = alice.base + '/' + alice.only()[u"id"].toString().toLatin1();
        const QByteArray who = alice.user.id.toBytes();
        const QByteArray hash = alice.server.sql("DELETE FROM user_passwords WHERE user_id = '" + who + "' RETURNING hash");
        QCOMPARE(alice.admin.call("DELETE", target).status, 409);
        alice.server.sql("INSERT INTO user_passwords (realm_id, user_id, hash, created_at) VALUES ('" + alice.realm.id().toBytes() + "', '" + who + "', '" + hash + "', '2026-01-01')");
        QCOMPARE(alice.admin.call("DELETE", target + "?dry_run=true").status, 204);
        QCOMPARE(alice.admin.call("DELETE", target).status, 204);
        QCOMPARE(alice.admin.call("DELETE", target).status, 404);
        QCOMPARE(alice.audited("passkey.revoked", "before ->> 'label'"), "Blue key");
        Browser browser(alice.server);
        browser.open(alice.realm.target("/account"));
        usePasskey(browser, alice.authenticator);
        QVERIFY(!browser.page().body.contains("account-username"));
    }

    void keepsToItsRealmAndToRights()
    {
        Alice alice;
        const QByteArray id = alice.only()[u"id"].toString().toLatin1();
        const TestRealm other = alice.server.createRealm();
        QCOMPARE(alice.admin.call("GET", "/admin/v1/realms/" + other.name() + "/passkeys/" + id).status, 404);
        QCOMPARE(alice.admin.call("DELETE", "/admin/v1/realms/" + other.name() + "/passkeys/" + id).status, 404);
        AdminCaller reader(alice.server, tokenFor(alice.server, alice.realm.name(), "users:read"));
        QCOMPARE(reader.call("GET", alice.base + '/' + id).status, 200);
        QCOMPARE(reader.call("DELETE", alice.base + '/' + id).status, 403);
        AdminCaller stranger(alice.server, tokenFor(alice.server, alice.realm.name(), "roles:read"));
        QCOMPARE(stranger.call("GET", alice.base).status, 403);
    }
};

AUTH_TEST(PasskeyAdminTest);

#include "PasskeyAdminTest.moc"
