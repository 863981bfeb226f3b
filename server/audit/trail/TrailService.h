// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/trail/SearchStore.h"
#include "audit/trail/TrailExport.h"
#include "audit/trail/TrailStore.h"
#include "ledger/Note.h"
#include "realms/RealmDirectory.h"

namespace auth {

/// How far a realm's log is.
struct TrailStatus {
    qint64 size = 0;
    qint64 first = 0;
    qint64 unsealed = 0;
    QByteArray note; ///< Empty before the first row.
    Timestamp signedAt {};
};

/// The rules of the audit trail.
class TrailService {
public:
    TrailService(db::Database *database, const Clock *clock, RealmKeys *keys)
        : m_store(database)
        , m_search(database)
        , m_clock(clock)
        , m_keys(keys)
    {
    }

    Task<Result<TrailStatus>> status(RealmPointer realm, Deadline deadline) const;
    /// What verifies the realm's checkpoints.
    Result<ledger::NoteKey> key(const Realm &realm) const;

    struct ExportRequest {
        ExportFormat format = ExportFormat::JsonLines;
        std::optional<Timestamp> since;
        std::optional<Timestamp> until;
    };
    /// What was committed before is in it, unless a transaction stays open for more than two seconds.
    Task<Result<QCoro::AsyncGenerator<QByteArray>>> exportRows(
        RealmPointer realm, ExportRequest request, Deadline deadline) const;

    static const db::ListSpec &listSpec() { return SearchStore::listSpec(); }
    struct Page {
        std::vector<TrailRow> rows;
        db::ListPage page;
    };
    Task<Result<Page>> list(RealmId realm, db::ListRequest request, Deadline deadline) const;
    Task<Result<TrailRow>> find(RealmId realm, QByteArray id, Deadline deadline) const;
    Task<Result<std::vector<SearchStore::Count>>> count(
        RealmId realm, Timestamp since, Timestamp until, SearchStore::Bucket bucket, Deadline deadline) const;

    struct Tail {
        std::vector<TrailRow> rows; ///< Oldest first.
        qint64 position = 0; ///< Of the rows that come next.
    };
    /// What the log got since \a position, as far as it was read, and \a filter lets through. Without a position the
    /// newest \a limit rows. In the order of the log no row appears late, so that nobody misses one.
    Task<Result<Tail>> tail(
        RealmId realm, std::optional<qint64> position, db::ListFilter filter, int limit, Deadline deadline) const;

    /// Takes the values of \a person out of the rows of the log, which stays verifiable. How many rows.
    Task<Result<qint64>> erase(ChangePointer change, RealmPointer realm, UserId person) const;

    Task<Result<TrailStore::Retention>> retention(RealmId realm, Deadline deadline) const
    {
        return m_store.retention(realm, deadline);
    }
    Task<Result<TrailStore::Retention>> setRetention(
        ChangePointer change, RealmPointer realm, int days, std::optional<qint64> ifVersion) const;
    /// Marks what is too old as no longer kept, and drops what a signed checkpoint says is not kept. The leader's, in
    /// its own time.
    Task<Result<void>> retain(const AuditLog *audit, db::Database *database) const;

private:
    Task<Result<qint64>> waitForSealing(RealmId realm, Deadline deadline) const;
    Task<Result<ExportRange>> range(RealmPointer realm, ExportRequest request, Deadline deadline) const;
    Result<qint64> firstKept(const Realm &realm, const std::optional<Head> &head) const;

    TrailStore m_store;
    SearchStore m_search;
    const Clock *m_clock;
    RealmKeys *m_keys;
};

}
