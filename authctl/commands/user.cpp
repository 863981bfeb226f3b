// SPDX-License-Identifier: GPL-3.0-or-later
#include "Grants.h"
#include "Prompt.h"
#include "Resource.h"
#include "Session.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

int setPassword(const Invocation &invocation)
{
    const auto password = readPassword(invocation.options);
    if (!password)
        return report(invocation.options, password.error());
    Session session(&invocation);
    session.announce();
    api::Call call = session.call();
    call.body
        = QJsonObject { { u"password"_s, *password }, { u"must_change"_s, invocation.options.has(u"must-change"_s) } };
    const auto answer = session.send(std::move(call));
    if (!answer)
        return report(invocation.options, answer.error());
    note(invocation.options,
        invocation.options.dryRun ? u"dry run: nothing was written"_s : u"password set; all sessions ended"_s);
    return Done;
}

constexpr Flag kPasswordFlags[] = {
    { "must-change", nullptr, "The person chooses another one at the next sign-in" },
};
constexpr const char *kAliases[] = { "users" };
constexpr const char *kColumns[] = { "username", "email", "name", "enabled", "created_at" };
constexpr Verb kVerbs[] = {
    { "list", "List users.", "authctl user list -q 'email:*@acme.test'", kListUsers, Handle::None, { .list = true },
        listObjects },
    { "get", "Show a user.", "authctl user get alice", kGetUser, Handle::Required, {}, getObject },
    { "create", "Create a user.", "authctl user create alice --set email=alice@example.com --password-stdin",
        kCreateUser, Handle::Optional, { .body = true, .change = true, .password = true }, createObject },
    { "update", "Change a user.", "authctl user update alice --set enabled=false", kUpdateUser, Handle::Required,
        { .body = true, .change = true, .version = true }, updateObject },
    { "edit", "Change a user in an editor.", "authctl user edit alice", kUpdateUser, Handle::Required,
        { .change = true, .version = true }, editObject },
    { "history", "List the versions of a user, newest first.", "authctl user history alice", kListUserHistory,
        Handle::Required, { .list = true }, listHistory },
    { "revert", "Make a user what it was at a version.", "authctl user revert alice 1", kRevertUser, Handle::Required,
        { .change = true, .version = true }, revertObject, {}, kVersionArgument },
    { "delete", "Delete a user; all sessions and tokens end.", "authctl user delete alice --yes", kDeleteUser,
        Handle::Required, { .change = true, .version = true, .confirm = true }, deleteObject },
    { "password set", "Set a user's password; all sessions and tokens end.",
        "authctl user password set alice --password-stdin", kSetUserPassword, Handle::Required,
        { .change = true, .password = true }, setPassword, kPasswordFlags },
    { "roles list", "List the roles of a user, with those they inherit.", "authctl user roles list alice",
        kListUserRoles, Handle::Required, { .list = true }, listHeldRoles },
    { "roles add", "Give roles to a user.", "authctl user roles add alice editor", kAddUserRoles, Handle::Required,
        { .change = true }, sendRoles, {}, kRoleArguments },
    { "roles remove", "Take roles from a user.", "authctl user roles remove alice editor", kRemoveUserRoles,
        Handle::Required, { .change = true }, sendRoles, {}, kRoleArguments },
    { "permissions list", "List what a user may do in the end, and why.", "authctl user permissions list alice",
        kListUserPermissions, Handle::Required, { .list = true }, listHeldPermissions },
    { "permissions grant", "Grant single permissions to a user.",
        "authctl user permissions grant alice orders:read", kGrantUserPermissions, Handle::Required,
        { .change = true }, sendPermissions, {}, kPermissionArguments },
    { "permissions revoke", "Take single permissions from a user.",
        "authctl user permissions revoke alice orders:read", kRevokeUserPermissions, Handle::Required,
        { .change = true }, sendPermissions, {}, kPermissionArguments },
};

}

extern const Noun user_variant;
const Noun user_variant { "user", kAliases, "Accounts of people.", "USER", "username", "user", kColumns, kVerbs };

}
