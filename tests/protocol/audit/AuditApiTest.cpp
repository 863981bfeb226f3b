// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"

#include <QtCore/QJsonArray>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

class AuditApiTest : public QObject {
    Q_OBJECT

    /// A realm in which an administrator made the user alice.
    struct Place {
        TestRealm realm = TestServer::shared().createRealm("audit");
        QByteArray base = "/admin/v1/realms/" + realm.name();
        AdminCaller administrator { TestServer::shared(), administratorToken(TestServer::shared()) };
        QString alice;

        Place()
        {
            alice = call("POST", "/users", { { u"username"_s, u"alice"_s }, { u"email"_s, u"alice@example.com"_s } }).text("id");
        }
        Reply call(const QByteArray &method, const QByteArray &path, const QJsonObject &body = {}, const HeaderList &headers = {})
        {
            return administrator.call(method, base + path, body, headers);
        }
        QJsonArray search(const QByteArray &filter)
        {
            return call("GET", "/audit/events?q=" + Parameters::encode(filter)).json()[u"items"].toArray();
        }
        /// Asks until the log has what it is about: sealing takes a moment.
        QJsonObject sealed()
        {
            QJsonObject status;
            do
                status = call("GET", "/audit/status").json();
            while (status[u"unsealed"].toInteger() > 0 || status[u"size"].toInteger() == 0);
            return status;
        }
    };

private Q_SLOTS:
    void findsListsAndReadsARow()
    {
        Place p;
        const QJsonArray found = p.search("action:user.created alice@example");
        QCOMPARE(found.size(), 1);
        const QJsonObject row = found[0].toObject();
        QCOMPARE(row[u"target_id"].toString(), p.alice);
        QCOMPARE(row[u"after"][u"username"].toString(), u"alice"_s);
        QCOMPARE(p.call("GET", "/audit/events/" + row[u"id"].toString().toLatin1()).json(), row);
        QCOMPARE(p.search("bob").size(), 0);
        QCOMPARE(p.call("GET", "/audit/events/" + p.alice.toLatin1()).status, 404);
        QCOMPARE(p.call("GET", "/audit/events/x").status, 404);
    }

    void keepsRealmsApart()
    {
        Place p, other;
        const QByteArray id = other.search("action:user.created")[0][u"id"].toString().toLatin1();
        QCOMPARE(p.call("GET", "/audit/events/" + id).status, 404);
        for (const auto &row : p.search("alice"))
            QVERIFY(row[u"target_id"].toString() != other.alice);
    }

