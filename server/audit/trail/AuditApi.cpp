// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/trail/AuditApi.h"

#include "admin/Filter.h"
#include "core/Text.h"

#include <QtCore/QDateTime>

#include <algorithm>

namespace auth {

namespace {

using namespace Qt::StringLiterals;
using std::chrono::hours;

constexpr qint64 kMostOfTail = 200;
constexpr int kShownOfTail = 20;
constexpr qint64 kLargestPosition = Q_INT64_C(9'007'199'254'740'991);
// Ranges that are cut into minutes and into hours where nobody says into what.
constexpr auto kMinutes = hours(3);
constexpr auto kHours = hours(24 * 14);
constexpr auto kMostMinutes = hours(24);

std::unexpected<Error> refused(const QString &parameter, const QString &message)
{
    Error error(ErrorCode::ValidationFailed, message);
    error.fields.append({ u'/' + parameter, u"invalid"_s, message });
    return std::unexpected(error);
}

/// RFC 3339 in UTC, or a day, which begins at midnight UTC.
Result<std::optional<Timestamp>> moment(const Form &query, QLatin1StringView name)
{
    const auto text = query.value(name);
    if (!text)
        return std::nullopt;
    const QDateTime moment = text->size() == 10 ? QDateTime(QDate::fromString(*text, Qt::ISODate), QTime(0, 0), Qt::UTC)
        : text->endsWith(u'Z')                  ? QDateTime::fromString(*text, Qt::ISODateWithMs)
                                                : QDateTime();
    if (!moment.isValid())
        return refused(name, u"A time is 2026-01-31 or 2026-01-31T12:00:00Z."_s);
    return Timestamp(std::chrono::milliseconds(moment.toMSecsSinceEpoch()));
}

api::AuditRetention answer(const TrailStore::Retention &retention)
{
    api::AuditRetention made;
    made.days = retention.days;
    made.version = retention.version;
    return made;
}

}

Task<Result<api::AuditEventList>> AuditApi::listAuditEvents(admin::ContextPointer context)
{
    const auto &spec = TrailService::listSpec();
    auto request = CO_TRY(m_lists->request(*context, spec));
    const auto page = CO_TRY(co_await m_trail->list(context->realm->id, std::move(request), context->deadline()));
    api::AuditEventList list;
    for (const TrailRow &row : page.rows)
        list.items.append(api::decodeLeniently<api::AuditEvent>(row.row));
    list.next = CO_TRY(m_lists->next(*context, spec, page.page));
    co_return list;
}

Task<Result<api::AuditEvent>> AuditApi::getAuditEvent(admin::ContextPointer context)
{
    const auto row
        = CO_TRY(co_await m_trail->find(context->realm->id, context->id("event").toLatin1(), context->deadline()));
    co_return api::decodeLeniently<api::AuditEvent>(row.row);
}

Task<Result<api::AuditTail>> AuditApi::getAuditTail(admin::ContextPointer context)
{
    const Form query = CO_TRY(context->request.queryForm());
    std::optional<qint64> position;
    int limit = kShownOfTail;
    if (const auto text = query.value("position"_L1)) {
        const auto number = parseDecimal(text->toUtf8(), kLargestPosition);
        if (!number)
            co_return refused(u"position"_s, u"A position is a number that an answer before this one had."_s);
        position = static_cast<qint64>(*number);
    }
    if (const auto text = query.value("limit"_L1)) {
        const auto number = parseDecimal(text->toUtf8(), kMostOfTail);
        if (!number || *number < 1)
            co_return refused(u"limit"_s, u"A number from 1 to %1 is needed here."_s.arg(kMostOfTail));
        limit = static_cast<int>(*number);
    }
    auto filter = CO_TRY(admin::parseFilter(query.valueOrEmpty("q"_L1), TrailService::listSpec(), m_clock->now()));
    const auto tail
        = CO_TRY(co_await m_trail->tail(context->realm->id, position, std::move(filter), limit, context->deadline()));
    api::AuditTail answer;
    for (const TrailRow &row : tail.rows)
        answer.items.append(api::decodeLeniently<api::AuditEvent>(row.row));
    answer.position = tail.position;
    co_return answer;
}

Task<Result<api::AuditStats>> AuditApi::getAuditStats(admin::ContextPointer context)
{
    using enum SearchStore::Bucket;
    static constexpr std::pair<QLatin1StringView, SearchStore::Bucket> kBuckets[]
        = { { "minute"_L1, Minute }, { "hour"_L1, Hour }, { "day"_L1, Day }, { "all"_L1, All } };
    const Form query = CO_TRY(context->request.queryForm());
    const Timestamp until = CO_TRY(moment(query, "until"_L1)).value_or(m_clock->now());
    const Timestamp since = CO_TRY(moment(query, "since"_L1)).value_or(until - std::chrono::hours(24));
    if (since >= until)
        co_return refused(u"since"_s, u"It must begin before it ends."_s);
    const auto length = until - since;
    const SearchStore::Bucket fitting = length <= kMinutes ? Minute : length <= kHours ? Hour : Day;
    const auto named = query.value("bucket"_L1);
    const auto bucket = std::find_if(std::begin(kBuckets), std::end(kBuckets),
        [&](const auto &one) { return named ? *named == one.first : one.second == fitting; });
    if (bucket == std::end(kBuckets))
        co_return refused(u"bucket"_s, u"minute, hour, day or all is needed here."_s);
    // Minutes are counted row by row.
    if (bucket->second == Minute && length > kMostMinutes)
        co_return refused(u"bucket"_s, u"Minutes are counted for a day at most."_s);
    const auto counts
        = CO_TRY(co_await m_trail->count(context->realm->id, since, until, bucket->second, context->deadline()));
    api::AuditStats answer;
    answer.since = QString::fromLatin1(toIso(since));
    answer.until = QString::fromLatin1(toIso(until));
    answer.bucket = bucket->first;
    for (const auto &count : counts) {
        api::AuditCount item;
        item.at = QString::fromLatin1(toIso(count.at));
        item.action = count.action;
        item.outcome = count.outcome;
        item.count = count.count;
        answer.items.append(item);
    }
    co_return answer;
}

Task<Result<api::AuditRetention>> AuditApi::getAuditRetention(admin::ContextPointer context)
{
    const auto retention = CO_TRY(co_await m_trail->retention(context->realm->id, context->deadline()));
    co_return answer(retention);
}

Task<Result<api::AuditRetention>> AuditApi::setAuditRetention(
    admin::ContextPointer context, api::AuditRetentionUpdate body)
{
    const auto retention = CO_TRY(co_await m_trail->setRetention(
        context->change, context->realm, static_cast<int>(body.days), context->ifVersion));
    co_return answer(retention);
}

Task<Result<api::AuditErased>> AuditApi::eraseAuditValues(admin::ContextPointer context, api::AuditErasure body)
{
    const auto person = UserId::parse(body.person.toLatin1());
    if (!person)
        co_return refused(u"person"_s, u"This is no id of a user."_s);
    api::AuditErased answer;
    answer.rows = CO_TRY(co_await m_trail->erase(context->change, context->realm, *person));
    co_return answer;
}

Task<Result<api::AuditStatus>> AuditApi::getAuditStatus(admin::ContextPointer context)
{
    const auto status = CO_TRY(co_await m_trail->status(context->realm, context->deadline()));
    api::AuditStatus answer;
    answer.origin = QString::fromLatin1(ledger::originOf(context->realm->id));
    answer.size = status.size;
    answer.first = status.first;
    answer.unsealed = status.unsealed;
    answer.checkpoint = Field<QString>::null();
    answer.checkpointAt = Field<QString>::null();
    if (!status.note.isEmpty()) {
        answer.checkpoint = QString::fromUtf8(status.note);
        answer.checkpointAt = QString::fromLatin1(toIso(status.signedAt));
    }
    co_return answer;
}

Task<Result<api::AuditCheckpointKey>> AuditApi::getAuditCheckpointKey(admin::ContextPointer context)
{
    const auto key = CO_TRY(m_trail->key(*context->realm));
    api::AuditCheckpointKey answer;
    answer.key = QString::fromLatin1(key.toText());
    co_return answer;
}

Task<Result<http::Response>> AuditApi::exportAudit(admin::ContextPointer context)
{
    const Form query = CO_TRY(context->request.queryForm());
    TrailService::ExportRequest request;
    if (const QString format = query.value("format"_L1).value_or(u"jsonl"_s); format == "csv"_L1)
        request.format = ExportFormat::Csv;
    else if (format != "jsonl"_L1)
        co_return refused(u"format"_s, u"A format is jsonl or csv."_s);
    request.since = CO_TRY(moment(query, "since"_L1));
    request.until = CO_TRY(moment(query, "until"_L1));
    if (request.since && request.until && *request.until < *request.since)
        co_return refused(u"until"_s, u"until is before since."_s);
    const bool csv = request.format == ExportFormat::Csv;
    auto rows = CO_TRY(co_await m_trail->exportRows(context->realm, request, context->deadline()));
    co_return http::Response::stream(csv ? "text/csv; charset=utf-8" : "application/jsonl", std::move(rows));
}

}
