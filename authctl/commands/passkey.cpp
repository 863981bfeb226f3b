// SPDX-License-Identifier: GPL-3.0-or-later
#include "Resource.h"
#include "Revoke.h"
#include "Session.h"

#include "api/Operations.h"
#include "output/Output.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

/// The passkeys that the filter finds; with --user those of one person.
int listPasskeys(const Invocation &invocation)
{
    if (!invocation.options.has(u"user"_s))
        return listObjects(invocation);
    Session session(&invocation);
    const auto user = session.send(session.call(kGetUser, { { "user", invocation.options.value(u"user"_s) } }));
    if (!user)
        return report(invocation.options, user.error());
    Invocation theirs = invocation;
    theirs.options.query = u"user_id:%1 %2"_s.arg(user->body[u"id"].toString(), invocation.options.query).trimmed();
    return listObjects(theirs);
}

/// `passkey rename ID NAME`.
int renamePasskey(const Invocation &invocation)
{
    Session session(&invocation);
    session.announce();
    api::Call call = session.call();
    call.body = QJsonObject { { u"label"_s, invocation.options.arguments.value(0) } };
    const auto answer = session.send(std::move(call));
    if (!answer)
        return report(invocation.options, answer.error());
    if (invocation.options.dryRun)
        note(invocation.options, u"dry run: nothing was written"_s);
    return writeObject(invocation, answer->body);
}

constexpr Flag kListFlags[] = { { "user", "USER", "Those of one person: id, user name or e-mail address" } };
constexpr Argument kLabel[] = { { "LABEL", "What the person calls it." } };
constexpr const char *kAliases[] = { "passkeys" };
constexpr const char *kColumns[] = { "id", "username", "label", "synced", "suspended", "created_at", "last_used_at" };
constexpr Verb kVerbs[] = {
    { "list", "List passkeys, the newest first.", "authctl passkey list --user alice", kListPasskeys, Handle::None,
        { .list = true }, listPasskeys, kListFlags },
    { "get", "Show a passkey.", "authctl passkey get 01890a5d-ac96-774b-bcce-b302099a8057", kGetPasskey,
        Handle::Required, {}, getObject },
    { "rename", "Call a passkey something else.",
        "authctl passkey rename 01890a5d-ac96-774b-bcce-b302099a8057 'Blue key'", kUpdatePasskey, Handle::Required,
        { .change = true, .version = true }, renamePasskey, {}, kLabel },
    { "revoke", "Revoke a passkey; the last way into an account stays.",
        "authctl passkey revoke 01890a5d-ac96-774b-bcce-b302099a8057 --yes", kRevokePasskey, Handle::Required,
        { .change = true, .version = true, .confirm = true }, revokeObject },
};

}

extern const Noun passkey_variant;
const Noun passkey_variant { "passkey", kAliases, "Keys that people sign in with instead of a password.", "PASSKEY", "id",
    "passkey", kColumns, kVerbs };

}
