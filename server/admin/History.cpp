// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/History.h"

#include "api/Operations.h"
#include "history/Differences.h"

#include <QtCore/QJsonArray>

#include <algorithm>

namespace auth::admin {

namespace {

using namespace Qt::StringLiterals;

QJsonObject bodyOfRevert(std::span<const api::BodyField> fields, const QString &prefix, const QJsonObject &current,
    const QJsonObject &wanted)
{
    QJsonObject body;
    for (const api::BodyField &field : fields) {
        const QString path = QString::fromLatin1(field.path);
        const QString name = path.mid(prefix.size());
        if (!path.startsWith(prefix) || name.contains(u'.'))
            continue;
        const QJsonValue now = current.value(name);
        const QJsonValue then = wanted.value(name);
        if (now == then)
            continue;
        const bool hasMembers = std::any_of(fields.begin(), fields.end(),
            [&](const api::BodyField &other) { return QLatin1StringView(other.path).startsWith(path + u'.'); });
        if (hasMembers && now.isObject() && then.isObject())
            body.insert(name, bodyOfRevert(fields, path + u'.', now.toObject(), then.toObject()));
        else
            body.insert(name, then.isUndefined() ? QJsonValue(QJsonValue::Null) : then);
    }
    return body;
}

VersionLog::Object objectOf(const Context &context, const QByteArray &kind, const QString &id)
{
    const auto uuid = Uuid::parse(id.toLatin1());
    // Resources of a realm are named by ids.
    Q_ASSERT(uuid && context.realm);
    return { context.realm->id, kind, *uuid };
}

}

QJsonObject bodyOfRevert(std::span<const api::BodyField> fields, const QJsonObject &current, const QJsonObject &wanted)
{
    return bodyOfRevert(fields, {}, current, wanted);
}

Task<Result<Outcome>> History::list(ContextPointer context, QByteArray kind, QString id) const
{
    const auto &spec = VersionLog::listSpec();
    auto request = CO_TRY(m_lists.request(*context, spec));
    const auto of = objectOf(*context, kind, id);
    const auto page = CO_TRY(co_await m_log.list(of, std::move(request), context->deadline()));
    QJsonArray items;
    for (const auto &version : page.versions) {
        items.append(QJsonObject {
            { u"version"_s, version.version },
            { u"at"_s, QString::fromLatin1(toIso(version.at)) },
            { u"action"_s, version.action },
            { u"actor_kind"_s, version.actorKind },
            { u"actor_id"_s, version.actorId },
            { u"actor_name"_s, version.actorName },
            { u"correlation_id"_s, version.correlationId },
            { u"changes"_s,
                differences(version.previous.value_or(QJsonObject()), version.document.value_or(QJsonObject())) },
        });
    }
    const auto next = CO_TRY(m_lists.next(*context, spec, page.page));
    Outcome outcome;
    outcome.body = { { u"items"_s, items },
        { u"next"_s, next.hasValue() ? QJsonValue(next.value()) : QJsonValue(QJsonValue::Null) } };
    addTotal(*context, outcome.body);
    co_return outcome;
}

Task<Result<void>> History::becomeUpdate(
    ContextPointer context, QByteArray kind, QJsonObject current, qint64 version, int update) const
{
    const qint64 currentVersion = current[u"version"].toInteger();
    if (context->ifVersion && *context->ifVersion != currentVersion)
        co_return failure(ErrorCode::VersionMismatch,
            u"The object was changed meanwhile: it is at version %1."_s.arg(currentVersion));
    const auto of = objectOf(*context, kind, current[u"id"].toString());
    const auto wanted = CO_TRY(co_await m_log.document(of, version, context->deadline()));
    if (!wanted) {
        Error error(ErrorCode::ValidationFailed, u"There is no version %1 to go back to."_s.arg(version));
        error.fields.append({ u"/version"_s, u"not_found"_s, error.description });
        co_return std::unexpected(error);
    }
    context->body = bodyOfRevert(api::operations()[static_cast<size_t>(update)].fields, current, *wanted);
    context->ifVersion = currentVersion;
    context->change->annotate(u"reverted_to"_s, version);
    co_return {};
}

}
