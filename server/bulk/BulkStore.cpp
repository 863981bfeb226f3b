// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/BulkStore.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

#define JOB_COLUMNS                                                                                                    \
    "j.realm_id, j.id, j.kind, j.state, j.payload, j.requested_by, j.created_at, j.finished_at,"                       \
    " coalesce((j.progress->>'total')::bigint, 0) AS total, coalesce((j.progress->>'done')::bigint, 0) AS done,"       \
    " coalesce((j.progress->>'failed')::bigint, 0) AS failed, coalesce(j.result->>'reason', '') AS reason"

const db::Query kFind { "bulk_find", "SELECT " JOB_COLUMNS " FROM jobs j WHERE j.realm_id = $1 AND j.id = $2" };
const db::Query kLock { "bulk_lock",
    "SELECT " JOB_COLUMNS " FROM jobs j WHERE j.realm_id = $1 AND j.id = $2 FOR UPDATE" };
const db::Query kInsert { "bulk_insert",
    "INSERT INTO jobs (realm_id, id, kind, payload, requested_by, progress, run_at, created_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $7)" };
const db::Query kInsertItems { "bulk_insert_items",
    "INSERT INTO job_items (realm_id, job_id, position, target)"
    " SELECT $1, $2, given.position, given.target FROM unnest($3::text[]) WITH ORDINALITY AS given (target, position)" };
const db::Query kCancel { "bulk_cancel",
    "UPDATE jobs SET state = 'cancelled', finished_at = $3, claimed_until = NULL WHERE realm_id = $1 AND id = $2" };
const db::Query kRetryItems { "bulk_retry_items",
    "UPDATE job_items SET state = 'waiting', code = '', message = ''"
    " WHERE realm_id = $1 AND job_id = $2 AND state = 'failed'" };
const db::Query kRetry { "bulk_retry",
    "UPDATE jobs SET state = 'waiting', run_at = $3, finished_at = NULL, claimed_until = NULL, result = NULL,"
    " progress = jsonb_set(progress, '{failed}', '0') WHERE realm_id = $1 AND id = $2" };
const db::Query kWaiting { "bulk_waiting_items",
    "SELECT i.position, i.target, i.state, i.code, i.message FROM job_items i"
    " WHERE i.realm_id = $1 AND i.job_id = $2 AND i.state = 'waiting' ORDER BY i.position LIMIT $3" };
const db::Query kEndItem { "bulk_end_item",
    "UPDATE job_items SET state = $4, code = $5, message = $6"
    " WHERE realm_id = $1 AND job_id = $2 AND position = $3 AND state = 'waiting'" };
// $4, the state of the item, is the name of its counter.
const db::Query kHold { "bulk_hold",
    "UPDATE jobs SET claimed_until = $5,"
    " progress = jsonb_set(progress, ARRAY[$4::text], to_jsonb(coalesce((progress->>$4)::bigint, 0) + 1))"
    " WHERE realm_id = $1 AND id = $2 AND attempts = $3 AND state = 'running'" };

std::optional<BulkJob> firstOf(const db::Rows &rows)
{
    return rows.isEmpty() ? std::nullopt : std::optional(BulkStore::fromRow(rows, 0));
}

}

BulkJob BulkStore::fromRow(const db::Rows &rows, int row)
{
    BulkJob job;
    job.realmId = rows.id<RealmId>(row, "realm_id");
    job.id = rows.uuid(row, "id");
    job.kind = rows.text(row, "kind");
    job.state = rows.text(row, "state");
    job.payload = rows.object(row, "payload");
    job.total = rows.integer(row, "total");
    job.done = rows.integer(row, "done");
    job.failed = rows.integer(row, "failed");
    job.reason = rows.text(row, "reason");
    job.requestedBy = rows.text(row, "requested_by");
    job.createdAt = rows.time(row, "created_at");
    if (!rows.isNull(row, "finished_at"))
        job.finishedAt = rows.time(row, "finished_at");
    return job;
}

const db::ListSpec &BulkStore::listSpec()
{
    using enum db::ListKind;
    static const db::ListSpec spec {
        .name = "job_list",
        .columns = JOB_COLUMNS,
        .from = "jobs j",
        .condition = "j.realm_id = $1",
        .id = "j.id",
        .fields = {
            { QLatin1StringView("created_at"), "j.created_at", Time, db::ListSort::Yes },
            { QLatin1StringView("finished_at"), "j.finished_at", Time },
            { QLatin1StringView("id"), "j.id", Id },
            { QLatin1StringView("kind"), "j.kind", Text },
            { QLatin1StringView("operation"), "coalesce(j.payload->>'operation', '')", Text },
            { QLatin1StringView("state"), "j.state", Choice, db::ListSort::No, "waiting running done failed cancelled" },
            { QLatin1StringView("requested_by"), "j.requested_by", Text },
        },
        .freeText = { "j.kind", "j.payload->>'operation'", "j.requested_by" },
        .descending = true,
    };
    return spec;
}

