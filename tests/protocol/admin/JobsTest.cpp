// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"

#include <QtCore/QJsonArray>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// One operation for many objects, as a job.
class AdminJobsTest : public QObject {
    Q_OBJECT

    struct Arranged {
        TestServer &server;
        TestRealm realm;
        AdminCaller caller;

        explicit Arranged(int users = 5, TestServer &on = TestServer::shared())
            : server(on)
            , realm(on.createRealm("jobs"))
            , caller(on, administratorToken(on))
        {
            // What a job does is not about passwords: these users have none.
            for (int i = 0; i < users; ++i) {
                UserChanges changes;
                changes.username = u"user%1"_s.arg(i);
                realm.createUser(changes, {});
            }
        }
        QByteArray at(const QByteArray &rest) const { return "/admin/v1/realms/" + realm.name() + rest; }
        Reply bulk(const QJsonObject &body, const QByteArray &query = {}) { return caller.call("POST", at("/jobs") + query, body); }
        QJsonObject job(const QString &id) { return caller.call("GET", at("/jobs/" + id.toLatin1())).json(); }
        QString state(const QString &id) { return job(id)[u"state"].toString(); }
        QJsonArray items(const QString &id, const QByteArray &query = {})
        {
            return caller.call("GET", at("/jobs/" + id.toLatin1() + "/items" + query)).json()[u"items"].toArray();
        }
        int found(const QByteArray &query)
        {
            return static_cast<int>(caller.call("GET", at("/users?q=" + query)).json()[u"items"].toArray().size());
        }
        QByteArray audited(const QByteArray &action) const
        {
            return server.sql("SELECT count(*) FROM audit_events WHERE realm_id = '" + realm.id().toBytes()
                + "' AND action = '" + action + "'");
        }
    };

private Q_SLOTS:
    void doesAnOperationForEverythingThatAFilterFinds()
    {
        Arranged a;
        const QJsonObject request { { u"operation"_s, u"lockUser"_s }, { u"q"_s, u"-username:user0"_s },
            { u"body"_s, QJsonObject { { u"reason"_s, u"spring cleaning"_s } } } };
        const Reply tried = a.bulk(request, "?dry_run=true");
        QCOMPARE(tried.status, 201);
        QCOMPARE(tried.json()[u"total"].toInt(), 4);
        QCOMPARE(a.caller.call("GET", a.at("/jobs")).json()[u"items"].toArray(), QJsonArray());
        QCOMPARE(a.found("status:locked"), 0);

        const Reply created = a.bulk(request);
        QCOMPARE(created.status, 201);
        const QString id = created.text("id");
        QTRY_COMPARE(a.state(id), u"done"_s);
        QCOMPARE(a.job(id)[u"done"].toInt(), 4);
        QCOMPARE(a.found("status:locked"), 4);
        QCOMPARE(a.items(id).size(), 4);
        // The same audit row as for a single call, from where the job was asked for.
        QCOMPARE(a.audited("user.locked"), "4");
        QCOMPARE(a.server.sql("SELECT count(DISTINCT address) FROM audit_events WHERE realm_id = '" + a.realm.id().toBytes()
                     + "' AND action IN ('user.locked', 'job.created')"),
            "1");
    }

    void saysWhatFailedAndDoesOnlyThatAgain()
    {
        Arranged a;
        const QJsonArray ids { u"user0"_s, u"nobody"_s, u"user1"_s };
        const QString id = a.bulk({ { u"operation"_s, u"expireUserPassword"_s }, { u"ids"_s, ids } }).text("id");
        QTRY_COMPARE(a.state(id), u"failed"_s);
        QJsonObject job = a.job(id);
        QCOMPARE(job[u"done"].toInt(), 2);
        QCOMPARE(job[u"failed"].toInt(), 1);
        const QJsonArray failed = a.items(id, "?q=state:failed");
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed[0][u"target"].toString(), u"nobody"_s);
        QCOMPARE(failed[0][u"position"].toInt(), 2);
        QCOMPARE(failed[0][u"code"].toString(), u"not_found"_s);
        const QByteArray audited = a.audited("user.updated");

