// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/RefusalLog.h"

#include "core/Log.h"

#include <algorithm>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kLongestText = 320;

/// PostgreSQL has no NUL in texts.
void clean(QString *text)
{
    text->remove(QChar(u'\0'));
    text->truncate(kLongestText);
}

QByteArray keyOf(const AuditEvent &event)
{
    QByteArray key = event.realmId.toBytes();
    for (const QByteArray &part : { event.action, event.reason.toUtf8(), event.actorKind, event.actorId.toUtf8(), event.targetId.toUtf8(), event.address })
        key += '\n' + QByteArray::number(part.size()) + ':' + part;
    return key;
}

}

bool RefusalLog::takes(RealmId realm)
{
    const Timestamp now = m_clock->now();
    Bucket &bucket = m_buckets[realm];
    if (bucket.at != Timestamp {}) {
        const std::chrono::duration<double> passed = now - bucket.at;
        bucket.rows = std::min<double>(kBurst, bucket.rows + std::max(0.0, passed / kRefill));
    }
    bucket.at = now;
    if (bucket.rows < 1)
        return false;
    bucket.rows -= 1;
    return true;
}

void RefusalLog::count(RealmId realm, const QByteArray &action, qint64 count)
{
    Rest &rest = m_rest[realm];
    if (rest.counts.isEmpty())
        rest.since = m_clock->now();
    rest.counts[action] += count;
}

void RefusalLog::add(AuditEvent event)
{
    if (m_written.remove(event.correlationId))
        return;
    for (QString *const text : { &event.reason, &event.actorId, &event.actorName, &event.targetId, &event.targetName, &event.userAgent })
        clean(text);
    const QByteArray key = keyOf(event);
    if (const auto known = m_entries.find(key); known != m_entries.end()) {
        ++known->count;
        return;
    }
    if (takes(event.realmId))
        m_entries.insert(key, { std::move(event), 1 });
    else
        count(event.realmId, event.action, 1);
}

Task<> RefusalLog::flush(Counts counts)
{
    const Timestamp now = m_clock->now();
    // Full again: as good as one that was never there.
    m_buckets.removeIf([&](const auto &bucket) { return now - bucket->at > kBurst * kRefill; });
    const auto entries = std::exchange(m_entries, {});
    QHash<RealmId, Rest> rests;
    for (auto rest = m_rest.begin(); rest != m_rest.end();) {
        if (counts == Counts::WhenDue && now - rest->since < kCounting) {
            ++rest;
            continue;
        }
        rests.insert(rest.key(), *rest);
        rest = m_rest.erase(rest);
    }
    if (entries.isEmpty() && rests.isEmpty())
        co_return;
    const auto putBack = [&](const Error &error) {
        for (const Entry &entry : entries)
            count(entry.event.realmId, entry.event.action, entry.count);
        for (auto rest = rests.begin(); rest != rests.end(); ++rest) {
            for (auto one = rest->counts.begin(); one != rest->counts.end(); ++one)
                count(rest.key(), one.key(), one.value());
            m_rest[rest.key()].since = rest->since;
        }
        logWarning("audit.batch_failed", { { "cause", error.detail } });
    };
    auto transaction = co_await m_database->begin(deadlineIn(std::chrono::seconds(5)));
    if (!transaction) {
        putBack(transaction.error());
        co_return;
    }
    for (const Entry &entry : entries) {
        AuditEvent event = entry.event;
        if (entry.count > 1)
            event.data.insert(u"count"_s, entry.count);
        m_audit->record(&*transaction, std::move(event));
    }
    for (auto rest = rests.begin(); rest != rests.end(); ++rest) {
        AuditEvent event(rest.key(), "refusals.counted");
        event.actor("server", {}, u"auth-server"_s).failed("refused", u"There were too many for a row each."_s);
        event.data.insert(u"since"_s, QString::fromLatin1(toIso(rest->since)));
        for (auto one = rest->counts.begin(); one != rest->counts.end(); ++one)
            event.data.insert(QString::fromLatin1(one.key()), one.value());
        m_audit->record(&*transaction, std::move(event));
    }
    if (const auto committed = co_await transaction->commit(); !committed)
        putBack(committed.error());
}

}
