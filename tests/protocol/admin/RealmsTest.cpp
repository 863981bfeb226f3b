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

/// Realms are renamed, cloned and told what is in force in them (A1, A6).
class AdminRealmsTest : public QObject {
    Q_OBJECT

    static AdminCaller administrator() { return { TestServer::shared(), administratorToken(TestServer::shared()) }; }
    static QByteArray pathOf(const TestRealm &realm) { return "/admin/v1/realms/" + realm.name(); }
    static QByteArray newName()
    {
        static int count = 0;
        return "renamed-" + QByteArray::number(++count);
    }

private Q_SLOTS:
    void saysWhatAnotherNameBreaksBeforeAndAfter()
    {
        TestServer &server = TestServer::shared();
        const TestRealm realm = server.createRealm("old");
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        const Tokens tokens = app.tokens();
        auto caller = administrator();
        const QByteArray name = newName();
        const QJsonObject body { { u"name"_s, QString::fromLatin1(name) } };
        const Reply planned = caller.call("PATCH", pathOf(realm) + "?dry_run=true", body);
        QVERIFY2(planned.status == 200, planned.body);
        const QJsonArray consequences = planned.json()[u"consequences"].toArray();
        QVERIFY2(consequences[0].toString().startsWith(QString::fromLatin1(realm.issuer()) + u' '), planned.body);
        QVERIFY2(consequences[1].toString().contains(u"/realms/"_s + QString::fromLatin1(name)), planned.body);
        QVERIFY(app.isActive(tokens.access));

        QCOMPARE(caller.call("PATCH", pathOf(realm), body).json()[u"consequences"].toArray(), consequences);
        QVERIFY(!caller.call("GET", "/admin/v1/realms/" + name).json().contains(u"consequences"));
        QCOMPARE(HttpClient(server).get(realm.target("/.well-known/openid-configuration")).status, 404);
        const QByteArray now = "/realms/" + name;
        QCOMPARE(HttpClient(server).get(now + "/oauth/userinfo", { { "Authorization", "Bearer " + tokens.access } }).status, 401);
        const Tokens refreshed(HttpClient(server).post(now + "/oauth/token", { { "grant_type", "refresh_token" }, { "refresh_token", tokens.refresh } }, app.basic()));
        QVERIFY(refreshed.isComplete());
        // Who takes the old name is another realm: the old tokens are nothing there.
        QCOMPARE(caller.call("POST", "/admin/v1/realms", { { u"name"_s, QString::fromLatin1(realm.name()) } }).status, 201);
        QCOMPARE(HttpClient(server).get(realm.target("/oauth/userinfo"), { { "Authorization", "Bearer " + tokens.access } }).status, 401);
    }

    void saysNothingWhereNothingBreaks()
    {
        const TestRealm realm = TestServer::shared().createRealm("calm");
        const Reply changed = administrator().call("PATCH", pathOf(realm), { { u"display_name"_s, u"Calm"_s } });
        QVERIFY(!changed.json().contains(u"consequences"));
    }

    void clonesConfigurationAndNothingElse()
    {
        TestServer &server = TestServer::shared();
        const TestRealm realm = server.createRealm("origin", { { u"password_min_length"_s, 20 } }, u"Origin"_s);
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        auto caller = administrator();
        const auto make = [&](const char *what, const QJsonObject &body) {
            const Reply made = caller.call("POST", pathOf(realm) + what, body);
            QVERIFY2(made.status == 201, made.body);
        };
        make("/roles", { { u"name"_s, u"reader"_s }, { u"permissions"_s, QJsonArray { u"orders:read"_s } } });
        make("/scopes", { { u"name"_s, u"orders"_s }, { u"permissions"_s, QJsonArray { u"orders:*"_s } } });
        make("/api-keys", { { u"name"_s, u"nightly"_s }, { u"application"_s, QString::fromLatin1(app.clientId()) } });
        QCOMPARE(caller.call("PATCH", pathOf(realm), { { u"host_names"_s, QJsonArray { u"origin.example"_s } } }).status, 200);

        const QByteArray name = newName();
        const QJsonObject body { { u"name"_s, QString::fromLatin1(name) }, { u"display_name"_s, u"Copy"_s } };
        const Reply planned = caller.call("POST", pathOf(realm) + "/clone?dry_run=true", body);
        QVERIFY2(planned.status == 201, planned.body);
        QCOMPARE(caller.call("GET", "/admin/v1/realms/" + name).status, 404);
        const Reply cloned = caller.call("POST", pathOf(realm) + "/clone", body);
        QVERIFY2(cloned.status == 201, cloned.body);
        QCOMPARE(cloned.json()[u"results"].toArray().size(), planned.json()[u"results"].toArray().size());

        const QByteArray copy = "/admin/v1/realms/" + name;
        const QJsonObject made = caller.call("GET", copy).json();
        QCOMPARE(made[u"settings"][u"password_min_length"].toInt(), 20);
        QCOMPARE(made[u"display_name"].toString(), u"Copy"_s);
        QCOMPARE(made[u"host_names"].toArray(), QJsonArray());
        QCOMPARE(caller.call("GET", copy + "/roles/reader").json()[u"permissions"].toArray(), QJsonArray { u"orders:read"_s });
        QCOMPARE(caller.call("GET", copy + "/scopes/orders").status, 200);
        QCOMPARE(caller.call("GET", copy + "/users").json()[u"items"].toArray(), QJsonArray());
        QCOMPARE(caller.call("GET", copy + "/api-keys").json()[u"items"].toArray(), QJsonArray());
        // Its application has a secret of its own, told once.
        const QByteArray clone = caller.call("GET", copy + "/applications/" + app.clientId()).text("client_id").toLatin1();
        QCOMPARE(clone, app.clientId());
        QString secret;
        for (const auto &result : cloned.json()[u"results"].toArray()) {
            if (result[u"kind"].toString() == u"Application")
                secret = result[u"secrets"][u"client_secret"].toString();
        }
        QVERIFY(secret.size() >= 32 && secret.toLatin1() != app.secret());
        QCOMPARE(caller.call("POST", pathOf(realm) + "/clone", body).status, 409);
        QCOMPARE(caller.call("POST", "/admin/v1/realms/system/clone", { { u"name"_s, u"x"_s } }).status, 409);
        AdminCaller own(server, tokenFor(server, realm.name(), "configuration:write realms:write"));
        QVERIFY(own.call("POST", pathOf(realm) + "/clone", { { u"name"_s, QString::fromLatin1(newName()) } }).status >= 403);
    }

