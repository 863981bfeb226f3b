// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Command.h"

#include "api/Call.h"

namespace auth::cli {

/// What a run ends with; documented, and never changed in meaning.
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

/// Something that went wrong, before it is written to standard error.
struct Failure {
    int exitCode = Failed;
    QString code; ///< For programs: `validation_failed`, `usage`.
    QString message;
    QList<FieldError> fields;
    QString requestId;
    QString next; ///< A command that helps.
    bool retryable = false;
    int retryAfterSeconds = 0;
};

Failure usageFailure(const QString &message, const QString &next = {});
/// From an answer of the server that is no success.
Failure failureOf(const Invocation &invocation, const api::Answer &answer);
/// Writes one JSON object where the output is JSON, else lines for a person. Answers the exit code.
int report(const Options &options, const Failure &failure);

/// A line for a person on standard error, unless --quiet or the output is JSON.
void note(const Options &options, const QString &line);

}
