// SPDX-License-Identifier: GPL-3.0-or-later
#include "Bulk.h"
#include "Grants.h"
#include "Prompt.h"
#include "Resource.h"
#include "Session.h"

#include "api/Operations.h"
#include "core/Text.h"
#include "output/Output.h"

#include <QtCore/QJsonArray>

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

/// Sends \a body to the verb's operation, for one user or for all that --query finds.
int act(const Invocation &invocation, const char *operation, const QJsonObject &body, const QString &verb)
{
    const Options &options = invocation.options;
    if (options.has(u"query"_s)) {
        if (!options.handle.isEmpty())
            return report(options, usageFailure(u"Name a user, or give a filter, not both."_s));
        return runBulk(invocation, operation, options.value(u"query"_s), body, verb);
    }
    if (options.handle.isEmpty())
        return report(options, usageFailure(u"Which user? A name, or --query FILTER."_s));
    const auto answer = Session(&invocation).change(body);
    if (!answer)
        return report(options, answer.error());
    return writeObject(invocation, answer->body);
}

int enable(const Invocation &invocation)
{
    return act(invocation, "updateUser", { { u"enabled"_s, true } }, u"Enable"_s);
}

int disable(const Invocation &invocation)
{
    return act(invocation, "updateUser", { { u"enabled"_s, false } }, u"Disable"_s);
}

int lock(const Invocation &invocation)
{
    QJsonObject body;
    if (!invocation.options.reason.isEmpty())
        body.insert(u"reason"_s, invocation.options.reason);
    if (invocation.options.has(u"until"_s))
        body.insert(u"until"_s, invocation.options.value(u"until"_s));
    return act(invocation, "lockUser", body, u"Lock"_s);
}

int unlock(const Invocation &invocation)
{
    return act(invocation, "unlockUser", {}, u"Unlock"_s);
}

int verifyEmail(const Invocation &invocation)
{
    return act(invocation, "updateUser", { { u"email_verified"_s, true } }, u"Verify the e-mail address of"_s);
}

int verifyPhone(const Invocation &invocation)
{
    return act(invocation, "updateUser", { { u"phone_number_verified"_s, true } }, u"Verify the phone number of"_s);
}

int expirePassword(const Invocation &invocation)
{
    return act(invocation, "expireUserPassword", {}, u"Expire the password of"_s);
}

int requireActions(const Invocation &invocation)
{
    QJsonArray actions;
    for (const QString &action : invocation.options.arguments)
        actions.append(action);
    return act(invocation, "updateUser", { { u"required_actions"_s, actions } }, u"Ask something of"_s);
}

int resetPassword(const Invocation &invocation)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    session.announce();
    api::Call call = session.call();
    QJsonObject body;
    if (options.has(u"lifetime"_s)) {
        const auto seconds = parseDecimal(options.value(u"lifetime"_s).toUtf8(), 7 * 24 * 3600);
        if (!seconds)
            return report(options, usageFailure(u"--lifetime takes seconds."_s));
        body.insert(u"lifetime"_s, *seconds);
    }
    call.body = body;
    const auto answer = session.send(std::move(call));
    if (!answer)
        return report(options, answer.error());
    note(options, u"whoever has this link chooses the password; it works once"_s);
    Invocation link = invocation;
    if (link.options.columns.isEmpty())
        link.options.columns = { u"url"_s, u"expires_at"_s };
    return writeObject(link, answer->body);
}

int listOrganizations(const Invocation &invocation)
{
    return listAs(invocation, { u"name"_s, u"display_name"_s, u"roles"_s, u"joined_at"_s });
}

constexpr Flag kBulkFlags[] = {
    { "query", "FILTER", "All that the filter finds, as a job", 'q' },
    { "wait", "SECONDS", "With --query: wait until it is done, for so long at most", 0, false, true },
};
constexpr Flag kLockFlags[] = {
    { "until", "TIME", "When it ends by itself: 2030-01-31T12:00:00Z" },
    { "query", "FILTER", "All that the filter finds, as a job", 'q' },
    { "wait", "SECONDS", "With --query: wait until it is done, for so long at most", 0, false, true },
};
constexpr Flag kLinkFlags[] = { { "lifetime", "SECONDS", "How long the link works; a day without it" } };
constexpr Argument kActions[] = { { "ACTION", "verify_email, change_password, enrol_mfa; none takes all away", false, true } };
constexpr Flag kPasswordFlags[] = {
    { "must-change", nullptr, "The person chooses another one at the next sign-in" },
};
constexpr const char *kAliases[] = { "users" };
constexpr const char *kColumns[] = { "username", "email", "name", "status", "created_at" };
constexpr Verb kVerbs[] = {
    { "list", "List users.", "authctl user list -q 'email:*@acme.test'", kListUsers, Handle::None, { .list = true },
        listObjects, kDeletedFlag },
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
    { "undelete", "Take a deleted user back.", "authctl user undelete alice", kUndeleteUser, Handle::Required,
        { .change = true, .version = true }, actOnObject },
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
    { "organizations list", "List the organisations of a user, with the roles there.",
        "authctl user organizations list alice", kListUserOrganizations, Handle::Required, { .list = true },
        listOrganizations },
    { "password reset", "Make a link by which the person chooses a password, once.",
        "authctl user password reset alice --lifetime 3600", kCreateUserPasswordLink, Handle::Required,
        { .change = true }, resetPassword, kLinkFlags },
    { "password expire", "Let people choose another password at the next sign-in.", "authctl user password expire alice",
        kExpireUserPassword, Handle::Optional, { .change = true, .confirm = true }, expirePassword, kBulkFlags },
    { "enable", "Let people sign in again.", "authctl user enable alice", kUpdateUser, Handle::Optional,
        { .change = true, .confirm = true }, enable, kBulkFlags },
    { "disable", "Keep people out; all sessions and tokens end.", "authctl user disable alice", kUpdateUser,
        Handle::Optional, { .change = true, .confirm = true }, disable, kBulkFlags },
    { "lock", "Keep people from signing in, for a while or until unlocked; all sessions and tokens end.",
        "authctl user lock alice --reason 'reported as stolen'", kLockUser, Handle::Optional,
        { .change = true, .confirm = true }, lock, kLockFlags },
    { "unlock", "Let locked people sign in again.", "authctl user unlock alice", kUnlockUser, Handle::Optional,
        { .change = true, .confirm = true }, unlock, kBulkFlags },
    { "verify email", "Take the e-mail address for verified.", "authctl user verify email alice", kUpdateUser,
        Handle::Optional, { .change = true, .confirm = true }, verifyEmail, kBulkFlags },
    { "verify phone", "Take the phone number for verified.", "authctl user verify phone -q 'phone_number:* -phone_number_verified:true' --yes", kUpdateUser,
        Handle::Optional, { .change = true, .confirm = true }, verifyPhone, kBulkFlags },
    { "actions set", "Say what the person has to do at the next sign-in; what is added ends their sessions.",
        "authctl user actions set alice change_password", kUpdateUser, Handle::Required, { .change = true },
        requireActions, {}, kActions },
};

}

extern const Noun user_variant;
const Noun user_variant { "user", kAliases, "Accounts of people.", "USER", "username", "user", kColumns, kVerbs };

}
