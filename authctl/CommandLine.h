// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Command.h"

namespace auth::cli {

/// Runs the command that \a arguments (without the program's name) are. Answers the exit code.
int runCommand(const QStringList &arguments);

/// The command that \a arguments name; null where they name none.
const Verb *commandOf(const QStringList &arguments);

}
