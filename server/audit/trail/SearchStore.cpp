// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/trail/SearchStore.h"

#include "audit/trail/EventColumns.h"
#include "audit/trail/SearchWords.h"

#include <QtCore/QDateTime>

#include <algorithm>
#include <optional>

namespace auth {

namespace {

using db::ListFilter;
using db::ListKind;

constexpr int kGlance = 200; ///< Rows that are looked at before anything else.
constexpr int kOften = 4; ///< Where as many of them fit, a page is full sooner by reading on than by the index of words,
constexpr int kNewest = 5'000; ///< up to here.

#define AUDIT_FIELDS(row)                                                                                              \
    { QLatin1StringView("at"), row ".at", ListKind::Time, db::ListSort::Yes },                                         \
        { QLatin1StringView("action"), "e.action", ListKind::Text },                                                   \
        { QLatin1StringView("outcome"), "e.outcome", ListKind::Choice, db::ListSort::No, "success failure refused" },  \
        { QLatin1StringView("reason"), "e.reason", ListKind::Text },                                                   \
        { QLatin1StringView("actor_kind"), "e.actor_kind", ListKind::Text },                                           \
        { QLatin1StringView("actor_id"), "e.actor_id", ListKind::Text },                                               \
        { QLatin1StringView("actor_name"), "e.actor_name", ListKind::Text },                                           \
        { QLatin1StringView("target_kind"), "e.target_kind", ListKind::Text },                                         \
        { QLatin1StringView("target_id"), "e.target_id", ListKind::Text },                                             \
        { QLatin1StringView("target_name"), "e.target_name", ListKind::Text },                                         \
        { QLatin1StringView("application_id"), "e.application_id", ListKind::Id },                                     \
        { QLatin1StringView("session_id"), "e.session_id", ListKind::Id },                                             \
        { QLatin1StringView("address"), "COALESCE(host(e.address), '')", ListKind::Text },                             \
        { QLatin1StringView("user_agent"), "e.user_agent", ListKind::Text },                                           \
        { QLatin1StringView("correlation_id"), "e.correlation_id", ListKind::Text },                                   \
    {                                                                                                                  \
        QLatin1StringView("id"), "e.id", ListKind::Id                                                                  \
    }
#define FREE_TEXT                                                                                                      \
    "concat_ws(' ', e.action, e.outcome, e.reason, e.actor_kind, e.actor_id, e.actor_name, e.target_kind, e.target_id,"\
    " e.target_name, e.application_id, e.session_id, host(e.address), e.user_agent, e.correlation_id, e.before, e.after,"\
    " e.data)"

// The lists of a spec live as long as the spec: each is a constant of its own.
#define AUDIT_SPEC(variable, from_, condition_, row)                                                                   \
    const db::ListSpec variable                                                                                        \
    {                                                                                                                  \
        .name = "audit_list", .columns = EVENT_COLUMNS, .from = (from_), .condition = (condition_), .id = row ".id",   \
        .fields = { AUDIT_FIELDS(row) }, .freeText = { FREE_TEXT }, .descending = true, .freeTextByWord = true         \
    }

/// Every row of the realm.
const db::ListSpec &everything()
{
    static AUDIT_SPEC(spec, "audit_events e", "e.realm_id = $1", "e");
    return spec;
}

/// The newest rows before ($2, $3).
const db::ListSpec &newest()
{
    static AUDIT_SPEC(spec,
        "(SELECT * FROM audit_events WHERE realm_id = $1 AND (at, id) < ($2::timestamptz, $3::uuid)"
        " ORDER BY at DESC, id DESC LIMIT $4::integer) e",
        "e.realm_id = $1", "e");
    return spec;
}

/// The rows before ($3, $4) whose words answer $2, a query for each week, and those that are not sealed yet and have
/// none. A query of all weeks would be asked whole of each row that one of its words finds. Rows are looked up by their
/// key (OFFSET 0) newest first, until a page is full: with a range of times asked for, too, the planner would go
/// through all rows of that range.
const db::ListSpec &byWords()
{
    static AUDIT_SPEC(spec,
        "(SELECT at, id FROM (SELECT one.at, one.id FROM unnest($2::text[]::tsquery[]) AS week (words)"
        " CROSS JOIN LATERAL audit_matches($1, week.words, $3::timestamptz, $4::uuid) one"
        " UNION SELECT at, id FROM audit_events WHERE realm_id = $1 AND tx >= (SELECT below FROM audit_sealer)) known"
        " ORDER BY at DESC, id DESC) found"
        " CROSS JOIN LATERAL (SELECT * FROM audit_events"
        " WHERE realm_id = $1 AND at = found.at AND id = found.id OFFSET 0) e",
        "e.realm_id = $1", "found");
    return spec;
}

/// The rows from $2 to $3, in the order in which they were sealed.
const db::ListSpec &bySequence()
{
    static const db::ListSpec spec {
        .name = "audit_tail",
        .columns = EVENT_COLUMNS,
        .from = "audit_leaves l JOIN audit_events e ON e.realm_id = l.realm_id AND e.at = l.event_at AND e.id = l.event_id",
        .condition = "l.realm_id = $1 AND l.seq >= $2 AND l.seq < $3",
        .id = "e.id",
        .fields = { { QLatin1StringView("seq"), "l.seq", ListKind::Integer, db::ListSort::Yes } },
        .freeText = { FREE_TEXT },
        .freeTextByWord = true,
    };
    return spec;
}

const db::Query kBoundary { "audit_search_boundary",
    "SELECT at FROM audit_events WHERE realm_id = $1 AND (at, id) < ($2, $3) ORDER BY at DESC, id DESC OFFSET $4 LIMIT 1" };
const db::Query kOldest { "audit_search_oldest",
    "SELECT at FROM audit_events WHERE realm_id = $1 ORDER BY at, id LIMIT 1" };
// The index of words has no id by itself; a UUIDv7 says when it was made, to the millisecond.
const db::Query kFind { "audit_event",
    "SELECT " EVENT_COLUMNS " FROM audit_events e WHERE e.realm_id = $1 AND e.id = $2 AND e.at >= $3 AND e.at < $4" };
const db::Query kCountMinutes { "audit_count_minutes",
    "SELECT date_trunc('minute', at) AS bucket, action, outcome, count(*) AS count FROM audit_events"
    " WHERE realm_id = $1 AND at >= $2 AND at < $3 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3" };
// Hours and days are counted when rows are sealed: as many rows as there are hours, however much went on in them.
#define COUNTED                                                                                                        \
    " action, outcome, sum(count)::bigint AS count FROM audit_counts WHERE realm_id = $1"                              \
    " AND hour >= date_trunc('hour', $2::timestamptz, 'UTC') AND hour < $3 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
const db::Query kCount { "audit_count", "SELECT date_trunc($4::text, hour, 'UTC') AS bucket," COUNTED };
const db::Query kCountAll { "audit_count_all", "SELECT date_trunc('hour', $2::timestamptz, 'UTC') AS bucket," COUNTED };
// $2 are tsqueries: those that more than a quarter of the newest $3 rows answer.
const db::Query kCommon { "audit_search_common",
    "SELECT asked.number FROM unnest($2::text[]) WITH ORDINALITY AS asked (word, number)"
    " CROSS JOIN (SELECT words FROM audit_leaves WHERE realm_id = $1 ORDER BY seq DESC LIMIT $3::integer) newest"
    " WHERE newest.words @@ asked.word::tsquery GROUP BY asked.number HAVING count(*) > $3::integer / 4" };
const db::Query kSealedAmong { "audit_sealed_among",
    "SELECT event_id AS id FROM audit_leaves WHERE realm_id = $1 AND event_at >= $2 AND event_id = ANY ($3::uuid[])"
    " AND seq < $4" };

/// The times that \a filter asks for, as far as they are a range.
struct Range {
    std::optional<Timestamp> from;
    std::optional<Timestamp> until; ///< Not in it.
};

void narrow(Range *range, const ListFilter &filter)
{
    using enum db::ListTerm::Operator;
    if (filter.negated || filter.kind == ListFilter::Kind::Any)
        return;
    for (const ListFilter &part : filter.parts)
        narrow(range, part);
    const db::ListTerm &term = filter.term;
    if (filter.kind != ListFilter::Kind::Term || !term.field || term.field->kind != ListKind::Time)
        return;
    const auto from = [range](Timestamp time) { range->from = std::max(range->from.value_or(time), time); };
    const auto until = [range](Timestamp time) { range->until = std::min(range->until.value_or(time), time); };
    const auto tick = std::chrono::microseconds(1);
    switch (term.op) {
    case Is:
        from(term.time);
        until(term.until);
        return;
    case Less:
    case LessOrEqual:
        until(term.op == Less ? term.time : term.time + tick);
        return;
    case Greater:
    case GreaterOrEqual:
        from(term.time);
        return;
    case Exists:
        return;
    }
}

std::vector<SearchStore::Count> countsFrom(const db::Rows &rows)
{
    std::vector<SearchStore::Count> counts;
    for (int row = 0; row < rows.count(); ++row)
        counts.push_back({ rows.time(row, "bucket"), rows.text(row, "action"), rows.text(row, "outcome"), rows.integer(row, "count") });
    return counts;
}

}

const db::ListSpec &SearchStore::listSpec()
{
    return everything();
}

/// Words that so many rows have that to go through them would cost more than it saves, as far as the newest rows tell;
/// of a log whose newest rows are weeks old, none.
Task<Result<QSet<QString>>> SearchStore::commonWords(
    RealmId realm, db::ListFilter filter, Timestamp now, Deadline deadline) const
{
    const auto queries = wordQueries(filter, realm, weekOf(now) - 1, weekOf(now) + 1);
    QSet<QString> common;
    if (queries.size() < 2)
        co_return common;
    const auto rows = CO_TRY(co_await m_database->execute(
        &kCommon, db::Params::of(realm, QStringList(queries.values()), kGlance), deadline));
    const QStringList names = queries.keys();
    for (int row = 0; row < rows.count(); ++row)
        common.insert(names[rows.integer(row, "number") - 1]);
    co_return common;
}

Task<Result<db::ListPage>> SearchStore::list(
    RealmId realm, db::ListRequest request, Timestamp now, Deadline deadline) const
{
    if (!saysWords(request.filter) || !request.descending)
        co_return co_await db::list(m_database, &everything(), db::Params::of(realm), std::move(request), deadline);

    Range range;
    narrow(&range, request.filter);
    QString before = range.until ? QString::fromLatin1(toIso(*range.until)) : QStringLiteral("infinity");
    Uuid beforeId;
    qint64 last = weekOf(range.until.value_or(now));
    if (request.after) {
        before = request.after->value;
        beforeId = request.after->id;
        auto position = QDateTime::fromString(before.left(19), QStringLiteral("yyyy-MM-dd HH:mm:ss"));
        position.setTimeSpec(Qt::UTC);
        last = weekOf(Timestamp(std::chrono::milliseconds(position.toMSecsSinceEpoch())));
    }
    // A clock that runs ahead files rows under next week; nobody has any of later weeks.
    last = std::min(last, weekOf(now)) + 1;
    int seen = kGlance;
    auto page = CO_TRY(
        co_await db::list(m_database, &newest(), db::Params::of(realm, before, beforeId, seen), request, deadline));
    if (!page.next && page.count >= kOften) {
        seen = kNewest;
        page = CO_TRY(
            co_await db::list(m_database, &newest(), db::Params::of(realm, before, beforeId, seen), request, deadline));
    }
    if (page.next)
        co_return page;
    const auto boundary
        = CO_TRY(co_await m_database->execute(&kBoundary, db::Params::of(realm, before, beforeId, seen - 1), deadline));
    if (boundary.isEmpty() || (range.from && boundary.time(0, "at") < *range.from))
        co_return page;
    const auto oldest = CO_TRY(co_await m_database->execute(&kOldest, db::Params::of(realm), deadline));
    const Timestamp begin = oldest.isEmpty() ? boundary.time(0, "at") : oldest.time(0, "at");
    const qint64 first = weekOf(std::max(begin, range.from.value_or(begin)));
    const QSet<QString> common = CO_TRY(co_await commonWords(realm, request.filter, now, deadline));
    // Sorted by what the rows are found in, so that none is looked up that the page has no place for.
    request.sort = byWords().fields.begin();
    for (qint64 weeks = 1;; weeks *= 8) {
        const qint64 from = std::max(first, weekOf(boundary.time(0, "at")) + 1 - weeks);
        QStringList queries;
        for (qint64 week = last; week >= from; --week)
            queries.append(searchQuery(request.filter, realm, week, common));
        page = CO_TRY(co_await db::list(
            m_database, &byWords(), db::Params::of(realm, queries, before, beforeId), request, deadline));
        if (page.next || from == first)
            co_return page;
    }
}

Task<Result<std::optional<TrailRow>>> SearchStore::find(RealmId realm, Uuid id, Deadline deadline) const
{
    qint64 milliseconds = 0;
    for (size_t i = 0; i < 6; ++i)
        milliseconds = milliseconds << 8 | id.bytes[i];
    const Timestamp made { std::chrono::milliseconds(milliseconds) };
    const auto rows = CO_TRY(co_await m_database->execute(
        &kFind, db::Params::of(realm, id, made, made + std::chrono::milliseconds(1)), deadline));
    co_return rows.isEmpty() ? std::nullopt : std::optional(trailRowFrom(rows, 0));
}

Task<Result<std::vector<SearchStore::Count>>> SearchStore::count(
    RealmId realm, Timestamp since, Timestamp until, Bucket bucket, Deadline deadline) const
{
    using enum Bucket;
    if (bucket == Minute)
        co_return countsFrom(CO_TRY(co_await m_database->execute(&kCountMinutes, db::Params::of(realm, since, until), deadline)));
    if (bucket == All)
        co_return countsFrom(CO_TRY(co_await m_database->execute(&kCountAll, db::Params::of(realm, since, until), deadline)));
    const QString unit = bucket == Hour ? QStringLiteral("hour") : QStringLiteral("day");
    co_return countsFrom(
        CO_TRY(co_await m_database->execute(&kCount, db::Params::of(realm, since, until, unit), deadline)));
}

Task<Result<std::vector<TrailRow>>> SearchStore::sealed(
    RealmId realm, qint64 from, qint64 until, db::ListFilter filter, Deadline deadline) const
{
    db::ListRequest request;
    request.limit = static_cast<int>(until - from);
    request.filter = std::move(filter);
    const auto page = CO_TRY(co_await db::list(m_database, &bySequence(), db::Params::of(realm, from, until), request, deadline));
    std::vector<TrailRow> found;
    for (int row = 0; row < page.count; ++row)
        found.push_back(trailRowFrom(page.rows, row));
    co_return found;
}

Task<Result<QSet<QString>>> SearchStore::sealedAmong(RealmId realm, QStringList ids, qint64 until, Timestamp since, Deadline deadline) const
{
    const auto rows = CO_TRY(co_await m_database->execute(&kSealedAmong, db::Params::of(realm, since, ids, until), deadline));
    QSet<QString> found;
    for (int row = 0; row < rows.count(); ++row)
        found.insert(rows.text(row, "id"));
    co_return found;
}

}