    void refusesFlagsThatContradictEachOtherAndSaysHowToMendIt_data()
    {
        QTest::addColumn<QJsonObject>("settings");
        QTest::addColumn<QStringList>("named");
        QTest::newRow("a password that ends before its session")
            << QJsonObject { { u"force_password_rotation"_s, true }, { u"password_max_age"_s, 86400 }, { u"session_lifetime"_s, 7 * 86400 } }
            << QStringList { u"force_password_rotation"_s, u"password_max_age"_s };
        QTest::newRow("against the server's default")
            << QJsonObject { { u"force_password_rotation"_s, true }, { u"session_lifetime"_s, 365 * 86400 } }
            << QStringList { u"force_password_rotation"_s };
        QTest::newRow("a sign-in that is over before the mail is read")
            << QJsonObject { { u"require_email_verification"_s, true }, { u"flow_lifetime"_s, 60 } }
            << QStringList { u"require_email_verification"_s, u"flow_lifetime"_s };
        QTest::newRow("an idle timeout that never comes")
            << QJsonObject { { u"session_idle_timeout"_s, 86400 }, { u"session_lifetime"_s, 3600 } }
            << QStringList { u"session_idle_timeout"_s, u"session_lifetime"_s };
    }
    void refusesFlagsThatContradictEachOtherAndSaysHowToMendIt()
    {
        QFETCH(QJsonObject, settings);
        QFETCH(QStringList, named);
        const TestRealm realm = TestServer::shared().createRealm("flags");
        const Reply refused = administrator().call("PATCH", pathOf(realm), { { u"settings"_s, settings } });
        QCOMPARE(refused.status, 422);
        QStringList paths;
        const QJsonArray fields = refused.json()[u"fields"].toArray();
        for (const auto &field : fields) {
            paths.append(field[u"path"].toString().section(u'/', 2));
            QCOMPARE(field[u"code"].toString(), u"inconsistent"_s);
            for (const QString &name : named)
                QVERIFY2(field[u"message"].toString().contains(name), qPrintable(field[u"message"].toString()));
        }
        QCOMPARE(paths, named);
    }

    void asksForAnotherPasswordWhenTheOneThereIsTooOld()
    {
        TestServer server;
        const TestRealm realm = server.createRealm("rotation", { { u"force_password_rotation"_s, true }, { u"password_max_age"_s, 30 * 86400 } });
        realm.createUser(u"alice"_s);
        const RelyingParty app(realm);
        QVERIFY(app.tokens().isComplete());
        server.advance(30 * 24h);
        Browser browser(server);
        browser.open(app.authorize());
        browser.signIn("alice", TestRealm::kPassword);
        QVERIFY2(browser.address().contains("/new-password/"), browser.address());
        browser.submit("submit", { { "password", "another horse battery staple" } });
        Browser again(server);
        again.open(app.authorize());
        again.signIn("alice", "another horse battery staple");
        QVERIFY2(again.hasLeft(), again.page().body);
    }

    void takesOverTheServersDefaultsWhileItRuns()
    {
        TestServer server;
        const TestRealm plain = server.createRealm("plain");
        const TestRealm own = server.createRealm("own", { { u"refresh_token_lifetime"_s, 7200 } });
        AdminCaller caller(server, administratorToken(server));
        const auto effective = [&](const TestRealm &realm) { return caller.call("GET", pathOf(realm)).json()[u"effective_settings"][u"refresh_token_lifetime"].toObject(); };
        QCOMPARE(effective(plain)[u"value"].toInt(), 30 * 86400);
        app::Config config;
        config.realmDefaults.refreshTokenLifetime = 3h;
        server.application().reloadRealmDefaults(config);
        QCOMPARE(effective(plain), (QJsonObject { { u"value"_s, 3 * 3600 }, { u"origin"_s, u"server"_s } }));
        QCOMPARE(effective(own), (QJsonObject { { u"value"_s, 7200 }, { u"origin"_s, u"realm"_s } }));
    }
};

AUTH_TEST(AdminRealmsTest);
#include "RealmsTest.moc"
