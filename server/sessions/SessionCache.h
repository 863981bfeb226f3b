// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "protocol/Revocations.h"
#include "realms/CacheEpochs.h"
#include "sessions/Session.h"

#include <QtCore/QCache>

namespace auth {

/// Sessions that this thread read a short while ago, by the hash of their cookie, so that a warm one costs no query
/// (decision 0007). It only ever says that a session is live: whatever it does not know, or is in doubt of, is read.
class SessionCache {
public:
    SessionCache(const Clock *clock, const RevocationSet *revoked, const CacheEpochs *epochs);

    /// The session that \a tokenHash opens in \a realm, as far as this is known to be so still; it counts as used now.
    std::optional<Session> use(RealmId realm, const QByteArray &tokenHash);

    /// Taken BEFORE the row is read: what happens meanwhile makes what is kept worthless.
    struct Reading {
        quint64 epoch = 0;
        Timestamp at {};
    };
    Reading reading(RealmId realm) const { return { m_epochs->current(realm), m_clock->now() }; }
    void keep(const QByteArray &tokenHash, const Session &session, Reading reading);
    void forget(RealmId realm, const QByteArray &tokenHash) { m_known.remove({ realm, tokenHash }); }

private:
    struct Known {
        Session session;
        Reading reading;
    };
    bool isGood(const Known &known, const QByteArray &tokenHash, Timestamp now) const;

    const Clock *m_clock;
    const RevocationSet *m_revoked;
    const CacheEpochs *m_epochs;
    QCache<std::pair<RealmId, QByteArray>, Known> m_known;
};

}
