// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "applications/Application.h"
#include "audit/AuditLog.h"
#include "http/AddressLimiter.h"
#include "protocol/oauth/AuthorizationCodeStore.h"
#include "protocol/oauth/DeviceAuthorizationStore.h"
#include "realms/RealmDirectory.h"
#include "sessions/Session.h"

namespace auth {
class RealmKeys;
class RefusalLog;
class SessionService;
}

namespace auth::oauth {

class RefreshTokens;

/// Devices without a browser (RFC 8628): the device code has 256 random bits, hashed at rest; the user code is short,
/// kept under a key of the realm, and tried at a limited rate.
class DeviceAuthorizations {
public:
    struct Services {
        db::Database *database;
        const Clock *clock;
        RealmKeys *realmKeys;
        const AuditLog *audit;
        RefusalLog *refusals;
        RefreshTokens *refreshTokens;
        SessionService *sessions;
    };
    /// Null: not limited.
    struct Limits {
        http::AddressLimiter *begun = nullptr; ///< New codes of an address: each is a row.
        http::AddressLimiter *tried = nullptr; ///< User codes that an address tries (§5.1).
        http::AddressLimiter *triedInRealm = nullptr; ///< And all addresses together in a realm.
    };
    DeviceAuthorizations(Services services, Limits limits);

    struct Begun {
        QByteArray deviceCode;
        QByteArray userCode; ///< Normalised.
        std::chrono::seconds lifetime {};
        std::chrono::seconds interval {};
    };
    /// §3.2. \a application may use the grant and have \a scope and \a resource. TooManyRequests.
    Task<Result<Begun>> begin(RealmPointer realm, ApplicationPointer application, QStringList scope, QStringList resource, http::Request request);

    /// What the user code as typed stands for, as long as nobody has decided. TooManyRequests whether or not it is right.
    Task<Result<std::optional<device_authorization_store::Waiting>>> findByUserCode(RealmPointer realm, QString typed, http::Request request);
    Task<Result<std::optional<device_authorization_store::Waiting>>> find(RealmId realmId, QByteArray deviceCodeHash, Deadline deadline);

    /// The person of \a session lets the device in, or denies it. False when it is too late. The caller writes the audit
    /// row, and holds the user's row locked.
    Task<Result<bool>> decide(db::Transaction *transaction, RealmId realmId, QByteArray deviceCodeHash, std::optional<Session> approving);

    struct Redeemed {
        AuthorizationCode granted; ///< As from an authorization code; the session is the device's own.
        std::optional<QByteArray> refreshToken;
        Timestamp decidedAt {};
    };
    struct Attempt {
        RealmPointer realm;
        ApplicationPointer application;
        QByteArray deviceCode;
        http::Request request;
    };
    /// §3.4 and §3.5: AuthorizationPending, SlowDown, ExpiredToken, DeviceDenied, or InvalidGrant for a code that is
    /// unknown, another client's or realm's, or used. A code gives tokens once.
    Task<Result<Redeemed>> redeem(Attempt attempt);

private:
    Task<Result<Redeemed>> fetch(Attempt attempt, QByteArray deviceCodeHash, Timestamp now);

    Services m;
    Limits m_limits;
};

}
