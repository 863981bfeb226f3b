// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Task.h"
#include "db/Listing.h"
#include "sessions/Session.h"

namespace auth::session_store {

/// The live session of a cookie's hash: not ended, not expired, not idle for longer than it may be. Nothing otherwise.
Task<Result<std::optional<Session>>> findByTokenHash(db::Database *database, RealmId realmId, QByteArray tokenHash, Timestamp now, Deadline deadline);
Task<Result<std::optional<Session>>> find(db::Database *database, RealmId realmId, SessionId id, Timestamp now, Deadline deadline);
/// Live sessions of a person, newest first.
Task<Result<std::vector<Session>>> listOfUser(db::Database *database, RealmId realmId, UserId userId, Timestamp now, Deadline deadline);

/// Another cookie and other proofs for a session that is not ended: the hash of the cookie that it had. Nothing when it is.
Task<Result<std::optional<QByteArray>>> raise(db::Transaction *transaction, Session session, QByteArray tokenHash);
void insert(db::Transaction *transaction, Session session, QByteArray tokenHash);
/// Ends a live session and its families that do not outlive it; the number of sessions ended (0 or 1).
Task<Result<int>> end(db::Transaction *transaction, RealmId realmId, SessionId id, UserId userId, QString reason, Timestamp now);
/// Ends a person's live sessions beyond the newest \a limit; which. Others that do so wait for this transaction's end.
Task<Result<QList<SessionId>>> endOldest(db::Transaction *transaction, RealmId realmId, UserId userId, int limit, QString reason, Timestamp now);
struct Ended {
    QList<SessionId> sessions;
    QList<GrantId> grants;
};
/// Ends all of a person's sessions and families, and says which.
Task<Result<Ended>> endAllOfUser(db::Transaction *transaction, RealmId realmId, UserId userId, QString reason, Timestamp now);
/// Ends all sessions and families of a realm.
void endAllOfRealm(db::Transaction *transaction, RealmId realmId, QString reason, Timestamp now);
/// Ends all families of an application, and the codes that would begin new ones.
void endAllOfApplication(db::Transaction *transaction, RealmId realmId, ApplicationId id, Timestamp now);

/// A person's sessions that have ended, the last begun first, \a limit at most.
Task<Result<std::vector<PastSession>>> historyOfUser(db::Database *database, RealmId realmId, UserId userId, Timestamp now, int limit, Deadline deadline);
/// Forgets those that ended longer ago than their realm keeps them, or than \a kept where it says nothing; how many, a
/// batch at most.
Task<Result<qint64>> forgetOld(db::Database *database, Timestamp now, std::chrono::seconds kept, int batch, Deadline deadline);

/// Sessions that have ended.
const db::ListSpec &historySpec();
Task<Result<db::ListPage>> listHistory(db::Database *database, RealmId realmId, db::ListRequest request, Timestamp now, Deadline deadline);
const db::ListSpec &listSpec();
Task<Result<db::ListPage>> list(db::Database *database, RealmId realmId, db::ListRequest request, Timestamp now, Deadline deadline);
SessionSeen seenFromRow(const db::Rows &rows, int row);
/// A live session with what listSpec() shows of it.
Task<Result<std::optional<SessionSeen>>> see(db::Database *database, RealmId realmId, SessionId id, Timestamp now, Deadline deadline);
/// Ends the live sessions of a user, of an application, or (with neither) of the realm.
Task<Result<QList<SessionId>>> endMany(db::Transaction *transaction, RealmId realmId, std::optional<UserId> user, std::optional<ApplicationId> application, QString reason, Timestamp now);
/// Ends the families of \a sessions that do not outlive them.
Task<Result<void>> endFamilies(db::Transaction *transaction, RealmId realmId, QList<SessionId> sessions, Timestamp now);
struct Live {
    qint64 sessions = 0;
    qint64 grants = 0;
};
/// Live sessions and refresh families of a realm.
Task<Result<Live>> countLive(db::Database *database, RealmId realmId, Timestamp now, Deadline deadline);
/// A session, and when it was used.
struct Use {
    RealmId realm;
    SessionId session;
    Timestamp at;
};
/// Sets last_seen_at of many sessions with one statement.
Task<Result<void>> touch(db::Database *database, std::vector<Use> uses, Deadline deadline);

}
