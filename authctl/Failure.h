// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Command.h"

#include "api/Call.h"
#include "client/Failure.h"

namespace auth::cli {

/// From an answer of the server that is no success.
Failure failureOf(const Invocation &invocation, const api::Answer &answer);
/// Writes one JSON object where the output is JSON, else lines for a person. Answers the exit code.
int report(const Options &options, const Failure &failure);

/// A line for a person on standard error, unless --quiet or the output is JSON.
void note(const Options &options, const QString &line);

}
