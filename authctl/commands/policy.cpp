// SPDX-License-Identifier: GPL-3.0-or-later
#include "Policy.h"
#include "Failure.h"

#include "api/Operations.h"

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;
using namespace api::operation;

using Kind = PolicySetting::Kind;

constexpr PolicySetting kMfa[] = {
    { "mfa", "mfa", Kind::Choice },
    { "email_codes", "mfa_email_codes", Kind::OnOff },
    { "sms_codes", "mfa_sms_codes", Kind::OnOff },
    { "remember_days", "mfa_remember_days", Kind::Number },
    { "bypass_approval", "mfa_bypass_approval", Kind::OnOff },
};
constexpr PolicySetting kStepUp[] = {
    { "step_up", "step_up", Kind::Choice },
    { "max_age", "step_up_max_age", Kind::Number },
};
constexpr PolicySetting kDevice[] = {
    { "unknown_device", "unknown_device", Kind::Choice },
};

constexpr PolicySetting kSession[] = {
    { "idle_timeout", "session_idle_timeout", Kind::Number },
    { "lifetime", "session_lifetime", Kind::Number },
    { "max_sessions", "session_limit", Kind::Number },
    { "history", "session_history", Kind::Number },
};

/// Remembered browsers prove nothing (decision 0006).
QString objectionToMfa(const QJsonObject &shown)
{
    if (shown[u"mfa"] != u"required"_s || shown[u"remember_days"].toInt() == 0)
        return {};
    return u"warning: the realm requires two factors, so remembered browsers never count: remember_days has no effect"_s;
}

/// The handle of the verb is one of \a words.
template <const auto &policy>
int change(const Invocation &invocation, const QStringList &words, QString (*objection)(const QJsonObject &shown) = nullptr)
{
    const QString &word = invocation.options.handle;
    if (!words.contains(word))
        return report(invocation.options,
            usageFailure(u"One of %1 is needed, not \"%2\"."_s.arg(words.join(u", "_s), word)));
    return changePolicy(invocation, policy, &policy[0], objection);
}

template <const auto &policy>
int show(const Invocation &invocation)
{
    return showPolicy(invocation, policy);
}

int setMfa(const Invocation &invocation)
{
    return change<kMfa>(invocation, { u"off"_s, u"optional"_s, u"required"_s }, objectionToMfa);
}

int setStepUp(const Invocation &invocation)
{
    return change<kStepUp>(invocation, { u"off"_s, u"recent"_s, u"two_factors"_s });
}

int setDevice(const Invocation &invocation)
{
    return change<kDevice>(invocation, { u"allow"_s, u"verify"_s });
}

int setSession(const Invocation &invocation)
{
    return changePolicy(invocation, kSession);
}

constexpr Flag kMfaFlags[] = {
    { "email-codes", "on|off", "Whether a code by mail counts as a second factor" },
    { "remember-days", "NUMBER", "For how long people may have it left out on a browser, where it is optional; 0: not at all" },
    { "bypass-approval", "on|off", "Whether a second administrator approves of a sign-in without it" },
    { "sms-codes", "on|off", "Whether a code by text message counts as a second factor" },
};
constexpr Flag kStepUpFlags[] = {
    { "max-age", "SECONDS", "How long ago a sign-in is recent" },
};
constexpr Flag kSessionFlags[] = {
    { "idle-timeout", "SECONDS", "After how long without use a session ends" },
    { "lifetime", "SECONDS", "How long a session lasts at most" },
    { "max-sessions", "NUMBER", "How many sessions one person has at once, the oldest ends; 0: any number" },
    { "history", "SECONDS", "How long sessions that have ended are kept" },
};
constexpr const char *kColumns[] = { "realm", "mfa", "email_codes", "sms_codes", "remember_days", "bypass_approval", "step_up", "max_age", "unknown_device", "idle_timeout",
    "lifetime", "max_sessions", "history" };
constexpr Verb kVerbs[] = {
    { "mfa get", "Show whether people of a realm prove a second factor.", "authctl policy mfa get", kGetRealm,
        Handle::None, {}, show<kMfa> },
    { "mfa set", "Say whether people of a realm prove a second factor: off, optional (who has one) or required.",
        "authctl policy mfa set required", kUpdateRealm, Handle::Required, { .change = true }, setMfa, kMfaFlags },
    { "step-up get", "Show what protected operations ask of administrators.", "authctl policy step-up get", kGetRealm,
        Handle::None, {}, show<kStepUp> },
    { "step-up set",
        "Say what protected operations ask of administrators: off, recent (a sign-in that is) or two_factors (also that).",
        "authctl policy step-up set recent --max-age 900", kUpdateRealm, Handle::Required, { .change = true }, setStepUp,
        kStepUpFlags },
    { "device get", "Show what is asked of people in a browser that nobody knows.", "authctl policy device get",
        kGetRealm, Handle::None, {}, show<kDevice> },
    { "device set", "Say what is asked of people in a browser that nobody knows: allow (nothing) or verify (what they have set up, or a mailed code).",
        "authctl policy device set verify", kUpdateRealm, Handle::Required, { .change = true }, setDevice },
    { "session get", "Show how long people of a realm stay signed in.", "authctl policy session get", kGetRealm,
        Handle::None, {}, show<kSession> },
    { "session set", "Say how long people of a realm stay signed in, in how many browsers, and for how long that is kept.",
        "authctl policy session set --idle-timeout 3600 --max-sessions 5", kUpdateRealm, Handle::None, { .change = true },
        setSession, kSessionFlags },
};

}

extern const Noun policy_variant;
const Noun policy_variant { "policy", {}, "What a realm asks of people who sign in.", "POLICY", "realm", "", kColumns,
    kVerbs };

}
