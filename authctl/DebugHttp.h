// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Options.h"

#include "api/HttpTransport.h"

namespace auth::cli {

/// Writes a line for each exchange (--verbose), or all of it (--debug-http), to standard error. Tokens, passwords,
/// codes and secrets are not written.
api::HttpObserver httpObserver(const Options &options);

}
