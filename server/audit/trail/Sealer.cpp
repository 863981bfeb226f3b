// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/trail/Sealer.h"

#include "audit/AuditLog.h"
#include "audit/trail/SearchWords.h"
#include "core/Log.h"
#include "core/Secret.h"

#include <limits>

namespace auth {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr int kBatch = 2'000;
/// No real transaction: of rows that were written before there was a log.
constexpr auto kFromBefore = "0";

}

Result<ledger::NoteSigner> noteSigner(RealmKeys *keys, RealmId realm, const QByteArray &dataKeySealed)
{
    Realm owner;
    owner.id = realm;
    owner.dataKeySealed = dataKeySealed;
    const QByteArray seed = TRY(keys->subkey(owner, KeyPurpose::Checkpoint));
    return ledger::NoteSigner::make(realm, seed);
}

Sealer::Sealer(db::Database *database, const Clock *clock, RealmKeys *keys, QByteArray rowKey, Publish publish)
    : m_store(database)
    , m_database(database)
    , m_clock(clock)
    , m_keys(keys)
    , m_rowKey(std::move(rowKey))
    , m_publish(std::move(publish))
{
}

Task<Result<void>> Sealer::run()
{
    while (CO_TRY(co_await sealSome()) == More::Yes) { }
    co_return {};
}

/// What is signed must be what stands there: nobody gets a signature on a history of his own.
Result<Sealer::Log> Sealer::open(const Head &head) const
{
    auto signer = TRY(noteSigner(m_keys, head.realm, head.dataKeySealed));
    if (head.note.isEmpty())
        return Log { std::move(signer), {}, 0, true };
    const auto text = signer.key().open(head.note);
    const auto checkpoint = text ? ledger::Checkpoint::fromText(*text) : std::nullopt;
    const auto tree = ledger::Merkle::fromBytes(head.size, head.subtrees);
    if (!checkpoint || !tree || checkpoint->size != head.size || checkpoint->root != tree->root())
        return failure(ErrorCode::Internal, u"The last checkpoint of the audit log is not as it was signed."_s);
    return Log { std::move(signer), *tree, checkpoint->first, false };
}

Leaf Sealer::append(Log *log, const TrailRow &trail, bool fromBefore) const
{
    Leaf leaf;
    leaf.realm = trail.realm;
    leaf.seq = log->tree.size();
    leaf.eventAt = trail.row[u"at"].toString();
    leaf.eventId = trail.row[u"id"].toString();
    leaf.commitments.actor
        = ledger::commitment(trail.row, ledger::Personal::Actor, trail.actorSalt.value_or(QByteArray()));
    leaf.commitments.target
        = ledger::commitment(trail.row, ledger::Personal::Target, trail.targetSalt.value_or(QByteArray()));
    leaf.genuine = fromBefore
        || (trail.actorSalt && trail.targetSalt
            && constantTimeEquals(trail.mac, AuditLog::mac(m_rowKey, trail.realm, trail.row)));
    if (!leaf.genuine) {
        logError("audit.row_not_ours",
            { { "realm", trail.realm.toString() }, { "row", leaf.eventId }, { "seq", leaf.seq } });
    } else if (trail.row[u"action"].toString() == "audit.retained"_L1) {
        // Only a row that the server wrote moves the beginning, and the checkpoint that follows says so.
        log->first = std::max(log->first, trail.row[u"data"][u"first"].toInteger());
    }
    leaf.action = trail.row[u"action"].toString();
    leaf.outcome = trail.row[u"outcome"].toString();
    leaf.words = searchWords(trail.realm, trail.at, trail.row);
    leaf.hash = ledger::leafHash(trail.row, leaf.commitments, leaf.genuine);
    log->tree.append(leaf.hash);
    return leaf;
}

Task<Result<Sealer::More>> Sealer::sealSome()
{
    const Deadline deadline = deadlineIn(30s);
    // Where nothing happens, nothing is written either.
    if (!CO_TRY(co_await m_store.state(deadline)).isWaiting)
        co_return More::No;
    auto transaction = CO_TRY(co_await m_database->begin(deadline));
    if (!CO_TRY(co_await TrailStore::lock(&transaction))) {
        co_await transaction.rollback();
        co_return More::No;
    }
    const SealerState state = CO_TRY(co_await TrailStore::state(&transaction));
    // Rows from before are one batch: they are told by their realm having no checkpoint yet.
    const bool isFirst = state.below == kFromBefore;
    const auto rows = CO_TRY(co_await TrailStore::unsealed(
        &transaction, state.below, state.horizon, isFirst ? std::numeric_limits<int>::max() : kBatch));
    const bool more = !isFirst && rows.size() == kBatch;

    QStringList realms;
    for (const TrailRow &row : rows) {
        if (const QString realm = row.realm.toString(); !realms.contains(realm))
            realms.append(realm);
    }
    std::map<RealmId, Log> logs;
    if (!rows.empty()) {
        const auto heads = CO_TRY(co_await TrailStore::heads(&transaction, realms));
        for (const Head &head : heads) {
            if (auto log = open(head))
                logs.emplace(head.realm, *std::move(log));
            else // Its rows stay outside, where an export finds them. Signing on would cover up what was done.
                logError("audit.log_broken",
                    { { "realm", head.realm.toString() }, { "cause", log.error().description } });
        }
    }
    std::vector<Leaf> leaves;
    for (const TrailRow &row : rows) {
        if (const auto log = logs.find(row.realm); log != logs.end())
            leaves.push_back(append(&log->second, row, isFirst && log->second.isNew && row.tx == kFromBefore));
    }
    const Timestamp now = m_clock->now();
    QByteArrayList notes;
    std::vector<Head> signedHeads;
    for (const auto &[realm, log] : logs) {
        const ledger::Checkpoint checkpoint { ledger::originOf(realm), log.tree.size(), log.tree.root(), log.first,
            toIso(now) };
        const QByteArray note = log.signer.sign(checkpoint.text());
        notes.append(note);
        Head head;
        head.realm = realm;
        head.size = log.tree.size();
        head.subtrees = log.tree.toBytes();
        head.note = note;
        signedHeads.push_back(std::move(head));
    }
    if (!leaves.empty()) {
        const auto count = static_cast<qint64>(leaves.size());
        if (CO_TRY(co_await TrailStore::append(&transaction, std::move(leaves))) != count)
            logError("audit.leaves_not_ours", {});
        TrailStore::append(&transaction, std::move(signedHeads), now);
    }
    TrailStore::sealedBelow(&transaction, more ? rows.back().tx : state.horizon);
    CO_TRY(co_await transaction.commit());
    m_publish(std::move(notes));
    co_return more ? More::Yes : More::No;
}

}
