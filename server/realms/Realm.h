// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <chrono>
#include <optional>

namespace auth {

/// Must people prove a second factor?
enum class MfaPolicy : quint8 {
    Off, ///< Nobody is asked, unless an application or a client's request wants it.
    Optional, ///< Who has one is asked.
    Required, ///< Who has none sets one up before going on.
};

/// What protected operations of the admin API ask of a person (RFC 9470).
enum class StepUpPolicy : quint8 {
    Off, ///< A token that is good.
    Recent, ///< A sign-in of the last stepUpMaxAge.
    TwoFactors, ///< The same, with two factors.
};

/// Which passkeys a realm takes.
struct PasskeyPolicy {
    bool enabled = true;
    bool userVerification = true; ///< A PIN or a fingerprint is asked for also beside a password, and not only alone.
    bool attestation = false; ///< Ask authenticators to prove what they are (`direct`).
    QStringList aaguids; ///< Models that are taken, in lower case; empty: all.
    QStringList attestationRoots; ///< PEM certificates that proofs have to lead to; empty: any proof counts.
    bool synced = true; ///< Also those that a provider keeps copies of.
    bool offer = true; ///< Offer one after a sign-in with a password.
};

/// What a realm may set, with the defaults of a new one. Kept as JSON in realms.settings: only what was set is stored.
struct RealmSettings {
    std::chrono::seconds sessionIdleTimeout { 2 * 3600 };
    std::chrono::seconds sessionLifetime { 12 * 3600 };
    int sessionLimit = 0; ///< Of one person, the oldest end; 0: none.
    std::chrono::seconds sessionHistory { 90 * 24 * 3600 }; ///< How long sessions that have ended are kept.
    std::chrono::seconds accessTokenLifetime { 15 * 60 };
    std::chrono::seconds refreshTokenLifetime { 30 * 24 * 3600 };
    std::chrono::seconds authorizationCodeLifetime { 60 };
    std::chrono::seconds flowLifetime { 30 * 60 };
    int passwordMinLength = 15; ///< Code points. NIST SP 800-63B-4 §3.1.1.2: 15 where the password is the only factor.
    bool identifierFirst = true; ///< Ask for the user name on a page of its own, before the password.
    QByteArray signingAlgorithm { "RS256" }; ///< Default `id_token_signed_response_alg` and access token algorithm.
    QByteArray defaultLocale { "en" };
    std::chrono::seconds keyRotationPeriod { 90 * 24 * 3600 }; ///< How long a signing key signs.
    MfaPolicy mfa = MfaPolicy::Optional;
    /// A code by mail counts as a second factor. Not where the password is reset through the same mailbox.
    bool mfaEmailCodes = false;
    StepUpPolicy stepUp = StepUpPolicy::Recent;
    std::chrono::seconds stepUpMaxAge { 15 * 60 };
    /// Who signs in with a browser for the first time, and proves one factor only, is mailed a code.
    bool checkUnknownDevices = false;
    /// For so long people may have the second factor left out on a browser; 0: not at all. Where one is required it is
    /// asked for all the same.
    int mfaRememberDays = 0;
    bool mfaBypassApproval = false; ///< A second administrator approves of a sign-in without the second factor.
    bool mfaSmsCodes = false; ///< A code by text message counts as a second factor: numbers can be taken over.
    std::chrono::seconds recyclePeriod { 30 * 24 * 3600 }; ///< How long what is deleted can be taken back.
    PasskeyPolicy passkeys;

    // Policy flags; RealmSettingsRules says which of them contradict each other.
    bool allowAutoRegistration = false; ///< People may make an account for themselves.
    bool requireEmailVerification = false; ///< Nobody signs in before their e-mail address is verified.
    bool forcePasswordRotation = false; ///< A password older than passwordMaxAge is changed at the next sign-in.
    std::chrono::seconds passwordMaxAge { 90 * 24 * 3600 };

    /// What is set in \a object, the rest as \a defaults have it.
    static RealmSettings fromJson(const QJsonObject &object, const RealmSettings &defaults);
    QJsonObject toJson() const; ///< Every setting, defaults included.
};

/// A tenant: users, applications, roles, keys and audit of one issuer.
struct Realm {
    RealmId id;
    QByteArray name; ///< The segment of its issuer's path.
    QString displayName;
    bool enabled = true;
    QStringList hostNames; ///< At each it has an issuer of its own, beside the one by its path.
    RealmSettings settings;
    QJsonObject settingsSet; ///< What was set, as it is stored; the rest of settings is defaults.
    QByteArray dataKeySealed;
    qint64 version = 1;
    Timestamp createdAt {};
    Timestamp updatedAt {};
    std::optional<Timestamp> deletedAt; ///< Such a realm is seen in lists only.

    QString title() const { return displayName.isEmpty() ? QString::fromUtf8(name) : displayName; }
};

}
