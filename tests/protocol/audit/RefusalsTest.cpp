// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"
#include "RelyingParty.h"

#include "audit/RefusalLog.h"

#include <QtCore/QJsonArray>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// Who is refused leaves a row, with who, from where, what and why.
class RefusalsTest : public QObject {
    Q_OBJECT

    /// The rows of \a realm with \a action, as `actor address reason`, once there are some: they are written in batches.
    static QByteArrayList rows(const TestRealm &realm, const QByteArray &action)
    {
        const QByteArray query = "SELECT string_agg(actor_kind || ' ' || actor_id || ' ' || host(address) || ' ' || outcome || ' '"
                                 " || (data->>'error'), E'\n' ORDER BY at, id) FROM audit_events WHERE realm_id = '" + realm.id().toBytes()
            + "' AND action = '" + action + "'";
        QByteArray found;
        if (!QTest::qWaitFor([&] { return !(found = realm.server().sql(query)).isEmpty(); }, 20'000))
            return {};
        return found.split('\n');
    }

private Q_SLOTS:
    void writesARowForEachRefusedClient_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("action");
        QTest::newRow("token") << QByteArray("/oauth/token") << QByteArray("token.refused");
        QTest::newRow("introspection") << QByteArray("/oauth/introspect") << QByteArray("introspection.refused");
        QTest::newRow("revocation") << QByteArray("/oauth/revoke") << QByteArray("revocation.refused");
        QTest::newRow("device authorization") << QByteArray("/oauth/device_authorization") << QByteArray("device_authorization.refused");
    }
    void writesARowForEachRefusedClient()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, action);
        const TestRealm realm = TestServer::shared().createRealm("refused");
        const RelyingParty app = RelyingParty::machine(realm);
        const auto reply = HttpClient(realm.server()).post(realm.target(path.constData()), { { "grant_type", "client_credentials" }, { "token", "x" } },
            { { "Authorization", "Basic " + (app.clientId() + ":wrong").toBase64() } });
        QCOMPARE(reply.status, 401);
        QCOMPARE(rows(realm, action), QByteArrayList { "application " + app.clientId() + " 192.0.2.7 refused invalid_client" });
        const QByteArray row = realm.server().sql("SELECT correlation_id || '|' || reason FROM audit_events WHERE action = '" + action
            + "' AND realm_id = '" + realm.id().toBytes() + "'");
        QVERIFY2(row.startsWith(reply.field("X-Request-Id") + '|') && row.contains("secret") && !row.contains(":wrong"), row);
    }

    void writesARowForAWrongRedirectUriAndAnUnknownClient()
    {
        const TestRealm realm = TestServer::shared().createRealm("refused");
        const RelyingParty app(realm);
        HttpClient client(realm.server());
        const QByteArray target = realm.target("/oauth/authorize");
        QCOMPARE(client.get(target + "?response_type=code&client_id=" + app.clientId() + "&redirect_uri=https%3A%2F%2Fevil.example%2F").status, 400);
        QCOMPARE(rows(realm, "authorization.refused"), QByteArrayList { "application " + app.clientId() + " 192.0.2.7 refused invalid_request" });
        QCOMPARE(client.get(target + "?response_type=code&client_id=nobody").status, 400);
        QTRY_COMPARE(rows(realm, "authorization.refused").size(), 2);
    }

    void writesARowForWhoMayNotAdminister()
    {
        TestServer &server = TestServer::shared();
        const TestRealm realm = server.createRealm("refused");
        const TestRealm other = server.createRealm("refused");
        AdminCaller reader(server, tokenFor(server, realm.name(), "users:read"));
        QCOMPARE(reader.call("GET", "/admin/v1/realms/" + realm.name() + "/roles").status, 403);
        QByteArrayList found = rows(realm, "admin.refused");
        QCOMPARE(found.size(), 1);
        QVERIFY2(found[0].startsWith("application ") && found[0].endsWith("192.0.2.7 refused insufficient_scope"), found[0]);
        // Without a token; and of a realm that the caller does not reach, which for them is not there.
        AdminCaller nobody(server, "x.y.z");
        QCOMPARE(nobody.call("GET", "/admin/v1/realms/" + other.name() + "/users").status, 401);
        QCOMPARE(reader.call("GET", "/admin/v1/realms/" + other.name() + "/users").status, 404);
        QTRY_COMPARE(rows(other, "admin.refused").size(), 2);
        QVERIFY(rows(other, "admin.refused").join('\n').contains("refused not_found"));
        // A realm that is not there has no log.
        QCOMPARE(reader.call("GET", "/admin/v1/realms/no-such-realm/users").status, 404);
    }

    /// What ends a grant writes its row with that, and nothing beside it.
    void writesOneRowForOneRequest()
    {
        TestServer server;
        const TestRealm realm = server.createRealm("once");
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        Browser browser(server);
        const QByteArray code = app.code(browser);
        const Tokens first(app.redeem(code));
        const Tokens second(app.refresh(first.refresh));
        QVERIFY(Tokens(app.refresh(second.refresh)).isComplete());
        QByteArrayList requests;
        const auto refused = [&requests](const Reply &reply) {
            requests.append(reply.field("X-Request-Id"));
            return reply.status == 400;
        };
        QVERIFY(refused(app.refresh(first.refresh)));
        QVERIFY(refused(app.redeem(code)));
        QVERIFY(refused(app.redeem(app.code(browser), { { "redirect_uri", "https://app.example/other" } })));
        const RelyingParty other(realm);
        QVERIFY(refused(other.token(app.redemption(app.code(browser)))));
        // Of each thread, a refusal that is written behind the answer: then everything before it has been.
        for (int i = 0; i < 64; ++i)
            QCOMPARE(app.redeem("no such code " + QByteArray::number(i)).status, 400);
        const auto count = [&](const QByteArray &condition) {
            return server.sql("SELECT count(*) FROM audit_events WHERE realm_id = '" + realm.id().toBytes() + "' AND " + condition).toInt();
        };
        QTRY_COMPARE_WITH_TIMEOUT(server.sql("SELECT coalesce(sum(coalesce((data->>'count')::int, 1)), 0) FROM audit_events WHERE action = 'token.refused' AND realm_id = '"
                                      + realm.id().toBytes() + "'"),
            "64", 20'000);
        for (const QByteArray &request : std::as_const(requests))
            QCOMPARE(count("correlation_id = '" + request + "'"), 1);
        QCOMPARE(count("action IN ('refresh_token.reused', 'authorization_code.misused', 'authorization_code.refused')"), 4);
    }

    void writesNoRowForWhatIsNoRefusal()
    {
        const TestRealm realm = TestServer::shared().createRealm("refused");
        const RelyingParty app(realm);
        HttpClient client(realm.server());
        // Nobody is signed in, which is an answer; on each thread, before a refusal is written there.
        for (int i = 0; i < 8; ++i) {
            const Reply asked = client.get(app.authorize({ { "prompt", "none" } }));
            QVERIFY2(asked.location().contains("login_required"), asked.head);
        }
        client.get(realm.target("/oauth/authorize") + "?client_id=nobody");
        QCOMPARE(rows(realm, "authorization.refused").size(), 1);
    }
};

AUTH_TEST(RefusalsTest);
#include "RefusalsTest.moc"
