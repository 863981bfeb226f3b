// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"
#include "TestDatabase.h"

#include "app/PrivatePostgres.h"
#include "db/Database.h"

#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>

#include <libpq-fe.h>

using namespace auth;
using namespace Qt::StringLiterals;

namespace {

/// `pg_dump --schema-only` without what depends on its version.
QByteArray normalised(QByteArray dump)
{
    QByteArrayList lines;
    for (const QByteArray &line : dump.split('\n')) {
        if (line.startsWith("--") || line.startsWith("SET ") || line.startsWith("SELECT pg_catalog.set_config")
            || line.startsWith('\\'))
            continue;
        if (line.trimmed().isEmpty() && (lines.isEmpty() || lines.last().isEmpty()))
            continue;
        lines << line;
    }
    return lines.join('\n').trimmed() + '\n';
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}

class SchemaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void preparesEveryQuery()
    {
        test::TestDatabase database;
        // As the daemon, so that a missing right on a table shows with EXPLAIN's permission check below.
        const std::unique_ptr<PGconn, decltype(&PQfinish)> session(
            PQconnectdb(database.connectionString("auth_server").constData()), &PQfinish);
        QCOMPARE(PQstatus(session.get()), CONNECTION_OK);
        int prepared = 0;
        QByteArray problems;
        QSet<QByteArray> names;
        for (const db::Query *query : db::Query::all()) {
            if (QByteArrayView(query->name).startsWith("test."))
                continue; // Against tables that other tests make.
            ++prepared;
            if (names.contains(query->name))
                problems += QByteArray("\n") + query->name + ": two queries have this name";
            names.insert(query->name);
            const QByteArray name = 'q' + QByteArray::number(prepared);
            const std::unique_ptr<PGresult, decltype(&PQclear)> result(
                PQprepare(session.get(), name.constData(), query->sql, 0, nullptr), &PQclear);
            if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
                problems += QByteArray("\n") + query->name + ": " + PQerrorMessage(session.get());
                continue;
            }
            const std::unique_ptr<PGresult, decltype(&PQclear)> described(
                PQdescribePrepared(session.get(), name.constData()), &PQclear);
            // Planned with NULLs and checked for the daemon's rights, without running it.
            QByteArray explain = "EXPLAIN EXECUTE " + name;
            for (int i = 0; i < PQnparams(described.get()); ++i)
                explain += (i == 0 ? " (NULL" : ", NULL");
            if (PQnparams(described.get()) > 0)
                explain += ')';
            const std::unique_ptr<PGresult, decltype(&PQclear)> explained(
                PQexec(session.get(), explain.constData()), &PQclear);
            if (PQresultStatus(explained.get()) != PGRES_TUPLES_OK)
                problems += QByteArray("\n") + query->name + ": " + PQerrorMessage(session.get());
        }
        QVERIFY2(problems.isEmpty(), problems.constData());
        QVERIFY(prepared > 10);
    }

    void takesTimeAsAParameterEverywhere()
    {
        static const QRegularExpression clock(u"\\b(now\\s*\\(|current_timestamp|current_date|current_time\\b|"
                                              u"localtimestamp|localtime\\b|clock_timestamp|"
                                              "statement_timestamp|transaction_timestamp)"_s,
            QRegularExpression::CaseInsensitiveOption);
        QByteArray problems;
        for (const db::Query *query : db::Query::all()) {
            if (clock.match(QString::fromUtf8(query->sql)).hasMatch())
                problems += QByteArray("\n") + query->name + ": asks the database's clock";
        }
        QVERIFY2(problems.isEmpty(), problems.constData());
        // Nor a default or a function.
        test::TestDatabase database;
        QCOMPARE(database.sql("SELECT string_agg(adrelid::regclass::text, ', ') FROM pg_attrdef "
                              "WHERE pg_get_expr(adbin, adrelid) ~* '(now|_timestamp|current_(date|time))'"),
            "");
        QCOMPARE(
            database.sql("SELECT string_agg(proname, ', ') FROM pg_proc WHERE pronamespace = 'public'::regnamespace "
                         "AND prosrc ~* '(\\mnow\\s*\\(|_timestamp|current_date)'"),
            "");
    }

    void beginsEveryPrimaryKeyOfARealmsTableWithTheRealm()
    {
        test::TestDatabase database;
        QCOMPARE(database.sql(R"(
            SELECT string_agg(c.oid::regclass::text, ', ' ORDER BY c.relname)
            FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'realm_id' AND NOT a.attisdropped
            LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                AND (i.indexrelid IS NULL OR i.indkey[0] <> a.attnum))"),
            "");
        // And a table without the column is one of the few that are global.
        QCOMPARE(database.sql(R"(
            SELECT string_agg(c.relname, ', ' ORDER BY c.relname) FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT EXISTS (
                SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'realm_id' AND NOT a.attisdropped))"),
            "audit_sealer, realms, schema_migrations");
    }

    void keepsForeignKeysWithinARealm()
    {
        test::TestDatabase database;
        QCOMPARE(database.sql(R"(
            SELECT string_agg(f.conname, ', ' ORDER BY f.conname)
            FROM pg_constraint f
            WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace AND f.confrelid <> 'realms'::regclass
                AND NOT EXISTS (
                    SELECT FROM unnest(f.conkey, f.confkey) AS k (own, other)
                    JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.own AND a.attname = 'realm_id'
                    JOIN pg_attribute b ON b.attrelid = f.confrelid AND b.attnum = k.other AND b.attname = 'realm_id'))"),
            "");
    }

    void losesEverythingOfARealmWithTheRealm()
    {
        test::TestDatabase database;
        // Audit rows outlive their realm; the two queues hold things of no realm too, and the purge names them.
        QCOMPARE(database.sql(R"(
            SELECT string_agg(c.relname, ', ' ORDER BY c.relname)
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'realm_id' AND NOT a.attisdropped
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname NOT LIKE 'audit\_%'
                AND c.relname NOT IN ('jobs', 'outbox') AND NOT EXISTS (
                    SELECT FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confdeltype = 'c'
                        AND a.attnum = ANY (f.conkey)))"),
            "");
        QCOMPARE(database.sql("SELECT string_agg(conname, ', ' ORDER BY conname) FROM pg_constraint WHERE contype = 'f'"
                              " AND connamespace = 'public'::regnamespace AND confdeltype = 'a'"),
            "");
    }

    void keepsTheDaemonFromChangingWhatWasAudited()
    {
        test::TestDatabase database;
        database.sql("SELECT ensure_audit_partitions('2026-01-15Z', 1)");
        QCOMPARE(database.sql(R"(
            SELECT string_agg(c.relname || ' ' || privilege, ', ')
            FROM pg_class c, unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) privilege, unnest(ARRAY['auth_server', 'auth_housekeeper']) role
            WHERE c.relname LIKE 'audit\_events%' AND c.relkind IN ('r', 'p') AND has_table_privilege(role, c.oid, privilege))"),
            "");
        QCOMPARE(database.sql(
                     "SELECT count(*) FROM pg_class WHERE relname IN ('audit_events_202601', 'audit_events_202602')"),
            "2");
        QCOMPARE(database.sql("SELECT has_table_privilege('auth_server', 'audit_events', 'INSERT')"), "t");
        // Nor may it touch what says which migrations ran, or make anything.
        QCOMPARE(
            database.sql(
                "SELECT has_table_privilege('auth_server', 'schema_migrations', 'INSERT, UPDATE, DELETE, TRUNCATE')"),
            "f");
        QCOMPARE(database.sql("SELECT has_schema_privilege('auth_server', 'public', 'CREATE')"), "f");
    }

    /// After a change: AUTH_UPDATE_SCHEMA=1 build/dev/bin/integration-tests SchemaTest
    void matchesTheDumpThatIsCheckedIn()
    {
        test::TestDatabase database;
        const auto &server = test::TestDatabase::server();
        if (!server.version().startsWith(u"15."_s))
            QSKIP("the dump is PostgreSQL 15's");
        QProcess dump;
        dump.start(u"/usr/lib/postgresql/15/bin/pg_dump"_s,
            { u"--schema-only"_s, u"--no-owner"_s, u"--dbname"_s, QString::fromUtf8(database.connectionString()) });
        QVERIFY2(dump.waitForFinished() && dump.exitCode() == 0, dump.readAllStandardError().constData());
        const QByteArray actual = normalised(dump.readAllStandardOutput());
        const QString path = QStringLiteral(AUTH_SOURCE_DIR) + u"/migrations/schema.sql"_s;
        if (qEnvironmentVariableIsSet("AUTH_UPDATE_SCHEMA")) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(actual) == actual.size());
        }
        const QByteArrayList expected = readFile(path).split('\n');
        QCOMPARE(actual.split('\n'), expected);
    }
};

AUTH_TEST(SchemaTest);
#include "SchemaTest.moc"
