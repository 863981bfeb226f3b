// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/Call.h"

#include "api/Operations.h"
#include "api/Schemas.h"
#include "core/Text.h"

namespace auth::api {

namespace {

std::optional<ErrorCode> codeOf(const QByteArray &wireName, int status)
{
    // Codes that share a wire name differ by status: the first that fits both, else the first of the name.
    std::optional<ErrorCode> named;
    for (int i = 0; i <= static_cast<int>(ErrorCode::Internal); ++i) {
        const auto &traits = errorTraits(static_cast<ErrorCode>(i));
        if (wireName != traits.wireName)
            continue;
        if (traits.status == status)
            return traits.code;
        if (!named)
            named = traits.code;
    }
    return named;
}

ErrorCode codeOfStatus(int status)
{
    switch (status) {
    case 400:
        return ErrorCode::Malformed;
    case 401:
        return ErrorCode::InvalidToken;
    case 403:
        return ErrorCode::Forbidden;
    case 404:
        return ErrorCode::NotFound;
    case 405:
        return ErrorCode::MethodNotAllowed;
    case 409:
        return ErrorCode::Conflict;
    case 412:
        return ErrorCode::VersionMismatch;
    case 413:
        return ErrorCode::PayloadTooLarge;
    case 415:
        return ErrorCode::UnsupportedMediaType;
    case 422:
        return ErrorCode::ValidationFailed;
    case 429:
        return ErrorCode::TooManyRequests;
    case 502:
    case 503:
    case 504:
        return ErrorCode::Unavailable;
    default:
        return ErrorCode::Internal;
    }
}

}

Call::Call(int index, QList<std::pair<QByteArray, QString>> pathParameters, CallOptions callOptions)
    : operation(&operations()[static_cast<size_t>(index)])
    , parameters(std::move(pathParameters))
    , options(std::move(callOptions))
{
}

QByteArray Call::target() const
{
    QByteArray path = operation->path;
    for (const auto &[name, value] : parameters)
        path.replace('{' + name + '}', percentEncode(value.toUtf8()));
    QByteArray query;
    const auto add = [&query](const char *name, const QString &value) {
        query += (query.isEmpty() ? '?' : '&') + QByteArray(name) + '=' + percentEncode(value.toUtf8());
    };
    if (list.limit)
        add("limit", QString::number(*list.limit));
    if (!list.after.isEmpty())
        add("after", list.after);
    if (!list.query.isEmpty())
        add("q", list.query);
    if (!list.sort.isEmpty())
        add("sort", list.sort);
    if (list.total)
        add("total", QStringLiteral("true"));
    for (const auto &[name, value] : queryParameters)
        add(name.constData(), value);
    if (options.dryRun)
        add("dry_run", QStringLiteral("true"));
    return path + query;
}

Result<void> Answer::error() const
{
    if (succeeded())
        return {};
    if (status == 0)
        return failure(ErrorCode::Unavailable, transportError);
    const auto problem = decodeLeniently<Problem>(body);
    Error error(codeOf(problem.code.toUtf8(), status).value_or(codeOfStatus(status)),
        problem.detail.isEmpty() ? QStringLiteral("The server answered %1.").arg(status) : problem.detail,
        problem.requestId);
    for (const ProblemField &field : problem.fields.valueOr({}))
        error.fields.append({ field.path, field.code, field.message });
    error.retryAfterSeconds = retryAfterSeconds;
    error.demand = demand;
    return std::unexpected(error);
}

}
