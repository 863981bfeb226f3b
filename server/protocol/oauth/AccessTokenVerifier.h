// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "applications/ApplicationDirectory.h"
#include "core/Task.h"
#include "protocol/Issuer.h"

#include <QtCore/QCache>
#include <QtCore/QJsonObject>

#include <memory>
#include <optional>

namespace auth {
class Revocations;
class SigningKeyService;
}

namespace auth::oauth {

/// An access token of ours whose signature is good.
struct AccessToken {
    RealmId realmId;
    QByteArray clientId;
    QString subject;
    QStringList scope;
    QStringList audience;
    QByteArray jti;
    Timestamp issuedAt {}; ///< To the millisecond, from the jti.
    Timestamp expiresAt {};
    std::optional<GrantId> grantId;
    std::optional<SessionId> sessionId;
    QJsonObject claims;

    bool hasScope(QLatin1StringView name) const { return scope.contains(name); }
    /// Was it issued to a person, not to an application itself?
    bool isOfUser() const { return grantId.has_value(); }
};

using AccessTokenPointer = std::shared_ptr<const AccessToken>;

/// Verifies access tokens without a query: signature (a bounded cache of tokens seen before), then expiry, revocation
/// and the application's state, each time.
class AccessTokenVerifier {
public:
    AccessTokenVerifier(protocol::Issuers *issuers, ApplicationDirectory *applications, SigningKeyService *signingKeys,
        const Revocations *revocations, const Clock *clock);

    /// \a token as an access token of \a issuer's realm. InvalidToken for everything else, and for one that expired or was revoked.
    /// The audience is the caller's to check: see requireAudience().
    Task<Result<AccessTokenPointer>> verify(protocol::Issuer issuer, QByteArray token, Deadline deadline);
    /// The same where the issuer is found from the token's `iss`, for resources that several realms reach (admin API).
    Task<Result<AccessTokenPointer>> verifyOfAnyRealm(QByteArray token, Deadline deadline);

    /// What an administrator may know of a token.
    struct Inspected {
        AccessTokenPointer token; ///< Null where it is no access token of the issuer.
        QString reason; ///< Why it is not active; empty when it is.
    };
    Task<Result<Inspected>> inspect(protocol::Issuer issuer, QByteArray token, Deadline deadline);

private:
    /// The token, when its signature is good.
    Task<Result<AccessTokenPointer>> open(protocol::Issuer issuer, QByteArray token, Deadline deadline);
    bool isOf(const protocol::Issuer &issuer, const QByteArray &identifier) const;
    Task<Result<AccessTokenPointer>> check(protocol::Issuer issuer, AccessTokenPointer token, Deadline deadline);

    protocol::Issuers *m_issuers;
    ApplicationDirectory *m_applications;
    SigningKeyService *m_signingKeys;
    const Revocations *m_revocations;
    const Clock *m_clock;
    struct Cached {
        AccessTokenPointer token;
        QByteArray issuer;
        QString kid;
    };
    QCache<QByteArray, Cached> m_verified;
};

}
