// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/trail/TrailService.h"

#include "audit/AuditLog.h"
#include "audit/trail/Sealer.h"

#include <qcorotimer.h>

namespace auth {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr int kDropBatch = 5'000;
constexpr qint64 kTailBatch = 500;

}

Result<ledger::NoteKey> TrailService::key(const Realm &realm) const
{
    return TRY(noteSigner(m_keys, realm.id, realm.dataKeySealed)).key();
}

/// As it is signed: the table's own word does not count.
Result<qint64> TrailService::firstKept(const Realm &realm, const std::optional<Head> &head) const
{
    if (!head)
        return 0;
    const auto key = TRY(this->key(realm));
    const auto text = key.open(head->note);
    const auto checkpoint = text ? ledger::Checkpoint::fromText(*text) : std::nullopt;
    return checkpoint ? checkpoint->first : 0;
}

Task<Result<TrailStatus>> TrailService::status(RealmPointer realm, Deadline deadline) const
{
    TrailStatus status;
    const auto head = CO_TRY(co_await m_store.head(realm->id, deadline));
    if (head) {
        status.size = head->size;
        status.note = head->note;
        status.signedAt = head->createdAt;
        status.first = CO_TRY(firstKept(*realm, head));
    }
    status.unsealed = CO_TRY(co_await m_store.unsealedCount(realm->id, deadline));
    co_return status;
}

Task<Result<qint64>> TrailService::waitForSealing(RealmId realm, Deadline deadline) const
{
    qint64 waiting = CO_TRY(co_await m_store.unsealedCount(realm, deadline));
    for (int attempt = 0; attempt < 20 && waiting > 0; ++attempt) {
        QTimer timer;
        timer.setSingleShot(true);
        timer.start(100ms);
        co_await timer;
        waiting = CO_TRY(co_await m_store.unsealedCount(realm, deadline));
    }
    co_return waiting;
}

Task<Result<ExportRange>> TrailService::range(RealmPointer realm, ExportRequest request, Deadline deadline) const
{
    ExportRange range;
    // Leaves without a checkpoint are exported, too: somebody took it away.
    range.end = CO_TRY(co_await m_store.leavesEnd(realm->id, deadline));
    const auto head = CO_TRY(co_await m_store.head(realm->id, deadline));
    range.size = head ? head->size : 0;
    range.end = std::max(range.end, range.size);
    range.first = CO_TRY(firstKept(*realm, head));
    range.isWhole = !request.since && !request.until;
    if (request.since) {
        const auto seq = CO_TRY(co_await m_store.firstSince(realm->id, *request.since, deadline));
        const auto before = CO_TRY(co_await m_store.headUpTo(realm->id, seq.value_or(range.end), deadline));
        range.first = std::max(range.first, before ? before->size : 0);
    }
    if (request.until) {
        const auto seq = CO_TRY(co_await m_store.endBefore(realm->id, *request.until, deadline));
        const auto behind = CO_TRY(co_await m_store.headFrom(realm->id, std::max(range.first, seq.value_or(0)), deadline));
        range.end = behind ? behind->size : range.end;
    }
    if (range.first > 0)
        range.begin = CO_TRY(co_await m_store.headAt(realm->id, range.first, deadline));
    co_return range;
}

Task<Result<QCoro::AsyncGenerator<QByteArray>>> TrailService::exportRows(
    RealmPointer realm, ExportRequest request, Deadline deadline) const
{
    ExportOptions options;
    options.realm = realm->id;
    options.realmName = realm->name;
    options.dataKeySealed = realm->dataKeySealed;
    options.format = request.format;
    options.unsealed = CO_TRY(co_await waitForSealing(realm->id, deadline));
    options.range = CO_TRY(co_await range(realm, request, deadline));
    co_return exportTrail(m_store, m_clock, m_keys, std::move(options));
}

Task<Result<TrailService::Page>> TrailService::list(RealmId realm, db::ListRequest request, Deadline deadline) const
{
    Page page;
    page.page = CO_TRY(co_await m_search.list(realm, std::move(request), m_clock->now(), deadline));
    for (int row = 0; row < page.page.count; ++row)
        page.rows.push_back(trailRowFrom(page.page.rows, row));
    co_return page;
}

Task<Result<TrailRow>> TrailService::find(RealmId realm, QByteArray id, Deadline deadline) const
{
    const auto uuid = Uuid::parse(id);
    auto row = uuid ? CO_TRY(co_await m_search.find(realm, *uuid, deadline)) : std::nullopt;
    if (!row)
        co_return failure(ErrorCode::NotFound, u"There is no such row in the audit log."_s);
    co_return *std::move(row);
}

