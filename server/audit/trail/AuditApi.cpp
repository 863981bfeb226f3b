// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/trail/AuditApi.h"

#include <QtCore/QDateTime>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

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
