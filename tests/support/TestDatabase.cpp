// SPDX-License-Identifier: GPL-3.0-or-later
#include "TestDatabase.h"

#include "app/PrivatePostgres.h"
#include "db/Migrator.h"

#include <QtCore/QCoreApplication>

#include <libpq-fe.h>

namespace auth::test {

namespace {

constexpr auto kTemplate = "auth_template";

std::unique_ptr<PrivatePostgres> g_server;

}

QByteArray TestDatabase::run(const QByteArray &connectionString, const QByteArray &sql)
{
    const std::unique_ptr<PGconn, decltype(&PQfinish)> session(PQconnectdb(connectionString.constData()), &PQfinish);
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(session.get(), sql.constData()), &PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        qFatal("test database: %s: %s", sql.constData(), PQerrorMessage(session.get()));
    return PQntuples(result.get()) > 0 ? QByteArray(PQgetvalue(result.get(), 0, 0)) : QByteArray();
}

PrivatePostgres &TestDatabase::server()
{
    if (g_server)
        return *g_server;
    auto started = PrivatePostgres::start({ .dataDirectory = {}, .ephemeral = true, .binaryDirectory = {} });
    if (!started)
        qFatal("test database: %s", qPrintable(started.error().description));
    g_server = std::move(*started);
    qAddPostRoutine([] { g_server.reset(); });
    run(g_server->connectionString("auth_owner", "postgres"), QByteArray("CREATE DATABASE ") + kTemplate);
    const auto migrated = db::migrate(g_server->connectionString("auth_owner", kTemplate));
    if (!migrated)
        qFatal("test database: %s", qPrintable(migrated.error().description));
    return *g_server;
}

TestDatabase::TestDatabase(Schema schema)
{
    static int count = 0;
    m_name = "test_" + QByteArray::number(++count);
    run(server().connectionString("auth_owner", "postgres"),
        "CREATE DATABASE " + m_name
            + (schema == Schema::Migrated ? QByteArray(" TEMPLATE ") + kTemplate : QByteArray()));
}

TestDatabase::~TestDatabase()
{
    run(server().connectionString("auth_owner", "postgres"), "DROP DATABASE IF EXISTS " + m_name + " WITH (FORCE)");
}

QByteArray TestDatabase::connectionString(const QByteArray &role) const
{
    return server().connectionString(role, m_name);
}

QByteArray TestDatabase::sql(const QByteArray &sql) const
{
    return run(connectionString(), sql);
}

}
