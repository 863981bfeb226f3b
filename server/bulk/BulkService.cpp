// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/BulkService.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

std::unexpected<Error> noSuchJob()
{
    return failure(ErrorCode::NotFound, u"There is no such job."_s);
}

}

Task<Result<BulkService::Page>> BulkService::list(RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    Page page;
    page.page = CO_TRY(co_await m_store.list(realmId, std::move(request), deadline));
    for (int i = 0; i < page.page.count; ++i)
        page.jobs.push_back(BulkStore::fromRow(page.page.rows, i));
    co_return page;
}

Task<Result<BulkService::ItemPage>> BulkService::listItems(
    RealmId realmId, Uuid job, db::ListRequest request, Deadline deadline) const
{
    CO_TRY(co_await find(realmId, job, deadline));
    ItemPage page;
    page.page = CO_TRY(co_await m_store.listItems(realmId, job, std::move(request), deadline));
    for (int i = 0; i < page.page.count; ++i)
        page.items.push_back(BulkStore::itemFromRow(page.page.rows, i));
    co_return page;
}

Task<Result<BulkJob>> BulkService::find(RealmId realmId, Uuid id, Deadline deadline) const
{
    auto job = CO_TRY(co_await m_store.find(realmId, id, deadline));
    if (!job)
        co_return noSuchJob();
    co_return *std::move(job);
}

Task<Result<BulkJob>> BulkService::lock(ChangePointer change, RealmId realmId, Uuid id) const
{
    auto job = CO_TRY(co_await m_store.lock(change, realmId, id));
    if (!job)
        co_return noSuchJob();
    co_return *std::move(job);
}

void BulkService::record(ChangePointer change, const BulkJob &job, QByteArray action) const
{
    AuditEvent event = change->event(job.realmId, std::move(action));
    event.target("job", job.id.toString(), job.payload[u"operation"].toString());
    event.data.insert(u"total"_s, job.total);
    event.data.insert(u"q"_s, job.payload[u"q"]);
    change->record(std::move(event));
}

Task<Result<BulkJob>> BulkService::create(
    ChangePointer change, RealmId realmId, QJsonObject payload, QString requestedBy, QStringList targets) const
{
    BulkJob job;
    job.realmId = realmId;
    job.createdAt = change->clock().now();
    job.id = Uuid::v7(job.createdAt);
    job.kind = QString::fromLatin1(kKind);
    job.state = u"waiting"_s;
    job.payload = std::move(payload);
    job.total = targets.size();
    job.requestedBy = std::move(requestedBy);
    CO_TRY(co_await m_store.insert(change, job, std::move(targets)));
    record(change, job, "job.created");
    co_return job;
}

Task<Result<BulkJob>> BulkService::cancel(ChangePointer change, RealmId realmId, Uuid id) const
{
    const BulkJob job = CO_TRY(co_await lock(change, realmId, id));
    if (job.state != "waiting"_L1 && job.state != "running"_L1)
        co_return failure(ErrorCode::Conflict, u"The job is over."_s);
    CO_TRY(co_await m_store.cancel(change, realmId, id));
    record(change, job, "job.cancelled");
    co_return co_await lock(change, realmId, id);
}

Task<Result<BulkJob>> BulkService::retry(ChangePointer change, RealmId realmId, Uuid id) const
{
    const BulkJob job = CO_TRY(co_await lock(change, realmId, id));
    if (job.kind != QLatin1StringView(kKind) || (job.state != "failed"_L1 && job.state != "cancelled"_L1))
        co_return failure(ErrorCode::Conflict, u"Nothing of this job failed, and it was not cancelled."_s);
    CO_TRY(co_await m_store.retry(change, realmId, id));
    record(change, job, "job.retried");
    co_return co_await lock(change, realmId, id);
}

Task<Result<std::vector<BulkItem>>> BulkService::waiting(jobs::Job job, int most, Deadline deadline) const
{
    co_return co_await m_store.waiting(job.realm, job.id, most, deadline);
}

Task<Result<bool>> BulkService::end(
    ChangePointer change, jobs::Job job, BulkItem item, std::chrono::seconds lease) const
{
    co_return co_await m_store.end(change, BulkClaim { job.realm, job.id, job.attempt }, std::move(item), lease);
}

}
