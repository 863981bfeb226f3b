// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/ServerCertificate.h"
#include "core/Error.h"

#include <optional>

namespace auth::client {

/// What went wrong, in the numbers that authctl ends with; documented, and never changed in meaning.
enum ExitCode {
    Done = 0,
    Failed = 1,
    Usage = 2,
    NotFound = 3,
    NotLoggedIn = 4,
    Forbidden = 5,
    Conflict = 6,
    Invalid = 7,
    Unreachable = 8,
    ServerFault = 9,
    RateLimited = 10,
    DoneInPart = 11,
    Aborted = 12,
    WaitedTooLong = 13,
    Interrupted = 130,
};

/// Something that went wrong, before a person is told.
struct Failure {
    int exitCode = Failed;
    QString code; ///< For programs: `validation_failed`, `usage`.
    QString message;
    QList<FieldError> fields;
    QString requestId;
    QString next; ///< A command that helps.
    bool retryable = false;
    int retryAfterSeconds = 0;
    std::optional<api::CertificateProblem> certificate; ///< Why the server was not believed.
};

Failure usageFailure(const QString &message, const QString &next = {});

}
