// SPDX-License-Identifier: GPL-3.0-or-later
#include "Grants.h"
#include "Resource.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

using namespace api::operation;

constexpr const char *kAliases[] = { "apps", "client" };
constexpr const char *kColumns[] = { "client_id", "client_name", "type", "enabled", "redirect_uris" };
constexpr Verb kVerbs[] = {
    { "list", "List applications.", "authctl app list -q type:web", kListApplications, Handle::None, { .list = true },
        listObjects },
    { "get", "Show an application.", "authctl app get shop", kGetApplication, Handle::Required, {}, getObject },
    { "create", "Register an application.", "authctl app create shop --set redirect_uris=https://shop.example/callback",
        kCreateApplication, Handle::Optional, { .body = true, .change = true }, createObject },
    { "update", "Change an application.", "authctl app update shop --set client_name=Shop", kUpdateApplication,
        Handle::Required, { .body = true, .change = true, .version = true }, updateObject },
    { "edit", "Change an application in an editor.", "authctl app edit shop", kUpdateApplication, Handle::Required,
        { .change = true, .version = true }, editObject },
    { "history", "List the versions of an application, newest first.", "authctl app history shop",
        kListApplicationHistory, Handle::Required, { .list = true }, listHistory },
    { "revert", "Make an application what it was at a version.", "authctl app revert shop 1", kRevertApplication,
        Handle::Required, { .change = true, .version = true }, revertObject, {}, kVersionArgument },
    { "delete", "Delete an application; its tokens end.", "authctl app delete shop --yes", kDeleteApplication,
        Handle::Required, { .change = true, .version = true, .confirm = true }, deleteObject },
    { "undelete", "Take a deleted application back.", "authctl app undelete shop", kUndeleteApplication,
        Handle::Required, { .change = true, .version = true }, actOnObject },
    { "roles list", "List the roles that an application acts with.", "authctl app roles list shop",
        kListApplicationRoles, Handle::Required, { .list = true }, listHeldRoles },
    { "roles add", "Give roles to an application.", "authctl app roles add shop editor", kAddApplicationRoles,
        Handle::Required, { .change = true }, sendRoles, {}, kRoleArguments },
    { "roles remove", "Take roles from an application.", "authctl app roles remove shop editor",
        kRemoveApplicationRoles, Handle::Required, { .change = true }, sendRoles, {}, kRoleArguments },
    { "permissions list", "List what an application may do in the end, and why.",
        "authctl app permissions list shop", kListApplicationPermissions, Handle::Required, { .list = true },
        listHeldPermissions },
    { "permissions grant", "Grant single permissions to an application.",
        "authctl app permissions grant shop orders:read", kGrantApplicationPermissions, Handle::Required,
        { .change = true }, sendPermissions, {}, kPermissionArguments },
    { "permissions revoke", "Take single permissions from an application.",
        "authctl app permissions revoke shop orders:read", kRevokeApplicationPermissions, Handle::Required,
        { .change = true }, sendPermissions, {}, kPermissionArguments },
};

}

extern const Noun app_variant;
const Noun app_variant { "app", kAliases, "Applications: OAuth clients.", "CLIENT_ID", "client_id", "application",
    kColumns, kVerbs };

}
