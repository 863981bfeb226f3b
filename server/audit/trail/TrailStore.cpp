// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/trail/TrailStore.h"

#include "audit/trail/EventColumns.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

#define HEAD_COLUMNS                                                                                                   \
    "r.id AS realm_id, r.data_key_sealed, c.size, c.subtrees, c.note, c.created_at"
// The head may be of a realm that was deleted: its last rows are sealed, too.
#define HEADS " FROM realms r JOIN audit_checkpoints c ON c.realm_id = r.id WHERE r.id = $1"

// The horizon is read before the rows: each transaction below it has ended, and what it wrote is visible to every later
// statement.
#define SEALER_STATE                                                                                                   \
    "SELECT s.below::text AS below, pg_snapshot_xmin(pg_current_snapshot())::text AS horizon,"                         \
    " s.below > pg_snapshot_xmax(pg_current_snapshot()) AS restored,"                                                  \
    " EXISTS (SELECT FROM audit_events e WHERE e.tx >= s.below AND e.tx < pg_snapshot_xmin(pg_current_snapshot()))"    \
    " AS waiting FROM audit_sealer s"
const db::Query kState { "audit_sealer_state", SEALER_STATE };
const db::Query kLock { "audit_sealer_lock", "SELECT pg_try_advisory_xact_lock(7022647185798160742) AS locked" };
// The subquery is not a join, so that nobody reads all leaves for a few rows.
const db::Query kUnsealed { "audit_unsealed",
    "SELECT " EVENT_COLUMNS " FROM audit_events e WHERE e.tx >= $1::xid8 AND e.tx < $2::xid8"
    " AND (SELECT count(*) FROM audit_leaves l WHERE l.realm_id = e.realm_id AND l.event_at = e.at AND l.event_id = e.id) = 0"
    " ORDER BY e.tx, e.at, e.id LIMIT $3" };
const db::Query kHeads { "audit_heads",
    "SELECT " HEAD_COLUMNS " FROM realms r LEFT JOIN LATERAL (SELECT size, subtrees, note, created_at FROM"
    " audit_checkpoints WHERE realm_id = r.id ORDER BY size DESC LIMIT 1) c ON true WHERE r.id = ANY ($1::uuid[])" };
// No word has a space in it.
const db::Query kAppendLeaves { "audit_leaves_append",
    "INSERT INTO audit_leaves (realm_id, seq, event_at, event_id, hash, actor_commitment, target_commitment, genuine, "
    "words)"
    " SELECT realm_id, seq, event_at, event_id, decode(hash, 'hex'), decode(actor, 'hex'), decode(target, 'hex'), "
    "genuine,"
    " array_to_tsvector(string_to_array(words, ' '))"
    " FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $4::uuid[], $5::text[], $6::text[], $7::text[],"
    " $8::boolean[], $9::text[]) AS leaf (realm_id, seq, event_at, event_id, hash, actor, target, genuine, words)"
    " ON CONFLICT DO NOTHING" };
const db::Query kAppendCheckpoints { "audit_checkpoints_append",
    "INSERT INTO audit_checkpoints (realm_id, size, created_at, subtrees, note)"
    " SELECT realm_id, size, $5, decode(subtrees, 'hex'), note FROM unnest($1::uuid[], $2::bigint[], $3::text[],"
    " $4::text[]) AS checkpoint (realm_id, size, subtrees, note) ON CONFLICT DO NOTHING" };
const db::Query kCountLeaves { "audit_counts_add",
    "INSERT INTO audit_counts AS known (realm_id, hour, action, outcome, count)"
    " SELECT realm_id, date_trunc('hour', at, 'UTC'), action, outcome, count(*) FROM unnest($1::uuid[],"
    " $2::timestamptz[], $3::text[], $4::text[]) AS leaf (realm_id, at, action, outcome) GROUP BY 1, 2, 3, 4"
    " ON CONFLICT (realm_id, hour, action, outcome) DO UPDATE SET count = known.count + excluded.count" };
const db::Query kSealedBelow { "audit_sealed_below", "UPDATE audit_sealer SET below = $1::xid8" };

const db::Query kHead { "audit_head", "SELECT " HEAD_COLUMNS HEADS " ORDER BY c.size DESC LIMIT 1" };
const db::Query kHeadAt { "audit_head_at", "SELECT " HEAD_COLUMNS HEADS " AND c.size = $2" };
const db::Query kHeadUpTo { "audit_head_up_to",
    "SELECT " HEAD_COLUMNS HEADS " AND c.size <= $2 ORDER BY c.size DESC LIMIT 1" };
