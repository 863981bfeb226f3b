// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Task.h"
#include "db/Database.h"
#include "jobs/FanOut.h"

#include <QtCore/QHash>
#include <QtCore/QReadWriteLock>

namespace auth {

/// No access token lives longer: what a revocation has to outlast. Settings are refused beyond it.
inline constexpr std::chrono::seconds kLongestAccessTokenLifetime { 24 * 3600 };

/// What may be revoked at once, although tokens of it verify offline until they expire, or nodes remember it. A session's
/// cookie (its hash, in hex) opens nothing any more where the session goes on under another one.
enum class RevocationKind : quint8 { Token, Grant, Session, User, Application, Realm, SessionCookie };

/// The revocations that matter, in memory, one set for all threads of this process: PostgreSQL keeps the truth, this
/// answers without a query. A node that changes something adds to it before it answers; the others are told and,
/// after a lost connection, by reading the table again.
class RevocationSet {
public:
    /// Was \a subject revoked? A token, grant or session never comes back, so the time of issue does not matter.
    bool isRevoked(RealmId realm, RevocationKind kind, const QByteArray &subject) const;
    /// Was \a subject (a user, application or realm, which may come back) revoked at or after \a issuedAt?
    bool isRevoked(RealmId realm, RevocationKind kind, const QByteArray &subject, Timestamp issuedAt) const;
    void add(RealmId realm, RevocationKind kind, const QByteArray &subject, Timestamp notBefore, Timestamp expiresAt);
    /// Drops what nothing can present any more.
    void prune(Timestamp now);
    qsizetype size() const;

private:
    struct Key {
        RealmId realm;
        RevocationKind kind;
        QByteArray subject;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed = 0) { return qHashMulti(seed, key.realm, static_cast<int>(key.kind), key.subject); }
    };
    struct Entry {
        Timestamp notBefore;
        Timestamp expiresAt;
    };
    mutable QReadWriteLock m_lock;
    QHash<Key, Entry> m_entries;
};

/// Writes revocations, and reads those of other nodes.
class Revocations {
public:
    /// Told to all nodes: a revocation.
    static constexpr auto kTopic = "auth_revocation";

    Revocations(RevocationSet *set, const Clock *clock, jobs::FanOut *fanOut)
        : m_set(set)
        , m_clock(clock)
        , m_fanOut(fanOut)
    {
    }

    /// In the transaction of the change; other nodes hear of it when that commits. Call publish() with what this
    /// returns after the commit and before the answer. Tokens issued up to now are refused until \a lifetime from now.
    struct Pending {
        RealmId realm;
        RevocationKind kind;
        QByteArray subject;
        Timestamp notBefore;
        Timestamp expiresAt;
    };
    Pending revoke(db::Transaction *transaction, RealmId realm, RevocationKind kind, QByteArray subject, std::chrono::seconds lifetime) const;
    void publish(const Pending &pending) const;

    /// Reads all of the table: at first, and when news were lost.
    Task<Result<void>> reload(db::Database *database, Deadline deadline);
    /// Reads what was written since the last call, and a little more: for a fan-out that may lose news.
    Task<Result<void>> catchUp(db::Database *database, Deadline deadline);
    /// What another node told.
    void receive(const QByteArray &payload) const;

    const RevocationSet &set() const { return *m_set; }

private:
    void add(const db::Rows &rows) const;

    RevocationSet *m_set;
    const Clock *m_clock;
    jobs::FanOut *m_fanOut;
    qint64 m_caughtUp = 0; ///< No row with this sequence or a lower one is missing.
};

}