Task<Result<db::ListPage>> BulkStore::list(RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    co_return co_await db::list(m_database, &listSpec(), db::Params::of(realmId), std::move(request), deadline);
}

Task<Result<std::optional<BulkJob>>> BulkStore::find(RealmId realmId, Uuid id, Deadline deadline) const
{
    co_return firstOf(CO_TRY(co_await m_database->execute(&kFind, db::Params::of(realmId, id), deadline)));
}

Task<Result<std::optional<BulkJob>>> BulkStore::lock(ChangePointer change, RealmId realmId, Uuid id) const
{
    co_return firstOf(CO_TRY(co_await change->execute(&kLock, db::Params::of(realmId, id))));
}

Task<Result<void>> BulkStore::insert(ChangePointer change, BulkJob job, QStringList targets) const
{
    const QJsonObject progress { { u"total"_s, job.total }, { u"done"_s, 0 }, { u"failed"_s, 0 } };
    CO_TRY(co_await change->execute(&kInsert,
        db::Params::of(job.realmId, job.id, job.kind, job.payload, job.requestedBy, progress, job.createdAt)));
    CO_TRY(co_await change->execute(&kInsertItems, db::Params::of(job.realmId, job.id, targets)));
    co_return {};
}

Task<Result<void>> BulkStore::cancel(ChangePointer change, RealmId realmId, Uuid id) const
{
    CO_TRY(co_await change->execute(&kCancel, db::Params::of(realmId, id, change->clock().now())));
    co_return {};
}

Task<Result<void>> BulkStore::retry(ChangePointer change, RealmId realmId, Uuid id) const
{
    CO_TRY(co_await change->execute(&kRetryItems, db::Params::of(realmId, id)));
    CO_TRY(co_await change->execute(&kRetry, db::Params::of(realmId, id, change->clock().now())));
    co_return {};
}

const db::ListSpec &BulkStore::itemSpec()
{
    using enum db::ListKind;
    static const db::ListSpec spec {
        .name = "job_item_list",
        .columns = "i.position, i.target, i.state, i.code, i.message",
        .from = "job_items i",
        .condition = "i.realm_id = $1 AND i.job_id = $2",
        // One of each position; only its order among equals matters, and there are none.
        .id = "i.job_id",
        .fields = {
            { QLatin1StringView("position"), "i.position", Integer, db::ListSort::Yes },
            { QLatin1StringView("target"), "i.target", Text },
            { QLatin1StringView("state"), "i.state", Choice, db::ListSort::No, "waiting done failed" },
            { QLatin1StringView("code"), "i.code", Text },
        },
        .freeText = { "i.target", "i.message" },
    };
    return spec;
}

BulkItem BulkStore::itemFromRow(const db::Rows &rows, int row)
{
    BulkItem item;
    item.position = static_cast<int>(rows.integer(row, "position"));
    item.target = rows.text(row, "target");
    item.state = rows.text(row, "state");
    item.code = rows.text(row, "code");
    item.message = rows.text(row, "message");
    return item;
}

Task<Result<db::ListPage>> BulkStore::listItems(
    RealmId realmId, Uuid job, db::ListRequest request, Deadline deadline) const
{
    co_return co_await db::list(m_database, &itemSpec(), db::Params::of(realmId, job), std::move(request), deadline);
}

Task<Result<std::vector<BulkItem>>> BulkStore::waiting(RealmId realmId, Uuid job, int most, Deadline deadline) const
{
    const auto rows = CO_TRY(co_await m_database->execute(&kWaiting, db::Params::of(realmId, job, most), deadline));
    std::vector<BulkItem> items;
    for (int i = 0; i < rows.count(); ++i)
        items.push_back(itemFromRow(rows, i));
    co_return items;
}

Task<Result<bool>> BulkStore::end(ChangePointer change, BulkClaim claim, BulkItem item, std::chrono::seconds lease) const
{
    const auto ended = CO_TRY(co_await change->execute(
        &kEndItem, db::Params::of(claim.realm, claim.job, item.position, item.state, item.code, item.message)));
    if (ended.affected() == 0)
        co_return false;
    const auto held = CO_TRY(co_await change->execute(
        &kHold, db::Params::of(claim.realm, claim.job, claim.attempt, item.state, change->clock().now() + lease)));
    co_return held.affected() == 1;
}

}
