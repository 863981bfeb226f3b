// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Revocations.h"

#include "core/Json.h"

#include <array>

namespace auth {

namespace {

// GREATEST keeps a later revocation when two nodes race.
const db::Query kInsert { "revocation_insert",
    "INSERT INTO revocations (realm_id, kind, subject, not_before, expires_at) VALUES ($1, $2, $3, $4, $5)"
    " ON CONFLICT (realm_id, kind, subject) DO UPDATE SET not_before = GREATEST(revocations.not_before, EXCLUDED.not_before),"
    " expires_at = GREATEST(revocations.expires_at, EXCLUDED.expires_at), sequence = DEFAULT" };
const db::Query kSelect { "revocation_select",
    "SELECT realm_id, kind, subject, not_before, expires_at FROM revocations WHERE expires_at > $1" };
const db::Query kSelectSince { "revocation_select_since",
    "SELECT realm_id, kind, subject, not_before, expires_at, sequence FROM revocations WHERE sequence > $1 ORDER BY sequence" };
/// A row may appear after one with a higher number, when its transaction takes longer. None takes so long.
constexpr std::chrono::seconds kLongestTransaction { 60 };

constexpr std::array kKindNames { "token", "grant", "session", "user", "application", "realm", "session_cookie" };

const char *kindName(RevocationKind kind)
{
    return kKindNames[static_cast<size_t>(kind)];
}

std::optional<RevocationKind> kindFromName(QByteArrayView name)
{
    for (size_t i = 0; i < kKindNames.size(); ++i) {
        if (name == QByteArrayView(kKindNames[i]))
            return static_cast<RevocationKind>(i);
    }
    return std::nullopt;
}

}

bool RevocationSet::isRevoked(RealmId realm, RevocationKind kind, const QByteArray &subject) const
{
    return isRevoked(realm, kind, subject, Timestamp::min());
}

bool RevocationSet::isRevoked(RealmId realm, RevocationKind kind, const QByteArray &subject, Timestamp issuedAt) const
{
    const QReadLocker locker(&m_lock);
    if (m_entries.isEmpty())
        return false;
    const auto entry = m_entries.constFind({ realm, kind, subject });
    return entry != m_entries.constEnd() && issuedAt <= entry->notBefore;
}

void RevocationSet::add(RealmId realm, RevocationKind kind, const QByteArray &subject, Timestamp notBefore, Timestamp expiresAt)
{
    const QWriteLocker locker(&m_lock);
    Entry &entry = m_entries[{ realm, kind, subject }];
    entry.notBefore = std::max(entry.notBefore, notBefore);
    entry.expiresAt = std::max(entry.expiresAt, expiresAt);
}

void RevocationSet::prune(Timestamp now)
{
    const QWriteLocker locker(&m_lock);
    m_entries.removeIf([now](const auto &entry) { return entry.value().expiresAt <= now; });
}

qsizetype RevocationSet::size() const
{
    const QReadLocker locker(&m_lock);
    return m_entries.size();
}

namespace {

QByteArray payloadOf(const Revocations::Pending &pending)
{
    return toJson(QJsonObject { { u"realm"_qs, pending.realm.toString() },
        { u"kind"_qs, QLatin1StringView(kindName(pending.kind)) }, { u"subject"_qs, QString::fromUtf8(pending.subject) },
        { u"not_before"_qs, static_cast<double>(pending.notBefore.time_since_epoch().count()) },
        { u"expires_at"_qs, static_cast<double>(pending.expiresAt.time_since_epoch().count()) } });
}

}

Revocations::Pending Revocations::revoke(
    db::Transaction *transaction, RealmId realm, RevocationKind kind, QByteArray subject, std::chrono::seconds lifetime) const
{
    const Pending pending { realm, kind, std::move(subject), m_clock->now(), m_clock->now() + lifetime };
    transaction->enqueue(&kInsert,
        db::Params::of(realm, QByteArray(kindName(kind)), pending.subject, pending.notBefore, pending.expiresAt));
    m_fanOut->announce(transaction, kTopic, payloadOf(pending));
    return pending;
}

void Revocations::publish(const Pending &pending) const
{
    m_set->add(pending.realm, pending.kind, pending.subject, pending.notBefore, pending.expiresAt);
    m_fanOut->committed(kTopic, payloadOf(pending));
}

void Revocations::add(const db::Rows &rows) const
{
    for (int i = 0; i < rows.count(); ++i) {
        if (const auto kind = kindFromName(rows.raw(i, "kind")))
            m_set->add(rows.id<RealmId>(i, "realm_id"), *kind, rows.raw(i, "subject"), rows.time(i, "not_before"), rows.time(i, "expires_at"));
    }
}

Task<Result<void>> Revocations::reload(db::Database *database, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kSelect, db::Params::of(m_clock->now()), deadline));
    add(rows);
    m_set->prune(m_clock->now());
    co_return {};
}

Task<Result<void>> Revocations::catchUp(db::Database *database, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kSelectSince, db::Params::of(m_caughtUp), deadline));
    add(rows);
    const Timestamp settled = m_clock->now() - kLongestTransaction;
    for (int i = 0; i < rows.count() && rows.time(i, "not_before") < settled; ++i)
        m_caughtUp = rows.integer(i, "sequence");
    co_return {};
}

void Revocations::receive(const QByteArray &payload) const
{
    const auto object = parseJsonObject(payload);
    if (!object)
        return;
    const auto realm = RealmId::parse((*object)[u"realm"].toString().toLatin1());
    const auto kind = kindFromName((*object)[u"kind"].toString().toLatin1());
    if (!realm || !kind)
        return;
    const auto moment = [&object](QLatin1StringView name) {
        return Timestamp(std::chrono::microseconds(static_cast<qint64>((*object)[name].toDouble())));
    };
    m_set->add(*realm, *kind, (*object)[u"subject"].toString().toUtf8(), moment(QLatin1StringView("not_before")), moment(QLatin1StringView("expires_at")));
}

}
