// SPDX-License-Identifier: GPL-3.0-or-later
#include "Resource.h"
#include "Values.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

int listClaims(const Invocation &invocation)
{
    return listValues(invocation, "claims"_L1, u"claim"_s);
}

int addClaims(const Invocation &invocation)
{
    return addValues(invocation, "claims"_L1, u"claim"_s);
}

int removeClaims(const Invocation &invocation)
{
    return removeValues(invocation, "claims"_L1, u"claim"_s);
}

constexpr Argument kClaims[] = { { "CLAIM", "Of OpenID Connect, roles or permissions.", true, true } };
constexpr const char *kAliases[] = { "scopes" };
constexpr const char *kColumns[] = { "name", "description", "claims", "permissions", "resource_server" };
constexpr Verb kVerbs[] = {
    { "list", "List scopes.", "authctl scope list -q claims:roles", kListScopes, Handle::None, { .list = true },
        listObjects },
    { "get", "Show a scope.", "authctl scope get orders", kGetScope, Handle::Required, {}, getObject },
    { "create", "Create a scope.", "authctl scope create orders --set permissions='orders:*'", kCreateScope,
        Handle::Optional, { .body = true, .change = true }, createObject },
    { "update", "Change a scope.", "authctl scope update orders --set consent_text='See your orders.'", kUpdateScope,
        Handle::Required, { .body = true, .change = true, .version = true }, updateObject },
    { "edit", "Change a scope in an editor.", "authctl scope edit orders", kUpdateScope, Handle::Required,
        { .change = true, .version = true }, editObject },
    { "claims list", "List the claims that a scope gives.", "authctl scope claims list orders", kGetScope,
        Handle::Required, {}, listClaims },
    { "claims add", "Let a scope give more claims.", "authctl scope claims add orders roles", kUpdateScope,
        Handle::Required, { .change = true, .version = true }, addClaims, {}, kClaims },
    { "claims remove", "Let a scope give fewer claims.", "authctl scope claims remove orders roles", kUpdateScope,
        Handle::Required, { .change = true, .version = true }, removeClaims, {}, kClaims },
    { "history", "List the versions of a scope, newest first.", "authctl scope history orders", kListScopeHistory,
        Handle::Required, { .list = true }, listHistory },
    { "revert", "Make a scope what it was at a version.", "authctl scope revert orders 1", kRevertScope,
        Handle::Required, { .change = true, .version = true }, revertObject, {}, kVersionArgument },
    { "delete", "Delete a scope; it is only its name then.", "authctl scope delete orders --yes", kDeleteScope,
        Handle::Required, { .change = true, .version = true, .confirm = true }, deleteObject },
};

}

extern const Noun scope_variant;
const Noun scope_variant { "scope", kAliases, "Scopes: what applications ask for, and what it gives.", "SCOPE", "name",
    "scope", kColumns, kVerbs };

}
