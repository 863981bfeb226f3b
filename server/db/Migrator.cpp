// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/Migrator.h"

#include "core/Log.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>

#include <libpq-fe.h>

namespace auth::db {

using namespace Qt::StringLiterals;

namespace {

using Session = std::unique_ptr<PGconn, decltype(&PQfinish)>;

/// Any number that nobody else uses on the database.
constexpr auto kMigrationLock = "7235418809231";

const Query kApplied("migrations.applied", "SELECT version, name, checksum FROM schema_migrations ORDER BY version");

std::unexpected<Error> problem(QString text)
{
    return failure(ErrorCode::Unavailable, std::move(text));
}

Result<Session> connectTo(const QByteArray &connectionString)
{
    Session session(PQconnectdb(connectionString.constData()), &PQfinish);
    if (PQstatus(session.get()) != CONNECTION_OK)
        return problem(
            u"Cannot connect to the database: "_s + QString::fromUtf8(PQerrorMessage(session.get())).trimmed());
    return session;
}

Result<Rows> run(PGconn *session, const char *sql, const Params &params = {})
{
    std::vector<const char *> values;
    for (const auto &value : params.values())
        values.push_back(value ? value->constData() : nullptr);
    PGresult *const result = params.values().empty()
        ? PQexec(session, sql) // A migration is many statements.
        : PQexecParams(session, sql, static_cast<int>(values.size()), nullptr, values.data(), nullptr, nullptr, 0);
    Rows rows(result);
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        return problem(QString::fromUtf8(PQerrorMessage(session)).trimmed());
    return rows;
}

/// \a applied against what is compiled in.
Result<MigrationState> compare(Rows applied)
{
    MigrationState state;
    state.expected = migrations().last().version;
    QSet<int> present;
    for (int row = 0; row < applied.count(); ++row) {
        const int version = static_cast<int>(applied.integer(row, "version"));
        present.insert(version);
        state.current = std::max(state.current, version);
        for (const Migration &migration : migrations()) {
            if (migration.version == version && migration.checksum != applied.raw(row, "checksum")) {
                return problem(
                    u"Migration %1 of this program is not the one that the database has (%2). A migration is never "
                    "edited once it was released: use the program that made this database, or a newer one."_s.arg(
                        migration.name, applied.text(row, "name")));
            }
        }
    }
    for (const Migration &migration : migrations()) {
        if (present.contains(migration.version))
            continue;
        if (migration.version < state.current)
            return problem(
                u"The database has migration %1 but not %2, which is older."_s.arg(state.current).arg(migration.name));
        state.pending << migration.name;
    }
    return state;
}

Result<bool> hasTable(PGconn *session)
{
    return TRY(run(session, "SELECT to_regclass('schema_migrations') IS NOT NULL AS found")).boolean(0, "found");
}

/// Rights are given to these roles, so they have to exist before the first migration.
Result<QStringList> ensureRoles(PGconn *session)
{
    QStringList created;
    for (const auto &role : { u"auth_server"_s, u"auth_housekeeper"_s }) {
        const Rows found = TRY(run(session, "SELECT to_regrole($1) IS NOT NULL AS found", Params::of(role)));
        if (found.boolean(0, "found"))
            continue;
        const QString sql
            = u"CREATE ROLE %1 NOSUPERUSER NOCREATEDB NOCREATEROLE NOLOGIN; GRANT %1 TO CURRENT_USER"_s.arg(role);
        if (const auto made = run(session, sql.toUtf8().constData()); !made) {
            // Two databases of one server may be migrated at once.
            if (TRY(run(session, "SELECT to_regrole($1) IS NOT NULL AS found", Params::of(role))).boolean(0, "found"))
                continue;
            const QString user = QString::fromUtf8(PQuser(session));
            return problem(
                u"The database role %1 is missing and user %2 may not make it (%3). Run as a superuser:\n"
                "    CREATE ROLE auth_server NOSUPERUSER NOLOGIN;\n    CREATE ROLE auth_housekeeper NOSUPERUSER "
                "NOLOGIN;\n"
                "    GRANT auth_server, auth_housekeeper TO \"%2\";"_s.arg(role, user, made.error().description));
        }
        created << role;
    }
    return created;
}

Result<void> apply(PGconn *session, const Migration &migration)
{
    TRY(run(session, "BEGIN"));
    if (const auto done = run(session, migration.sql.constData()); !done)
        return problem(u"Migration %1 failed and was rolled back: %2"_s.arg(migration.name, done.error().description));
    const auto now = std::chrono::floor<std::chrono::microseconds>(SystemClock().now());
    TRY(run(session, "INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES ($1, $2, $3, $4)",
        Params::of(migration.version, migration.name, migration.checksum, now)));
    TRY(run(session, "COMMIT"));
    logInfo("migration.applied", { { "name", migration.name } });
    return {};
}

}

const QList<Migration> &migrations()
{
    static const QList<Migration> list = [] {
        QList<Migration> found;
        const QDir directory(u":/migrations"_s);
        for (const QString &file : directory.entryList({ u"*.sql"_s }, QDir::Files, QDir::Name)) {
            QFile content(directory.filePath(file));
            [[maybe_unused]] const bool opened = content.open(QIODevice::ReadOnly);
            Q_ASSERT(opened);
            const QByteArray sql = content.readAll();
            found.append({ file.left(4).toInt(), file.chopped(4), sql,
                QCryptographicHash::hash(sql, QCryptographicHash::Sha256).toHex() });
            Q_ASSERT(found.last().version == found.size());
        }
        Q_ASSERT(!found.isEmpty());
        return found;
    }();
    return list;
}

Result<MigrationReport> migrate(QByteArray connectionString)
{
    const Session owner = TRY(connectTo(connectionString));
    PGconn *const session = owner.get();
    // Held until the session ends, also when we are killed.
    TRY(run(session, "SELECT pg_advisory_lock($1)", Params::of(QByteArray(kMigrationLock))));
    MigrationReport report;
    report.rolesCreated = TRY(ensureRoles(session));
    TRY(run(session,
        "CREATE TABLE IF NOT EXISTS schema_migrations (version integer PRIMARY KEY, name text NOT NULL, checksum text "
        "NOT NULL, "
        "applied_at timestamptz NOT NULL)"));
    const Rows applied = TRY(run(session, kApplied.sql));
    const MigrationState state = TRY(compare(applied));
    for (const Migration &migration : migrations()) {
        if (!state.pending.contains(migration.name))
            continue;
        TRY(apply(session, migration));
        report.applied << migration.name;
    }
    // The daemon asks whether the schema is what it needs, and nothing else.
    if (!report.applied.isEmpty()) {
        TRY(run(session,
            "REVOKE ALL ON schema_migrations FROM auth_server, auth_housekeeper; "
            "GRANT SELECT ON schema_migrations TO auth_server, auth_housekeeper"));
    }
    report.version = std::max(state.current, migrations().last().version);
    return report;
}

Result<MigrationState> migrationState(QByteArray connectionString)
{
    const Session session = TRY(connectTo(connectionString));
    if (!TRY(hasTable(session.get())))
        return compare({});
    return compare(TRY(run(session.get(), kApplied.sql)));
}

Task<Result<MigrationState>> migrationState(Database *database, Deadline deadline)
{
    auto applied = CO_TRY(co_await database->execute(&kApplied, {}, deadline));
    co_return compare(std::move(applied));
}

}
