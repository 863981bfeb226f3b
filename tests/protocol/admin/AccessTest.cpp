// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"

#include "api/Operations.h"

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// Every operation of the description, with every kind of caller that must not get through (security.md B1, B2).
class AdminAccessTest : public QObject {
    Q_OBJECT

    struct Place {
        QByteArray realm;
        QByteArray application;
        QByteArray user;
    };

    static QByteArray targetOf(const api::Operation &operation, const Place &place)
    {
        return QByteArray(operation.path)
            .replace("{realm}", place.realm)
            .replace("{application}", place.application)
            .replace("{user}", place.user);
    }

    static QJsonObject bodyOf(const api::Operation &operation)
    {
        // What could be done, so that nothing but the caller is wrong.
        const QByteArray name = operation.name;
        if (name == "createRealm")
            return { { u"name"_s, u"forbidden"_s } };
        if (name == "createUser")
            return { { u"username"_s, u"forbidden"_s } };
        if (name == "createApplication")
            return { { u"client_id"_s, u"forbidden"_s } };
        if (name == "setUserPassword")
            return { { u"password"_s, u"forbidden forbidden forbidden"_s } };
        if (name == "updateRealm")
            return { { u"display_name"_s, u"forbidden"_s } };
        if (name == "updateUser")
            return { { u"nickname"_s, u"forbidden"_s } };
        if (name == "updateApplication")
            return { { u"client_name"_s, u"forbidden"_s } };
        if (operation.kind == api::Operation::Kind::Update && name.startsWith("revert"))
            return { { u"version"_s, 1 } };
        return {};
    }

    static Reply call(const api::Operation &operation, const Place &place, const QByteArray &token)
    {
        AdminCaller caller(TestServer::shared(), token);
        return caller.call(operation.method, targetOf(operation, place), bodyOf(operation));
    }

    static Place makePlace()
    {
        const TestRealm realm = TestServer::shared().createRealm("admin");
        ApplicationChanges changes;
        changes.clientId = u"shop"_s;
        const auto application = realm.createApplication(changes).application;
        const auto user = realm.createUser(u"alice"_s);
        return { realm.name(), application.id.toBytes(), user.id.toBytes() };
    }

    static QByteArray allPermissions()
    {
        QByteArrayList list;
        for (const char *const permission : api::permissions())
            list.append(permission);
        return list.join(' ');
    }

    static void eachOperation()
    {
        QTest::addColumn<int>("index");
        for (size_t i = 0; i < api::operations().size(); ++i)
            QTest::newRow(api::operations()[i].name) << static_cast<int>(i);
    }

    static const api::Operation &current()
    {
        return api::operations()[static_cast<size_t>(*static_cast<int *>(QTest::qData("index", QMetaType::Int)))];
    }

    static QByteArray forbiddenThings()
    {
        return TestServer::shared().sql(
            "SELECT count(*) FROM audit_events WHERE coalesce(after, '{}')::text LIKE '%forbidden%'"
            " OR action IN ('user.deleted', 'application.deleted', 'realm.deleted', 'user.password_set')");
    }

private Q_SLOTS:
    void refusesCallersWithoutAToken_data() { eachOperation(); }
    void refusesCallersWithoutAToken()
    {
        const Reply reply = call(current(), makePlace(), {});
        QCOMPARE(reply.status, 401);
        QCOMPARE(reply.mediaType(), "application/problem+json");
        QVERIFY(reply.field("WWW-Authenticate").startsWith("Bearer"));
    }

    void refusesTokensThatAreNone_data() { eachOperation(); }
    void refusesTokensThatAreNone()
    {
        const Place place = makePlace();
        for (const QByteArray token : { "x", "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.e30.", "a.b.c" })
            QCOMPARE(call(current(), place, token).status, 401);
    }

    void refusesTokensForAnotherAudience_data() { eachOperation(); }
    void refusesTokensForAnotherAudience()
    {
        TestServer &server = TestServer::shared();
        const Place place = makePlace();
        AdminCaller administrator(server, administratorToken(server));
        const Reply created = administrator.call("POST", "/admin/v1/realms/system/applications",
            { { u"client_id"_s, u"audience-"_s + QString::fromLatin1(place.realm) }, { u"type"_s, u"machine"_s },
                { u"scope"_s, QString::fromLatin1(allPermissions()) },
                { u"token_endpoint_auth_method"_s, u"client_secret_post"_s } });
        HttpClient client(server);
        const Reply token = client.post("/realms/system/oauth/token",
            { { "grant_type", "client_credentials" }, { "client_id", created.text("client_id").toLatin1() },
                { "client_secret", created.text("client_secret").toLatin1() } });
        QCOMPARE(token.status, 200);
        QCOMPARE(call(current(), place, token.text("access_token").toLatin1()).status, 401);
    }

