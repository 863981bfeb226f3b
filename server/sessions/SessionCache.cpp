// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessions/SessionCache.h"

namespace auth {

namespace {

// Per thread. A session is about 1 KiB, so this stays within a few MiB.
constexpr int kSessions = 4096;
/// Nothing is believed for longer, whatever else might fail.
constexpr std::chrono::minutes kLongestKept { 5 };
/// Clocks of nodes differ: a time that another one wrote counts as this much later.
constexpr std::chrono::minutes kClockSkew { 1 };

}

SessionCache::SessionCache(const Clock *clock, const RevocationSet *revoked, const CacheEpochs *epochs)
    : m_clock(clock)
    , m_revoked(revoked)
    , m_epochs(epochs)
    , m_known(kSessions)
{
}

std::optional<Session> SessionCache::use(RealmId realm, const QByteArray &tokenHash)
{
    const Timestamp now = m_clock->now();
    Known *known = m_known.object({ realm, tokenHash });
    if (!known)
        return std::nullopt;
    if (!isGood(*known, tokenHash, now)) {
        forget(realm, tokenHash);
        return std::nullopt;
    }
    known->session.lastSeenAt = std::max(known->session.lastSeenAt, now);
    return known->session;
}

void SessionCache::keep(const QByteArray &tokenHash, const Session &session, Reading reading)
{
    m_known.insert({ session.realmId, tokenHash }, new Known { session, reading });
}

bool SessionCache::isGood(const Known &known, const QByteArray &tokenHash, Timestamp now) const
{
    const Session &session = known.session;
    const RealmId realm = session.realmId;
    const Timestamp readAt = known.reading.at;
    // Another thread or node may have seen it used since: then the row says so.
    if (session.expiresAt <= now || session.lastSeenAt + session.idleTimeout <= now)
        return false;
    if (readAt > now || readAt + kLongestKept <= now || known.reading.epoch != m_epochs->current(realm))
        return false;
    const Timestamp readAtLeast = readAt - kClockSkew;
    return !m_revoked->isRevoked(realm, RevocationKind::Session, session.id.toBytes())
        && !m_revoked->isRevoked(realm, RevocationKind::SessionCookie, tokenHash.toHex())
        && !m_revoked->isRevoked(realm, RevocationKind::User, session.userId.toBytes(), readAtLeast)
        && !m_revoked->isRevoked(realm, RevocationKind::Realm, realm.toBytes(), readAtLeast);
}

}
