// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Failure.h"

#include <QtCore/QJsonObject>

namespace auth::cli {

/// Calls \a operation for everything that \a query finds, as a job of the server: first a dry run, which says how many
/// that are; then the question; then the job, for which \c --wait waits. \a verb begins the question: "Lock".
int runBulk(const Invocation &invocation, const char *operation, const QString &query, const QJsonObject &body,
    const QString &verb);

/// Waits until \a job is over, for the time that `--wait` gives, and prints it: with what went wrong on the way, exit
/// code 11.
int waitForJob(const Invocation &invocation, const QString &job);

}
