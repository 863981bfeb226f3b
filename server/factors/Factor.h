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

/// What a person can prove a second factor with.
struct FactorsOfAccount {
    QStringList kinds; ///< Of confirmed authenticators.
    int backupCodes = 0; ///< Unused and in time.
    QString verifiedEmail; ///< Empty: none.
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
