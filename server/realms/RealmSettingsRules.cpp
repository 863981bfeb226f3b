// SPDX-License-Identifier: GPL-3.0-or-later
#include "realms/RealmSettingsRules.h"

#include "core/Id.h"
#include "core/Suggest.h"
#include "crypto/Certificate.h"
#include "realms/Realm.h"

#include <QtCore/QJsonArray>
#include <QtCore/QRegularExpression>

#include <array>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

enum class Kind : quint8 { Integer, Boolean, Algorithm, Locale, Choice, Models, Certificates };

struct Rule {
    QLatin1StringView name;
    Kind kind;
    qint64 minimum = 0;
    qint64 maximum = 0;
    const char *choices = ""; ///< Of a Choice: the words, separated by spaces.
};

constexpr qint64 kDay = 24 * 3600;

constexpr std::array<Rule, 33> kRules { {
    { "session_idle_timeout"_L1, Kind::Integer, 60, 365 * kDay },
    { "session_lifetime"_L1, Kind::Integer, 60, 365 * kDay },
    { "session_limit"_L1, Kind::Integer, 0, 100 },
    { "session_history"_L1, Kind::Integer, 0, 10 * 365 * kDay },
    { "access_token_lifetime"_L1, Kind::Integer, 10, kDay },
    { "refresh_token_lifetime"_L1, Kind::Integer, 60, 2 * 365 * kDay },
    // RFC 6749 §4.1.2 recommends ten minutes at most.
    { "authorization_code_lifetime"_L1, Kind::Integer, 10, 600 },
    { "flow_lifetime"_L1, Kind::Integer, 60, kDay },
    // NIST SP 800-63B-4 §3.1.1.2: 8 is the least there is.
    { "password_min_length"_L1, Kind::Integer, 8, 128 },
    { "identifier_first"_L1, Kind::Boolean },
    { "signing_algorithm"_L1, Kind::Algorithm },
    { "default_locale"_L1, Kind::Locale },
    // Shorter than the time that a key waits and verifies after it signed, and they would pile up.
    { "key_rotation_period"_L1, Kind::Integer, 7 * kDay, 2 * 365 * kDay },
    { "mfa"_L1, Kind::Choice, 0, 0, "off optional required" },
    { "mfa_email_codes"_L1, Kind::Boolean },
    { "step_up"_L1, Kind::Choice, 0, 0, "off recent two_factors" },
    { "step_up_max_age"_L1, Kind::Integer, 60, kDay },
    { "unknown_device"_L1, Kind::Choice, 0, 0, "allow verify" },
    { "mfa_remember_days"_L1, Kind::Integer, 0, 365 },
    { "mfa_bypass_approval"_L1, Kind::Boolean },
    { "mfa_sms_codes"_L1, Kind::Boolean },
    { "recycle_period"_L1, Kind::Integer, 0, 365 * kDay },
    { "allow_auto_registration"_L1, Kind::Boolean },
    { "require_email_verification"_L1, Kind::Boolean },
    { "force_password_rotation"_L1, Kind::Boolean },
    { "password_max_age"_L1, Kind::Integer, kDay, 10 * 365 * kDay },
    { "passkeys_enabled"_L1, Kind::Boolean },
    { "passkey_user_verification"_L1, Kind::Choice, 0, 0, "required preferred" },
    { "passkey_attestation"_L1, Kind::Choice, 0, 0, "none direct" },
    { "passkey_aaguids"_L1, Kind::Models, 0, 500 },
    { "passkey_attestation_roots"_L1, Kind::Certificates, 0, 50 },
    { "passkey_synced"_L1, Kind::Boolean },
    { "passkey_offer"_L1, Kind::Boolean },
} };

/// Is \a value a list of at most \a most texts, each of which \a isGood takes?
bool isListOf(const QJsonValue &value, qint64 most, bool (*isGood)(const QString &))
{
    if (!value.isArray() || value.toArray().size() > most)
        return false;
    const QJsonArray array = value.toArray();
    return std::all_of(array.begin(), array.end(),
        [isGood](const QJsonValue &element) { return element.isString() && isGood(element.toString()); });
}

bool isModel(const QString &text)
{
    // The form in which authenticators' are compared: RFC 9562 §4, in lower case.
    const auto uuid = Uuid::parse(text.toLatin1());
    return uuid && uuid->toString() == text;
}

bool isCertificate(const QString &text)
{
    return text.size() <= 8192 && crypto::isPemCertificate(text.toUtf8());
}

