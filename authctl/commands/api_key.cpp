// SPDX-License-Identifier: GPL-3.0-or-later
#include "Failure.h"
#include "Resource.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

/// Runs \a verb with the key among the columns; it is not shown again.
int withKey(const Invocation &invocation, int (*verb)(const Invocation &))
{
    Invocation shown = invocation;
    if (shown.options.columns.isEmpty())
        shown.options.columns = { u"name"_s, u"application"_s, u"key"_s };
    const int code = verb(shown);
    if (code == Done && !invocation.options.dryRun)
        note(invocation.options, u"the key is not shown again"_s);
    return code;
}

int createKey(const Invocation &invocation)
{
    return withKey(invocation, createObject);
}

int rotateKey(const Invocation &invocation)
{
    return withKey(invocation, actOnObject);
}

constexpr const char *kAliases[] = { "api-keys" };
constexpr const char *kColumns[] = { "name", "application", "prefix", "scope", "tier", "expires_at", "last_used_at" };
constexpr Verb kVerbs[] = {
    { "list", "List API keys, with when each was used last.", "authctl api-key list -q application:shop", kListApiKeys,
        Handle::None, { .list = true }, listObjects },
    { "get", "Show what is known of an API key.", "authctl api-key get reports", kGetApiKey, Handle::Required, {},
        getObject },
    { "create", "Make an API key of an application; it is shown once.",
        "authctl api-key create nightly --set application=shop", kCreateApiKey, Handle::Optional,
        { .body = true, .change = true }, createKey },
    { "update", "Change an API key.", "authctl api-key update reports --set tier=gold", kUpdateApiKey, Handle::Required,
        { .body = true, .change = true, .version = true }, updateObject },
    { "rotate", "Make another key in its place; it is shown once.",
        "authctl api-key rotate reports", kRotateApiKey, Handle::Required, { .change = true, .version = true },
        rotateKey },
    { "revoke", "Revoke an API key; it is refused at once.", "authctl api-key revoke reports --yes", kDeleteApiKey,
        Handle::Required, { .change = true, .version = true, .confirm = true }, deleteObject },
    { "history", "List the versions of an API key, newest first.", "authctl api-key history reports",
        kListApiKeyHistory, Handle::Required, { .list = true }, listHistory },
    { "revert", "Make an API key what it was at a version; not the key itself.", "authctl api-key revert reports 1",
        kRevertApiKey, Handle::Required, { .change = true, .version = true }, revertObject, {}, kVersionArgument },
};

}

extern const Noun api_key_variant;
const Noun api_key_variant { "api-key", kAliases, "Keys that applications present to resource servers.", "NAME", "name",
    "api_key", kColumns, kVerbs };

}