Task<Result<std::vector<SearchStore::Count>>> TrailService::count(
    RealmId realm, Timestamp since, Timestamp until, SearchStore::Bucket bucket, Deadline deadline) const
{
    return m_search.count(realm, since, until, bucket, deadline);
}

Task<Result<TrailService::Tail>> TrailService::tail(
    RealmId realm, std::optional<qint64> position, db::ListFilter filter, int limit, Deadline deadline) const
{
    Tail tail;
    const qint64 end = CO_TRY(co_await m_store.leavesEnd(realm, deadline));
    if (position) {
        // A database that was put back has fewer rows than somebody saw.
        const qint64 from = std::min(*position, end);
        tail.position = std::min(end, from + kTailBatch);
        tail.rows = CO_TRY(co_await m_search.sealed(realm, from, tail.position, std::move(filter), deadline));
        co_return tail;
    }
    tail.position = end;
    db::ListRequest request;
    request.limit = limit;
    request.sort = listSpec().fields.begin();
    request.descending = true;
    request.filter = std::move(filter);
    auto page = CO_TRY(co_await list(realm, std::move(request), deadline));
    if (page.rows.empty())
        co_return tail;
    // Those that are not in the log yet come next.
    QStringList ids;
    Timestamp since = page.rows.front().at;
    for (const TrailRow &row : page.rows) {
        ids.append(row.row[u"id"].toString());
        since = std::min(since, row.at);
    }
    const auto sealed = CO_TRY(co_await m_search.sealedAmong(realm, std::move(ids), end, since, deadline));
    for (auto row = page.rows.rbegin(); row != page.rows.rend(); ++row) {
        if (sealed.contains(row->row[u"id"].toString()))
            tail.rows.push_back(std::move(*row));
    }
    co_return tail;
}

Task<Result<qint64>> TrailService::erase(ChangePointer change, RealmPointer realm, UserId person) const
{
    // Rows that are not in the log yet would lose what their leaf is made of.
    if (CO_TRY(co_await waitForSealing(realm->id, change->deadline())) > 0)
        co_return failure(ErrorCode::Unavailable, u"The newest rows are not sealed yet. Try again."_s);
    const qint64 rows = CO_TRY(co_await TrailStore::erase(change, realm->id, person));
    AuditEvent event = change->event(realm->id, "audit.erased");
    event.target("user", person.toString());
    event.data.insert(u"rows"_s, rows);
    change->record(std::move(event));
    co_return rows;
}

Task<Result<TrailStore::Retention>> TrailService::setRetention(
    ChangePointer change, RealmPointer realm, int days, std::optional<qint64> ifVersion) const
{
    const auto before = CO_TRY(co_await m_store.retention(realm->id, change->deadline()));
    if ((ifVersion && *ifVersion != before.version)
        || !CO_TRY(co_await TrailStore::setRetention(change, realm->id, days, before.version)))
        co_return failure(ErrorCode::VersionMismatch, u"The retention was changed meanwhile."_s);
    AuditEvent event = change->event(realm->id, "audit.retention_changed");
    event.target("realm", realm->id.toString(), QString::fromUtf8(realm->name));
    event.before = QJsonObject { { u"days"_s, before.days } };
    event.after = QJsonObject { { u"days"_s, days } };
    change->record(std::move(event));
    co_return TrailStore::Retention { days, before.version + 1 };
}

Task<Result<void>> TrailService::retain(const AuditLog *audit, db::Database *database) const
{
    const Timestamp now = m_clock->now();
    const auto overdue = CO_TRY(co_await m_store.overdue(now, deadlineIn(30s)));
    for (const auto &found : overdue) {
        Realm realm;
        realm.id = found.head.realm;
        realm.dataKeySealed = found.head.dataKeySealed;
        const qint64 kept = CO_TRY(firstKept(realm, found.head));
        // What a checkpoint already says goes first; the rest is for the next run.
        if (kept > found.oldest) {
            while (CO_TRY(co_await m_store.drop(realm.id, kept, kDropBatch, deadlineIn(30s))) == kDropBatch) { }
            continue;
        }
        const Timestamp before = now - std::chrono::days(found.days);
        const auto young = CO_TRY(co_await m_store.firstSince(realm.id, before, deadlineIn(30s)));
        const auto head = CO_TRY(co_await m_store.headUpTo(realm.id, young.value_or(found.head.size), deadlineIn(30s)));
        if (!head || head->size <= kept)
            continue;
        AuditEvent event(realm.id, "audit.retained");
        event.actor("server", {}, u"auth-server"_s);
        event.data = { { u"first"_s, head->size }, { u"days"_s, found.days }, { u"rows"_s, head->size - kept } };
        CO_TRY(co_await audit->record(database, std::move(event), deadlineIn(30s)));
    }
    co_return {};
}

}
