// SPDX-License-Identifier: GPL-3.0-or-later
#include "Resource.h"
#include "Revoke.h"
#include "Session.h"
#include "output/Output.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

/// An operation that answers nothing.
int act(const Invocation &invocation, const QString &done)
{
    const Options &options = invocation.options;
    Session session(&invocation);
    session.announce();
    const auto answer = session.send(session.call());
    if (!answer)
        return report(options, answer.error());
    note(options, options.dryRun ? u"dry run: nothing was written"_s : done);
    return Done;
}

int confirm(const Invocation &invocation)
{
    return act(invocation, u"the device is known to be the person's"_s);
}

int unremember(const Invocation &invocation)
{
    return act(invocation, u"a second factor is asked for there again"_s);
}

constexpr const char *kAliases[] = { "devices" };
constexpr const char *kColumns[] = { "id", "username", "agent", "address", "place", "unconfirmed", "remembered_until", "created_at", "last_seen_at" };
constexpr Verb kVerbs[] = {
    { "list", "List devices, the last used first.", "authctl device list -q 'username:alice'", kListDevices,
        Handle::None, { .list = true }, listObjects },
    { "get", "Show a device.", "authctl device get 01890a5d-ac96-774b-bcce-b302099a8057", kGetDevice, Handle::Required,
        {}, getObject },
    { "confirm", "Say that a new device is the person's, as they told; no second factor is left out by that.",
        "authctl device confirm 01890a5d-ac96-774b-bcce-b302099a8057", kConfirmDevice, Handle::Required,
        { .change = true }, confirm },
    { "unremember", "Ask for a second factor again on a device where the person had it left out.",
        "authctl device unremember 01890a5d-ac96-774b-bcce-b302099a8057", kUnrememberDevice, Handle::Required,
        { .change = true }, unremember },
    { "revoke", "Forget a device and end its sessions with their tokens.",
        "authctl device revoke 01890a5d-ac96-774b-bcce-b302099a8057 --yes", kRevokeDevice, Handle::Required,
        { .change = true, .confirm = true }, revokeObject },
};

}

extern const Noun device_variant;
const Noun device_variant { "device", kAliases, "Browsers that people signed in with.", "DEVICE", "id", "device",
    kColumns, kVerbs };

}
