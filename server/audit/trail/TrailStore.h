// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/trail/TrailRow.h"
#include "core/Id.h"
#include "db/Database.h"
#include "ledger/AuditRow.h"
#include "realms/Change.h"

#include <QtCore/QJsonObject>

#include <optional>
#include <vector>

namespace auth {

/// A row of a realm's log, to be written.
struct Leaf {
    RealmId realm;
    qint64 seq = 0;
    QString eventAt;
    QString eventId;
    QByteArray hash;
    ledger::Commitments commitments;
    bool genuine = true;
    QStringList words; ///< For the search.
    QString action; ///< For the counts.
    QString outcome;
};

/// A row of a realm's log, as an export needs it: with the row of the table, where that is there.
struct SealedRow {
    qint64 seq = 0;
    QString eventId;
    QString eventAt;
    QByteArray hash;
    ledger::Commitments commitments;
    bool genuine = true;
    std::optional<TrailRow> row;
};

/// The signed end of a realm's log.
struct Head {
    RealmId realm;
    qint64 size = 0;
    QByteArray subtrees;
    QByteArray note; ///< Empty where there is none yet.
    Timestamp createdAt {};
    QByteArray dataKeySealed; ///< Of the realm, which may be deleted.
};

/// How far sealing is.
struct SealerState {
    QByteArray below; ///< Every row of a transaction below is sealed.
    QByteArray horizon; ///< No transaction below is running any more.
    bool restored = false; ///< `below` is from another cluster, whose transactions were counted further.
    bool isWaiting = false; ///< There are rows between the two.
};

/// The SQL of the audit trail.
class TrailStore {
public:
    explicit TrailStore(db::Database *database)
        : m_database(database)
    {
    }

    Task<Result<SealerState>> state(Deadline deadline) const;
    /// False when another sealer is at work; else until the end of the transaction nobody else is.
    static Task<Result<bool>> lock(db::Transaction *transaction);
    static Task<Result<SealerState>> state(db::Transaction *transaction);
    /// Rows that no leaf stands for, in the order of their transactions; \a most of them.
    static Task<Result<std::vector<TrailRow>>> unsealed(
        db::Transaction *transaction, QByteArray below, QByteArray horizon, int most);
    /// The heads of \a realms; those that do not exist are left out.
    static Task<Result<std::vector<Head>>> heads(db::Transaction *transaction, QStringList realms);
    /// How many were written: fewer when somebody else put rows there.
    static Task<Result<qint64>> append(db::Transaction *transaction, std::vector<Leaf> leaves);
    static void append(db::Transaction *transaction, std::vector<Head> heads, Timestamp now);
    static void sealedBelow(db::Transaction *transaction, QByteArray below);

    Task<Result<std::optional<Head>>> head(RealmId realm, Deadline deadline) const;
    Task<Result<std::optional<Head>>> headAt(RealmId realm, qint64 size, Deadline deadline) const;
    /// The largest checkpoint of at most \a size rows.
    Task<Result<std::optional<Head>>> headUpTo(RealmId realm, qint64 size, Deadline deadline) const;
    /// The smallest checkpoint of at least \a size rows.
    Task<Result<std::optional<Head>>> headFrom(RealmId realm, qint64 size, Deadline deadline) const;
    /// Checkpoints of more than \a size rows, smallest first.
    Task<Result<std::vector<Head>>> headsAfter(RealmId realm, qint64 size, int most, Deadline deadline) const;
    /// Leaves from \a seq on, with their rows.
    Task<Result<std::vector<SealedRow>>> sealed(RealmId realm, qint64 seq, int most, Deadline deadline) const;
    /// The row after the last leaf.
    Task<Result<qint64>> leavesEnd(RealmId realm, Deadline deadline) const;
    /// The first leaf at or after \a time; the last one before it, plus one. Nothing where there is none.
    Task<Result<std::optional<qint64>>> firstSince(RealmId realm, Timestamp time, Deadline deadline) const;
    Task<Result<std::optional<qint64>>> endBefore(RealmId realm, Timestamp time, Deadline deadline) const;
    struct Strays {
        std::vector<TrailRow> rows;
        std::optional<std::pair<QString, QString>> next; ///< Time and id to go on behind.
    };
    /// Rows that should be sealed and have no leaf, among the \a most rows behind \a after.
    Task<Result<Strays>> strays(
        RealmId realm, std::pair<QString, QString> after, int most, Deadline deadline) const;
    Task<Result<qint64>> unsealedCount(RealmId realm, Deadline deadline) const;

    /// Erases what audit_erase() says; the log must be sealed. How many rows were touched.
    static Task<Result<qint64>> erase(ChangePointer change, RealmId realm, UserId person);
    struct Retention {
        int days = 365;
        qint64 version = 0; ///< 0: nothing is set.
    };
    Task<Result<Retention>> retention(RealmId realm, Deadline deadline) const;
    /// False when it is no longer at \a version.
    static Task<Result<bool>> setRetention(ChangePointer change, RealmId realm, int days, qint64 version);
    struct Overdue {
        Head head;
        qint64 oldest = 0; ///< The first row that is there.
        int days = 0;
    };
    /// Realms whose oldest row is older than they keep rows.
    Task<Result<std::vector<Overdue>>> overdue(Timestamp now, Deadline deadline) const;
    /// Drops rows before \a kept, at most \a most of them.
    Task<Result<qint64>> drop(RealmId realm, qint64 kept, int most, Deadline deadline) const;

private:
    Task<Result<std::optional<Head>>> firstHead(const db::Query *query, db::Params params, Deadline deadline) const;

    db::Database *m_database;
};

}
