// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Task.h"
#include "db/Database.h"

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <optional>

namespace auth::oauth {

/// A chain of refresh tokens, of which one is live. Its id is the grant's.
struct RefreshFamily {
    RealmId realmId;
    GrantId id;
    ApplicationId applicationId;
    UserId userId;
    std::optional<SessionId> sessionId;
    bool offline = false; ///< Outlives the session (OpenID Connect Core §11).
    QStringList scope;
    QStringList resource;
    QJsonObject claims;
    Timestamp authTime {};
    QByteArray acr;
    QStringList amr;
    QByteArray salt;
    int generation = 0;
    Timestamp rotatedAt {};
    Timestamp createdAt {};
    Timestamp expiresAt {}; ///< Not beyond the session's end, unless offline.
    bool revoked = false;
    QByteArray device; ///< The fingerprint of the device that it was issued to; empty where none is known.
    QByteArray agent; ///< The same of the program that redeemed the code.
    bool deviceChanged = false; ///< Another program has presented a token of it.

    /// May it still give tokens, whatever its generation?
    bool mayContinue(Timestamp now, std::chrono::seconds idleTimeout) const
    {
        return !revoked && expiresAt > now && (offline || rotatedAt > now - idleTimeout);
    }
};

namespace refresh_family_store {

void insert(db::Transaction *transaction, RefreshFamily family);

struct Presented {
    RealmId realmId;
    GrantId familyId;
    int generation = 0;
    QByteArray salt;
    ApplicationId applicationId;
    Timestamp now {};
    std::chrono::seconds idleTimeout {};
};
/// The family after one step, when the token presented was the live one of this application and within its times; nothing
/// otherwise. One statement decides; it touches no indexed column. createdAt and expiresAt are not read.
Task<Result<std::optional<RefreshFamily>>> rotate(db::Database *database, Presented presented, Deadline deadline);

/// The family as it is.
Task<Result<std::optional<RefreshFamily>>> find(db::Database *database, RealmId realmId, GrantId id, Deadline deadline);

/// Ends the live families of a user and an application, of one of them, or (with neither) of the realm.
Task<Result<QList<GrantId>>> revokeMany(db::Transaction *transaction, RealmId realmId, std::optional<UserId> user, std::optional<ApplicationId> application, Timestamp now);

/// Another program presents tokens of it; true the first time.
Task<Result<bool>> noteDeviceChange(db::Transaction *transaction, RealmId realmId, GrantId id, Timestamp now);

/// True when it was live.
Task<Result<bool>> revoke(db::Transaction *transaction, RealmId realmId, GrantId id, Timestamp now);

}

}
