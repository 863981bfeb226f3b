// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/AuditLog.h"

#include <QtCore/QHash>
#include <QtCore/QMap>
#include <QtCore/QSet>

namespace auth {

/// Requests that were refused and changed nothing, for the audit log. They are written in batches, off the request's
/// path. Who is refused decides how often: so the same refusal is one row with a count, and a realm gets a row for each
/// only as long as there are few; what is beyond is counted, and the counts become one row a minute.
///
/// Of one thread.
class RefusalLog {
public:
    RefusalLog(db::Database *database, const AuditLog *audit, const Clock *clock)
        : m_database(database)
        , m_audit(audit)
        , m_clock(clock)
    {
    }

    /// Takes \a event, whose texts may be anybody's, down.
    void add(AuditEvent event);
    /// The refusal that the request of \a correlationId ends with stands in the log already, beside what it changed: add()
    /// leaves it out.
    void isWritten(const QByteArray &correlationId) { m_written.insert(correlationId); }

    enum class Counts : bool { WhenDue, Now };
    /// Writes what was taken down since the last call. What cannot be written now is counted.
    Task<> flush(Counts counts = Counts::WhenDue);

    static constexpr int kBurst = 50; ///< Rows of a realm, after a while without any.
    static constexpr std::chrono::seconds kRefill { 5 }; ///< For one more.
    static constexpr std::chrono::seconds kCounting { 60 }; ///< Between two rows of counts.

private:
    struct Entry {
        AuditEvent event;
        qint64 count = 0;
    };
    struct Bucket {
        double rows = kBurst;
        Timestamp at {};
    };
    struct Rest {
        Timestamp since {};
        QMap<QByteArray, qint64> counts; ///< By action: few, all of them ours.
    };
    bool takes(RealmId realm);
    void count(RealmId realm, const QByteArray &action, qint64 count);

    db::Database *m_database;
    const AuditLog *m_audit;
    const Clock *m_clock;
    QSet<QByteArray> m_written; ///< Correlation ids, until the request has ended.
    QHash<QByteArray, Entry> m_entries;
    QHash<RealmId, Bucket> m_buckets;
    QHash<RealmId, Rest> m_rest;
};

}
