// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"

#include <QtCore/QJsonArray>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Several secrets that overlap, so that they can be changed without downtime (A3).
class ApplicationSecretsTest : public QObject {
    Q_OBJECT

    struct Machine {
        TestRealm realm = TestServer::shared().createRealm("secrets");
        AdminCaller caller { TestServer::shared(), administratorToken(TestServer::shared()) };
        QByteArray path = "/admin/v1/realms/" + realm.name() + "/applications/robot";
        QByteArray first;

        Machine()
        {
            first = caller
                        .call("POST", "/admin/v1/realms/" + realm.name() + "/applications",
                            { { u"client_id"_s, u"robot"_s }, { u"type"_s, u"machine"_s },
                                { u"token_endpoint_auth_method"_s, u"client_secret_post"_s } })
                        .text("client_secret")
                        .toLatin1();
        }
        int signIn(const QByteArray &secret) const
        {
            HttpClient client(TestServer::shared());
            return client
                .post(realm.target("/oauth/token"),
                    { { "grant_type", "client_credentials" }, { "client_id", "robot" }, { "client_secret", secret } })
                .status;
        }
    };

private Q_SLOTS:
    void letsTwoSecretsOverlap()
    {
        Machine m;
        QCOMPARE(m.signIn(m.first), 200);
        const Reply added = m.caller.call("POST", m.path + "/secrets", { { u"others_expire_in"_s, 3600 } });
        QCOMPARE(added.status, 201);
        const QByteArray second = added.text("client_secret").toLatin1();
        QVERIFY(second.size() >= 32 && second != m.first);
        QCOMPARE(m.signIn(m.first), 200);
        QCOMPARE(m.signIn(second), 200);
        TestServer::shared().advance(3601s);
        AdminCaller later(TestServer::shared(), administratorToken(TestServer::shared()));
        QCOMPARE(m.signIn(m.first), 401);
        QCOMPARE(m.signIn(second), 200);
        QCOMPARE(later.call("GET", m.path + "/secrets").json()[u"items"].toArray().size(), 1);
    }

    void endsASecretThatExpires()
    {
        Machine m;
        const QByteArray second
            = m.caller.call("POST", m.path + "/secrets", { { u"expires_in"_s, 60 } }).text("client_secret").toLatin1();
        QCOMPARE(m.signIn(second), 200);
        TestServer::shared().advance(61s);
        QCOMPARE(m.signIn(second), 401);
        QCOMPARE(m.signIn(m.first), 200);
    }

    void revokesOneSecretAndNoOther()
    {
        Machine m;
        const Reply added = m.caller.call("POST", m.path + "/secrets", { { u"expires_in"_s, 3600 } });
        QCOMPARE(m.caller.call("DELETE", m.path + "/secrets/" + added.text("id").toLatin1()).status, 204);
        QCOMPARE(m.signIn(added.text("client_secret").toLatin1()), 401);
        QCOMPARE(m.signIn(m.first), 200);
        QCOMPARE(m.caller.call("DELETE", m.path + "/secrets/" + added.text("id").toLatin1()).status, 404);
        QCOMPARE(m.caller.call("DELETE", m.path + "/secrets/x").status, 404);
    }

    void showsNoSecretTwice()
    {
        Machine m;
        const QByteArray given = "a-secret-that-somebody-brought-along-with-them";
        const Reply added
            = m.caller.call("POST", m.path + "/secrets", { { u"client_secret"_s, QString::fromLatin1(given) } });
        QCOMPARE(added.status, 201);
        QCOMPARE(m.signIn(given), 200);
        const Reply list = m.caller.call("GET", m.path + "/secrets");
        QCOMPARE(list.json()[u"items"].toArray().size(), 2);
        QVERIFY(!list.body.contains(given) && !list.body.contains("client_secret"));
        QCOMPARE(
            TestServer::shared().sql("SELECT count(*) FROM audit_events a WHERE a::text LIKE '%" + given + "%'"), "0");
    }

    void refusesTooManySecretsAndWeakOnes()
    {
        Machine m;
        QCOMPARE(m.caller.call("POST", m.path + "/secrets", { { u"client_secret"_s, u"short"_s } }).status, 422);
        QCOMPARE(m.caller.call("POST", m.path + "/secrets", { { u"expires_in"_s, 0 } }).status, 422);
        for (int i = 1; i < 10; ++i)
            QCOMPARE(m.caller.call("POST", m.path + "/secrets", { { u"expires_in"_s, 3600 } }).status, 201);
        QCOMPARE(m.caller.call("POST", m.path + "/secrets", { { u"expires_in"_s, 3600 } }).status, 409);
    }

    void writesNothingInADryRun()
    {
        Machine m;
        const Reply tried = m.caller.call("POST", m.path + "/secrets?dry_run=true", { { u"others_expire_in"_s, 0 } });
        QCOMPARE(tried.status, 201);
        QCOMPARE(m.signIn(tried.text("client_secret").toLatin1()), 401);
        QCOMPARE(m.signIn(m.first), 200);
    }
};

AUTH_TEST(ApplicationSecretsTest);
#include "ApplicationSecretsTest.moc"
