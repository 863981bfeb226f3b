// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "TestDatabase.h"

#include "app/PrivatePostgres.h"
#include "db/Migrator.h"

#include <thread>

using namespace auth;
using namespace auth::db;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class MigratorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void migratesAnEmptyDatabaseOnce()
    {
        test::TestDatabase database(test::TestDatabase::Schema::Empty);
        const auto before = migrationState(database.connectionString());
        VERIFY_RESULT(before);
        QVERIFY(!before->isReady());
        QCOMPARE(before->current, 0);
        const auto first = migrate(database.connectionString());
        VERIFY_RESULT(first);
        QCOMPARE(first->applied.size(), migrations().size());
        const auto second = migrate(database.connectionString());
        VERIFY_RESULT(second);
        QVERIFY(second->applied.isEmpty());
        QCOMPARE(second->version, migrations().last().version);
        const auto after = migrationState(database.connectionString());
        VERIFY_RESULT(after);
        QVERIFY(after->isReady());
    }

    void letsManyNodesMigrateAtOnce()
    {
        test::TestDatabase database(test::TestDatabase::Schema::Empty);
        std::vector<Result<MigrationReport>> reports(4);
        {
            std::vector<std::jthread> nodes;
            for (auto &report : reports)
                nodes.emplace_back([&report, &database] { report = migrate(database.connectionString()); });
        }
        qsizetype applied = 0;
        for (const auto &report : reports) {
            VERIFY_RESULT(report);
            applied += report->applied.size();
        }
        QCOMPARE(applied, migrations().size());
    }

    void refusesADatabaseWhoseMigrationsDiffer()
    {
        test::TestDatabase database;
        database.sql("UPDATE schema_migrations SET checksum = 'other' WHERE version = 1");
        const auto report = migrate(database.connectionString());
        QVERIFY(!report);
        QVERIFY(report.error().description.contains(migrations().first().name));
        QVERIFY(!migrationState(database.connectionString()));
    }

    void acceptsADatabaseThatIsNewer()
    {
        test::TestDatabase database;
        database.sql("INSERT INTO schema_migrations VALUES (9999, '9999_later', 'x', '2030-01-01Z')");
        const auto state = migrationState(database.connectionString());
        VERIFY_RESULT(state);
        QVERIFY(state->isReady());
        QCOMPARE(state->current, 9999);
    }

    void saysWhichRolesAreMissing()
    {
        // The check itself must not depend on the roles of this cluster: a user without rights meets a missing role.
        auto started = PrivatePostgres::start({ .dataDirectory = {}, .ephemeral = true, .binaryDirectory = {} });
        VERIFY_RESULT(started);
        const auto &server = **started;
        test::TestDatabase::run(server.connectionString("auth_owner"), "CREATE DATABASE other OWNER auth_housekeeper");
        test::TestDatabase::run(server.connectionString("auth_owner"), "DROP ROLE auth_server");
        const auto report = migrate(server.connectionString("auth_housekeeper", "other"));
        QVERIFY(!report);
        QVERIFY2(
            report.error().description.contains(u"CREATE ROLE auth_server"_s), qPrintable(report.error().description));
        // A superuser makes it.
        const auto owner = migrate(server.connectionString("auth_owner", "other"));
        VERIFY_RESULT(owner);
        QCOMPARE(owner->rolesCreated, QStringList { u"auth_server"_s });
    }

    void tellsReadinessOverAPool()
    {
        test::TestDatabase database;
        PoolOptions pool;
        pool.connectionString = database.connectionString();
        Database db(pool);
        const auto ready = QCoro::waitFor(migrationState(&db, deadlineIn(30s)));
        VERIFY_RESULT(ready);
        QVERIFY(ready->isReady());
        database.sql("DELETE FROM schema_migrations WHERE version = (SELECT max(version) FROM schema_migrations)");
        const auto behind = QCoro::waitFor(migrationState(&db, deadlineIn(30s)));
        VERIFY_RESULT(behind);
        QVERIFY(!behind->isReady());
    }
};

AUTH_TEST(MigratorTest);
#include "MigratorTest.moc"
