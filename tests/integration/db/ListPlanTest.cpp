// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "TestDatabase.h"

#include "admin/Filter.h"
#include "realms/RealmStore.h"
#include "users/UserStore.h"

#include <libpq-fe.h>

using namespace auth;
using namespace Qt::StringLiterals;

/// Which index answers a list, of so many rows that reading all of them would be noticed.
class ListPlanTest : public QObject {
    Q_OBJECT

    std::unique_ptr<test::TestDatabase> m_database;
    RealmId m_crowd = *RealmId::parse("019a0000-0000-7000-8000-000000000001");

    QByteArray plan(const db::ListSpec &spec, db::Params first, const QString &filter) const
    {
        db::ListRequest request;
        request.sort = spec.fields.begin();
        const auto parsed = admin::parseFilter(filter, spec, {});
        if (!parsed)
            return parsed.error().description.toUtf8();
        request.filter = *parsed;
        const auto made = db::composeList(spec, std::move(first), request);
        const QByteArray statement = "EXPLAIN (COSTS OFF) " + made.sql;
        std::vector<const char *> values;
        for (const auto &value : made.params.values())
            values.push_back(value ? value->constData() : nullptr);
        const std::unique_ptr<PGconn, decltype(&PQfinish)> session(
            PQconnectdb(m_database->connectionString("auth_server").constData()), &PQfinish);
        const std::unique_ptr<PGresult, decltype(&PQclear)> result(
            PQexecParams(session.get(), statement.constData(), static_cast<int>(values.size()), nullptr, values.data(),
                nullptr, nullptr, 0),
            &PQclear);
        QByteArray lines = PQresultErrorMessage(result.get());
        for (int row = 0; row < PQntuples(result.get()); ++row)
            lines += PQgetvalue(result.get(), row, 0) + QByteArray("\n");
        return lines;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_database = std::make_unique<test::TestDatabase>();
        m_database->sql("INSERT INTO realms (id, name, display_name, data_key_sealed, created_at, updated_at)"
                        " SELECT CASE n WHEN 0 THEN '"
            + m_crowd.toBytes()
            + "' ELSE gen_random_uuid() END, 'realm-' || md5(n::text),"
              " 'Realm ' || n, '', '2026-01-01Z', '2026-01-01Z' FROM generate_series(0, 20000) AS n");
        m_database->sql("INSERT INTO users (realm_id, id, username, email, attributes, created_at, updated_at)"
                        " SELECT '"
            + m_crowd.toBytes()
            + "', gen_random_uuid(), md5(n::text), md5(n::text) || '@example.com',"
              " jsonb_build_object('name', 'Human ' || md5(n::text)), '2026-01-01Z', '2026-01-01Z'"
              " FROM generate_series(1, 20000) AS n");
        m_database->sql("VACUUM ANALYZE realms, users");
    }
    void cleanupTestCase() { m_database.reset(); }

    void findsPartsOfTextsByTheirIndex_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<bool>("byIndex");
        QTest::newRow("free text") << u"c4ca4238"_s << true;
        QTest::newRow("two words") << u"c4ca4238 a0b92382"_s << true;
        QTest::newRow("one or the other") << u"c4ca4238 OR a0b92382"_s << true;
        QTest::newRow("a field's beginning") << u"name:realm-c4ca4238*"_s << true;
        QTest::newRow("nearly all") << u"realm"_s << false; // The first page is full before the index would be read.
    }
    void findsPartsOfTextsByTheirIndex()
    {
        QFETCH(QString, filter);
        QFETCH(bool, byIndex);
        const QByteArray realms = plan(RealmStore::listSpec(), db::Params::of(true), filter);
        QVERIFY2(realms.contains("Index") && realms.contains(" realms_text") == byIndex, realms.constData());
        const QString ofUsers
            = QString(filter).replace(u"name:realm-"_s, u"username:"_s).replace(u"realm"_s, u"human"_s);
        const QByteArray users = plan(UserStore::listSpec(), db::Params::of(m_crowd, Timestamp()), ofUsers);
        QVERIFY2(users.contains("Index") && users.contains(" users_text") == byIndex, users.constData());
    }

    void findsAPersonByTheKeyOfAName()
    {
        const QByteArray users
            = plan(UserStore::listSpec(), db::Params::of(m_crowd, Timestamp()), u"username:c4ca4238"_s);
        QVERIFY2(users.contains("user_identifiers_pkey") && !users.contains("Seq Scan"), users.constData());
    }
};

AUTH_TEST(ListPlanTest);
#include "ListPlanTest.moc"
