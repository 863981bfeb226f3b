// SPDX-License-Identifier: GPL-3.0-or-later
#include "Failure.h"

#include "core/Json.h"
#include "output/Sink.h"

#include <QtCore/QJsonArray>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

int exitCodeOf(const api::Answer &answer)
{
    switch (answer.status) {
    case 0:
        return Unreachable;
    case 401:
        return answer.demand ? Forbidden : NotLoggedIn;
    case 403:
        return Forbidden;
    case 404:
        return NotFound;
    case 409:
    case 412:
        return Conflict;
    case 400:
    case 413:
    case 415:
    case 422:
        return Invalid;
    case 429:
        return RateLimited;
    default:
        return answer.status >= 500 ? ServerFault : Failed;
    }
}

QString nextOf(const Invocation &invocation, int exitCode)
{
    switch (exitCode) {
    case NotFound:
        return u"authctl %1 list"_s.arg(QLatin1StringView(invocation.noun->name));
    case NotLoggedIn:
        return qgetenv("AUTHCTL_TOKEN").isEmpty() ? u"authctl login"_s : u"export AUTHCTL_TOKEN=…, with another one"_s;
    default:
        return {};
    }
}

}

Failure failureOf(const Invocation &invocation, const api::Answer &answer)
{
    Failure failure;
    failure.exitCode = exitCodeOf(answer);
    const auto result = answer.error();
    const Error error = result ? Error() : result.error();
    failure.code = answer.status == 0 ? u"unreachable"_s
                                      : answer.body[u"code"].toString(QString::fromLatin1(error.traits().wireName));
    failure.message
        = answer.status == 0 ? u"%1: %2"_s.arg(invocation.options.server, answer.transportError) : error.description;
    failure.fields = error.fields;
    failure.requestId = answer.status == 0 ? QString() : error.detail;
    failure.retryAfterSeconds = answer.retryAfterSeconds;
    failure.retryable = answer.status == 0 || answer.status == 429 || answer.status >= 502;
    failure.next = nextOf(invocation, failure.exitCode);
    return failure;
}

int report(const Options &options, const Failure &failure)
{
    if (options.isJson()) {
        QJsonArray fields;
        for (const FieldError &field : failure.fields)
            fields.append(
                QJsonObject { { u"path"_s, field.path }, { u"code"_s, field.code }, { u"message"_s, field.message } });
        QJsonObject error { { u"code"_s, failure.code }, { u"message"_s, failure.message }, { u"fields"_s, fields },
            { u"retryable"_s, failure.retryable } };
        if (!failure.next.isEmpty())
            error.insert(u"next"_s, failure.next);
        if (!failure.requestId.isEmpty())
            error.insert(u"request_id"_s, failure.requestId);
        if (failure.retryAfterSeconds > 0)
            error.insert(u"retry_after"_s, failure.retryAfterSeconds);
        writeError(toJson(QJsonObject { { u"error"_s, error } }));
        return failure.exitCode;
    }
    writeError("error: " + failure.message.toUtf8());
    for (const FieldError &field : failure.fields)
        writeError("  " + field.path.toUtf8() + ": " + field.message.toUtf8());
    if (failure.retryAfterSeconds > 0)
        writeError("  try again in " + QByteArray::number(failure.retryAfterSeconds) + " s");
    if (!failure.requestId.isEmpty())
        writeError("  request " + failure.requestId.toUtf8());
    if (!failure.next.isEmpty())
        writeError("  next: " + failure.next.toUtf8());
    return failure.exitCode;
}

void note(const Options &options, const QString &line)
{
    if (!options.quiet && !options.isJson())
        writeError(line.toUtf8());
}

}
