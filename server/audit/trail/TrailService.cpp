// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/trail/TrailService.h"

#include "audit/trail/Sealer.h"

#include <qcorotimer.h>

namespace auth {

namespace {

using namespace std::chrono_literals;

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

}