const db::Query kHeadFrom { "audit_head_from", "SELECT " HEAD_COLUMNS HEADS " AND c.size >= $2 ORDER BY c.size LIMIT 1" };
const db::Query kHeadsAfter { "audit_heads_after",
    "SELECT " HEAD_COLUMNS HEADS " AND c.size > $2 ORDER BY c.size LIMIT $3" };
const db::Query kSealed { "audit_sealed",
    "SELECT l.seq, l.event_id, l.event_at, l.hash, l.actor_commitment, l.target_commitment, l.genuine, " EVENT_COLUMNS
    " FROM (SELECT * FROM audit_leaves WHERE realm_id = $1 AND seq >= $2 ORDER BY seq LIMIT $3) l"
    " LEFT JOIN audit_events e ON e.realm_id = l.realm_id AND e.at = l.event_at AND e.id = l.event_id ORDER BY l.seq" };
const db::Query kLeavesEnd { "audit_leaves_end",
    "SELECT COALESCE(max(seq) + 1, 0) AS next FROM audit_leaves WHERE realm_id = $1" };
const db::Query kFirstSince { "audit_first_since",
    "SELECT min(seq) AS seq FROM audit_leaves WHERE realm_id = $1 AND event_at >= $2" };
const db::Query kEndBefore { "audit_end_before",
    "SELECT max(seq) + 1 AS seq FROM audit_leaves WHERE realm_id = $1 AND event_at < $2" };
const db::Query kStrays { "audit_strays",
    "SELECT l.seq IS NULL AND e.writer < s.below AS stray, e.* FROM (SELECT " EVENT_COLUMNS ", e.tx AS writer FROM audit_events e"
    " WHERE e.realm_id = $1 AND (e.at, e.id) > ($2, $3) ORDER BY e.at, e.id LIMIT $4) e CROSS JOIN audit_sealer s"
    " LEFT JOIN audit_leaves l ON l.realm_id = e.realm_id AND l.event_at = e.at AND l.event_id = e.id"
    " ORDER BY e.at, e.id" };
const db::Query kUnsealedCount { "audit_unsealed_count",
    "SELECT count(*) AS count FROM audit_events e, audit_sealer s WHERE e.tx >= s.below AND e.realm_id = $1"
    " AND (SELECT count(*) FROM audit_leaves l WHERE l.realm_id = e.realm_id AND l.event_at = e.at AND l.event_id = e.id) = 0" };

const db::Query kErase { "audit_erase", "SELECT audit_erase($1, $2) AS count" };
const db::Query kRetention { "audit_retention", "SELECT days, version FROM audit_retention WHERE realm_id = $1" };
const db::Query kInsertRetention { "audit_retention_insert",
    "INSERT INTO audit_retention (realm_id, days, version, updated_at) VALUES ($1, $2, 1, $3) ON CONFLICT DO NOTHING" };
const db::Query kUpdateRetention { "audit_retention_update",
    "UPDATE audit_retention SET days = $2, version = version + 1, updated_at = $3 WHERE realm_id = $1 AND version = $4" };
const db::Query kOverdue { "audit_overdue",
    "SELECT " HEAD_COLUMNS ", COALESCE(t.days, 365) AS days, l.seq AS oldest FROM realms r"
    " LEFT JOIN audit_retention t ON t.realm_id = r.id"
    " CROSS JOIN LATERAL (SELECT seq, event_at FROM audit_leaves WHERE realm_id = r.id ORDER BY seq LIMIT 1) l"
    " CROSS JOIN LATERAL (SELECT size, subtrees, note, created_at FROM audit_checkpoints WHERE realm_id = r.id"
    " ORDER BY size DESC LIMIT 1) c WHERE l.event_at < $1::timestamptz - make_interval(days => COALESCE(t.days, 365))" };
const db::Query kDrop { "audit_drop", "SELECT audit_drop($1, $2, $3) AS count" };

SealerState stateFrom(const db::Rows &rows)
{
    SealerState state;
    state.restored = rows.boolean(0, "restored");
    state.below = state.restored ? QByteArrayLiteral("0") : rows.raw(0, "below");
    state.horizon = rows.raw(0, "horizon");
    state.isWaiting = state.restored || rows.boolean(0, "waiting");
    return state;
}

Head headFrom(const db::Rows &rows, int row)
{
    return { .realm = rows.id<RealmId>(row, "realm_id"),
        .size = rows.integer(row, "size"),
        .subtrees = rows.bytes(row, "subtrees"),
        .note = rows.raw(row, "note"),
        .createdAt = rows.time(row, "created_at"),
        .dataKeySealed = rows.bytes(row, "data_key_sealed") };
}

std::vector<Head> headsFrom(const db::Rows &rows)
{
    std::vector<Head> heads;
    for (int row = 0; row < rows.count(); ++row)
        heads.push_back(headFrom(rows, row));
    return heads;
}

