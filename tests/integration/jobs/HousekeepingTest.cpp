// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "TestDatabase.h"

#include "jobs/Housekeeping.h"

using namespace auth;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kRealm = "00000000-0000-7000-8000-000000000001";

/// 2,500 flows that ended at \a end, and one each of the rest; realm, application, user and session stay.
QByteArray rows(const QByteArray &prefix, const QByteArray &end)
{
    const QByteArray realm = QByteArray("'") + kRealm + "'";
    return "INSERT INTO flows (realm_id, id, kind, browser_hash, request, created_at, expires_at) SELECT " + realm
        + ", md5('" + prefix + "' || i)::uuid, 'k', '', '{}', " + end + ", " + end + " FROM generate_series(1, 2500) i;"
        + "INSERT INTO authorization_codes (realm_id, code_hash, grant_id, application_id, user_id, session_id, "
          "redirect_uri, scope, "
          "auth_time, acr, amr, created_at, expires_at) VALUES ("
        + realm + ", '" + prefix + "', " + realm + ", " + realm + ", " + realm + ", " + realm + ", '', '', " + end
        + ", '', '{}', " + end + ", " + end + ");"
        + "INSERT INTO client_assertions (realm_id, application_id, jti_hash, expires_at) VALUES (" + realm + ", " + realm
        + ", '" + prefix + "', " + end + ");"
        + "INSERT INTO device_codes (realm_id, device_code_hash, user_code_hash, grant_id, application_id, scope, user_agent, "
          "created_at, expires_at, interval_seconds) VALUES ("
        + realm + ", '" + prefix + "', '" + prefix + "', " + realm + ", " + realm + ", '', '', " + end + ", " + end + ", 5);"
        + "INSERT INTO refresh_families (realm_id, id, application_id, user_id, scope, auth_time, acr, amr, salt, "
          "rotated_at, created_at, "
          "expires_at) VALUES ("
        + realm + ", md5('" + prefix + "')::uuid, " + realm + ", " + realm + ", '', " + end + ", '', '{}', '', " + end
        + ", " + end + ", " + end + ");"
        + "INSERT INTO sessions (realm_id, id, user_id, token_hash, auth_time, acr, amr, created_at, last_seen_at, "
          "idle_timeout_seconds, "
          "expires_at) VALUES ("
        + realm + ", md5('" + prefix + "')::uuid, " + realm + ", '" + prefix + "', " + end + ", '', '{}', " + end + ", "
        + end + ", 1, " + end + ");"
        + "INSERT INTO revocations (realm_id, kind, subject, not_before, expires_at) VALUES (" + realm + ", 'token', '"
        + prefix + "', " + end + ", " + end + ");"
        + "INSERT INTO one_time_links (realm_id, token_hash, purpose, created_at, expires_at) VALUES (" + realm + ", '"
        + prefix + "', '', " + end + ", " + end + ");"
        + "INSERT INTO send_limits (realm_id, subject_mac, sends, since) VALUES (" + realm + ", '" + prefix + "', 1, " + end + ");"
        + "INSERT INTO account_notices (realm_id, user_id, kind, at) VALUES (" + realm + ", " + realm + ", 'k', " + end + ");"
        + "INSERT INTO outbox (realm_id, id, kind, payload, created_at, available_at, done_at) VALUES (" + realm
        + ", md5('" + prefix + "')::uuid, 'k', '{}', " + end + ", " + end + ", " + end + ");"
        + "INSERT INTO jobs (realm_id, id, kind, run_at, created_at, finished_at, state) VALUES (" + realm + ", md5('"
        + prefix + "')::uuid, 'k', " + end + ", " + end + ", " + end + ", 'done');";
}

}

class HousekeepingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void deletesWhatExpiredAndNothingElse()
    {
        test::TestDatabase database;
        const QByteArray realm = QByteArray("'") + kRealm + "'";
        database.sql("INSERT INTO realms (id, name, data_key_sealed, created_at, updated_at) VALUES (" + realm
            + ", 'r', '', '2026-01-01Z', '2026-01-01Z');"
              "INSERT INTO applications (realm_id, id, client_id, type, token_endpoint_auth_method, created_at, "
              "updated_at) VALUES ("
            + realm + ", " + realm
            + ", 'c', 'web', 'none', '2026-01-01Z', '2026-01-01Z');"
              "INSERT INTO users (realm_id, id, username, created_at, updated_at) VALUES ("
            + realm + ", " + realm
            + ", 'u', '2026-01-01Z', '2026-01-01Z');"
              "INSERT INTO sessions (realm_id, id, user_id, token_hash, auth_time, acr, amr, created_at, last_seen_at, "
              "idle_timeout_seconds, expires_at) "
              "VALUES ("
            + realm + ", " + realm + ", " + realm
            + ", 'keep', '2026-01-01Z', '', '{}', '2026-01-01Z', '2026-01-01Z', 1, '2027-01-01Z');");
        database.sql(rows("old", "'2026-01-01Z'::timestamptz"));
        database.sql(rows("live", "'2026-06-15Z'::timestamptz"));
        db::PoolOptions options;
        options.connectionString = database.connectionString();
        db::Database db(options);
        const Timestamp now = std::chrono::sys_days(std::chrono::year(2026) / 6 / 15);
        const auto report = QCoro::waitFor(jobs::keepHouse(&db, now));
        VERIFY_RESULT(report);
        QMap<QString, qint64> deleted;
        for (const auto &[table, count] : report->deleted)
            deleted[table] = count;
        QCOMPARE(deleted.value(u"flows"_s), 2500);
        for (const QString &table : { u"authorization_codes"_s, u"client_assertions"_s, u"device_codes"_s, u"refresh_families"_s, u"revocations"_s,
                 u"one_time_links"_s, u"send_limits"_s, u"account_notices"_s, u"outbox"_s, u"jobs"_s })
            QCOMPARE(deleted.value(table), 1);
        QCOMPARE(database.sql("SELECT count(*) FROM flows"), "2500");
        QCOMPARE(database.sql("SELECT count(*) FROM authorization_codes"), "1");
        QCOMPARE(database.sql("SELECT count(*) FROM device_codes"), "1");
        // Those are the history of their realm.
        QCOMPARE(database.sql("SELECT count(*) FROM sessions"), "3");
        QCOMPARE(database.sql("SELECT count(*) FROM refresh_families"), "1");
        const auto again = QCoro::waitFor(jobs::keepHouse(&db, now));
        VERIFY_RESULT(again);
        QVERIFY(again->deleted.isEmpty());
    }

    void movesAuditRowsOfTheDefaultPartitionIntoTheirMonth()
    {
        test::TestDatabase database;
        database.sql(QByteArray("INSERT INTO audit_events (realm_id, at, id, action, outcome, actor_kind) "
                                "SELECT '")
            + kRealm
            + "', at, md5(at::text)::uuid, 'a', 'ok', 'system' FROM unnest(ARRAY['2026-05-31 23:59:59.999999Z', "
              "'2026-06-01 00:00:00Z', '2026-06-30 23:59:59.999999Z', '2026-07-01 00:00:00Z']::timestamptz[]) at");
        QCOMPARE(database.sql("SELECT count(*) FROM ONLY audit_events_default"), "4");
        db::PoolOptions options;
        options.connectionString = database.connectionString();
        db::Database db(options);
        const Timestamp now = std::chrono::sys_days(std::chrono::year(2026) / 6 / 15);
        VERIFY_RESULT(QCoro::waitFor(jobs::keepHouse(&db, now)));
        QCOMPARE(database.sql("SELECT count(*) FROM audit_events_202606"), "2");
        QCOMPARE(database.sql("SELECT count(*) FROM audit_events_202607"), "1");
        QCOMPARE(database.sql("SELECT count(*) FROM audit_events_202608"), "0");
        QCOMPARE(database.sql("SELECT count(*) FROM audit_events_default"), "1");
        QCOMPARE(database.sql("SELECT count(*) FROM audit_events"), "4");
    }
};

AUTH_TEST(HousekeepingTest);
#include "HousekeepingTest.moc"
