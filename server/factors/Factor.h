// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Secret.h"
#include "factors/Totp.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace auth {

using AuthenticatorId = Id<struct AuthenticatorTag>;

/// A person's authenticator app, as lists show it.
struct Authenticator {
    AuthenticatorId id;
    QString kind; ///< `totp`.
    QString name;
    TotpParameters parameters;
    Timestamp createdAt {};
    std::optional<Timestamp> confirmedAt; ///< None: it counts for nothing yet.
    std::optional<Timestamp> lastUsedAt;
};

/// Ways in which this server reaches people at all.
struct Channels {
    bool mail = false;
    bool sms = false;
};

/// Who is written to, and where they are reached: at what they proved to be theirs (security.md F5).
struct Contact {
    UserId userId;
    QString username;
    QString verifiedEmail; ///< Empty: none, or no mail is sent.
    QString verifiedPhone; ///< E.164; empty: none, or no text messages are sent.
    QString locale; ///< BCP 47; empty: the realm's.

    /// Leaves what \a channels reach.
    void limitTo(Channels channels)
    {
        if (!channels.mail)
            verifiedEmail.clear();
        if (!channels.sms)
            verifiedPhone.clear();
    }
};

/// What a person can prove a second factor with.
struct FactorsOfAccount {
    QStringList kinds; ///< Of confirmed authenticators.
    int backupCodes = 0; ///< Unused and in time.
    Contact contact;
    bool bypass = false; ///< An administrator allows them one sign-in without.
    QString preferred; ///< The kind that they want to be asked for first; empty: they did not say.
};

/// How a code fared.
enum class FactorVerdict : quint8 {
    Accepted,
    Wrong,
    Blocked, ///< Too many wrong ones: not even looked at.
};

}