QString timeText(const db::Rows &rows, int row, const char *column)
{
    return QString::fromLatin1(toIso(rows.time(row, column)));
}

}

Task<Result<SealerState>> TrailStore::state(Deadline deadline) const
{
    co_return stateFrom(CO_TRY(co_await m_database->execute(&kState, {}, deadline)));
}

Task<Result<bool>> TrailStore::lock(db::Transaction *transaction)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kLock, {}));
    co_return rows.boolean(0, "locked");
}

Task<Result<SealerState>> TrailStore::state(db::Transaction *transaction)
{
    co_return stateFrom(CO_TRY(co_await transaction->execute(&kState, {})));
}

Task<Result<std::vector<TrailRow>>> TrailStore::unsealed(
    db::Transaction *transaction, QByteArray below, QByteArray horizon, int most)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kUnsealed, db::Params::of(below, horizon, most)));
    std::vector<TrailRow> found;
    for (int row = 0; row < rows.count(); ++row)
        found.push_back(trailRowFrom(rows, row));
    co_return found;
}

Task<Result<std::vector<Head>>> TrailStore::heads(db::Transaction *transaction, QStringList realms)
{
    co_return headsFrom(CO_TRY(co_await transaction->execute(&kHeads, db::Params::of(realms))));
}

Task<Result<qint64>> TrailStore::append(db::Transaction *transaction, std::vector<Leaf> leaves)
{
    QStringList realms, seqs, times, ids, hashes, actors, targets, genuine, words, actions, outcomes;
    for (const Leaf &leaf : leaves) {
        realms.append(leaf.realm.toString());
        seqs.append(QString::number(leaf.seq));
        times.append(leaf.eventAt);
        ids.append(leaf.eventId);
        hashes.append(QString::fromLatin1(leaf.hash.toHex()));
        actors.append(QString::fromLatin1(leaf.commitments.actor.toHex()));
        targets.append(QString::fromLatin1(leaf.commitments.target.toHex()));
        genuine.append(leaf.genuine ? u"t"_s : u"f"_s);
        words.append(leaf.words.join(u' '));
        actions.append(leaf.action);
        outcomes.append(leaf.outcome);
    }
    transaction->enqueue(&kCountLeaves, db::Params::of(realms, times, actions, outcomes));
    const auto rows = CO_TRY(co_await transaction->execute(
        &kAppendLeaves, db::Params::of(realms, seqs, times, ids, hashes, actors, targets, genuine, words)));
    co_return rows.affected();
}

void TrailStore::append(db::Transaction *transaction, std::vector<Head> heads, Timestamp now)
{
    QStringList realms, sizes, subtrees, notes;
    for (const Head &head : heads) {
        realms.append(head.realm.toString());
        sizes.append(QString::number(head.size));
        subtrees.append(QString::fromLatin1(head.subtrees.toHex()));
        notes.append(QString::fromUtf8(head.note));
    }
    transaction->enqueue(&kAppendCheckpoints, db::Params::of(realms, sizes, subtrees, notes, now));
}

void TrailStore::sealedBelow(db::Transaction *transaction, QByteArray below)
{
    transaction->enqueue(&kSealedBelow, db::Params::of(below));
}

Task<Result<std::optional<Head>>> TrailStore::firstHead(
    const db::Query *query, db::Params params, Deadline deadline) const
{
    const auto rows = CO_TRY(co_await m_database->execute(query, std::move(params), deadline));
    co_return rows.isEmpty() ? std::nullopt : std::optional(::auth::headFrom(rows, 0));
}

Task<Result<std::optional<Head>>> TrailStore::head(RealmId realm, Deadline deadline) const
{
    return firstHead(&kHead, db::Params::of(realm), deadline);
}

Task<Result<std::optional<Head>>> TrailStore::headAt(RealmId realm, qint64 size, Deadline deadline) const
{
    return firstHead(&kHeadAt, db::Params::of(realm, size), deadline);
}

Task<Result<std::optional<Head>>> TrailStore::headUpTo(RealmId realm, qint64 size, Deadline deadline) const
{
    return firstHead(&kHeadUpTo, db::Params::of(realm, size), deadline);
}

Task<Result<std::optional<Head>>> TrailStore::headFrom(RealmId realm, qint64 size, Deadline deadline) const
{
    return firstHead(&kHeadFrom, db::Params::of(realm, size), deadline);
}

Task<Result<std::vector<Head>>> TrailStore::headsAfter(RealmId realm, qint64 size, int most, Deadline deadline) const
{
    co_return headsFrom(
        CO_TRY(co_await m_database->execute(&kHeadsAfter, db::Params::of(realm, size, most), deadline)));
}

