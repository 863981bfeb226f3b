// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Task.h"
#include "db/Database.h"
#include "db/Listing.h"
#include "devices/Device.h"

namespace auth::device_store {

/// What became of note().
struct Noted {
    bool isNew = false; ///< The account was used before, but not with this browser: the device is unconfirmed.
    QString username;
    QString verifiedEmail; ///< Empty: none.
    QString locale;
};
/// The browser signed in: its row, made or renewed, and the session's reference to it, by one statement.
Task<Result<Noted>> note(db::Transaction *transaction, Device device, QByteArray browserHash, SessionId session);
/// Those that are not revoked, the last used first.
Task<Result<std::vector<Device>>> listOfUser(db::Database *database, RealmId realmId, UserId userId, Deadline deadline);
/// Of a browser, if it is not revoked.
Task<Result<std::optional<Device>>> findByBrowser(
    db::Database *database, RealmId realmId, UserId userId, QByteArray browserHash, Deadline deadline);
Task<Result<bool>> isKnown(db::Transaction *transaction, RealmId realmId, UserId userId, QByteArray browserHash);
Task<Result<std::optional<DeviceSeen>>> see(db::Database *database, RealmId realmId, DeviceId id, Deadline deadline);
const db::ListSpec &listSpec();
Task<Result<db::ListPage>> list(db::Database *database, RealmId realmId, db::ListRequest request, Deadline deadline);
DeviceSeen seenFromRow(const db::Rows &rows, int row);
/// The browser hash of a device of \a userId that is not revoked.
Task<Result<std::optional<QByteArray>>> browserOf(
    db::Database *database, RealmId realmId, UserId userId, DeviceId id, Deadline deadline);

/// False where there is none.
Task<Result<bool>> confirm(db::Transaction *transaction, RealmId realmId, UserId userId, QByteArray browserHash);
/// False where it was confirmed, or there is none.
Task<Result<bool>> confirm(db::Transaction *transaction, RealmId realmId, UserId userId, DeviceId id);
Task<Result<bool>> remember(
    db::Transaction *transaction, RealmId realmId, UserId userId, QByteArray browserHash, Timestamp until);
/// False where it is not remembered.
Task<Result<bool>> unremember(db::Transaction *transaction, RealmId realmId, UserId userId, DeviceId id);
Task<Result<void>> unrememberAll(db::Transaction *transaction, RealmId realmId, UserId userId);
/// The id of the one that was revoked.
Task<Result<std::optional<DeviceId>>> revokeByBrowser(
    db::Transaction *transaction, RealmId realmId, UserId userId, QByteArray browserHash, Timestamp now);
Task<Result<bool>> revoke(db::Transaction *transaction, RealmId realmId, UserId userId, DeviceId id, Timestamp now);
/// Sessions that were begun on a device and have not ended.
Task<Result<QList<SessionId>>> sessionsOf(db::Transaction *transaction, RealmId realmId, DeviceId id);

}
