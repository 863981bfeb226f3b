// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"

#include <QtCore/QJsonObject>
#include <QtCore/QString>

#include <optional>

namespace auth {

/// One sign-in without the second factor, which an administrator allows a person for some minutes.
struct FactorBypass {
    /// How long a second administrator may take.
    static constexpr std::chrono::hours kWaits { 1 };

    QString reason;
    int minutes = 0; ///< From when it is open.
    QString requestedBy; ///< The administrator's id.
    QString requestedByName;
    Timestamp requestedAt {};
    QString approvedByName; ///< Of the second administrator; empty: none was asked for, or it waits.
    std::optional<Timestamp> expiresAt; ///< None: it waits for a second administrator.
    std::optional<Timestamp> usedAt;

    /// `waiting`, `open`, `used`, `expired`.
    const char *state(Timestamp now) const
    {
        if (usedAt)
            return "used";
        if (!expiresAt)
            return requestedAt + kWaits > now ? "waiting" : "expired";
        return *expiresAt > now ? "open" : "expired";
    }
    bool isWaiting(Timestamp now) const { return !usedAt && !expiresAt && requestedAt + kWaits > now; }
    bool isOpen(Timestamp now) const { return !usedAt && expiresAt && *expiresAt > now; }
};

/// As answers and audit rows show it.
QJsonObject bypassToJson(const FactorBypass &bypass, Timestamp now);

}
