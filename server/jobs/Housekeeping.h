// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Database.h"

namespace auth::jobs {

struct HousekeepingReport {
    QList<std::pair<QString, qint64>> deleted; ///< By table.
};

/// Makes the audit partitions of this month and the next two. Before the first row of a month: one that fell into the
/// default partition keeps that month's from being made.
Task<Result<void>> makeAuditPartitions(db::Database *database, Timestamp now);

/// Deletes what expired, in batches that hold few locks for a short time, and makes the audit partitions of this month
/// and the next two. Run by the leader; harmless when run twice. What expired stays a while: an hour for flows, so that
/// an old page can find its way back; a day for codes, so that a late second use still ends what the first gave.
Task<Result<HousekeepingReport>> keepHouse(db::Database *database, Timestamp now);

}
