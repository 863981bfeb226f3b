// SPDX-License-Identifier: GPL-3.0-or-later
#include "Prompt.h"
#include "Resource.h"
#include "Session.h"
#include "output/Output.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

int revokeGrant(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const QString application = options.arguments.value(0);
    Session session(&invocation);
    session.announce();
    if (!options.dryRun) {
        const QString question = u"Take back what \"%1\" let \"%2\" have?"_s.arg(options.handle, application);
        if (const auto refused = confirm(options, Severity::Moderate, question, options.handle))
            return report(options, *refused);
    }
    const auto answer = session.send(session.call(kRevokeConsent, { { "application", application } }));
    if (!answer)
        return report(options, answer.error());
    note(options, options.dryRun ? u"dry run: nothing was written"_s : u"taken back; tokens of it have ended"_s);
    return Done;
}

constexpr Argument kApplication[] = { { "CLIENT_ID", "The application that has it." } };
constexpr const char *kAliases[] = { "grants" };
constexpr const char *kColumns[] = { "username", "client_id", "scope", "granted_at" };
constexpr Verb kVerbs[] = {
    { "list", "List what people let applications have, the last given first.", "authctl grant list -q username:alice",
        kListConsents, Handle::None, { .list = true }, listObjects },
    { "revoke", "Take back what a person let an application have; its tokens of the person end.",
        "authctl grant revoke alice shop --yes", kRevokeConsent, Handle::Required, { .change = true, .confirm = true },
        revokeGrant, {}, kApplication },
};

}

extern const Noun grant_variant;
const Noun grant_variant { "grant", kAliases, "What people let applications have (consents).", "USER", "username", "user",
    kColumns, kVerbs };

}
