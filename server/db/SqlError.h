// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Error.h"

#include <QtCore/QByteArray>

struct pg_result;

namespace auth::db {

/// What became of a round trip.
struct Failure {
    enum class Kind : quint8 {
        None,
        Sql, ///< PostgreSQL refused a statement; the connection lives.
        Lost, ///< The connection is gone; what was sent may or may not have happened.
        TimedOut, ///< Our deadline, with the same doubt.
        NotSent, ///< Refused before a byte went out.
    };
    Kind kind = Kind::None;
    bool retryable = false; ///< Nothing happened, and the same statement may succeed when sent again.
    bool staleStatement = false; ///< The prepared form is gone or outdated: prepare again.
    bool wrongServer = false; ///< The server does not take writes: find another.
    Error error;

    explicit operator bool() const { return kind != Kind::None; }
};

/// Unavailable with Retry-After. \a detail is for the log.
Error unavailable(QString detail);

/// The failure in an error result of the statement called \a queryName. See Database for the table.
Failure sqlFailure(const pg_result *result, const char *queryName);

}
