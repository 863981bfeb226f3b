// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Parameters.h"

#include "core/Form.h"
#include "core/Json.h"
#include "core/Suggest.h"
#include "core/Text.h"
#include "crypto/Hash.h"

namespace auth::admin {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kLargestPage = 200;
constexpr qsizetype kLongestReason = 500;

std::unexpected<Error> refused(const QString &path, const QString &code, const QString &message)
{
    Error error(ErrorCode::ValidationFailed, message);
    error.fields.append({ path, code, message });
    return std::unexpected(error);
}

QStringList parameterNames(const api::Operation &operation)
{
    QStringList names;
    if (operation.kind == api::Operation::Kind::List)
        names = { u"limit"_s, u"after"_s, u"q"_s, u"sort"_s, u"total"_s };
    else if (operation.changesSomething())
        names = { u"dry_run"_s };
    for (const char *const name : operation.query)
        names.append(QLatin1StringView(name));
    return names;
}

Result<bool> flag(const Form &query, QLatin1StringView name)
{
    const auto value = query.value(name);
    if (value && *value != "true"_L1 && *value != "false"_L1)
        return refused(u'/' + name, u"invalid"_s, u"true or false is needed here."_s);
    return value == QString(u"true"_s);
}

/// RFC 9110 §13.1.1 with strong comparison. Our tags are versions: any other one cannot match.
Result<std::optional<qint64>> versionOf(const QByteArray &ifMatch)
{
    const QByteArray tag = ifMatch.trimmed();
    if (tag == "*")
        return std::nullopt;
    if (tag.size() > 2 && tag.startsWith('"') && tag.endsWith('"')) {
        if (const auto version
            = parseDecimal(QByteArrayView(tag).sliced(1).chopped(1), std::numeric_limits<qint64>::max()))
            return *version;
    }
    return failure(ErrorCode::VersionMismatch, u"If-Match names no version of this object."_s);
}

/// Percent-encoded, as header values are ASCII.
Result<QString> reasonOf(const QByteArray &header)
{
    const auto form = Form::parse("reason=" + header);
    if (!form || form->pairs().size() != 1 || form->valueOrEmpty("reason"_L1).size() > kLongestReason)
        return refused(u"/Audit-Reason"_s, u"invalid"_s,
            u"A reason is percent-encoded UTF-8 of at most %1 characters."_s.arg(kLongestReason));
    return form->valueOrEmpty("reason"_L1).trimmed();
}

}

Result<void> readParameters(Context &context)
{
    const api::Operation &operation = *context.operation;
    const Form query = TRY(context.request.queryForm());
    const QStringList known = parameterNames(operation);
    for (const auto &[name, value] : query.pairs()) {
        if (!known.contains(name))
            return refused(
                u'/' + jsonPointerToken(name), u"unknown_field"_s, unknownNameMessage(u"parameter"_s, name, known));
    }
    if (const auto repeated = query.repeatedName())
        return refused(u'/' + *repeated, u"duplicate"_s, u"The parameter stands twice."_s);
    if (const auto limit = query.value("limit"_L1)) {
        const auto number = parseDecimal(limit->toUtf8(), 1'000'000);
        if (!number || *number < 1)
            return refused(u"/limit"_s, u"invalid"_s, u"A number from 1 to %1 is needed here."_s.arg(kLargestPage));
        context.list.limit = static_cast<int>(std::min(*number, kLargestPage));
    }
    context.list.after = query.valueOrEmpty("after"_L1);
    context.list.query = query.valueOrEmpty("q"_L1);
    context.list.sort = query.valueOrEmpty("sort"_L1);
    context.list.total = TRY(flag(query, "total"_L1));
    context.dryRun = TRY(flag(query, "dry_run"_L1));
    if (const auto ifMatch = context.request.header("if-match"))
        context.ifVersion = TRY(versionOf(*ifMatch));
    if (const auto reason = context.request.header("audit-reason"))
        context.reason = TRY(reasonOf(*reason));
    return {};
}

Result<QJsonObject> readBody(const http::Request &request)
{
    if (request.contentType() != "application/json")
        return failure(ErrorCode::UnsupportedMediaType, u"The body must be application/json."_s);
    return parseJsonObject(request.body);
}

Result<std::optional<QByteArray>> idempotencyKey(const Context &context)
{
    if (qstrcmp(context.operation->method, "POST") != 0)
        return std::nullopt;
    const auto key = context.request.header("idempotency-key");
    if (!key)
        return std::nullopt;
    const bool printable = std::all_of(key->begin(), key->end(), [](char c) { return c > ' ' && c < 0x7f; });
    if (key->isEmpty() || key->size() > 255 || !printable)
        return refused(
            u"/Idempotency-Key"_s, u"invalid"_s, u"A key is 1 to 255 printable ASCII characters without spaces."_s);
    return *key;
}

QByteArray requestHash(const http::Request &request)
{
    QByteArray message;
    for (const QByteArray &part : { http::methodName(request.method), request.path, request.query, request.body })
        message += QByteArray::number(part.size()) + ':' + part;
    return crypto::sha256(message);
}

}
