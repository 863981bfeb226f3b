// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/VersionLog.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

const db::Query kInsert { "version_insert",
    "INSERT INTO object_versions (realm_id, kind, object_id, version, at, action, actor_kind, actor_id, actor_name,"
    " correlation_id, document) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING" };
// What an object was before its history began is known from its first change.
const db::Query kInsertFound { "version_insert_found",
    "INSERT INTO object_versions (realm_id, kind, object_id, version, at, document)"
    " SELECT $1, $2, $3, $4, coalesce(($5::jsonb ->> 'updated_at')::timestamptz, $6), $5::jsonb"
    " WHERE NOT EXISTS (SELECT FROM object_versions WHERE realm_id = $1 AND kind = $2 AND object_id = $3)" };
const db::Query kDocument { "version_document",
    "SELECT document FROM object_versions WHERE realm_id = $1 AND kind = $2 AND object_id = $3 AND version = $4"
    " AND document IS NOT NULL" };

std::optional<QJsonObject> optionalObject(const db::Rows &rows, int row, const char *column)
{
    return rows.isNull(row, column) ? std::nullopt : std::optional(rows.object(row, column));
}

}

void VersionLog::record(db::Transaction *transaction, const AuditEvent &event, Timestamp now)
{
    const auto id = Uuid::parse(event.targetId.toLatin1());
    const auto versionOf = [](const std::optional<QJsonObject> &document) {
        return document ? document->value("version"_L1).toInteger() : 0;
    };
    const qint64 before = versionOf(event.before);
    const qint64 version = event.after ? versionOf(event.after) : before > 0 ? before + 1 : 0;
    if (!id || version <= 0)
        return;
    if (before > 0)
        transaction->enqueue(
            &kInsertFound, db::Params::of(event.realmId, event.targetKind, *id, before, *event.before, now));
    transaction->enqueue(&kInsert,
        db::Params::of(event.realmId, event.targetKind, *id, version, now, event.action, event.actorKind, event.actorId,
            event.actorName, event.correlationId, event.after));
}

const db::ListSpec &VersionLog::listSpec()
{
    using enum db::ListKind;
    static const db::ListSpec spec {
        .name = "version_list",
        .columns = "v.version, v.at, v.action, v.actor_kind, v.actor_id, v.actor_name, v.correlation_id, v.document,"
                   " (SELECT p.document FROM object_versions p WHERE p.realm_id = v.realm_id AND p.kind = v.kind"
                   " AND p.object_id = v.object_id AND p.version < v.version ORDER BY p.version DESC LIMIT 1)"
                   " AS previous",
        .from = "object_versions v",
        .condition = "v.realm_id = $1 AND v.kind = $2 AND v.object_id = $3",
        .id = "v.object_id",
        .fields = {
            { QLatin1StringView("version"), "v.version", Integer, db::ListSort::Yes },
            { QLatin1StringView("at"), "v.at", Time },
            { QLatin1StringView("action"), "v.action", Text },
            { QLatin1StringView("actor_id"), "v.actor_id", Text },
            { QLatin1StringView("actor_name"), "v.actor_name", Text },
            { QLatin1StringView("correlation_id"), "v.correlation_id", Text },
        },
        .freeText = { "v.action", "v.actor_name", "v.document::text" },
        .descending = true,
    };
    return spec;
}

Task<Result<VersionLog::Page>> VersionLog::list(Object object, db::ListRequest request, Deadline deadline) const
{
    Page found;
    found.page = CO_TRY(co_await db::list(
        m_database, &listSpec(), db::Params::of(object.realmId, object.kind, object.id), std::move(request), deadline));
    const db::Rows &rows = found.page.rows;
    for (int row = 0; row < found.page.count; ++row) {
        Version version;
        version.version = rows.integer(row, "version");
        version.at = rows.time(row, "at");
        version.action = rows.text(row, "action");
        version.actorKind = rows.text(row, "actor_kind");
        version.actorId = rows.text(row, "actor_id");
        version.actorName = rows.text(row, "actor_name");
        version.correlationId = rows.text(row, "correlation_id");
        version.document = optionalObject(rows, row, "document");
        version.previous = optionalObject(rows, row, "previous");
        found.versions.push_back(std::move(version));
    }
    co_return found;
}

Task<Result<std::optional<QJsonObject>>> VersionLog::document(Object object, qint64 version, Deadline deadline) const
{
    const auto rows = CO_TRY(co_await m_database->execute(
        &kDocument, db::Params::of(object.realmId, object.kind, object.id, version), deadline));
    co_return rows.isEmpty() ? std::nullopt : std::optional(rows.object(0, "document"));
}

}
