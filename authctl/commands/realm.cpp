// SPDX-License-Identifier: GPL-3.0-or-later
#include "Resource.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

using namespace api::operation;

constexpr const char *kAliases[] = { "realms" };
constexpr const char *kColumns[] = { "name", "display_name", "enabled", "created_at" };
constexpr Verb kVerbs[] = {
    { "list", "List realms.", "authctl realm list", kListRealms, Handle::None, { .list = true }, listObjects },
    { "get", "Show a realm.", "authctl realm get acme", kGetRealm, Handle::Required, {}, getObject },
    { "create", "Create a realm.", "authctl realm create acme --set display_name=Acme", kCreateRealm, Handle::Optional,
        { .body = true, .change = true }, createObject },
    { "update", "Change a realm.", "authctl realm update acme --set settings.password_min_length=20", kUpdateRealm,
        Handle::Required, { .body = true, .change = true, .version = true }, updateObject },
    { "edit", "Change a realm in an editor.", "authctl realm edit acme", kUpdateRealm, Handle::Required,
        { .change = true, .version = true }, editObject },
    { "history", "List the versions of a realm, newest first.", "authctl realm history acme", kListRealmHistory,
        Handle::Required, { .list = true }, listHistory },
    { "revert", "Make a realm what it was at a version.", "authctl realm revert acme 1", kRevertRealm, Handle::Required,
        { .change = true, .version = true }, revertObject, {}, kVersionArgument },
    { "delete", "Delete a realm with everything in it.", "authctl realm delete acme --confirm acme", kDeleteRealm,
        Handle::Required, { .change = true, .version = true, .confirm = true }, deleteObjectByName },
    { "undelete", "Take a deleted realm back.", "authctl realm undelete acme", kUndeleteRealm, Handle::Required,
        { .change = true, .version = true }, actOnObject },
};

}

extern const Noun realm_variant;
const Noun realm_variant { "realm", kAliases, "Tenants.", "NAME", "name", "realm", kColumns, kVerbs };

}
