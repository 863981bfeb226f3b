// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Command.h"

namespace auth::cli {

/// Which ones `revoke-all` means.
inline constexpr Flag kRevokeFlags[] = {
    { "user", "USER", "Of this user" },
    { "app", "CLIENT_ID", "Of this application" },
    { "everything", nullptr, "All of the realm; its name is asked for" },
};
inline constexpr Flag kRevokeSessionsFlags[] = {
    { "user", "USER", "Of this user" },
    { "app", "CLIENT_ID", "Of this application" },
    { "everything", nullptr, "All of the realm; its name is asked for" },
    { "query", "FILTER", "Those that a filter finds, as a job", 'q' },
    { "wait", "SECONDS", "With --query: wait until it is done, for so long at most", 0, false, true },
};

/// Ends one object, which has to be meant.
int revokeObject(const Invocation &invocation);
/// Ends all that the flags name.
int revokeAll(const Invocation &invocation);
int revokeAllSessions(const Invocation &invocation);

}
