// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Listing.h"
#include "devices/Device.h"
#include "http/Request.h"
#include "realms/Change.h"
#include "realms/RealmDirectory.h"
#include "sessions/SessionService.h"
#include "users/UserService.h"

namespace auth::mail {
class Mailer;
}

namespace auth::places {
class Places;
}

namespace auth {

/// The browsers that people sign in with.
class DeviceService {
public:
    struct Services {
        db::Database *database;
        const Clock *clock;
        const AuditLog *audit;
        const mail::Mailer *mailer;
        const places::Places *places;
        UserService *users;
        SessionService *sessions;
        QByteArray publicUrl; ///< What links in mails begin with.
    };
    explicit DeviceService(Services services)
        : m_services(std::move(services))
    {
    }

    /// A sign-in that is complete.
    struct SignIn {
        RealmPointer realm;
        UserId user;
        SessionId session;
        QByteArray browserHash;
    };
    /// Keeps the device in the transaction of the sign-in. The person of an account that was used before is told of one
    /// that was not: on the account page, and by mail where the address is verified. One statement.
    Task<Result<void>> noteSignIn(db::Transaction *transaction, SignIn signIn, http::Request request) const;

    /// Did the person sign in with this browser before, and not disown it since?
    Task<Result<bool>> isKnown(db::Transaction *transaction, RealmId realmId, UserId userId, QByteArray browserHash) const;
    /// Leaves the second factor out until \a until. It never stands in for the password; another password, a reset of
    /// the factors and a device that was not the person's end it. False where there is no such device.
    Task<Result<bool>> remember(
        db::Transaction *transaction, RealmId realmId, UserId userId, QByteArray browserHash, Timestamp until) const;
    /// Asks for it again. False where it is asked for.
    Task<Result<bool>> unremember(db::Transaction *transaction, RealmId realmId, UserId userId, DeviceId id) const;

    /// The last used first.
    Task<Result<std::vector<Device>>> listOfUser(RealmId realmId, UserId userId, Deadline deadline) const;
    Task<Result<std::optional<Device>>> findByBrowser(RealmId realmId, UserId userId, QByteArray browserHash, Deadline deadline) const;
    struct Page {
        std::vector<DeviceSeen> devices;
        db::ListPage page;
    };
    Task<Result<Page>> list(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &listSpec();
    /// One that is not revoked, or NotFound.
    Task<Result<DeviceSeen>> see(RealmId realmId, DeviceId id, Deadline deadline) const;

    /// Forgets a device and ends its sessions; publish what comes back after the commit. The caller writes the audit row.
    /// Nothing where \a userId has no such device.
    Task<Result<std::optional<QList<Revocations::Pending>>>> revoke(
        db::Transaction *transaction, RealmId realmId, UserId userId, DeviceId id, QString reason) const;
    /// The secret of a one-time link that asks whether a device of \a userId is theirs; nothing where there is no such
    /// device. An answer from there cannot set a password.
    Task<Result<std::optional<QByteArray>>> review(
        db::Transaction *transaction, RealmId realmId, UserId userId, DeviceId id, Deadline deadline) const;

    /// Somebody who may says that a device is the person's. False where that was known, or there is no such device.
    Task<Result<bool>> confirm(db::Transaction *transaction, RealmId realmId, UserId userId, DeviceId id) const;
    /// "This was me."
    Task<Result<void>> confirm(ChangePointer change, User user, QByteArray browserHash) const;
    /// "This was not me": the device is forgotten, every session and token of the person ends, and they have to choose
    /// another password.
    Task<Result<void>> disown(ChangePointer change, User user, QByteArray browserHash) const;

private:
    Services m_services;
};

}
