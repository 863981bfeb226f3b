// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Pipeline.h"

#include "admin/Parameters.h"
#include "admin/StepUp.h"
#include "core/Json.h"
#include "core/Log.h"
#include "crypto/Hash.h"
#include "http/ErrorRenderer.h"
#include "realms/ReservedNames.h"

#include <algorithm>

namespace auth::admin {

namespace {

using namespace Qt::StringLiterals;

http::Method methodFromName(QByteArrayView name)
{
    for (const auto method : { http::Method::Get, http::Method::Post, http::Method::Put, http::Method::Patch }) {
        if (name == http::methodName(method))
            return method;
    }
    Q_ASSERT(name == "DELETE");
    return http::Method::Delete;
}

http::Response respond(const Context &context, const Outcome &outcome)
{
    if (outcome.response) {
        http::Response response = *outcome.response;
        response.setHeader("Cache-Control", "no-store");
        return response;
    }
    const int status = context.operation->status;
    http::Response response = status == 204 ? http::Response::noContent() : http::Response::json(outcome.body, status);
    if (outcome.version)
        response.setHeader("ETag", '"' + QByteArray::number(*outcome.version) + '"');
    if (status == 201 && !outcome.id.isEmpty() && !context.dryRun)
        response.setHeader("Location", context.request.path + '/' + outcome.id.toUtf8());
    response.setHeader("Cache-Control", "no-store");
    return response;
}

AuditEvent originOf(const Context &context)
{
    AuditEvent origin;
    origin.from(context.request);
    origin.reason = context.reason;
    const Caller &caller = context.caller;
    origin.actor(caller.isPerson ? "administrator" : "application", caller.subject, QString::fromUtf8(caller.clientId));
    // The actor's realm is not always the one that is changed.
    origin.data = { { u"actor_realm"_s, QString::fromLatin1(caller.realm->name) } };
    return origin;
}

/// Of a realm that is there.
constexpr auto kOutOfReach = "the caller does not reach it"_L1;

bool isRefusal(const Error &error)
{
    return error.code == ErrorCode::Unauthenticated || error.code == ErrorCode::InvalidToken
        || error.code == ErrorCode::InsufficientScope || error.code == ErrorCode::Forbidden
        || error.code == ErrorCode::InsufficientUserAuthentication
        || (error.code == ErrorCode::NotFound && error.detail == kOutOfReach);
}

std::unexpected<Error> missing(const QString &permission)
{
    return failure(ErrorCode::InsufficientScope, u"This needs the permission %1."_s.arg(permission));
}

QByteArray place(const IdempotentRequest &request)
{
    return "idempotency_keys.answer_sealed:" + request.keyHash.toHex();
}

}

Pipeline::Pipeline(Services services)
    : m_services(std::move(services))
    , m_idempotency(m_services.change.database)
    , m_history(m_services.change.database, m_services.keys, m_services.change.clock)
{
}

void Pipeline::add(http::Router *router, const api::Operation &operation, Handler handler)
{
    const Entry *entry
        = m_entries.emplace_back(std::make_unique<Entry>(Entry { &operation, std::move(handler) })).get();
    router->add({ .method = methodFromName(operation.method),
        .pattern = operation.path,
        .style = http::RouteStyle::ProblemJson,
        .handler = [this, entry](http::Request request) { return run(entry, std::move(request)); },
        .bodyLimit = operation.bodyLimit });
}

Task<Result<Outcome>> Pipeline::call(InsideCall call) const
{
    const auto entry = std::find_if(
        m_entries.begin(), m_entries.end(), [&](const auto &one) { return one->operation == call.operation; });
    Q_ASSERT(entry != m_entries.end());
    const auto context = std::make_shared<Context>(*call.parent);
    context->operation = call.operation;
    context->history = &m_history;
    QString permission = QLatin1StringView(call.operation->permission);
    if (context->isPlan)
        permission.replace(u":write"_s, u":read"_s);
    const RightSet &rights = context->caller.rights;
    if (call.realm ? !rights.holds(permission, call.realm->id) : !rights.holdsEverywhere(permission))
        co_return missing(permission);
    if (call.realm)
        context->caller.permissions = rights.in(call.realm->id);
    context->realm = std::move(call.realm);
    context->request.pathParameters = std::move(call.ids);
    context->list = std::move(call.list);
    context->body = std::move(call.body);
    context->ifVersion = call.ifVersion;
    context->prepared = std::move(call.prepared);
    CO_TRY(checkStepUp(*context, *m_services.change.clock));
    co_return co_await (*entry)->handler(context);
}

Task<Result<http::Response>> Pipeline::run(const Entry *entry, http::Request request)
{
    const auto context = std::make_shared<Context>();
    context->operation = entry->operation;
    context->history = &m_history;
    context->request = std::move(request);
    auto answered = co_await answer(entry, context);
    if (!answered && isRefusal(answered.error()))
        co_await noteRefusal(context, answered.error());
    co_return answered;
}

Task<Result<http::Response>> Pipeline::answer(const Entry *entry, ContextPointer context)
{
    CO_TRY(co_await admit(context));
    if (entry->operation->changesSomething()) {
        auto changed = co_await change(entry, context);
        if (!changed && changed.error().code == ErrorCode::VersionMismatch)
            co_return co_await refuseStale(entry, context, std::move(changed).error());
        co_return changed;
    }
    const Outcome outcome = CO_TRY(co_await entry->handler(context));
    co_return respond(*context, outcome);
}

Task<Result<void>> Pipeline::admit(ContextPointer context)
{
    context->caller = CO_TRY(co_await m_services.authentication->authenticate(context->request));
    CO_TRY(co_await authorize(context));
    CO_TRY(readParameters(*context));
    if (context->operation->hasBody)
        context->body = CO_TRY(readBody(context->request));
    co_return checkStepUp(*context, *m_services.change.clock);
}

Task<> Pipeline::noteRefusal(ContextPointer context, Error error)
{
    const Caller &caller = context->caller;
    RealmPointer realm = context->realm;
    if (const QByteArray named = context->id("realm").toUtf8(); !realm && !named.isEmpty()) {
        const auto id = RealmId::parse(named);
        const auto found = id ? co_await m_services.realms->find(*id, context->deadline())
                              : co_await m_services.realms->find(named, context->deadline());
        realm = found.value_or(nullptr);
    }
    if (!realm)
        realm = caller.realm;
    if (!realm)
        realm = (co_await m_services.realms->find(QByteArray(kSystemRealm), context->deadline())).value_or(nullptr);
    if (!realm)
        co_return;
    if (auto event = refusal(*context, error, realm->id))
        m_services.refusals->add(*std::move(event));
}

std::optional<AuditEvent> Pipeline::refusal(const Context &context, const Error &error, RealmId realm)
{
    if (!isRefusal(error))
        return std::nullopt;
    AuditEvent event = context.caller.realm ? originOf(context) : AuditEvent().from(context.request);
    event.realmId = realm;
    event.action = "admin.refused";
    event.target("operation", QLatin1StringView(context.operation->name));
    event.failed("refused", error.detail.isEmpty() ? error.description : error.description + u' ' + error.detail);
    event.data.insert(u"error"_s, QLatin1StringView(error.traits().wireName));
    event.data.insert(u"path"_s, QString::fromLatin1(context.request.path));
    return event;
}

Task<Result<void>> Pipeline::authorize(ContextPointer context)
{
    const QString permission = QLatin1StringView(context->operation->permission);
    if (context->operation->delegated && CO_TRY(co_await authorizeDelegate(context)))
        co_return {};
    const RightSet &rights = context->caller.rights;
    if (!rights.holdsAnywhere(permission))
        co_return missing(permission);
    if (context->operation->onDeletedRealm && !rights.holdsEverywhere(permission))
        co_return failure(ErrorCode::NotFound, u"There is no such realm."_s);
    if (const QString realm = context->id("realm"); !realm.isEmpty() && !context->operation->onDeletedRealm) {
        context->realm = CO_TRY(co_await findRealm(context->caller, realm, context->deadline()));
        if (!rights.holds(permission, context->realm->id))
            co_return missing(permission);
        context->caller.permissions = rights.in(context->realm->id);
    } else if (!rights.holdsEverywhere(permission)) {
        co_return failure(ErrorCode::Forbidden, u"Only administrators of the server may do this."_s);
    }
    co_return {};
}

Task<Result<bool>> Pipeline::authorizeDelegate(ContextPointer context)
{
    const Caller caller = context->caller;
    const QString permission = QLatin1StringView(context->operation->permission);
    const QString realm = context->id("realm");
    const bool isOwnRealm = realm == QLatin1StringView(caller.realm->name) || realm == caller.realm->id.toString();
    if (!caller.isPerson || !isOwnRealm || caller.rights.holds(permission, caller.realm->id))
        co_return false;
    const QStringList rights = CO_TRY(
        co_await m_services.authentication->rightsInside(caller, context->id("organization"), context->deadline()));
    if (!rights.contains(permission))
        co_return false;
    context->realm = context->caller.realm;
    context->caller.permissions = rights;
    context->caller.isDelegate = true;
    co_return true;
}

ContextPointer Pipeline::prepare(InternalCall call)
{
    const auto context = std::make_shared<Context>();
    context->operation = call.operation;
    context->history = &m_history;
    context->caller = std::move(call.caller);
    context->request = std::move(call.request);
    context->list = std::move(call.list);
    context->body = std::move(call.body);
    context->reason = std::move(call.reason);
    context->askedAt = call.askedAt;
    return context;
}

Task<Result<Outcome>> Pipeline::perform(ContextPointer context)
{
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(),
        [&context](const auto &candidate) { return candidate->operation == context->operation; });
    Q_ASSERT(entry != m_entries.end());
    const Entry *const found = entry->get();
    if (found->operation->changesSomething())
        context->change = changeOf(context);
    CO_TRY(co_await authorize(context));
    CO_TRY(checkStepUp(*context, *m_services.change.clock));
    co_return co_await found->handler(context);
}

