// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace auth::cli {

/// Reads the command line and runs the command. Answers the exit code.
int runCommandLine(int argc, char **argv);

}
