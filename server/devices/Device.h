// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sessions/Session.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace auth {

/// A browser that a person signed in with. The browser is known by a cookie; two people who share one have two devices.
struct Device {
    RealmId realmId;
    DeviceId id;
    UserId userId;
    QByteArray address; ///< Of the last sign-in.
    QString userAgent;
    Timestamp createdAt {}; ///< First seen.
    Timestamp lastSeenAt {}; ///< Signed in last.
    bool unconfirmed = false; ///< The person was told of it and has not said yet whether it is theirs.
    std::optional<Timestamp> rememberedUntil; ///< Until then no second factor is asked for.
};

/// A device as administrators see it.
struct DeviceSeen {
    Device device;
    QString username;
};

}