ChangePointer Pipeline::changeOf(ContextPointer context) const
{
    return std::make_shared<Change>(m_services.change, originOf(*context), context->deadline());
}

Task<Result<RealmPointer>> Pipeline::findRealm(Caller caller, QString nameOrId, Deadline deadline)
{
    const QByteArray bytes = nameOrId.toUtf8();
    const auto id = RealmId::parse(bytes);
    auto realm
        = id ? co_await m_services.realms->find(*id, deadline) : co_await m_services.realms->find(bytes, deadline);
    if (!realm)
        co_return std::unexpected(realm.error());
    // The same as for a realm that does not exist: who does not reach it does not learn that it is there.
    if (!caller.rights.reaches((*realm)->id))
        co_return failure(ErrorCode::NotFound, u"There is no such realm."_s, kOutOfReach);
    co_return std::move(*realm);
}

Task<Result<http::Response>> Pipeline::change(const Entry *entry, ContextPointer context)
{
    context->change = changeOf(context);
    const auto key = CO_TRY(idempotencyKey(*context));
    if (key && !context->dryRun) {
        co_return co_await changeOnce(entry, context,
            { context->caller.realm->id, context->caller.key(), crypto::sha256(*key), requestHash(context->request) });
    }
    const Outcome outcome = CO_TRY(co_await entry->handler(context));
    if (context->dryRun)
        co_await context->change->rollback();
    else
        CO_TRY(co_await context->change->commit());
    co_return respond(*context, outcome);
}

