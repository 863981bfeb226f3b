// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bulk/BulkJob.h"
#include "db/Listing.h"
#include "realms/Change.h"

namespace auth {

/// The SQL of jobs as administrators see them, and of their items.
class BulkStore {
public:
    explicit BulkStore(db::Database *database)
        : m_database(database)
    {
    }

    Task<Result<db::ListPage>> list(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &listSpec();
    Task<Result<std::optional<BulkJob>>> find(RealmId realmId, Uuid id, Deadline deadline) const;
    /// The row, locked until the change ends.
    Task<Result<std::optional<BulkJob>>> lock(ChangePointer change, RealmId realmId, Uuid id) const;
    static BulkJob fromRow(const db::Rows &rows, int row);

    Task<Result<void>> insert(ChangePointer change, BulkJob job, QStringList targets) const;
    Task<Result<void>> cancel(ChangePointer change, RealmId realmId, Uuid id) const;
    /// Items that failed wait again, and so does the job.
    Task<Result<void>> retry(ChangePointer change, RealmId realmId, Uuid id) const;

    /// Items of one job; \a job is $2 of the condition.
    Task<Result<db::ListPage>> listItems(RealmId realmId, Uuid job, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &itemSpec();
    static BulkItem itemFromRow(const db::Rows &rows, int row);
    Task<Result<std::vector<BulkItem>>> waiting(RealmId realmId, Uuid job, int most, Deadline deadline) const;
    /// Ends \a item in the transaction of what was done for it, and holds the job for another \a lease. False when the
    /// job is not this claim's any more, or the item is not waiting: then nothing of the transaction may stay.
    Task<Result<bool>> end(ChangePointer change, BulkClaim claim, BulkItem item, std::chrono::seconds lease) const;

private:
    db::Database *m_database;
};

}
