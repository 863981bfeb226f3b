// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bulk/BulkStore.h"
#include "jobs/JobQueue.h"

namespace auth {

/// The rules of jobs as administrators see them.
class BulkService {
public:
    static constexpr auto kKind = "bulk";
    /// Objects of one job. Who has more narrows the filter.
    static constexpr int kMostItems = 10'000;

    explicit BulkService(db::Database *database)
        : m_store(database)
    {
    }

    struct Page {
        std::vector<BulkJob> jobs;
        db::ListPage page;
    };
    Task<Result<Page>> list(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &listSpec() { return BulkStore::listSpec(); }
    struct ItemPage {
        std::vector<BulkItem> items;
        db::ListPage page;
    };
    /// NotFound without such a job.
    Task<Result<ItemPage>> listItems(RealmId realmId, Uuid job, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &itemSpec() { return BulkStore::itemSpec(); }
    Task<Result<BulkJob>> find(RealmId realmId, Uuid id, Deadline deadline) const;

    /// A job for \a targets, which waits for a worker.
    Task<Result<BulkJob>> create(
        ChangePointer change, RealmId realmId, QJsonObject payload, QString requestedBy, QStringList targets) const;
    /// Conflict when it is over.
    Task<Result<BulkJob>> cancel(ChangePointer change, RealmId realmId, Uuid id) const;
    /// Conflict unless something of it failed or it was cancelled.
    Task<Result<BulkJob>> retry(ChangePointer change, RealmId realmId, Uuid id) const;

    /// The next items that wait.
    Task<Result<std::vector<BulkItem>>> waiting(jobs::Job job, int most, Deadline deadline) const;
    /// See BulkStore::end().
    Task<Result<bool>> end(ChangePointer change, jobs::Job job, BulkItem item, std::chrono::seconds lease) const;

private:
    Task<Result<BulkJob>> lock(ChangePointer change, RealmId realmId, Uuid id) const;
    void record(ChangePointer change, const BulkJob &job, QByteArray action) const;

    BulkStore m_store;
};

}