Task<Result<std::vector<SealedRow>>> TrailStore::sealed(RealmId realm, qint64 seq, int most, Deadline deadline) const
{
    const auto rows = CO_TRY(co_await m_database->execute(&kSealed, db::Params::of(realm, seq, most), deadline));
    std::vector<SealedRow> found;
    for (int row = 0; row < rows.count(); ++row) {
        SealedRow sealed;
        sealed.seq = rows.integer(row, "seq");
        sealed.eventId = rows.text(row, "event_id");
        sealed.eventAt = timeText(rows, row, "event_at");
        sealed.hash = rows.bytes(row, "hash");
        sealed.commitments = { rows.bytes(row, "actor_commitment"), rows.bytes(row, "target_commitment") };
        sealed.genuine = rows.boolean(row, "genuine");
        if (!rows.isNull(row, "id"))
            sealed.row = trailRowFrom(rows, row);
        found.push_back(std::move(sealed));
    }
    co_return found;
}

Task<Result<qint64>> TrailStore::leavesEnd(RealmId realm, Deadline deadline) const
{
    const auto rows = CO_TRY(co_await m_database->execute(&kLeavesEnd, db::Params::of(realm), deadline));
    co_return rows.integer(0, "next");
}

Task<Result<std::optional<qint64>>> TrailStore::firstSince(RealmId realm, Timestamp time, Deadline deadline) const
{
    const auto rows = CO_TRY(co_await m_database->execute(&kFirstSince, db::Params::of(realm, time), deadline));
    co_return rows.isNull(0, "seq") ? std::nullopt : std::optional(rows.integer(0, "seq"));
}

Task<Result<std::optional<qint64>>> TrailStore::endBefore(RealmId realm, Timestamp time, Deadline deadline) const
{
    const auto rows = CO_TRY(co_await m_database->execute(&kEndBefore, db::Params::of(realm, time), deadline));
    co_return rows.isNull(0, "seq") ? std::nullopt : std::optional(rows.integer(0, "seq"));
}

Task<Result<TrailStore::Strays>> TrailStore::strays(
    RealmId realm, std::pair<QString, QString> after, int most, Deadline deadline) const
{
    const auto rows = CO_TRY(
        co_await m_database->execute(&kStrays, db::Params::of(realm, after.first, after.second, most), deadline));
    Strays found;
    for (int row = 0; row < rows.count(); ++row) {
        if (rows.boolean(row, "stray"))
            found.rows.push_back(trailRowFrom(rows, row));
    }
    if (rows.count() == most)
        found.next = { timeText(rows, most - 1, "at"), rows.text(most - 1, "id") };
    co_return found;
}

Task<Result<qint64>> TrailStore::unsealedCount(RealmId realm, Deadline deadline) const
{
    const auto rows = CO_TRY(co_await m_database->execute(&kUnsealedCount, db::Params::of(realm), deadline));
    co_return rows.integer(0, "count");
}

Task<Result<qint64>> TrailStore::erase(ChangePointer change, RealmId realm, UserId person)
{
    const auto rows = CO_TRY(co_await change->execute(&kErase, db::Params::of(realm, person)));
    co_return rows.integer(0, "count");
}

Task<Result<TrailStore::Retention>> TrailStore::retention(RealmId realm, Deadline deadline) const
{
    const auto rows = CO_TRY(co_await m_database->execute(&kRetention, db::Params::of(realm), deadline));
    if (rows.isEmpty())
        co_return Retention {};
    co_return Retention { static_cast<int>(rows.integer(0, "days")), rows.integer(0, "version") };
}

Task<Result<bool>> TrailStore::setRetention(ChangePointer change, RealmId realm, int days, qint64 version)
{
    const Timestamp now = change->clock().now();
    const auto rows = version == 0
        ? CO_TRY(co_await change->execute(&kInsertRetention, db::Params::of(realm, days, now)))
        : CO_TRY(co_await change->execute(&kUpdateRetention, db::Params::of(realm, days, now, version)));
    co_return rows.affected() == 1;
}

Task<Result<std::vector<TrailStore::Overdue>>> TrailStore::overdue(Timestamp now, Deadline deadline) const
{
    const auto rows = CO_TRY(co_await m_database->execute(&kOverdue, db::Params::of(now), deadline));
    std::vector<Overdue> found;
    for (int row = 0; row < rows.count(); ++row)
        found.push_back({ ::auth::headFrom(rows, row), rows.integer(row, "oldest"), static_cast<int>(rows.integer(row, "days")) });
    co_return found;
}

Task<Result<qint64>> TrailStore::drop(RealmId realm, qint64 kept, int most, Deadline deadline) const
{
    const auto rows = CO_TRY(co_await m_database->execute(&kDrop, db::Params::of(realm, kept, most), deadline));
    co_return rows.integer(0, "count");
}

}