        a.realm.createUser(u"nobody"_s);
        QCOMPARE(a.caller.call("POST", a.at("/jobs/" + id.toLatin1() + "/retry")).status, 200);
        QTRY_COMPARE(a.state(id), u"done"_s);
        job = a.job(id);
        QCOMPARE(job[u"done"].toInt(), 3);
        QCOMPARE(job[u"failed"].toInt(), 0);
        QCOMPARE(a.audited("user.updated").toInt(), audited.toInt() + 1);
        QCOMPARE(a.caller.call("POST", a.at("/jobs/" + id.toLatin1() + "/retry")).status, 409);
        QCOMPARE(a.caller.call("POST", a.at("/jobs/" + id.toLatin1() + "/cancel")).status, 409);
    }

    void stopsWhenItIsCancelledAndGoesOnWhenAskedTo()
    {
        Arranged a(60);
        const QString id = a.bulk({ { u"operation"_s, u"expireUserPassword"_s }, { u"q"_s, u"username:user*"_s } }).text("id");
        QCOMPARE(a.caller.call("POST", a.at("/jobs/" + id.toLatin1() + "/cancel")).text("state"), u"cancelled"_s);
        const int done = a.job(id)[u"done"].toInt();
        QVERIFY(done < 60);
        QCOMPARE(a.items(id, "?q=state:waiting&limit=200").size(), 60 - done);
        QCOMPARE(a.caller.call("POST", a.at("/jobs/" + id.toLatin1() + "/retry")).text("state"), u"waiting"_s);
        QTRY_COMPARE_WITH_TIMEOUT(a.state(id), u"done"_s, 20'000);
        QCOMPARE(a.found("required_action:change_password&limit=200"), 60);
        QCOMPARE(a.audited("user.updated"), "60");
    }

    void refusesWhatCannotBeDoneInBulk_data()
    {
        QTest::addColumn<QJsonObject>("body");
        QTest::addColumn<QString>("path");
        const QJsonObject ids { { u"ids"_s, QJsonArray { u"user0"_s } } };
        const auto with = [&ids](const QString &operation, const QJsonObject &more = {}) {
            QJsonObject body = ids;
            body.insert(u"operation"_s, operation);
            for (auto member = more.begin(); member != more.end(); ++member)
                body.insert(member.key(), member.value());
            return body;
        };
        QTest::newRow("unknown") << with(u"lokUser"_s) << u"/operation"_s;
        QTest::newRow("reads") << with(u"getUser"_s) << u"/operation"_s;
        QTest::newRow("creates") << with(u"createUserPasswordLink"_s) << u"/operation"_s;
        QTest::newRow("takes a secret") << with(u"setUserPassword"_s) << u"/operation"_s;
        QTest::newRow("not on one object") << with(u"updateRealm"_s) << u"/operation"_s;
        QTest::newRow("a job") << with(u"cancelJob"_s) << u"/operation"_s;
        QTest::newRow("both") << with(u"lockUser"_s, { { u"q"_s, u"a"_s } }) << u"/q"_s;
        QTest::newRow("neither") << QJsonObject { { u"operation"_s, u"lockUser"_s } } << u"/q"_s;
        QTest::newRow("filter") << QJsonObject { { u"operation"_s, u"lockUser"_s }, { u"q"_s, u"stat:x"_s } } << u"/q"_s;
        QTest::newRow("body") << with(u"lockUser"_s, { { u"body"_s, QJsonObject { { u"reson"_s, u"x"_s } } } }) << u"/body/reson"_s;
        QTest::newRow("no body") << with(u"unlockUser"_s, { { u"body"_s, QJsonObject { { u"a"_s, 1 } } } }) << u"/body"_s;
    }
    void refusesWhatCannotBeDoneInBulk()
    {
        QFETCH(QJsonObject, body);
        Arranged a(1);
        const Reply refused = a.bulk(body);
        QCOMPARE(refused.status, 422);
        QTEST(refused.json()[u"fields"][0][u"path"].toString(), "path");
        QCOMPARE(a.audited("job.created"), "0");
    }

    void doesNothingThatItsCallerMayNot()
    {
        Arranged a(1);
        AdminCaller viewer(a.server, tokenFor(a.server, "system", "users:read jobs:read jobs:write"));
        const QJsonObject body { { u"operation"_s, u"lockUser"_s }, { u"ids"_s, QJsonArray { u"user0"_s } },
            { u"body"_s, QJsonObject { { u"reason"_s, u"x"_s } } } };
        QCOMPARE(viewer.call("POST", a.at("/jobs"), body).status, 403);
        // Nor through a filter of what it may not read.
        AdminCaller blind(a.server, tokenFor(a.server, "system", "users:write jobs:read jobs:write"));
        QCOMPARE(blind.call("POST", a.at("/jobs"), { { u"operation"_s, u"unlockUser"_s }, { u"q"_s, u"user0"_s } }).status, 403);
        QCOMPARE(a.found("status:locked"), 0);
    }

    void takesDownEachItemThatItsCallerMayNotDo()
    {
        Arranged a(2);
        // Whoever has more rights than the caller is out of their hands.
        QCOMPARE(a.caller.call("POST", a.at("/roles"), { { u"name"_s, u"boss"_s }, { u"rights"_s, QJsonArray { u"realms:write"_s } } }).status, 201);
        QCOMPARE(a.caller.call("POST", a.at("/roles/boss/assign"), { { u"users"_s, QJsonArray { u"user0"_s } } }).status, 200);
        AdminCaller clerk(a.server, tokenFor(a.server, a.realm.name(), "users:read users:write jobs:read jobs:write"));
        const Reply created = clerk.call("POST", a.at("/jobs"), { { u"operation"_s, u"lockUser"_s }, { u"q"_s, u"username:user*"_s } });
        QVERIFY2(created.status == 201, created.body);
        QTRY_COMPARE(a.state(created.text("id")), u"failed"_s);
        QCOMPARE(a.items(created.text("id"), "?q=state:failed").size(), 1);
        QCOMPARE(a.audited("user.locked"), "1");
        const QByteArray row = a.server.sql("SELECT outcome || '|' || target_id || '|' || (data->>'error') FROM audit_events WHERE action = 'admin.refused'"
                                            " AND data ? 'item' AND realm_id = '" + a.realm.id().toBytes() + "'");
        QCOMPARE(row, "refused|lockUser|forbidden");
    }

    void aJobOfAnotherRealmIsNotFound()
    {
        Arranged a(1);
        const QString id = a.bulk({ { u"operation"_s, u"expireUserPassword"_s }, { u"q"_s, u"user0"_s } }).text("id");
        const TestRealm other = a.server.createRealm("other");
        for (const QByteArray rest : { "", "/items" })
            QCOMPARE(a.caller.call("GET", "/admin/v1/realms/" + other.name() + "/jobs/" + id.toLatin1() + rest).status, 404);
        QCOMPARE(a.caller.call("POST", "/admin/v1/realms/" + other.name() + "/jobs/" + id.toLatin1() + "/cancel").status, 404);
    }

    /// What a node that died held goes on elsewhere, and what was done is not done again.
    void anotherNodeGoesOnWithWhatOneLeftBehind()
    {
        TestServer one;
        Arranged a(6, one);
        const QString id = a.bulk({ { u"operation"_s, u"expireUserPassword"_s }, { u"q"_s, u"username:user*"_s } }).text("id");
        QTRY_COMPARE(a.state(id), u"done"_s);
        // As a node leaves it that is killed in the middle: claimed, two items not done.
        one.sql("UPDATE job_items SET state = 'waiting' WHERE job_id = '" + id.toLatin1() + "' AND position > 4");
        one.sql("UPDATE jobs SET state = 'running', finished_at = NULL, claimed_until = to_timestamp("
            + QByteArray::number(one.now() + 30) + "), progress = '{\"total\":6,\"done\":4,\"failed\":0}' WHERE id = '" + id.toLatin1() + "'");
        const QByteArray audited = a.audited("user.updated");
        QCOMPARE(a.state(id), u"running"_s);
        one.advance(std::chrono::seconds(31));
        QTRY_COMPARE(a.state(id), u"done"_s);
        QCOMPARE(a.job(id)[u"done"].toInt(), 6);
        // They had been done: nothing changed, so nothing was written again.
        QCOMPARE(a.audited("user.updated"), audited);
    }

    void showsTheStateOfTheServer()
    {
        Arranged a(0);
        const Reply state = a.caller.call("GET", "/admin/v1/server");
        QCOMPARE(state.status, 200);
        const QJsonObject server = state.json();
        QVERIFY(server[u"release"].isString());
        QCOMPARE(server[u"database"][u"migrations_pending"].toInt(-1), 0);
        QVERIFY(server[u"database"][u"size_bytes"].toInteger() > 0);
        QVERIFY(server[u"realms"].toInt() >= 2);
        QVERIFY(server[u"threads"].toInt() >= 1);
        AdminCaller other(a.server, tokenFor(a.server, a.realm.name(), "server:read"));
        QCOMPARE(other.call("GET", "/admin/v1/server").status, 403);
    }
};

AUTH_TEST(AdminJobsTest);
#include "JobsTest.moc"
