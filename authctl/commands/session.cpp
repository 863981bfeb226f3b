// SPDX-License-Identifier: GPL-3.0-or-later
#include "Resource.h"
#include "Revoke.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

int listHistory(const Invocation &invocation)
{
    Invocation shown = invocation;
    if (shown.options.columns.isEmpty())
        shown.options.columns = { u"id"_s, u"username"_s, u"agent"_s, u"address"_s, u"place"_s, u"created_at"_s, u"ended_at"_s, u"end_reason"_s };
    return listObjects(shown);
}

constexpr const char *kAliases[] = { "sessions" };
constexpr const char *kColumns[] = { "id", "username", "client_ids", "agent", "address", "place", "last_seen_at", "expires_at" };
constexpr Verb kVerbs[] = {
    { "list", "List live sessions, the last used first.", "authctl session list -q 'username:alice'", kListSessions,
        Handle::None, { .list = true }, listObjects },
    { "get", "Show a session.", "authctl session get 01890a5d-ac96-774b-bcce-b302099a8057", kGetSession,
        Handle::Required, {}, getObject },
    { "history", "List sessions that have ended, the last used first.",
        "authctl session history -q 'username:alice last_seen_at>2026-01-01'", kListSessionHistory, Handle::None,
        { .list = true }, listHistory },
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