QString problemOf(const Rule &rule, const QJsonValue &value)
{
    switch (rule.kind) {
    case Kind::Integer: {
        const double number = value.toDouble();
        if (!value.isDouble() || number != static_cast<double>(value.toInteger()))
            return u"An integer is needed here."_s;
        if (number < static_cast<double>(rule.minimum) || number > static_cast<double>(rule.maximum))
            return u"The value must be from %1 to %2."_s.arg(rule.minimum).arg(rule.maximum);
        return {};
    }
    case Kind::Boolean:
        return value.isBool() ? QString() : u"true or false is needed here."_s;
    case Kind::Algorithm: {
        const QString algorithm = value.toString();
        return algorithm == "RS256"_L1 || algorithm == "ES256"_L1 || algorithm == "EdDSA"_L1
            ? QString()
            : u"One of RS256, ES256, EdDSA is needed here."_s;
    }
    case Kind::Locale: {
        // RFC 5646 §2.1 in the parts that translations use: language, script, region.
        static const QRegularExpression form(
            QRegularExpression::anchoredPattern(u"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"_s));
        return value.isString() && form.match(value.toString()).hasMatch()
            ? QString()
            : u"A language tag such as en or pt-BR is needed here."_s;
    }
    case Kind::Choice: {
        const QStringList choices = QString::fromLatin1(rule.choices).split(u' ');
        return choices.contains(value.toString()) ? QString()
                                                  : u"One of %1 is needed here."_s.arg(choices.join(u", "_s));
    }
    case Kind::Models:
        return isListOf(value, rule.maximum, isModel)
            ? QString()
            : u"A list of up to %1 AAGUIDs in lower case is needed here."_s.arg(rule.maximum);
    case Kind::Certificates:
        return isListOf(value, rule.maximum, isCertificate)
            ? QString()
            : u"A list of up to %1 PEM certificates is needed here."_s.arg(rule.maximum);
    }
    Q_UNREACHABLE();
}

/// Settings that cannot be true together.
struct Contradiction {
    bool (*holds)(const RealmSettings &);
    std::array<QLatin1StringView, 2> names;
    const char16_t *message; ///< What is wrong, and how to mend it.
};

constexpr std::array<Contradiction, 6> kContradictions { {
    { [](const RealmSettings &s) { return s.sessionIdleTimeout > s.sessionLifetime; },
        { "session_idle_timeout"_L1, "session_lifetime"_L1 },
        u"The idle timeout is longer than session_lifetime: shorten session_idle_timeout, or lengthen session_lifetime." },
    { [](const RealmSettings &s) { return s.accessTokenLifetime > s.refreshTokenLifetime; },
        { "access_token_lifetime"_L1, "refresh_token_lifetime"_L1 },
        u"Access tokens would outlive refresh_token_lifetime: shorten access_token_lifetime, or lengthen"
        u" refresh_token_lifetime." },
    { [](const RealmSettings &s) { return s.forcePasswordRotation && s.passwordMaxAge < s.sessionLifetime; },
        { "force_password_rotation"_L1, "password_max_age"_L1 },
        u"With force_password_rotation, a password would end before the session that it opened: set password_max_age to"
        u" session_lifetime or more, or force_password_rotation to false." },
    { [](const RealmSettings &s) { return s.requireEmailVerification && s.flowLifetime < std::chrono::minutes(5); },
        { "require_email_verification"_L1, "flow_lifetime"_L1 },
        u"With require_email_verification, a sign-in has to last until the mail is read: set flow_lifetime to 300 or more,"
        u" or require_email_verification to false." },
    // A model is what an authenticator says of itself, unless it proves it.
    { [](const RealmSettings &s) { return !s.passkeys.attestation && !s.passkeys.aaguids.isEmpty(); },
        { "passkey_attestation"_L1, "passkey_aaguids"_L1 },
        u"Only authenticators that prove what they are can be told apart: set passkey_attestation to direct, or"
        u" passkey_aaguids to an empty list." },
    { [](const RealmSettings &s) { return !s.passkeys.attestation && !s.passkeys.attestationRoots.isEmpty(); },
        { "passkey_attestation"_L1, "passkey_attestation_roots"_L1 },
        u"Without an attestation there is nothing to verify: set passkey_attestation to direct, or"
        u" passkey_attestation_roots to an empty list." },
} };

/// At what was named of the two; both may be the server's defaults, which the server itself checks.
void addContradictions(const QJsonObject &settings, const RealmSettings &all, QList<FieldError> &errors)
{
    for (const Contradiction &contradiction : kContradictions) {
        if (!contradiction.holds(all))
            continue;
        for (const auto &name : contradiction.names) {
            if (settings.contains(name))
                errors.append({ u"/settings/"_s + name, u"inconsistent"_s, QString::fromUtf16(contradiction.message) });
        }
    }
}

}

QList<FieldError> checkRealmSettings(const QJsonObject &settings, const RealmSettings &defaults)
{
    QList<FieldError> errors;
    QStringList known;
    for (const Rule &rule : kRules)
        known.append(rule.name);
    for (auto member = settings.begin(); member != settings.end(); ++member) {
        const auto rule = std::find_if(
            kRules.begin(), kRules.end(), [&](const Rule &candidate) { return candidate.name == member.key(); });
        const QString path = u"/settings/"_s + jsonPointerToken(member.key());
        if (rule == kRules.end())
            errors.append({ path, u"unknown_field"_s, unknownNameMessage(u"setting"_s, member.key(), known) });
        else if (const QString problem = problemOf(*rule, member.value()); !problem.isEmpty())
            errors.append({ path, u"invalid"_s, problem });
    }
    if (errors.isEmpty())
        addContradictions(settings, RealmSettings::fromJson(settings, defaults), errors);
    return errors;
}

}