    void refusesViewersWhoWouldWrite_data() { eachOperation(); }
    void refusesViewersWhoWouldWrite()
    {
        const Place place = makePlace();
        QByteArrayList reading;
        for (const char *const permission : api::permissions()) {
            if (QByteArrayView(permission).endsWith(":read"))
                reading.append(permission);
        }
        const QByteArray token = tokenFor(TestServer::shared(), "system", reading.join(' '));
        const QByteArray before = forbiddenThings();
        const Reply reply = call(current(), place, token);
        if (current().changesSomething()) {
            QCOMPARE(reply.status, 403);
            QCOMPARE(reply.text("code"), u"insufficient_scope"_s);
            QCOMPARE(forbiddenThings(), before);
        } else {
            QCOMPARE(reply.status, 200);
            QVERIFY(!reply.body.contains("client_secret\""));
        }
    }

    void refusesEveryPermissionButTheRightOne_data() { eachOperation(); }
    void refusesEveryPermissionButTheRightOne()
    {
        QByteArrayList others;
        for (const char *const permission : api::permissions()) {
            if (qstrcmp(permission, current().permission) != 0)
                others.append(permission);
        }
        QCOMPARE(call(current(), makePlace(), tokenFor(TestServer::shared(), "system", others.join(' '))).status, 403);
    }

    void keepsAdministratorsOfAnotherRealmOut_data() { eachOperation(); }
    void keepsAdministratorsOfAnotherRealmOut()
    {
        TestServer &server = TestServer::shared();
        const Place place = makePlace();
        const QByteArray token = tokenFor(server, server.createRealm("other").name(), allPermissions());
        const QByteArray before = forbiddenThings();
        const Reply reply = call(current(), place, token);
        const bool ofNoRealm = !QByteArray(current().path).contains("{realm}");
        QCOMPARE(reply.status, ofNoRealm ? 403 : 404);
        QCOMPARE(forbiddenThings(), before);
    }

    void doesNotFindThingsOfAnotherRealm_data() { eachOperation(); }
    void doesNotFindThingsOfAnotherRealm()
    {
        const QByteArray path = current().path;
        if (!path.contains("{application}") && !path.contains("{user}"))
            return;
        TestServer &server = TestServer::shared();
        Place place = makePlace();
        place.realm = server.createRealm("other").name();
        const QByteArray token = tokenFor(server, place.realm, allPermissions());
        const QByteArray before = forbiddenThings();
        QCOMPARE(call(current(), place, token).status, 404);
        QCOMPARE(call(current(), place, administratorToken(server)).status, 404);
        QCOMPARE(forbiddenThings(), before);
    }

    void refusesExpiredTokens()
    {
        TestServer server;
        const QByteArray token = administratorToken(server);
        AdminCaller caller(server, token);
        QCOMPARE(caller.call("GET", "/admin/v1/realms").status, 200);
        server.advance(std::chrono::hours(2));
        for (const auto &operation : api::operations()) {
            const Place place { "main", "x", "x" };
            QCOMPARE(caller.call(operation.method, targetOf(operation, place), bodyOf(operation)).status, 401);
        }
    }

    void refusesTokensOfAPerson()
    {
        TestServer &server = TestServer::shared();
        const TestRealm realm = server.createRealm("person");
        ApplicationChanges changes;
        changes.clientId = u"reports"_s;
        changes.type = u"machine"_s;
        changes.tokenEndpointAuthMethod = u"client_secret_post"_s;
        const auto application = realm.createApplication(changes);
        HttpClient client(server);
        const Reply token = client.post(realm.target("/oauth/token"),
            { { "grant_type", "client_credentials" }, { "client_id", "reports" },
                { "client_secret", application.secret } });
        QCOMPARE(token.status, 200);
        AdminCaller caller(server, token.text("access_token").toLatin1());
        QCOMPARE(caller.call("GET", "/admin/v1/realms/" + realm.name() + "/users").status, 401);
    }

    void takesTokensFromTheHeaderOnly()
    {
        TestServer &server = TestServer::shared();
        AdminCaller caller(server, {});
        QCOMPARE(caller.call("GET", "/admin/v1/realms?access_token=" + administratorToken(server)).status, 401);
    }

    void answersWithAllowWhereTheMethodIsWrong()
    {
        AdminCaller caller(TestServer::shared(), administratorToken(TestServer::shared()));
        const Reply reply = caller.call("DELETE", "/admin/v1/realms");
        QCOMPARE(reply.status, 405);
        QVERIFY(reply.field("Allow").contains("POST"));
        QCOMPARE(caller.call("HEAD", "/admin/v1/realms").status, 200);
    }
};

AUTH_TEST(AdminAccessTest);
#include "AccessTest.moc"
