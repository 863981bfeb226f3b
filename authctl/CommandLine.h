// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>

namespace auth::cli {

/// Runs the command that \a arguments (without the program's name) are. Answers the exit code.
int runCommand(const QStringList &arguments);

}