Task<Result<http::Response>> Pipeline::changeOnce(const Entry *entry, ContextPointer context, IdempotentRequest request)
{
    const Timestamp now = context->change->clock().now();
    if (const auto answer = CO_TRY(co_await m_idempotency.find(request, now, context->deadline())))
        co_return replay(*context, request, *answer);
    const auto outcome = co_await entry->handler(context);
    // Two at once: what made the second one fail may be what the first one did.
    if (outcome) {
        QJsonObject answer { { u"body"_s, outcome->body }, { u"id"_s, outcome->id } };
        if (outcome->version)
            answer.insert(u"version"_s, *outcome->version);
        const QByteArray sealed = CO_TRY(m_services.keys->seal(*context->caller.realm, toJson(answer), place(request)));
        if (CO_TRY(co_await m_idempotency.insert(context->change, request, sealed))) {
            CO_TRY(co_await context->change->commit());
            co_return respond(*context, *outcome);
        }
    }
    co_await context->change->rollback();
    if (const auto answer = CO_TRY(co_await m_idempotency.find(request, now, context->deadline())))
        co_return replay(*context, request, *answer);
    if (!outcome)
        co_return std::unexpected(outcome.error());
    co_return failure(ErrorCode::Conflict, u"A request with this Idempotency-Key is being handled."_s);
}

Task<Result<http::Response>> Pipeline::refuseStale(const Entry *entry, ContextPointer context, Error error) const
{
    // The object is what the longest path before this one reads: `…/roles/{role}` for `…/roles/{role}/revert`.
    const QByteArrayView path = entry->operation->path;
    const Entry *reader = nullptr;
    for (const auto &candidate : m_entries) {
        const QByteArrayView other = candidate->operation->path;
        const bool isBefore = path == other || (path.startsWith(other) && path.at(other.size()) == '/');
        if (candidate->operation->kind == api::Operation::Kind::Get && other.endsWith('}') && isBefore
            && (!reader || other.size() > QByteArrayView(reader->operation->path).size()))
            reader = candidate.get();
    }
    if (!reader)
        co_return std::unexpected(error);
    const auto reading = std::make_shared<Context>(*context);
    reading->operation = reader->operation;
    reading->change.reset();
    const auto current = co_await reader->handler(reading);
    if (!current || !current->version)
        co_return std::unexpected(error);
    logInfo("admin.stale_change",
        { { "request_id", context->request.correlationId }, { "operation", QLatin1StringView(entry->operation->name) },
            { "description", error.description } });
    http::Response response = http::renderError(http::RouteStyle::ProblemJson, context->request, error, nullptr);
    response.setHeader("ETag", '"' + QByteArray::number(*current->version) + '"');
    co_return response;
}

Result<http::Response> Pipeline::replay(
    const Context &context, const IdempotentRequest &request, const IdempotentAnswer &answer) const
{
    if (answer.requestHash != request.requestHash) {
        Error error(ErrorCode::ValidationFailed, u"This Idempotency-Key was used for another request."_s);
        error.fields.append({ u"/Idempotency-Key"_s, u"reused"_s, error.description });
        return std::unexpected(error);
    }
    const Secret opened = TRY(m_services.keys->open(*context.caller.realm, answer.answerSealed, place(request)));
    const QJsonObject kept = TRY(parseJsonObject(opened.view().toByteArray()));
    Outcome outcome;
    outcome.body = kept[u"body"].toObject();
    outcome.id = kept[u"id"].toString();
    if (kept.contains("version"_L1))
        outcome.version = kept[u"version"].toInteger();
    http::Response response = respond(context, outcome);
    response.setHeader("Idempotency-Replayed", "true");
    return response;
}

}