    void refusesFiltersAndParametersThatItDoesNotKnow_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("field") << QByteArray("/audit/events?q=acton%3Ax");
        QTest::newRow("sort") << QByteArray("/audit/events?sort=action");
        QTest::newRow("cursor") << QByteArray("/audit/events?after=AAAA");
        QTest::newRow("outcome") << QByteArray("/audit/events?q=outcome%3Abad");
        QTest::newRow("position") << QByteArray("/audit/tail?position=-1");
        QTest::newRow("limit") << QByteArray("/audit/tail?limit=0");
        QTest::newRow("filter of the tail") << QByteArray("/audit/tail?q=acton%3Ax");
        QTest::newRow("bucket") << QByteArray("/audit/stats?bucket=year");
        QTest::newRow("time") << QByteArray("/audit/stats?since=yesterday");
        QTest::newRow("no range") << QByteArray("/audit/stats?since=2026-01-02&until=2026-01-01");
        QTest::newRow("too many minutes") << QByteArray("/audit/stats?since=2026-01-01&until=2026-02-01&bucket=minute");
        QTest::newRow("unknown") << QByteArray("/audit/stats?until_=2026-01-01");
    }
    void refusesFiltersAndParametersThatItDoesNotKnow()
    {
        QFETCH(QByteArray, path);
        Place p;
        const Reply reply = p.call("GET", path);
        QVERIFY2(reply.status == 422 && !reply.json()[u"fields"].toArray().isEmpty(), reply.body);
    }

    void tailsWhatComes()
    {
        Place p;
        p.sealed();
        const Reply first = p.call("GET", "/audit/tail?q=action%3Auser.created");
        QCOMPARE(first.json()[u"items"].toArray().size(), 1);
        p.call("POST", "/users", { { u"username"_s, u"bob"_s } });
        p.sealed();
        const QByteArray next = "/audit/tail?position=" + QByteArray::number(first.json()[u"position"].toInteger());
        const QJsonArray rows = p.call("GET", next).json()[u"items"].toArray();
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows[0][u"target_name"].toString(), u"bob"_s);
    }

    void counts()
    {
        Place p;
        p.sealed();
        const QJsonObject all = p.call("GET", "/audit/stats?bucket=all&until=2100-01-01").json();
        QCOMPARE(all[u"bucket"].toString(), u"all"_s);
        QCOMPARE(p.call("GET", "/audit/stats").json()[u"bucket"].toString(), u"hour"_s);
        qint64 created = 0;
        const QJsonArray items = p.call("GET", "/audit/stats").json()[u"items"].toArray();
        for (const auto &item : items) {
            if (item[u"action"].toString() == u"user.created"_s)
                created += item[u"count"].toInteger();
        }
        QCOMPARE(created, 1);
    }

    void changesTheRetentionWithARow()
    {
        Place p;
        QCOMPARE(p.call("GET", "/audit/retention").json()[u"days"].toInt(), 365);
        QCOMPARE(p.call("PATCH", "/audit/retention", { { u"days"_s, 0 } }).status, 422);
        QCOMPARE(p.call("PATCH", "/audit/retention", { { u"day"_s, 1 } }).status, 422);
        QCOMPARE(p.call("PATCH", "/audit/retention?dry_run=true", { { u"days"_s, 30 } }).status, 200);
        QCOMPARE(p.call("GET", "/audit/retention").json()[u"days"].toInt(), 365);
        QCOMPARE(p.call("PATCH", "/audit/retention", { { u"days"_s, 30 } }).status, 200);
        const Reply read = p.call("GET", "/audit/retention");
        QCOMPARE(read.json()[u"days"].toInt(), 30);
        QCOMPARE(p.call("PATCH", "/audit/retention", { { u"days"_s, 31 } }, { { "If-Match", "\"7\"" } }).status, 412);
        QCOMPARE(p.call("PATCH", "/audit/retention", { { u"days"_s, 31 } }, { { "If-Match", read.field("ETag") } }).status, 200);
        const QJsonArray rows = p.search("action:audit.retention_changed");
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows[0][u"before"][u"days"].toInt(), 30);
        QCOMPARE(rows[0][u"after"][u"days"].toInt(), 31);
    }

    void erasesAPersonsValues()
    {
        Place p;
        QCOMPARE(p.call("POST", "/audit/erasures", { { u"person"_s, u"alice"_s } }).status, 422);
        QCOMPARE(p.call("POST", "/audit/erasures?dry_run=true", { { u"person"_s, p.alice } }).json()[u"rows"].toInt(), 1);
        QCOMPARE(p.search("alice").size(), 1);
        QCOMPARE(p.call("POST", "/audit/erasures", { { u"person"_s, p.alice } }).json()[u"rows"].toInt(), 1);
        QCOMPARE(p.search("alice").size(), 0);
        const QJsonArray rows = p.search("action:audit.erased");
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows[0][u"target_id"].toString(), p.alice);
        QCOMPARE(p.call("GET", "/users/alice/history").json()[u"items"].toArray().size(), 0);
    }

    void needsRights()
    {
        Place p;
        AdminCaller reader(TestServer::shared(), tokenFor(TestServer::shared(), p.realm.name(), "audit:read"));
        AdminCaller other(TestServer::shared(), tokenFor(TestServer::shared(), p.realm.name(), "users:read"));
        for (const QByteArray path : { "/audit/events", "/audit/tail", "/audit/stats", "/audit/retention" }) {
            QCOMPARE(reader.call("GET", p.base + path).status, 200);
            QCOMPARE(other.call("GET", p.base + path).status, 403);
        }
        QCOMPARE(reader.call("PATCH", p.base + "/audit/retention", { { u"days"_s, 1 } }).status, 403);
        QCOMPARE(reader.call("POST", p.base + "/audit/erasures", { { u"person"_s, p.alice } }).status, 403);
    }
};

AUTH_TEST(AuditApiTest);
#include "AuditApiTest.moc"
