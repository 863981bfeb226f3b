// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/trail/TrailRow.h"
#include "db/Listing.h"

#include <QtCore/QSet>

#include <vector>

namespace auth {

/// The SQL of searching the audit trail. Free text is looked for at the beginnings of words.
class SearchStore {
public:
    explicit SearchStore(db::Database *database)
        : m_database(database)
    {
    }

    static const db::ListSpec &listSpec();
    /// One page. Where many rows fit, the newest ones are read until the page is full; where few do, the index of words
    /// leads to them, from the newest weeks to the oldest.
    Task<Result<db::ListPage>> list(RealmId realm, db::ListRequest request, Timestamp now, Deadline deadline) const;
    Task<Result<std::optional<TrailRow>>> find(RealmId realm, Uuid id, Deadline deadline) const;

    enum class Bucket : quint8 { Minute, Hour, Day, All };
    struct Count {
        Timestamp at {}; ///< When the bucket begins.
        QString action;
        QString outcome;
        qint64 count = 0;
    };
    /// How many rows of each action and outcome there are from \a since, whose hour is taken whole but for minutes, to
    /// \a until.
    Task<Result<std::vector<Count>>> count(
        RealmId realm, Timestamp since, Timestamp until, Bucket bucket, Deadline deadline) const;

    /// Those of the rows from \a from to \a until of the log that \a filter lets through, in the log's order.
    Task<Result<std::vector<TrailRow>>> sealed(
        RealmId realm, qint64 from, qint64 until, db::ListFilter filter, Deadline deadline) const;
    /// Which of the rows \a ids, all of them since \a since, stand in the log before row \a until.
    Task<Result<QSet<QString>>> sealedAmong(
        RealmId realm, QStringList ids, qint64 until, Timestamp since, Deadline deadline) const;

private:
    Task<Result<QSet<QString>>> commonWords(
        RealmId realm, db::ListFilter filter, Timestamp now, Deadline deadline) const;

    db::Database *m_database;
};

}
