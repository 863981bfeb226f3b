// SPDX-License-Identifier: GPL-3.0-or-later
#include "Policy.h"
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

using Kind = PolicySetting::Kind;

constexpr PolicySetting kPolicy[] = {
    { "enabled", "passkeys_enabled", Kind::OnOff },
    { "user_verification", "passkey_user_verification", Kind::Choice },
    { "attestation", "passkey_attestation", Kind::Choice },
    { "aaguids", "passkey_aaguids", Kind::Words },
    { "attestation_roots", "passkey_attestation_roots", Kind::Certificates },
    { "synced", "passkey_synced", Kind::OnOff },
    { "offer", "passkey_offer", Kind::OnOff },
};

int getPolicy(const Invocation &invocation)
{
    return showPolicy(invocation, kPolicy);
}

int setPolicy(const Invocation &invocation)
{
    return changePolicy(invocation, kPolicy);
}

constexpr Flag kPolicyFlags[] = {
    { "enabled", "on|off", "Whether people may have passkeys and sign in with them" },
    { "user-verification", "required|preferred", "Whether a PIN or a fingerprint is needed also beside a password" },
    { "attestation", "none|direct", "Whether new ones are asked to prove which model keeps them" },
    { "aaguids", "LIST", "Models that are taken, separated by commas; all with an empty list. Needs direct" },
    { "attestation-roots", "FILE", "PEM certificates of makers, one of which the proof leads to. Needs direct" },
    { "synced", "on|off", "Whether those are taken that a provider keeps copies of" },
    { "offer", "on|off", "Whether one is offered after a sign-in with a password" },
};
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
    { "policy get", "Show which passkeys a realm takes.", "authctl passkey policy get", kGetRealm, Handle::None, {},
        getPolicy },
    { "policy set", "Say which passkeys a realm takes.", "authctl passkey policy set --user-verification required",
        kUpdateRealm, Handle::None, { .change = true }, setPolicy, kPolicyFlags },
};

}

extern const Noun passkey_variant;
const Noun passkey_variant { "passkey", kAliases, "Keys that people sign in with instead of a password.", "PASSKEY", "id",
    "passkey", kColumns, kVerbs };

}
