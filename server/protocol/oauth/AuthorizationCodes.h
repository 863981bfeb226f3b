// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "applications/Application.h"
#include "audit/AuditLog.h"
#include "protocol/Revocations.h"
#include "protocol/oauth/AuthorizationCodeStore.h"
#include "protocol/oauth/RefreshTokens.h"
#include "realms/RealmDirectory.h"

namespace auth::oauth {

/// Authorization codes (RFC 6749 §4.1): 256 random bits, hashed at rest, used once.
class AuthorizationCodes {
public:
    AuthorizationCodes(db::Database *database, const Clock *clock, RealmKeys *realmKeys, const AuditLog *audit, RefusalLog *refusals, const Revocations *revocations, RefreshTokens *refreshTokens);

    /// A new code in \a transaction; the caller answers with it after the commit. Times, grant id and realm are set here.
    QByteArray issue(db::Transaction *transaction, RealmPointer realm, AuthorizationCode code) const;

    struct Redeemed {
        AuthorizationCode code;
        std::optional<QByteArray> refreshToken;
        Timestamp decidedAt {};
    };
    struct Attempt {
        RealmPointer realm;
        ApplicationPointer application;
        QByteArray code;
        std::optional<QString> redirectUri;
        std::optional<QString> codeVerifier;
        http::Request request;
    };
    /// RFC 6749 §4.1.3 and RFC 7636 §4.6, in one transaction with the refresh token that it gives. InvalidGrant burns the
    /// code; a code that was used before ends what its first use gave (RFC 9700 §4.2.4, OpenID Connect Core §3.1.3.2).
    Task<Result<Redeemed>> redeem(Attempt attempt);

private:
    Task<Result<Redeemed>> refuse(db::Transaction *transaction, Attempt attempt, AuthorizationCode code, QString reason);
    Task<Result<Redeemed>> refuseUnknown(db::Transaction *transaction, Attempt attempt, QByteArray codeHash);

    db::Database *m_database;
    const Clock *m_clock;
    RealmKeys *m_realmKeys;
    const AuditLog *m_audit;
    RefusalLog *m_refusals;
    const Revocations *m_revocations;
    RefreshTokens *m_refreshTokens;
};

}
