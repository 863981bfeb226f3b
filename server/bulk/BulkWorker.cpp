// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/BulkWorker.h"

#include "bulk/BulkCall.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

/// Renewed with every item: what a node that died held waits no longer than this.
constexpr std::chrono::seconds kLease { 30 };
constexpr std::chrono::seconds kItemDeadline { 20 };
constexpr int kSlice = 100;

}

BulkWorker::BulkWorker(Services services)
    : m_services(services)
    , m_queue(services.database)
{
}

Task<Result<void>> BulkWorker::run()
{
    while (!m_stopping) {
        const auto job = CO_TRY(co_await m_queue.claim({ QString::fromLatin1(BulkService::kKind) },
            m_services.clock->now(), kLease, deadlineIn(kItemDeadline)));
        if (!job)
            co_return {};
        const auto done = co_await slice(*job);
        // Somebody cancelled it, or another node took it over: it is not ours any more.
        if (!done && done.error().code != ErrorCode::Conflict)
            co_return std::unexpected(done.error());
    }
    co_return {};
}

Task<Result<void>> BulkWorker::fail(jobs::Job job, QString reason)
{
    co_return co_await m_queue.finish(std::move(job), jobs::JobState::Failed, { { u"reason"_s, std::move(reason) } },
        m_services.clock->now(), deadlineIn(kItemDeadline));
}

Task<Result<void>> BulkWorker::slice(jobs::Job job)
{
    const BulkJob begun = CO_TRY(co_await m_services.bulk->find(job.realm, job.id, deadlineIn(kItemDeadline)));
    const auto record = CO_TRY(bulk::callerOf(job.payload));
    for (int left = kSlice; left > 0 && !m_stopping; --left) {
        // With the rights of now: those that were taken away since count no more.
        const auto caller = co_await m_services.authentication->recall(record, deadlineIn(kItemDeadline));
        if (!caller && bulk::isPassing(caller.error()))
            co_return std::unexpected(caller.error());
        if (!caller || bulk::isRevoked(m_services.revocations->set(), record, begun.createdAt))
            co_return co_await fail(std::move(job), u"Who asked for it may not any more."_s);
        const auto items = CO_TRY(co_await m_services.bulk->waiting(job, 1, deadlineIn(kItemDeadline)));
        if (items.empty()) {
            const BulkJob ended
                = CO_TRY(co_await m_services.bulk->find(job.realm, job.id, deadlineIn(kItemDeadline)));
            co_return co_await m_queue.finish(std::move(job),
                ended.failed == 0 ? jobs::JobState::Done : jobs::JobState::Failed, {}, m_services.clock->now(),
                deadlineIn(kItemDeadline));
        }
        if (!CO_TRY(co_await item(job, *caller, items.front(), begun.createdAt)))
            co_return {};
    }
    co_return co_await m_queue.release(std::move(job), m_services.clock->now(), deadlineIn(kItemDeadline));
}

/// What the item does and that it is done are one transaction. False when the job is not this claim's any more.
Task<Result<bool>> BulkWorker::item(jobs::Job job, admin::Caller caller, BulkItem item, Timestamp askedAt)
{
    auto call
        = CO_TRY(bulk::callOf(job.payload, job.realm, std::move(caller), item.target, deadlineIn(kItemDeadline)));
    call.askedAt = askedAt;
    const auto context = m_services.pipeline->prepare(std::move(call));
    const auto outcome = co_await m_services.pipeline->perform(context);
    if (outcome) {
        item.state = u"done"_s;
        CO_TRY(co_await context->change->begin());
        if (CO_TRY(co_await m_services.bulk->end(context->change, job, item, kLease))) {
            CO_TRY(co_await context->change->commit());
            co_return true;
        }
        co_await context->change->rollback();
        co_return false;
    }
    co_await context->change->rollback();
    // The database is away, or the server is too busy: later, from this item on.
    if (bulk::isPassing(outcome.error()))
        co_return std::unexpected(outcome.error());
    item.state = u"failed"_s;
    item.code = QLatin1StringView(outcome.error().traits().wireName);
    item.message = outcome.error().description;
    const auto apart = m_services.pipeline->changeOf(context);
    CO_TRY(co_await apart->begin());
    if (auto refused = admin::Pipeline::refusal(*context, outcome.error(), job.realm)) {
        refused->data.insert(u"item"_s, item.target);
        apart->record(*std::move(refused));
    }
    if (!CO_TRY(co_await m_services.bulk->end(apart, job, item, kLease))) {
        co_await apart->rollback();
        co_return false;
    }
    CO_TRY(co_await apart->commit());
    co_return true;
}

}
