// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QStringList>

namespace auth {

/// One browser, signed in to one realm.
struct Session {
    RealmId realmId;
    SessionId id;
    UserId userId;
    Timestamp authTime {}; ///< When the person last proved who they are.
    QByteArray acr; ///< OpenID Connect Core §2: what that proof satisfies.
    QStringList amr; ///< RFC 8176: how it was made.
    QByteArray address;
    QString userAgent;
    Timestamp createdAt {};
    Timestamp lastSeenAt {};
    Timestamp expiresAt {};
};

/// A session as administrators see it.
struct SessionSeen {
    Session session;
    QString username;
    QStringList clientIds; ///< Of the applications that got tokens with it.
};

}
