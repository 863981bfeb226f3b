// SPDX-License-Identifier: GPL-3.0-or-later
#include "Session.h"

#include "Network.h"
#include "Prompt.h"
#include "api/HttpTransport.h"
#include "api/Operations.h"
#include "core/Random.h"
#include "Login.h"

#include <QtCore/QJsonArray>
#include <QtCore/QRegularExpression>

#include <qcorotask.h>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

constexpr int kPage = 200;
constexpr int kMostPages = 50;
constexpr qsizetype kMostCandidates = 10;

/// The first digits of an id are the time (UUIDv7), so the last ones tell ids apart.
bool isEndOfId(const QString &handle)
{
    static const QRegularExpression form(QRegularExpression::anchoredPattern(u"[0-9a-f-]{8,35}"_s));
    return form.match(handle).hasMatch();
}

QString nameOf(const Noun &noun, const QJsonObject &object)
{
    return object[QLatin1StringView(noun.handleField)].toString();
}

}

Session::Session(const Invocation *invocation)
    : m_invocation(invocation)
{
}

api::Call Session::call() const
{
    return call(m_invocation->verb->operation);
}

api::Call Session::call(int index, const QList<std::pair<QByteArray, QString>> &more) const
{
    const Options &options = m_invocation->options;
    const Noun &noun = *m_invocation->noun;
    const api::Operation &operation = api::operations()[static_cast<size_t>(index)];
    QList<std::pair<QByteArray, QString>> parameters = more;
    const QByteArray path = operation.path;
    // The realm of `realm get NAME` is the handle itself.
    if (path.contains("{realm}"))
        parameters.append({ "realm", qstrcmp(noun.pathParameter, "realm") == 0 ? options.handle : options.realm });
    if (qstrcmp(noun.pathParameter, "realm") != 0 && path.contains('{' + QByteArray(noun.pathParameter) + '}'))
        parameters.append({ noun.pathParameter, options.handle });
    api::CallOptions callOptions;
    if (operation.changesSomething()) {
        callOptions.dryRun = options.dryRun;
        callOptions.ifVersion = options.ifVersion;
        callOptions.reason = options.reason;
    }
    if (qstrcmp(operation.method, "POST") == 0)
        callOptions.idempotencyKey
            = options.has(u"idempotency-key"_s) ? options.value(u"idempotency-key"_s).toUtf8() : randomToken(16);
    return api::Call(index, std::move(parameters), std::move(callOptions));
}

std::expected<api::Answer, Failure> Session::current()
{
    // An object is read where it is changed: the same path, or the one that an action on it (`…/revert`) begins with.
    const auto all = api::operations();
    const QByteArray path = all[static_cast<size_t>(m_invocation->verb->operation)].path;
    const QByteArray object = path.endsWith('}') ? path : path.left(path.lastIndexOf('/'));
    const auto get = std::find_if(all.begin(), all.end(), [&object](const api::Operation &operation) {
        return operation.kind == api::Operation::Kind::Get && object == operation.path;
    });
    if (get == all.end())
        return std::unexpected(usageFailure(u"What this changes cannot be read."_s));
    return send(call(static_cast<int>(get - all.begin())));
}

std::expected<api::Answer, Failure> Session::exchange(const api::Call &call)
{
    const Options &options = m_invocation->options;
    QByteArray refused;
    bool steppedUp = false;
    while (true) {
        const auto token = accessToken(options, refused);
        if (!token)
            return std::unexpected(token.error());
        const auto transport = Network::shared().transport(options, *token);
        if (!transport)
            return std::unexpected(transport.error());
        auto answer = QCoro::waitFor((*transport)->send(call));
        if (!answer)
            return std::unexpected(usageFailure(answer.error().description));
        // RFC 9470 §3: it is not the token that is bad. Once: who proved all they can is not asked for it again.
        if (answer->demand && !steppedUp) {
            if (const auto proved = stepUp(options, *answer->demand); !proved)
                return std::unexpected(proved.error());
            steppedUp = true;
            continue;
        }
        // Revoked, or from before the server's keys changed: one that is asked for now decides.
        if (answer->status != 401 || answer->demand || !refused.isEmpty() || !canRenew(options))
            return std::move(*answer);
        refused = *token;
    }
}

