// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace auth {

using DeviceId = Id<struct DeviceTag>;

/// One browser, signed in to one realm.
struct Session {
    RealmId realmId;
    SessionId id;
    UserId userId;
    Timestamp authTime {}; ///< When the person last proved who they are.
    QByteArray acr; ///< OpenID Connect Core §2: what that proof satisfies.
    QStringList amr; ///< RFC 8176: how it was made.
    std::optional<DeviceId> deviceId; ///< The browser, as the person's device; nothing where that was forgotten.
    QByteArray address;
    QString userAgent;
    Timestamp createdAt {};
    Timestamp lastSeenAt {};
    Timestamp expiresAt {};
    std::chrono::seconds idleTimeout {}; ///< Not used for so long, it is over.
};

/// How a session ended that is kept for the history.
struct SessionEnd {
    Timestamp at {};
    QString reason; ///< kNotUsed and kExpired, or what the one that ended it said.
};

inline constexpr QStringView kSessionExpired(u"expired");
inline constexpr QStringView kSessionNotUsed(u"not used for too long");
inline constexpr QStringView kEndedByPerson(u"ended by the person");
inline constexpr QStringView kSignedOut(u"signed out");
inline constexpr QStringView kReplacedSession(u"replaced by a new sign-in");
inline constexpr QStringView kTooManySessions(u"more sessions than the realm allows");
inline constexpr QStringView kEndedByAdministrator(u"ended by an administrator");

/// A session that has ended, as its person sees it.
struct PastSession {
    Session session;
    SessionEnd end;
};

/// A session as administrators see it.
struct SessionSeen {
    Session session;
    std::optional<SessionEnd> end; ///< Nothing: it is live.
    QString username;
    QStringList clientIds; ///< Of the applications that got tokens with it.
};

}
