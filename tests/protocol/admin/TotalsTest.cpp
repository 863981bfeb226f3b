// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"

#include <QtCore/QJsonArray>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// How many there are in all, where somebody asks.
class TotalsTest : public QObject {
    Q_OBJECT

    static void makeUsers(const TestRealm &realm, int count)
    {
        realm.server().sql("INSERT INTO users (realm_id, id, username, enabled, attributes, version, created_at, updated_at)"
                           " SELECT '" + realm.id().toBytes() + "', gen_random_uuid(), 'user' || n, n % 2 = 0, '{}', 1, '2026-01-01', '2026-01-01'"
                           " FROM generate_series(1, " + QByteArray::number(count) + ") AS n");
        realm.server().sql("ANALYZE users");
    }

private Q_SLOTS:
    void countsFewAndEstimatesMany()
    {
        TestServer server;
        const TestRealm few = server.createRealm("few");
        const TestRealm many = server.createRealm("many");
        makeUsers(few, 300);
        makeUsers(many, 20'000);
        AdminCaller caller(server, administratorToken(server));
        const auto list = [&](const TestRealm &realm, const QByteArray &query) {
            const Reply page = caller.call("GET", "/admin/v1/realms/" + realm.name() + "/users?limit=5&" + query);
            if (page.status != 200)
                qWarning("%s", page.body.constData());
            return page.json();
        };
        QVERIFY(!list(few, "").contains(u"total"));
        const QJsonObject counted = list(few, "total=true");
        QCOMPARE(counted[u"total"].toInt(), 300);
        QCOMPARE(counted[u"total_is_estimate"].toBool(true), false);
        QCOMPARE(list(few, "total=true&q=enabled:true")[u"total"].toInt(), 150);
        QCOMPARE(list(few, "total=true&q=username:user7")[u"total"].toInt(), 0);
        // Counted from any page.
        const QByteArray after = counted[u"next"].toString().toLatin1();
        QCOMPARE(list(few, "total=true&after=" + after)[u"total"].toInt(), 300);
        const QJsonObject estimated = list(many, "total=true");
        QCOMPARE(estimated[u"total_is_estimate"].toBool(), true);
        const int total = estimated[u"total"].toInt();
        QVERIFY2(total > 15'000 && total < 25'000, QByteArray::number(total));
        QCOMPARE(caller.call("GET", "/admin/v1/realms/" + few.name() + "/users?total=yes").status, 422);
    }

    void countsInEveryListThatTheDescriptionHas()
    {
        const TestRealm realm = TestServer::shared().createRealm("totals");
        realm.createUser(u"alice"_s);
        AdminCaller caller(TestServer::shared(), administratorToken(TestServer::shared()));
        for (const char *list : { "/users", "/applications", "/roles", "/scopes", "/resource-servers", "/permissions", "/sessions", "/api-keys", "/jobs", "/users/alice/history" }) {
            const Reply page = caller.call("GET", "/admin/v1/realms/" + realm.name() + list + "?total=true");
            QVERIFY2(page.status == 200 && page.json()[u"total"].toInt(-1) == page.json()[u"items"].toArray().size(), list + page.body);
        }
        QVERIFY(caller.call("GET", "/admin/v1/realms?total=true").json()[u"total"].toInt() > 1);
    }
};

AUTH_TEST(TotalsTest);
#include "TotalsTest.moc"
