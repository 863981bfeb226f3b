// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/SqlError.h"

#include <libpq-fe.h>

namespace auth::db {

using namespace Qt::StringLiterals;

namespace {

QString field(const PGresult *result, int code)
{
    return QString::fromUtf8(PQresultErrorField(result, code));
}

}

Error unavailable(QString detail)
{
    Error error(
        ErrorCode::Unavailable, u"The service is not available at the moment. Try again shortly."_s, std::move(detail));
    error.retryAfterSeconds = 1;
    return error;
}

Failure sqlFailure(const pg_result *result, const char *queryName)
{
    // PostgreSQL manual, appendix A.
    const QByteArray state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const QString text = QLatin1StringView(queryName) + u": "_s + QString::fromLatin1(state) + u' '
        + (state.isEmpty() ? QString::fromUtf8(PQresultErrorMessage(result)).trimmed()
                           : field(result, PG_DIAG_MESSAGE_PRIMARY));
    Failure failure;
    failure.kind = Failure::Kind::Sql;
    if (state == "23505" || state == "23P01") {
        failure.error = { ErrorCode::Conflict, u"It exists already."_s, field(result, PG_DIAG_CONSTRAINT_NAME) };
    } else if (state == "23503" || state == "23514") {
        failure.error
            = { ErrorCode::ValidationFailed, u"A value is not valid."_s, field(result, PG_DIAG_CONSTRAINT_NAME) };
    } else if (state == "23502") {
        failure.error = { ErrorCode::ValidationFailed, u"A value is missing."_s, field(result, PG_DIAG_COLUMN_NAME) };
    } else if (state == "22021" || state == "22P05") {
        failure.error = { ErrorCode::ValidationFailed, u"A text has characters that cannot be stored."_s, text };
    } else if (state == "40001" || state == "40P01") {
        failure.error = unavailable(text);
        failure.retryable = true;
    } else if (state == "26000" || (state == "0A000" && text.contains("cached plan"_L1))) {
        // The statement was prepared before a migration, or a pooler gave us another server connection.
        failure.error = unavailable(text);
        failure.retryable = true;
        failure.staleStatement = true;
    } else if (state == "25006") {
        // A failover left us on a standby.
        failure.error = unavailable(text);
        failure.wrongServer = true;
    } else if (state.isEmpty() || state.startsWith("08") || state.startsWith("53") || state.startsWith("57")
        || state.startsWith("58") || state == "55P03" || state == "25P03") {
        failure.error = unavailable(text);
    } else {
        failure.error = { ErrorCode::Internal, u"Something went wrong."_s, text };
    }
    return failure;
}

}