std::expected<api::Answer, Failure> Session::send(api::Call call)
{
    const Options &options = m_invocation->options;
    const bool changes = call.operation->changesSomething() && !call.options.dryRun;
    if (changes && options.isProtected && !wasConfirmed()) {
        const QString question = u"%1 changes %2."_s.arg(QLatin1StringView(m_invocation->noun->name), options.context);
        if (const auto refusal = confirm(options, Severity::Mild, question, options.handle))
            return std::unexpected(*refusal);
    }
    auto answer = exchange(call);
    if (!answer)
        return answer;
    if (answer->status == 404 && isEndOfId(options.handle)) {
        const auto id = idEndingWith(call, options.handle);
        if (!id)
            return std::unexpected(id.error());
        if (!id->isEmpty()) {
            for (auto &[name, value] : call.parameters) {
                if (name == m_invocation->noun->pathParameter)
                    value = *id;
            }
            answer = exchange(call);
            if (!answer)
                return answer;
        }
    }
    if (!answer->succeeded())
        return std::unexpected(failureOf(*m_invocation, *answer));
    return answer;
}

std::expected<QString, Failure> Session::idEndingWith(const api::Call &call, const QString &end)
{
    const Noun &noun = *m_invocation->noun;
    const QByteArray path = call.operation->path;
    const qsizetype parameter = path.indexOf("/{" + QByteArray(noun.pathParameter) + '}');
    const auto all = api::operations();
    const auto list = std::find_if(all.begin(), all.end(), [&](const api::Operation &operation) {
        return operation.kind == api::Operation::Kind::List && parameter > 0 && path.left(parameter) == operation.path;
    });
    if (list == all.end())
        return QString();
    QJsonArray found;
    QString after;
    for (int page = 0; page < kMostPages; ++page) {
        api::Call next = this->call(static_cast<int>(list - all.begin()));
        next.list.limit = kPage;
        next.list.after = after;
        const auto answer = exchange(next);
        if (!answer)
            return std::unexpected(answer.error());
        if (!answer->succeeded())
            return QString();
        const QJsonArray items = answer->body[u"items"].toArray();
        for (const auto &item : items) {
            if (item[u"id"].toString().endsWith(end))
                found.append(item);
        }
        after = answer->body[u"next"].toString();
        if (after.isEmpty())
            break;
    }
    if (found.size() == 1)
        return found[0][u"id"].toString();
    if (found.isEmpty())
        return QString();
    QStringList candidates;
    for (qsizetype i = 0; i < std::min(found.size(), kMostCandidates); ++i)
        candidates.append(u"%1 (%2)"_s.arg(found[i][u"id"].toString(), nameOf(noun, found[i].toObject())));
    return std::unexpected(
        usageFailure(u"%1 ids end with %2: %3."_s.arg(found.size()).arg(end, candidates.join(u", "_s))));
}

std::expected<api::Answer, Failure> Session::change(const QJsonObject &body)
{
    api::Call call = this->call();
    if (call.operation->hasBody)
        call.body = body;
    return change(std::move(call));
}

std::expected<api::Answer, Failure> Session::change(api::Call call)
{
    announce();
    auto answer = send(std::move(call));
    if (answer && m_invocation->options.dryRun)
        note(m_invocation->options, u"dry run: nothing was written"_s);
    return answer;
}

void Session::announce() const
{
    const Options &options = m_invocation->options;
    QStringList parts;
    if (!options.context.isEmpty())
        parts.append(u"context %1 (%2)"_s.arg(options.context, options.server));
    else
        parts.append(options.server);
    if (qstrcmp(m_invocation->noun->pathParameter, "realm") != 0)
        parts.append(u"realm "_s + options.realm);
    if (options.isProtected)
        parts.append(u"protected"_s);
    note(options, parts.join(u" · "_s));
}

}
