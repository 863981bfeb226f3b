// SPDX-License-Identifier: GPL-3.0-or-later
#include "Grants.h"
#include "Prompt.h"
#include "Resource.h"
#include "Session.h"
#include "input/Body.h"
#include "output/Output.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

using namespace api::operation;

using namespace Qt::StringLiterals;

constexpr Argument kSecretArgument[] = { { "SECRET", "The id of a secret, as \"secret list\" shows it." } };

int listSecrets(const Invocation &invocation)
{
    Invocation secrets = invocation;
    if (secrets.options.columns.isEmpty())
        secrets.options.columns = { u"id"_s, u"created_at"_s, u"expires_at"_s };
    return listWhole(secrets);
}

int rotateSecret(const Invocation &invocation)
{
    const auto body = readBody(invocation);
    if (!body)
        return report(invocation.options, body.error());
    Session session(&invocation);
    session.announce();
    api::Call call = session.call();
    call.body = *body;
    const auto answer = session.send(std::move(call));
    if (!answer)
        return report(invocation.options, answer.error());
    Invocation secret = invocation;
    if (secret.options.columns.isEmpty())
        secret.options.columns = { u"id"_s, u"client_secret"_s, u"expires_at"_s };
    note(invocation.options,
        invocation.options.dryRun ? u"dry run: nothing was written"_s : u"the secret is not shown again"_s);
    return writeObject(secret, answer->body);
}

int revokeSecret(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const QString id = options.arguments.value(0);
    Session session(&invocation);
    session.announce();
    if (!options.dryRun) {
        if (const auto refused
            = confirm(options, Severity::Moderate, u"Revoke the secret \"%1\"?"_s.arg(id), options.handle))
            return report(options, *refused);
    }
    const auto answer = session.send(session.call(invocation.verb->operation, { { "secret", id } }));
    if (!answer)
        return report(options, answer.error());
    note(options, options.dryRun ? u"dry run: nothing was written"_s : u"revoked \"%1\""_s.arg(id));
    return Done;
}

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
    { "secret list", "List which secrets an application has; none is readable.", "authctl app secret list shop",
        kGetApplicationSecrets, Handle::Required, {}, listSecrets },
    { "secret rotate", "Give an application another secret; it is shown once.",
        "authctl app secret rotate shop --set others_expire_in=86400", kCreateApplicationSecret, Handle::Required,
        { .body = true, .change = true }, rotateSecret },
    { "secret revoke", "Revoke a secret; it is refused at once.",
        "authctl app secret revoke shop 01890a5d-ac96-774b-bcce-b302099a8057 --yes", kDeleteApplicationSecret,
        Handle::Required, { .change = true, .confirm = true }, revokeSecret, {}, kSecretArgument },
};

}

extern const Noun app_variant;
const Noun app_variant { "app", kAliases, "Applications: OAuth clients.", "CLIENT_ID", "client_id", "application",
    kColumns, kVerbs };

}
