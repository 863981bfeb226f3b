// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Task.h"
#include "db/Database.h"

#include <QtCore/QStringList>

#include <optional>

namespace auth::oauth {

/// What a device asked for (RFC 8628 §3.1), and whence.
struct DeviceAuthorization {
    RealmId realmId;
    GrantId grantId;
    ApplicationId applicationId;
    QStringList scope;
    QStringList resource;
    QByteArray address;
    QString userAgent;
    Timestamp createdAt {};
    Timestamp expiresAt {};
    std::chrono::seconds interval {}; ///< Between two polls.
};

/// Who let the device in, and how they had proven who they are.
struct DeviceApproval {
    UserId userId;
    SessionId sessionId;
    Timestamp authTime {};
    QByteArray acr;
    QStringList amr;
};

namespace device_authorization_store {

/// False when the user code is one that another device has.
Task<Result<bool>> insert(db::Database *database, DeviceAuthorization authorization, QByteArray deviceCodeHash, QByteArray userCodeHash, Deadline deadline);

struct Waiting {
    QByteArray deviceCodeHash;
    DeviceAuthorization authorization;
};
/// What waits for a person: not expired, not decided.
Task<Result<std::optional<Waiting>>> findByUserCode(db::Database *database, RealmId realmId, QByteArray userCodeHash, Timestamp now, Deadline deadline);
Task<Result<std::optional<Waiting>>> find(db::Database *database, RealmId realmId, QByteArray deviceCodeHash, Timestamp now, Deadline deadline);

/// The decision of a person; without an approval it is a denial. False when it was decided or expired meanwhile.
Task<Result<bool>> decide(db::Transaction *transaction, RealmId realmId, QByteArray deviceCodeHash, std::optional<DeviceApproval> approval, Timestamp now);

struct Poll {
    bool decided = false;
    bool allowed = false;
    bool tooEarly = false; ///< The interval has just grown.
    Timestamp expiresAt {};
};
/// Notes a poll; nothing when the code is unknown, another application's, or used. A poll while nothing is decided that
/// comes more than a second before the interval is over raises it by \a penalty.
Task<Result<std::optional<Poll>>> poll(db::Database *database, RealmId realmId, QByteArray deviceCodeHash, ApplicationId applicationId, Timestamp now, std::chrono::seconds penalty, Deadline deadline);

struct Consumed {
    DeviceAuthorization authorization;
    DeviceApproval approval;
    QString username;
    bool userIsActive = false;
    bool sessionIsLive = false; ///< The approving one.
};
/// Uses up what was allowed: single use is decided here, by one statement. The user's row is locked, so that disabling
/// the account and this cannot pass each other.
Task<Result<std::optional<Consumed>>> consume(db::Transaction *transaction, RealmId realmId, QByteArray deviceCodeHash, ApplicationId applicationId, Timestamp now);

}

}
