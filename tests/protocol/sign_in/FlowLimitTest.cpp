// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "RelyingParty.h"

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// Beginning to sign in costs a row and needs no account.
class FlowLimitTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void letsAnAddressBeginOnlySoManySignIns()
    {
        TestServer server({ .threads = 2,
            .settings
            = { { "AUTH_ENV", "production" }, { "AUTH_ARGON2_MEMORY", "19MiB" }, { "AUTH_ARGON2_ITERATIONS", "2" } } });
        const auto realm = server.createRealm();
        const RelyingParty app(realm);
        HttpClient client(server);
        int begun = 0;
        Reply reply = client.get(app.authorize());
        for (; reply.status == 303 && begun < 1000; ++begun)
            reply = client.get(app.authorize());
        QCOMPARE(reply.status, 429);
        QVERIFY(begun >= 60);
        QCOMPARE(reply.mediaType(), "text/html");
        QVERIFY(reply.field("Retry-After").toInt() > 0);
        QVERIFY(!reply.has("Location"));
        QCOMPARE(server.sql("SELECT count(*) FROM flows").toInt(), begun);
        // A browser that comes with other cookies is the same address; another address is not.
        QCOMPARE(HttpClient(server).get(realm.target("/account")).status, 429);
        HttpClient elsewhere(server);
        elsewhere.setAddress("198.51.100.9");
        QCOMPARE(elsewhere.get(app.authorize()).status, 303);
        // What begins no flow is not limited.
        QCOMPARE(client.get(app.authorize({ { "prompt", "none" } })).status, 303);
    }
};

AUTH_TEST(FlowLimitTest);

#include "FlowLimitTest.moc"
