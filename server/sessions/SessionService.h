// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/AuditLog.h"
#include "protocol/Revocations.h"
#include "realms/RealmDirectory.h"
#include "db/Listing.h"
#include "sessions/Session.h"
#include "sessions/SessionCache.h"

#include <QtCore/QHash>

namespace auth {

/// Browser sessions of one thread. PostgreSQL is the truth; "last seen" is written in batches.
class SessionService {
public:
    enum class Fresh : quint8 { No, Yes };
    SessionService(db::Database *database, const Clock *clock, const Revocations *revocations, const AuditLog *audit, const CacheEpochs *epochs);

    /// The live session that \a cookieValue opens in \a realm; nothing for any other value. One that was read a short while
    /// ago costs no query, and may have ended on another node a moment ago (decision 0007): what changes something for the
    /// person asks for \a fresh.
    Task<Result<std::optional<Session>>> find(RealmPointer realm, QByteArray cookieValue, Fresh fresh, Deadline deadline);
    Task<Result<std::vector<Session>>> listOfUser(RealmId realmId, UserId userId, Deadline deadline);

    struct Started {
        Session session;
        QByteArray cookieValue; ///< 256 random bits; the database keeps their hash only.
        std::optional<Revocations::Pending> replaced; ///< The cookie that it had; publish() it after the commit.
    };
    /// A new session in \a transaction, with its audit row. Session ids are never reused or raised in rank: each
    /// authentication starts a new one (security: fixation). \a authTime: when the person proved who they are; now, if
    /// none.
    Started start(db::Transaction *transaction, RealmPointer realm, UserId userId, QString userName, QStringList amr, std::optional<Timestamp> authTime, const http::Request &request) const;

    /// The person of \a session proved more: \a amr from now on, and another cookie in place of the old one, which opens
    /// nothing any more: publish() what was replaced. What applications got with the session stays. Unavailable when it ended meanwhile.
    Task<Result<Started>> raise(db::Transaction *transaction, Session session, QString userName, QStringList amr, http::Request request) const;

    /// Where the realm limits how many sessions a person has, ends the oldest beyond that, with audit rows; publish() what
    /// comes back after the commit. After start(), in the same transaction: of sign-ins at the same moment, one waits for
    /// the other. Costs nothing where there is no limit.
    Task<Result<QList<Revocations::Pending>>> evict(db::Transaction *transaction, RealmPointer realm, UserId userId, http::Request request) const;

    /// Ends \a id of \a userId, with its families and audit row; publish() what comes back after the commit. Nothing
    /// when it was not live.
    Task<Result<std::optional<Revocations::Pending>>> end(db::Transaction *transaction, RealmPointer realm, SessionId id, UserId userId, QString reason, http::Request request);
    /// Ends every session and refresh token of a person: disabled, deleted, password changed. Call it after the change
    /// of the user's row in the same transaction: sign-in and code redemption lock that row, so none slips through.
    /// The caller writes the audit row of its change and publishes what comes back after the commit.
    Task<Result<QList<Revocations::Pending>>> endAllOfUser(db::Transaction *transaction, RealmId realmId, UserId userId, QString reason);
    /// Ends every session and refresh token of a realm, or every refresh token of an application, for good: it may be
    /// enabled or undeleted later. In the transaction of what disables or deletes it, which revokes the access tokens.
    void endAllOfRealm(db::Transaction *transaction, RealmId realmId, QString reason) const;
    void endAllOfApplication(db::Transaction *transaction, RealmId realmId, ApplicationId id) const;
    struct Page {
        std::vector<SessionSeen> sessions;
        db::ListPage page;
    };
    /// Live sessions of the realm.
    Task<Result<Page>> list(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &listSpec();
    /// Those that have ended, as long as the realm keeps them.
    Task<Result<Page>> listHistory(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &historySpec();
    /// A person's own, the last begun first.
    Task<Result<std::vector<PastSession>>> historyOfUser(RealmId realmId, UserId userId, int limit, Deadline deadline) const;
    /// Housekeeping: forgets those that ended longer ago than their realm keeps them, or than \a kept where it says
    /// nothing.
    Task<Result<void>> forgetOld(std::chrono::seconds kept) const;
    /// A live session, or NotFound.
    Task<Result<SessionSeen>> see(RealmId realmId, SessionId id, Deadline deadline) const;
    /// Ends \a id with its families; the caller writes the audit row. Nothing when it was not live.
    Task<Result<std::optional<Revocations::Pending>>> endOne(db::Transaction *transaction, RealmId realmId, SessionId id, UserId userId, QString reason) const;
    /// What endMany() ends: of a user, of an application, or with neither all of the realm.
    struct Which {
        std::optional<UserId> user;
        std::optional<ApplicationId> application;
    };
    struct Ended {
        qint64 count = 0;
        QList<Revocations::Pending> revoked;
    };
    /// Ends many with their families, but not with what outlives a session. The caller writes the audit row.
    Task<Result<Ended>> endMany(db::Transaction *transaction, RealmId realmId, Which which, QString reason) const;
    /// How many sessions and refresh tokens are live in a realm.
    struct Live {
        qint64 sessions = 0;
        qint64 grants = 0;
    };
    Task<Result<Live>> countLive(RealmId realmId, Deadline deadline) const;
    /// Makes the revocations known on this node, at once.
    void publish(const std::optional<Revocations::Pending> &pending) const;
    void publish(const QList<Revocations::Pending> &pending) const;

    /// Notes that the session was used; flush() writes what was noted.
    void touch(RealmId realmId, SessionId id);
    Task<> flush();

private:
    db::Database *m_database;
    const Clock *m_clock;
    const Revocations *m_revocations;
    const AuditLog *m_audit;
    SessionCache m_cache;
    QHash<std::pair<RealmId, SessionId>, Timestamp> m_touched;
};

}
