// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthorizeUrl.h"
#include "Grants.h"
#include "Prompt.h"
#include "Resource.h"
#include "Session.h"
#include "Values.h"
#include "input/Body.h"
#include "input/File.h"
#include "output/Output.h"

#include "api/Operations.h"
#include "core/Json.h"

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

int listKeys(const Invocation &invocation)
{
    Invocation keys = invocation;
    if (keys.options.columns.isEmpty())
        keys.options.columns = { u"kid"_s, u"pem"_s };
    return listWhole(keys);
}

/// A JWK begins with a brace; anything else is PEM.
int addKey(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const auto text = readInput(options.value(u"key-file"_s));
    if (!text)
        return report(options, text.error());
    QJsonObject body;
    if (text->trimmed().startsWith('{')) {
        const auto jwk = parseJsonObject(*text);
        if (!jwk)
            return report(options, usageFailure(u"The key is no JSON: %1"_s.arg(jwk.error().description)));
        body.insert(u"jwk"_s, *jwk);
    } else {
        body.insert(u"pem"_s, QString::fromUtf8(*text));
    }
    if (options.has(u"kid"_s))
        body.insert(u"kid"_s, options.value(u"kid"_s));
    const auto answer = Session(&invocation).change(body);
    if (!answer)
        return report(options, answer.error());
    Invocation key = invocation;
    if (key.options.columns.isEmpty())
        key.options.columns = { u"kid"_s };
    return writeObject(key, answer->body);
}

int removeKey(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const QString kid = options.arguments.value(0);
    Session session(&invocation);
    session.announce();
    if (!options.dryRun) {
        if (const auto refused
            = confirm(options, Severity::Moderate, u"Take the key \"%1\" from it?"_s.arg(kid), options.handle))
            return report(options, *refused);
    }
    const auto answer = session.send(session.call(invocation.verb->operation, { { "kid", kid } }));
    if (!answer)
        return report(options, answer.error());
    note(options, options.dryRun ? u"dry run: nothing was written"_s : u"removed \"%1\""_s.arg(kid));
    return Done;
}

QLatin1StringView uris(const Invocation &invocation)
{
    return invocation.options.has(u"post-logout"_s) ? "post_logout_redirect_uris"_L1 : "redirect_uris"_L1;
}

int listUris(const Invocation &invocation)
{
    return listValues(invocation, uris(invocation), u"uri"_s);
}

int addUris(const Invocation &invocation)
{
    return addValues(invocation, uris(invocation), u"uri"_s);
}

int removeUris(const Invocation &invocation)
{
    return removeValues(invocation, uris(invocation), u"uri"_s);
}

int listScopes(const Invocation &invocation)
{
    return listValues(invocation, "scope"_L1, u"scope"_s);
}

int addScopes(const Invocation &invocation)
{
    return addValues(invocation, "scope"_L1, u"scope"_s);
}

int removeScopes(const Invocation &invocation)
{
    return removeValues(invocation, "scope"_L1, u"scope"_s);
}

int listGrantTypes(const Invocation &invocation)
{
    return listValues(invocation, "grant_types"_L1, u"grant"_s);
}

int setGrantTypes(const Invocation &invocation)
{
    return setValues(invocation, "grant_types"_L1, u"grant"_s);
}

constexpr Flag kUriFlags[] = { { "post-logout", nullptr, "Those to go to after a sign-out" } };
constexpr Argument kUris[] = { { "URI", "As the application sends it, byte for byte.", true, true } };
constexpr Argument kScopes[] = { { "SCOPE", "What it may ask for.", true, true } };
constexpr Argument kGrantTypes[] = { { "GRANT", "authorization_code, refresh_token, client_credentials and the like.", true, true } };
constexpr Flag kKeyFlags[] = { { "key-file", "FILE", "A JWK, or a public key or X.509 certificate in PEM; - for standard input" },
    { "kid", "KID", "What the key is called; its own kid or its thumbprint without it" } };
constexpr Argument kKidArgument[] = { { "KID", "As \"key list\" shows it." } };
constexpr const char *kAliases[] = { "apps", "client" };
constexpr const char *kColumns[] = { "client_id", "client_name", "type", "enabled", "redirect_uris" };
constexpr Verb kVerbs[] = {
    { "list", "List applications.", "authctl app list -q type:web", kListApplications, Handle::None, { .list = true },
        listObjects, kDeletedFlag },
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
    { "url", "Print an authorization request, ready for a browser; with -o json also the verifier for its code.",
        "authctl app url shop", kGetApplication, Handle::Required, {}, printAuthorizeUrl, kAuthorizeUrlFlags },
    { "enable", "Let an application have tokens again.", "authctl app enable shop", kUpdateApplication, Handle::Required,
        { .change = true, .version = true }, enableObject },
    { "disable", "Give an application no tokens any more; those that it has end.", "authctl app disable shop",
        kUpdateApplication, Handle::Required, { .change = true, .version = true }, disableObject },
    { "uri list", "List where an application may be sent back to.", "authctl app uri list shop", kGetApplication,
        Handle::Required, {}, listUris, kUriFlags },
    { "uri add", "Let an application be sent back to more addresses.",
        "authctl app uri add shop https://shop.example/callback", kUpdateApplication, Handle::Required,
        { .change = true, .version = true }, addUris, kUriFlags, kUris },
    { "uri remove", "Send an application back to an address no more.",
        "authctl app uri remove shop https://shop.example/", kUpdateApplication, Handle::Required,
        { .change = true, .version = true }, removeUris, kUriFlags, kUris },
    { "scope list", "List what an application may ask for.", "authctl app scope list shop", kGetApplication,
        Handle::Required, {}, listScopes },
    { "scope add", "Let an application ask for more.", "authctl app scope add shop orders", kUpdateApplication,
        Handle::Required, { .change = true, .version = true }, addScopes, {}, kScopes },
    { "scope remove", "Let an application ask for less.", "authctl app scope remove shop phone", kUpdateApplication,
        Handle::Required, { .change = true, .version = true }, removeScopes, {}, kScopes },
    { "grant list", "List the ways in which an application gets tokens.", "authctl app grant list shop",
        kGetApplication, Handle::Required, {}, listGrantTypes },
    { "grant set", "Say in which ways an application gets tokens: these, and no other.",
        "authctl app grant set shop authorization_code refresh_token", kUpdateApplication, Handle::Required,
        { .change = true, .version = true }, setGrantTypes, {}, kGrantTypes },
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
    { "key list", "List an application's public keys; with -o json as JWK, PEM and certificate.", "authctl app key list shop",
        kGetApplicationKeys, Handle::Required, {}, listKeys },
    { "key add", "Add a public key, given as JWK, PEM or X.509 certificate.", "authctl app key add shop --key-file shop.pem",
        kCreateApplicationKey, Handle::Required, { .change = true }, addKey, kKeyFlags },
    { "key remove", "Take a public key from an application.", "authctl app key remove shop KID --yes",
        kDeleteApplicationKey, Handle::Required, { .change = true, .confirm = true }, removeKey, {}, kKidArgument },
};

}

extern const Noun app_variant;
const Noun app_variant { "app", kAliases, "Applications: OAuth clients.", "CLIENT_ID", "client_id", "application",
    kColumns, kVerbs };

}
