// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

private:
    Task<Result<qint64>> waitForSealing(RealmId realm, Deadline deadline) const;
    Task<Result<ExportRange>> range(RealmPointer realm, ExportRequest request, Deadline deadline) const;
    Result<qint64> firstKept(const Realm &realm, const std::optional<Head> &head) const;

    TrailStore m_store;
    const Clock *m_clock;
    RealmKeys *m_keys;
};

}
