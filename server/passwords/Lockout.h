// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtNetwork/QHostAddress>

#include <chrono>

namespace auth {

/// Where an attempt comes from.
struct PasswordSource {
    QByteArray browserHash; ///< Of the browser's cookie: a device that signed in to this account before is known.
    QHostAddress address;
};

/// How often a wrong password may come from somewhere before it has to wait, and how long it waits at most. The wait
/// begins at two seconds and doubles with each failure. What is wrong on a known device counts for that device only, and
/// what strangers get wrong never keeps a known device waiting: nobody can lock the owner out (security.md W11).
struct LockoutRule {
    int free;
    std::chrono::seconds longest;
};
inline constexpr LockoutRule kDeviceLockout { 10, std::chrono::minutes(15) };
inline constexpr LockoutRule kAddressLockout { 10, std::chrono::minutes(15) };
/// All strangers together: a thousand addresses have 24 guesses a day (security.md W9).
inline constexpr LockoutRule kStrangersLockout { 20, std::chrono::hours(1) };
/// Failures are forgotten when nothing failed for so long.
inline constexpr std::chrono::hours kFailuresForgotten { 24 };

/// The network whose addresses one person has: an IPv4 address, an IPv6 /64.
QString networkOf(const QHostAddress &address);

/// What failures are counted under: the person's id, so that name and e-mail address count together (security.md W10), or
/// an id made of \a identifier where nobody has it.
Uuid lockoutAccount(std::optional<UserId> user, const QString &identifier);

}
