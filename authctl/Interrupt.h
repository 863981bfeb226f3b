// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace auth::cli {

/// From now on SIGINT and SIGTERM end the process with exit code 130. What waits for the server ends at once: the
/// connection is closed. A terminal whose echo is off gets it back.
void watchInterrupts();

/// Says what was done so far when a run is interrupted; a newer one takes the place of the one before. Null: nothing.
void onInterrupt(std::function<void()> say);

/// Where an event loop runs, the interrupt is handled in it, and \a say may do what it likes; elsewhere the process
/// ends where it stands.
void handleInterruptsInEventLoop();

}
