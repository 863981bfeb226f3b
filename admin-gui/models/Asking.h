// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Call.h"

namespace auth::console {

/// A page as large as the server gives.
inline api::ListOptions largestPage()
{
    api::ListOptions options;
    options.limit = 200;
    return options;
}

/// What would come of it?
inline api::CallOptions dryRun()
{
    api::CallOptions options;
    options.dryRun = true;
    return options;
}

/// With a reason for the audit log.
inline api::CallOptions because(const QString &reason)
{
    api::CallOptions options;
    options.reason = reason;
    return options;
}

}
