// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/trail/TrailRow.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

QJsonValue nullable(const db::Rows &rows, int row, const char *column)
{
    return rows.isNull(row, column) ? QJsonValue(QJsonValue::Null) : QJsonValue(rows.text(row, column));
}

QJsonValue nullableObject(const db::Rows &rows, int row, const char *column)
{
    return rows.isNull(row, column) ? QJsonValue(QJsonValue::Null) : QJsonValue(rows.object(row, column));
}

std::optional<QByteArray> salt(const db::Rows &rows, int row, const char *column)
{
    if (rows.isNull(row, column))
        return std::nullopt;
    const Uuid uuid = rows.uuid(row, column);
    return QByteArray(reinterpret_cast<const char *>(uuid.bytes.data()), static_cast<qsizetype>(uuid.bytes.size()));
}

}

TrailRow trailRowFrom(const db::Rows &rows, int row)
{
    TrailRow trail;
    trail.realm = rows.id<RealmId>(row, "realm_id");
    trail.at = rows.time(row, "at");
    trail.tx = rows.raw(row, "tx");
    trail.row.insert(u"at"_s, QString::fromLatin1(toIso(rows.time(row, "at"))));
    for (const char *const column : { "id", "action", "outcome", "reason", "actor_kind", "actor_id", "actor_name",
             "target_kind", "target_id", "target_name", "user_agent", "correlation_id" })
        trail.row.insert(QLatin1StringView(column), rows.text(row, column));
    for (const char *const column : { "application_id", "session_id", "address" })
        trail.row.insert(QLatin1StringView(column), nullable(rows, row, column));
    for (const char *const column : { "before", "after", "data" })
        trail.row.insert(QLatin1StringView(column), nullableObject(rows, row, column));
    trail.actorSalt = salt(rows, row, "actor_salt");
    trail.targetSalt = salt(rows, row, "target_salt");
    trail.mac = rows.bytes(row, "mac");
    return trail;
}

}
