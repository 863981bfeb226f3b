// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/JobsApi.h"

#include "bulk/BulkCall.h"

#include <QtCore/QJsonArray>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

api::Job answer(const BulkJob &job)
{
    api::Job made;
    made.id = job.id.toString();
    made.kind = job.kind;
    if (job.payload.contains(u"operation"))
        made.operation = job.payload[u"operation"].toString();
    if (job.payload.contains(u"q"))
        made.q = job.payload[u"q"].toString();
    made.state = job.state;
    made.total = job.total;
    made.done = job.done;
    made.failed = job.failed;
    if (!job.reason.isEmpty())
        made.reason = job.reason;
    if (!job.requestedBy.isEmpty())
        made.requestedBy = job.requestedBy;
    made.createdAt = QString::fromLatin1(toIso(job.createdAt));
    if (job.finishedAt)
        made.finishedAt = QString::fromLatin1(toIso(*job.finishedAt));
    return made;
}

Result<Uuid> jobId(const admin::Context &context)
{
    const auto id = Uuid::parse(context.id("job").toUtf8());
    if (!id)
        return failure(ErrorCode::NotFound, u"There is no such job."_s);
    return *id;
}

std::unexpected<Error> refused(const QString &path, const QString &code, const QString &message)
{
    Error error(ErrorCode::ValidationFailed, message);
    error.fields.append({ path, code, message });
    return std::unexpected(error);
}

}

JobsApi::JobsApi(const BulkService *bulk, admin::Pipeline *pipeline, const admin::Lists *lists)
    : m_bulk(bulk)
    , m_pipeline(pipeline)
    , m_lists(lists)
{
}

Task<Result<QStringList>> JobsApi::targetsOf(
    admin::ContextPointer context, const api::Operation *list, QString query) const
{
    QStringList targets;
    admin::InternalCall call;
    call.operation = list;
    call.caller = context->caller;
    call.request = context->request;
    call.list.limit = 200;
    call.list.query = query;
    do {
        const auto outcome = co_await m_pipeline->perform(m_pipeline->prepare(call));
        if (!outcome)
            co_return std::unexpected(outcome.error());
        const auto items = outcome->body[u"items"].toArray();
        for (const auto &item : items)
            targets.append(item[u"id"].toString());
        if (targets.size() > BulkService::kMostItems)
            co_return refused(u"/q"_s, u"too_many"_s,
                u"The filter finds more than %1 objects: narrow it."_s.arg(BulkService::kMostItems));
        call.list.after = outcome->body[u"next"].toString();
    } while (!call.list.after.isEmpty());
    co_return targets;
}

Task<Result<void>> JobsApi::tryFirst(admin::ContextPointer context, QJsonObject payload, QString target) const
{
    auto call = CO_TRY(bulk::callOf(payload, context->realm->id, context->caller, target, context->deadline()));
    const auto first = m_pipeline->prepare(std::move(call));
    auto outcome = co_await m_pipeline->perform(first);
    if (first->change)
        co_await first->change->rollback();
    if (outcome)
        co_return {};
    Error error = outcome.error();
    // An object that cannot be changed is one item that fails; what the caller may not do, or a body that is no good,
    // is no job.
    if (error.code == ErrorCode::InsufficientScope || error.code == ErrorCode::InsufficientUserAuthentication)
        co_return std::unexpected(error);
    if (error.code != ErrorCode::ValidationFailed)
        co_return {};
    for (auto &field : error.fields)
        field.path.prepend(u"/body"_s);
    co_return std::unexpected(error);
}

Task<Result<api::Job>> JobsApi::createBulkJob(admin::ContextPointer context, api::BulkRequest body)
{
    const auto callable = CO_TRY(bulk::callableOf(body.operation));
    if (body.q.hasValue() == body.ids.hasValue())
        co_return refused(u"/q"_s, u"required"_s, u"Either a filter (q) or ids are needed."_s);
    if (body.body.hasValue() && !callable.operation->hasBody)
        co_return refused(u"/body"_s, u"unknown_field"_s, u"This operation has no body."_s);
    const QString query = body.q.valueOr({});
    QStringList targets = body.ids.valueOr({});
    if (body.q.hasValue()) {
        if (!callable.list)
            co_return refused(u"/q"_s, u"not_supported"_s, u"There is no list of these objects: give ids."_s);
        targets = CO_TRY(co_await targetsOf(context, callable.list, query));
    }
    targets.removeDuplicates();
    const QJsonObject payload = bulk::payloadOf(*context, body.operation, query, body.body.valueOr({}));
    if (!targets.isEmpty())
        CO_TRY(co_await tryFirst(context, payload, targets.first()));
    const QString requestedBy
        = context->caller.isPerson ? context->caller.subject : QString::fromUtf8(context->caller.clientId);
    co_return answer(CO_TRY(
        co_await m_bulk->create(context->change, context->realm->id, payload, requestedBy, std::move(targets))));
}

Task<Result<api::JobList>> JobsApi::listJobs(admin::ContextPointer context)
{
    const auto &spec = BulkService::listSpec();
    auto request = CO_TRY(m_lists->request(*context, spec));
    const auto page = CO_TRY(co_await m_bulk->list(context->realm->id, std::move(request), context->deadline()));
    api::JobList list;
    for (const BulkJob &job : page.jobs)
        list.items.append(answer(job));
    list.next = CO_TRY(m_lists->next(*context, spec, page.page));
    co_return list;
}

Task<Result<api::Job>> JobsApi::getJob(admin::ContextPointer context)
{
    const Uuid id = CO_TRY(jobId(*context));
    co_return answer(CO_TRY(co_await m_bulk->find(context->realm->id, id, context->deadline())));
}

Task<Result<api::JobItemList>> JobsApi::listJobItems(admin::ContextPointer context)
{
    const Uuid id = CO_TRY(jobId(*context));
    const auto &spec = BulkService::itemSpec();
    auto request = CO_TRY(m_lists->request(*context, spec));
    const auto page
        = CO_TRY(co_await m_bulk->listItems(context->realm->id, id, std::move(request), context->deadline()));
    api::JobItemList list;
    for (const BulkItem &item : page.items) {
        api::JobItem made;
        made.position = item.position;
        made.target = item.target;
        made.state = item.state;
        if (!item.code.isEmpty())
            made.code = item.code;
        if (!item.message.isEmpty())
            made.message = item.message;
        list.items.append(made);
    }
    list.next = CO_TRY(m_lists->next(*context, spec, page.page));
    co_return list;
}

Task<Result<api::Job>> JobsApi::cancelJob(admin::ContextPointer context)
{
    const Uuid id = CO_TRY(jobId(*context));
    co_return answer(CO_TRY(co_await m_bulk->cancel(context->change, context->realm->id, id)));
}

Task<Result<api::Job>> JobsApi::retryJob(admin::ContextPointer context)
{
    const Uuid id = CO_TRY(jobId(*context));
    co_return answer(CO_TRY(co_await m_bulk->retry(context->change, context->realm->id, id)));
}

}
