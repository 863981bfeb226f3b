// SPDX-License-Identifier: GPL-3.0-or-later
#include "Resource.h"
#include "Session.h"
#include "output/Output.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

/// What of a realm's policy is about second factors.
QJsonObject mfaOf(const QJsonObject &realm)
{
    const QJsonObject settings = realm[u"effective_settings"].toObject();
    return { { u"realm"_s, realm[u"name"] }, { u"mfa"_s, settings[u"mfa"][u"value"] },
        { u"email_codes"_s, settings[u"mfa_email_codes"][u"value"] } };
}

int showMfa(const Invocation &invocation)
{
    Session session(&invocation);
    const auto answer = session.send(session.call());
    if (!answer)
        return report(invocation.options, answer.error());
    return writeObject(invocation, mfaOf(answer->body));
}

int setMfa(const Invocation &invocation)
{
    const Options &options = invocation.options;
    const QString policy = options.handle;
    if (policy != u"off" && policy != u"optional" && policy != u"required")
        return report(options, usageFailure(u"One of off, optional, required is needed, not \"%1\"."_s.arg(policy)));
    Session session(&invocation);
    session.announce();
    QJsonObject settings { { u"mfa"_s, policy } };
    if (options.has(u"email-codes"_s)) {
        const QString email = options.value(u"email-codes"_s);
        if (email != u"on" && email != u"off")
            return report(options, usageFailure(u"--email-codes takes on or off."_s));
        settings.insert(u"mfa_email_codes"_s, email == u"on");
    }
    api::Call call = session.call();
    call.body = QJsonObject { { u"settings"_s, settings } };
    const auto answer = session.send(std::move(call));
    if (!answer)
        return report(options, answer.error());
    if (options.dryRun)
        note(options, u"dry run: nothing was written"_s);
    return writeObject(invocation, mfaOf(answer->body));
}

constexpr Flag kMfaFlags[] = {
    { "email-codes", "on|off", "Whether a code by mail counts as a second factor" },
};
constexpr const char *kColumns[] = { "realm", "mfa", "email_codes" };
constexpr Verb kVerbs[] = {
    { "mfa get", "Show whether people of a realm prove a second factor.", "authctl policy mfa get", kGetRealm,
        Handle::None, {}, showMfa },
    { "mfa set", "Say whether people of a realm prove a second factor: off, optional (who has one) or required.",
        "authctl policy mfa set required", kUpdateRealm, Handle::Required, { .change = true }, setMfa, kMfaFlags },
};

}

extern const Noun policy_variant;
const Noun policy_variant { "policy", {}, "What a realm asks of people who sign in.", "POLICY", "realm", "", kColumns,
    kVerbs };

}
