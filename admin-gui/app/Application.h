// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace auth::console {

/// The program: arguments, then the window, or one page as an image. Answers the exit code.
int runConsole(int argc, char **argv);

}
