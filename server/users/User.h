// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"

#include <QtCore/QJsonObject>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <array>
#include <optional>

namespace auth {

/// What a person may have to do before a sign-in goes on, in the order in which it is asked for.
/// Each is acted on by a step of the way in.
inline constexpr std::array kRequiredActions { QLatin1StringView("verify_email"), QLatin1StringView("change_password"),
    QLatin1StringView("enrol_mfa") };
inline constexpr QStringView kVerifyEmail(u"verify_email");
inline constexpr QStringView kChangePassword(u"change_password");
inline constexpr QStringView kEnrolMfa(u"enrol_mfa");

/// A person's account in a realm. Standard claims (OpenID Connect Core §5.1) beyond those with a column of their own
/// are in attributes, by claim name.
struct User {
    RealmId realmId;
    UserId id;
    QString username;
    QString email;
    bool emailVerified = false;
    QString phoneNumber;
    bool phoneNumberVerified = false;
    bool enabled = true;
    QJsonObject attributes;
    QStringList requiredActions; ///< Of kRequiredActions, in that order.
    std::optional<Timestamp> lockedAt;
    std::optional<Timestamp> lockedUntil; ///< None: until somebody unlocks it.
    QString lockReason;
    std::optional<Timestamp> lastLoginAt; ///< Written in batches, within a second.
    qint64 version = 1;
    Timestamp createdAt {};
    Timestamp updatedAt {};
    std::optional<Timestamp> deletedAt; ///< Such a user is seen in lists only.

    bool isLocked(Timestamp now) const { return lockedAt && (!lockedUntil || *lockedUntil > now); }
    /// May the person sign in?
    bool isActive(Timestamp now) const { return enabled && !isLocked(now); }
    bool mustDo(QStringView action) const { return requiredActions.contains(action); }
    /// What a page calls the person: `name`, else given and family name, else the user name.
    QString title() const;
};

}
