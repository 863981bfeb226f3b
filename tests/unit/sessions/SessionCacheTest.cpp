// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "sessions/SessionCache.h"

#include <QtTest/QtTest>

using namespace auth;
using namespace std::chrono_literals;

/// Decision 0007: it only ever says that a session is live.
class SessionCacheTest : public QObject {
    Q_OBJECT

    struct Kept {
        OffsetClock clock;
        RevocationSet revoked;
        CacheEpochs epochs;
        SessionCache cache { &clock, &revoked, &epochs };
        QByteArray hash = QByteArray(32, 'h');
        Session session;

        Kept()
        {
            session.realmId = RealmId::make(clock);
            session.id = SessionId::make(clock);
            session.userId = UserId::make(clock);
            session.createdAt = session.lastSeenAt = clock.now();
            session.idleTimeout = 2min;
            session.expiresAt = session.createdAt + 1h;
            keep();
        }
        void keep() { cache.keep(hash, session, cache.reading(session.realmId)); }
        bool isKnown() { return cache.use(session.realmId, hash).has_value(); }
        void revoke(RevocationKind kind, const QByteArray &subject, std::chrono::seconds ago = {})
        {
            revoked.add(session.realmId, kind, subject, clock.now() - ago, clock.now() + 24h);
        }
    };

private Q_SLOTS:
    void knowsASessionByItsCookieInItsRealm()
    {
        Kept kept;
        QVERIFY(kept.isKnown());
        QVERIFY(!kept.cache.use(RealmId::make(kept.clock), kept.hash));
        QVERIFY(!kept.cache.use(kept.session.realmId, QByteArray(32, 'x')));
        kept.cache.forget(kept.session.realmId, kept.hash);
        QVERIFY(!kept.isKnown());
    }

    void isInDoubtAfterARevocation_data()
    {
        QTest::addColumn<RevocationKind>("kind");
        QTest::newRow("session") << RevocationKind::Session;
        QTest::newRow("cookie") << RevocationKind::SessionCookie;
        QTest::newRow("person") << RevocationKind::User;
        QTest::newRow("realm") << RevocationKind::Realm;
    }
    void isInDoubtAfterARevocation()
    {
        QFETCH(RevocationKind, kind);
        Kept kept;
        const QByteArray subject = kind == RevocationKind::Session ? kept.session.id.toBytes()
            : kind == RevocationKind::SessionCookie                ? kept.hash.toHex()
            : kind == RevocationKind::User                         ? kept.session.userId.toBytes()
                                                                   : kept.session.realmId.toBytes();
        kept.revoke(kind, "another");
        QVERIFY(kept.isKnown());
        // By a node whose clock is late.
        kept.revoke(kind, subject, 30s);
        QVERIFY(!kept.isKnown());
        // Who comes back is remembered again, after what was revoked; a session and a cookie never do.
        kept.clock.advance(90s);
        kept.session.lastSeenAt = kept.clock.now();
        kept.keep();
        QCOMPARE(kept.isKnown(), kind == RevocationKind::User || kind == RevocationKind::Realm);
    }

    void isInDoubtWhenTheRealmChangedSinceBeforeTheRowWasRead()
    {
        Kept kept;
        const auto reading = kept.cache.reading(kept.session.realmId);
        kept.epochs.bump(kept.session.realmId);
        QVERIFY(!kept.isKnown());
        kept.cache.keep(kept.hash, kept.session, reading);
        QVERIFY(!kept.isKnown());
        kept.keep();
        QVERIFY(kept.isKnown());
    }

    void livesWhileItIsUsedAndFiveMinutesAtMost()
    {
        Kept kept;
        for (int i = 0; i < 4; ++i) {
            kept.clock.advance(70s);
            QVERIFY(kept.isKnown());
        }
        kept.clock.advance(30s);
        QVERIFY(!kept.isKnown());
        kept.session.lastSeenAt = kept.clock.now();
        kept.keep();
        kept.clock.advance(120s);
        QVERIFY(!kept.isKnown());
        kept.session.lastSeenAt = kept.clock.now();
        kept.session.expiresAt = kept.clock.now() + 60s;
        kept.keep();
        QVERIFY(kept.isKnown());
        kept.clock.advance(61s);
        QVERIFY(!kept.isKnown());
    }

    void isInDoubtWhenTheClockGoesBack()
    {
        Kept kept;
        kept.clock.advance(-1h);
        QVERIFY(!kept.isKnown());
    }

    void forgetsTheOldestOfMany()
    {
        Kept kept;
        for (int i = 0; i < 5000; ++i)
            kept.cache.keep(
                QByteArray::number(i).rightJustified(32), kept.session, kept.cache.reading(kept.session.realmId));
        QVERIFY(!kept.isKnown());
        QVERIFY(kept.cache.use(kept.session.realmId, QByteArray::number(4999).rightJustified(32)));
    }
};

AUTH_TEST(SessionCacheTest);

#include "SessionCacheTest.moc"
