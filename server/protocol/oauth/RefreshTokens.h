// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "applications/Application.h"
#include "audit/AuditLog.h"
#include "protocol/Revocations.h"
#include "protocol/oauth/AuthorizationCodeStore.h"
#include "protocol/oauth/RefreshFamilyStore.h"
#include "realms/RealmDirectory.h"

namespace auth {
class RealmKeys;
class RefusalLog;
class SessionService;
}

namespace auth::oauth {

/// Refresh tokens (RFC 6749 §6, RFC 9700 §4.14.2) that are computed, not stored. A token is
///
///     base64url( family id (16) ‖ generation (4, big endian) ‖ salt (16) ‖ HMAC-SHA256 over the former (32) )
///
/// with a key of the realm, so that a forged one costs no query; the salt is random and stands in the family's row, so
/// that the key alone opens nothing, and neither does the database alone. Rotation raises the row's generation.
class RefreshTokens {
public:
    RefreshTokens(db::Database *database, const Clock *clock, RealmKeys *realmKeys, SessionService *sessions, const AuditLog *audit, RefusalLog *refusals, const Revocations *revocations);

    /// Starts a family for a redeemed code, in its transaction: the first token. The transaction holds locks on the
    /// account and the session, so that who ends one of them finds the family.
    Task<Result<QByteArray>> begin(db::Transaction *transaction, RealmPointer realm, ApplicationPointer application, AuthorizationCode code, Timestamp sessionExpiresAt, Timestamp now, http::Request request);

    struct Refreshed {
        RefreshFamily family;
        QByteArray refreshToken;
        QStringList scope; ///< Of this access token.
        QStringList resource;
        Timestamp decidedAt {};
    };
    struct Attempt {
        RealmPointer realm;
        ApplicationPointer application;
        QByteArray token;
        std::optional<QStringList> scope; ///< Narrower than the family's, or InvalidScope.
        QStringList resource; ///< Within the family's, or InvalidTarget.
        http::Request request;
    };
    /// One successor, exactly: concurrent and repeated calls with the same token within ten seconds get the same one,
    /// as long as it is unused; a token older than that ends the family. InvalidGrant otherwise.
    Task<Result<Refreshed>> refresh(Attempt attempt);

    /// The family of a well-formed token of this realm; nothing for anything else. Costs no query.
    struct Parsed {
        GrantId familyId;
        int generation = 0;
        QByteArray salt;
    };
    Task<Result<std::optional<Parsed>>> parse(RealmPointer realm, QByteArray token, Deadline deadline);

    /// Introspection of a refresh token: its family, when the token is the live one of an account that may continue.
    Task<Result<std::optional<RefreshFamily>>> inspect(RealmPointer realm, QByteArray token, Deadline deadline);

    struct Described {
        std::optional<RefreshFamily> family; ///< None where it is no refresh token of the realm.
        QString reason; ///< Why it is not active; empty when it is.
    };
    /// What an administrator may know of a refresh token.
    Task<Result<Described>> describe(RealmPointer realm, QByteArray token, Deadline deadline);
    /// Ends the families of a user, of an application, or (with neither) of the realm: how many. The caller revokes the
    /// access tokens.
    Task<Result<qint64>> endFamilies(db::Transaction *transaction, RealmId realmId, std::optional<UserId> user, std::optional<ApplicationId> application) const;
    /// Those of a person with an application.
    Task<Result<QList<GrantId>>> endFamiliesOf(db::Transaction *transaction, RealmId realmId, UserId user, ApplicationId application) const;

    /// Revokes the family's refresh tokens in \a transaction; the caller revokes the grant's access tokens.
    Task<Result<void>> endFamily(db::Transaction *transaction, RealmId realmId, GrantId id, Timestamp now);
    /// RFC 7009: ends the family and its access tokens, if it is \a application's.
    Task<Result<void>> revoke(RealmPointer realm, ApplicationPointer application, QByteArray token, http::Request request);

private:
    Task<Result<QByteArray>> compute(RealmPointer realm, GrantId familyId, int generation, QByteArray salt, Deadline deadline);
    Task<Result<Refreshed>> refuseOrRepeat(Attempt attempt, Parsed presented, Timestamp now);
    /// Whether another program presents the token than the one that got the first of \a family; noted once.
    Task<Result<bool>> isFromAnotherDevice(Attempt attempt, RefreshFamily family, Timestamp now);
    Task<Result<Refreshed>> answer(Attempt attempt, RefreshFamily family, Timestamp now);

    db::Database *m_database;
    const Clock *m_clock;
    RealmKeys *m_realmKeys;
    SessionService *m_sessions;
    const AuditLog *m_audit;
    RefusalLog *m_refusals;
    const Revocations *m_revocations;
};

}
