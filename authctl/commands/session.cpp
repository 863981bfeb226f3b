// SPDX-License-Identifier: GPL-3.0-or-later
#include "Resource.h"
#include "Revoke.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

using namespace api::operation;

constexpr const char *kAliases[] = { "sessions" };
constexpr const char *kColumns[] = { "id", "username", "client_ids", "address", "last_seen_at", "expires_at" };
constexpr Verb kVerbs[] = {
    { "list", "List live sessions, the last used first.", "authctl session list -q 'username:alice'", kListSessions,
        Handle::None, { .list = true }, listObjects },
    { "get", "Show a session.", "authctl session get 01890a5d-ac96-774b-bcce-b302099a8057", kGetSession,
        Handle::Required, {}, getObject },
    { "revoke", "End a session with its tokens.", "authctl session revoke 01890a5d-ac96-774b-bcce-b302099a8057 --yes",
        kRevokeSession, Handle::Required, { .change = true, .confirm = true }, revokeObject },
    { "revoke-all", "End every session of a user, of an application, of the realm, or that a filter finds.",
        "authctl session revoke-all --user alice --yes", kRevokeAllSessions, Handle::None,
        { .change = true, .confirm = true }, revokeAllSessions, kRevokeSessionsFlags },
};

}

extern const Noun session_variant;
const Noun session_variant { "session", kAliases, "Browsers that are signed in.", "SESSION", "id", "session", kColumns,
    kVerbs };

}
