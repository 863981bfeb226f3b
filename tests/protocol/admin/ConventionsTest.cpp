// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "DescribedApi.h"

#include "core/Json.h"

#include <QtCore/QJsonArray>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// What every operation of the admin API has in common, asked of each one that the description has: a new one is asked,
/// too. (What identifiers of another realm are answered with is in AccessTest.)
class AdminConventionsTest : public QObject {
    Q_OBJECT

    DescribedApi m_api { TestServer::shared() };
    HttpClient m_client { TestServer::shared() };
    QByteArray m_token = administratorToken(TestServer::shared());
    DescribedApi::Place m_place = m_api.makePlace();
    int m_texts = 0;

    static void each(bool (*wanted)(const api::Operation &))
    {
        QTest::addColumn<int>("index");
        for (size_t i = 0; i < api::operations().size(); ++i) {
            if (wanted(api::operations()[i]))
                QTest::newRow(api::operations()[i].name) << static_cast<int>(i);
        }
    }
    static bool changes(const api::Operation &operation) { return operation.changesSomething(); }
    static bool isAction() { return current().kind == api::Operation::Kind::Action; }
    static const api::Operation &current()
    {
        return api::operations()[static_cast<size_t>(*static_cast<int *>(QTest::qData("index", QMetaType::Int)))];
    }

    Reply call(const DescribedApi::Place &place, const QJsonObject &body, const HeaderList &headers = {},
        const QByteArray &query = {})
    {
        HeaderList all = headers;
        all.emplaceBack("Authorization", "Bearer " + m_token);
        if (current().hasBody)
            all.emplaceBack("Content-Type", "application/json");
        return m_client.send(current().method, DescribedApi::targetOf(current(), place) + query, all,
            current().hasBody ? toJson(DescribedApi::inPlace(body, place)) : QByteArray());
    }
    /// Is everything there that the operation is about? What was deleted is not.
    static bool isThere(const DescribedApi::Place &place)
    {
        return DescribedApi::isWhole(current(), place) && !QByteArrayView(current().path).endsWith("/undelete");
    }
    /// A name that nothing has yet.
    QString newText() { return u"example-%1-of-this"_s.arg(++m_texts); }

    /// A digest of every row of every table, apart from those that the sealing of the audit trail writes meanwhile;
    /// when the jobs are done that have begun.
    static QByteArray database()
    {
        const TestServer &server = TestServer::shared();
        const bool idle = QTest::qWaitFor([&server] {
            return server.sql("SELECT count(*) FROM jobs WHERE state IN ('waiting', 'running')") == "0";
        });
        if (!idle)
            qFatal("a job does not end");
        const QByteArray statement
            = "SELECT string_agg(format('SELECT %L, count(*), md5(string_agg(t::text, '''' ORDER BY t::text))"
              " FROM %I t', tablename, tablename), ' UNION ALL ' ORDER BY tablename) FROM pg_tables"
              " WHERE schemaname = 'public' AND tablename NOT IN ('audit_checkpoints', 'audit_leaves', 'audit_sealer')";
        return server.sql(server.sql(statement));
    }

private Q_SLOTS:
    void doesNothingTwiceWithAnIdempotencyKey_data()
    {
        each([](const api::Operation &operation) {
            return changes(operation) && qstrcmp(operation.method, "POST") == 0;
        });
    }
    void doesNothingTwiceWithAnIdempotencyKey()
    {
        QVERIFY(m_api.takes(current(), "IdempotencyKey"));
        const auto place = m_api.placeFor(current());
        const QJsonObject body = m_api.bodyOf(current(), newText());
        const HeaderList key { { "Idempotency-Key", "key-" + QByteArray::number(m_texts) } };
        const Reply first = call(place, body, key);
        QVERIFY2(first.status < 500, first.body);
        // An action may want more than the least that its description allows, or what no operation creates.
        if (first.status >= 300 && (isAction() || !isThere(place)))
            return;
        if (first.status == 422 && QByteArrayView(current().path).endsWith("/revert"))
            return;
        QVERIFY2(first.status < 300, first.body);
        const QByteArray before = database();
        const Reply second = call(place, body, key);
        QCOMPARE(second.status, first.status);
        QCOMPARE(second.body, first.body);
        QCOMPARE(second.field("ETag"), first.field("ETag"));
        QCOMPARE(second.field("Idempotency-Replayed"), "true");
        QCOMPARE(database(), before);
        const Reply other = call(place, body, key, "?dry_run=false");
        QCOMPARE(other.status, 422);
        QCOMPARE(other.json()[u"fields"][0][u"path"].toString(), u"/Idempotency-Key"_s);
    }

    void refusesAChangeOfAnOlderVersionWithTheTagOfNow_data()
    {
        each([](const api::Operation &operation) {
            return changes(operation) && operation.kind != api::Operation::Kind::Create;
        });
    }
    void refusesAChangeOfAnOlderVersionWithTheTagOfNow()
    {
        QVERIFY(isAction() || m_api.takes(current(), "IfMatch"));
        if (!m_api.takes(current(), "IfMatch") || !isThere(m_place))
            return;
        const QByteArray before = database();
        const Reply reply = call(m_place, m_api.bodyOf(current(), newText()), { { "If-Match", "\"999\"" } });
        QVERIFY2(reply.status == 412, reply.body);
        QCOMPARE(reply.text("code"), u"version_mismatch"_s);
        QVERIFY2(reply.field("ETag").startsWith('"'), reply.body);
        QCOMPARE(database(), before);
    }

    void changesNothingInADryRun_data() { each(changes); }
    void changesNothingInADryRun()
    {
        QVERIFY(m_api.takes(current(), "DryRun"));
        // What is created must not be there yet.
        const auto place = current().kind == api::Operation::Kind::Create ? m_api.placeFor(current()) : m_place;
        const QByteArray before = database();
        const Reply reply = call(place, m_api.bodyOf(current(), newText()), {}, "?dry_run=true");
        if (isThere(place) && !isAction())
            QVERIFY2(reply.status == current().status, reply.body);
        QVERIFY2(reply.status < 500, reply.body);
        QCOMPARE(database(), before);
    }

    void refusesMembersThatItDoesNotKnowWithASuggestion_data()
    {
        each([](const api::Operation &operation) { return operation.hasBody && !operation.fields.empty(); });
    }
    void refusesMembersThatItDoesNotKnowWithASuggestion()
    {
        const QString known = QString::fromLatin1(current().fields.front().path);
        QJsonObject body = m_api.bodyOf(current(), newText());
        body.insert(known + u'x', true);
        const Reply reply = call(m_place, body);
        QVERIFY2(reply.status == 422, reply.body);
        bool suggested = false;
        for (const auto &field : reply.json()[u"fields"].toArray())
            suggested |= field[u"path"].toString() == u'/' + known + u'x'
                && field[u"message"].toString().contains(u'"' + known + u'"');
        QVERIFY2(suggested, reply.body);
    }

    void refusesParametersThatItDoesNotKnow_data()
    {
        each([](const api::Operation &) { return true; });
    }
    void refusesParametersThatItDoesNotKnow()
    {
        const Reply reply = call({ { "realm", "system" } }, m_api.bodyOf(current()), {}, "?unknown=true");
        QVERIFY2(reply.status == 422, reply.body);
        QCOMPARE(reply.json()[u"fields"][0][u"path"].toString(), u"/unknown"_s);
    }
};

AUTH_TEST(AdminConventionsTest);
#include "ConventionsTest.moc"
