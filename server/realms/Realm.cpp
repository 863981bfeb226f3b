// SPDX-License-Identifier: GPL-3.0-or-later
#include "realms/Realm.h"

#include <QtCore/QJsonArray>

namespace auth {

namespace {

std::chrono::seconds seconds(const QJsonObject &object, QLatin1StringView name, std::chrono::seconds fallback)
{
    return std::chrono::seconds(object[name].toInteger(fallback.count()));
}

constexpr QLatin1StringView kMfaPolicies[] { QLatin1StringView("off"), QLatin1StringView("optional"), QLatin1StringView("required") };

MfaPolicy mfaPolicy(const QJsonObject &object, MfaPolicy fallback)
{
    const QString name = object[QLatin1StringView("mfa")].toString();
    for (const auto policy : { MfaPolicy::Off, MfaPolicy::Optional, MfaPolicy::Required }) {
        if (name == kMfaPolicies[static_cast<size_t>(policy)])
            return policy;
    }
    return fallback;
}

constexpr QLatin1StringView kStepUpPolicies[] { QLatin1StringView("off"), QLatin1StringView("recent"), QLatin1StringView("two_factors") };

StepUpPolicy stepUpPolicy(const QJsonObject &object, StepUpPolicy fallback)
{
    const QString name = object[QLatin1StringView("step_up")].toString();
    for (const auto policy : { StepUpPolicy::Off, StepUpPolicy::Recent, StepUpPolicy::TwoFactors }) {
        if (name == kStepUpPolicies[static_cast<size_t>(policy)])
            return policy;
    }
    return fallback;
}

QStringList texts(const QJsonValue &value, const QStringList &fallback)
{
    if (!value.isArray())
        return fallback;
    QStringList list;
    for (const QJsonValue &element : value.toArray())
        list.append(element.toString());
    return list;
}

PasskeyPolicy passkeyPolicy(const QJsonObject &object, const PasskeyPolicy &fallback)
{
    using namespace Qt::StringLiterals;
    PasskeyPolicy policy;
    policy.enabled = object["passkeys_enabled"_L1].toBool(fallback.enabled);
    const QJsonValue verification = object["passkey_user_verification"_L1];
    policy.userVerification = verification.isString() ? verification.toString() == "required"_L1 : fallback.userVerification;
    const QJsonValue attestation = object["passkey_attestation"_L1];
    policy.attestation = attestation.isString() ? attestation.toString() == "direct"_L1 : fallback.attestation;
    policy.aaguids = texts(object["passkey_aaguids"_L1], fallback.aaguids);
    policy.attestationRoots = texts(object["passkey_attestation_roots"_L1], fallback.attestationRoots);
    policy.synced = object["passkey_synced"_L1].toBool(fallback.synced);
    policy.offer = object["passkey_offer"_L1].toBool(fallback.offer);
    return policy;
}

}

RealmSettings RealmSettings::fromJson(const QJsonObject &object, const RealmSettings &defaults)
{
    using namespace Qt::StringLiterals;
    RealmSettings settings = defaults;
    settings.sessionIdleTimeout = seconds(object, "session_idle_timeout"_L1, settings.sessionIdleTimeout);
    settings.sessionLifetime = seconds(object, "session_lifetime"_L1, settings.sessionLifetime);
    settings.sessionLimit = static_cast<int>(object["session_limit"_L1].toInteger(settings.sessionLimit));
    settings.sessionHistory = seconds(object, "session_history"_L1, settings.sessionHistory);
    settings.accessTokenLifetime = seconds(object, "access_token_lifetime"_L1, settings.accessTokenLifetime);
    settings.refreshTokenLifetime = seconds(object, "refresh_token_lifetime"_L1, settings.refreshTokenLifetime);
    settings.authorizationCodeLifetime
        = seconds(object, "authorization_code_lifetime"_L1, settings.authorizationCodeLifetime);
    settings.flowLifetime = seconds(object, "flow_lifetime"_L1, settings.flowLifetime);
    settings.passwordMinLength
        = static_cast<int>(object["password_min_length"_L1].toInteger(settings.passwordMinLength));
    settings.identifierFirst = object["identifier_first"_L1].toBool(settings.identifierFirst);
    settings.signingAlgorithm
        = object["signing_algorithm"_L1].toString(QString::fromLatin1(settings.signingAlgorithm)).toLatin1();
    settings.defaultLocale
        = object["default_locale"_L1].toString(QString::fromLatin1(settings.defaultLocale)).toLatin1();
    settings.keyRotationPeriod = seconds(object, "key_rotation_period"_L1, settings.keyRotationPeriod);
    settings.mfa = mfaPolicy(object, settings.mfa);
    settings.mfaEmailCodes = object["mfa_email_codes"_L1].toBool(settings.mfaEmailCodes);
    settings.stepUp = stepUpPolicy(object, settings.stepUp);
    settings.stepUpMaxAge = seconds(object, "step_up_max_age"_L1, settings.stepUpMaxAge);
    const QJsonValue unknownDevice = object["unknown_device"_L1];
    settings.checkUnknownDevices
        = unknownDevice.isString() ? unknownDevice.toString() == "verify"_L1 : settings.checkUnknownDevices;
    settings.mfaRememberDays = static_cast<int>(object["mfa_remember_days"_L1].toInteger(settings.mfaRememberDays));
    settings.mfaBypassApproval = object["mfa_bypass_approval"_L1].toBool(settings.mfaBypassApproval);
    settings.mfaSmsCodes = object["mfa_sms_codes"_L1].toBool(settings.mfaSmsCodes);
    settings.recyclePeriod = seconds(object, "recycle_period"_L1, settings.recyclePeriod);
    const auto flag = [&object](QLatin1StringView name, bool &target) { target = object[name].toBool(target); };
    flag("allow_auto_registration"_L1, settings.allowAutoRegistration);
    flag("require_email_verification"_L1, settings.requireEmailVerification);
    flag("force_password_rotation"_L1, settings.forcePasswordRotation);
    settings.passwordMaxAge = seconds(object, "password_max_age"_L1, settings.passwordMaxAge);
    settings.passkeys = passkeyPolicy(object, settings.passkeys);
    return settings;
}

QJsonObject RealmSettings::toJson() const
{
    const auto number = [](std::chrono::seconds value) { return static_cast<qint64>(value.count()); };
    return {
        { QStringLiteral("session_idle_timeout"), number(sessionIdleTimeout) },
        { QStringLiteral("session_lifetime"), number(sessionLifetime) },
        { QStringLiteral("session_limit"), sessionLimit },
        { QStringLiteral("session_history"), number(sessionHistory) },
        { QStringLiteral("access_token_lifetime"), number(accessTokenLifetime) },
        { QStringLiteral("refresh_token_lifetime"), number(refreshTokenLifetime) },
        { QStringLiteral("authorization_code_lifetime"), number(authorizationCodeLifetime) },
        { QStringLiteral("flow_lifetime"), number(flowLifetime) },
        { QStringLiteral("password_min_length"), passwordMinLength },
        { QStringLiteral("identifier_first"), identifierFirst },
        { QStringLiteral("signing_algorithm"), QString::fromLatin1(signingAlgorithm) },
        { QStringLiteral("default_locale"), QString::fromLatin1(defaultLocale) },
        { QStringLiteral("key_rotation_period"), number(keyRotationPeriod) },
        { QStringLiteral("mfa"), kMfaPolicies[static_cast<size_t>(mfa)] },
        { QStringLiteral("mfa_email_codes"), mfaEmailCodes },
        { QStringLiteral("step_up"), kStepUpPolicies[static_cast<size_t>(stepUp)] },
        { QStringLiteral("step_up_max_age"), number(stepUpMaxAge) },
        { QStringLiteral("unknown_device"), checkUnknownDevices ? QStringLiteral("verify") : QStringLiteral("allow") },
        { QStringLiteral("mfa_remember_days"), mfaRememberDays },
        { QStringLiteral("mfa_bypass_approval"), mfaBypassApproval },
        { QStringLiteral("mfa_sms_codes"), mfaSmsCodes },
        { QStringLiteral("recycle_period"), number(recyclePeriod) },
        { QStringLiteral("allow_auto_registration"), allowAutoRegistration },
        { QStringLiteral("require_email_verification"), requireEmailVerification },
        { QStringLiteral("force_password_rotation"), forcePasswordRotation },
        { QStringLiteral("password_max_age"), number(passwordMaxAge) },
        { QStringLiteral("passkeys_enabled"), passkeys.enabled },
        { QStringLiteral("passkey_user_verification"),
            passkeys.userVerification ? QStringLiteral("required") : QStringLiteral("preferred") },
        { QStringLiteral("passkey_attestation"),
            passkeys.attestation ? QStringLiteral("direct") : QStringLiteral("none") },
        { QStringLiteral("passkey_aaguids"), QJsonArray::fromStringList(passkeys.aaguids) },
        { QStringLiteral("passkey_attestation_roots"), QJsonArray::fromStringList(passkeys.attestationRoots) },
        { QStringLiteral("passkey_synced"), passkeys.synced },
        { QStringLiteral("passkey_offer"), passkeys.offer },
    };
}

}
