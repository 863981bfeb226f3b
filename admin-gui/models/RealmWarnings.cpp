// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RealmWarnings.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

struct Warning {
    const char *setting;
    bool (*holds)(const QJsonObject &settings);
    const char *text;
};

constexpr Warning kWarnings[] = {
    { "mfa_remember_days",
        [](const QJsonObject &s) { return s[u"mfa_remember_days"].toInteger() > 0 && s[u"mfa"] != "optional"_L1; },
        QT_TRANSLATE_NOOP(
            "RealmWarnings", "This does nothing: only a factor that is asked of who has one is ever left out.") },
    { "mfa_email_codes", [](const QJsonObject &s) { return s[u"mfa_email_codes"].toBool() && s[u"mfa"] == "off"_L1; },
        QT_TRANSLATE_NOOP(
            "RealmWarnings", "The realm never asks for a second factor: this counts where an application does.") },
    { "mfa_sms_codes", [](const QJsonObject &s) { return s[u"mfa_sms_codes"].toBool() && s[u"mfa"] == "off"_L1; },
        QT_TRANSLATE_NOOP(
            "RealmWarnings", "The realm never asks for a second factor: this counts where an application does.") },
    { "unknown_device",
        [](const QJsonObject &s) {
            return s[u"unknown_device"] == "verify"_L1 && !s[u"require_email_verification"].toBool();
        },
        QT_TRANSLATE_NOOP("RealmWarnings",
            "Who has no verified address is let in without the code, and this realm does not ask people to verify "
            "theirs.") },
    { "step_up", [](const QJsonObject &s) { return s[u"step_up"] == "off"_L1; },
        QT_TRANSLATE_NOOP(
            "RealmWarnings", "Whoever finds an administrator's console unattended may do everything with it.") },
    { "passkey_offer",
        [](const QJsonObject &s) { return s[u"passkey_offer"].toBool() && !s[u"passkeys_enabled"].toBool(); },
        QT_TRANSLATE_NOOP("RealmWarnings", "Nothing is offered: people may not have passkeys here.") },
    { "passkey_attestation",
        [](const QJsonObject &s) {
            return s[u"passkey_attestation"] == "direct"_L1 && s[u"passkey_attestation_roots"].toArray().isEmpty();
        },
        QT_TRANSLATE_NOOP(
            "RealmWarnings", "Any proof is taken, also one that was made up: name the makers' certificates.") },
    { "password_max_age", [](const QJsonObject &s) { return !s[u"force_password_rotation"].toBool(); },
        QT_TRANSLATE_NOOP("RealmWarnings", "This does nothing: passwords do not grow old here.") },
};

}

QMap<QString, QString> realmWarnings(const QJsonObject &own, const QJsonObject &inForce)
{
    QMap<QString, QString> found;
    for (const Warning &warning : kWarnings) {
        const QString setting = QLatin1StringView(warning.setting);
        if (!own[setting].isNull() && !own[setting].isUndefined() && warning.holds(inForce))
            found.insert(setting, QCoreApplication::translate("RealmWarnings", warning.text));
    }
    return found;
}

}
