// SPDX-License-Identifier: GPL-3.0-or-later
#include "TrailFixture.h"

#include "audit/RefusalLog.h"

using namespace auth;
using namespace Qt::StringLiterals;
using test::TrailFixture;

class RefusalLogTest : public QObject {
    Q_OBJECT

    struct Fixture : TrailFixture {
        RefusalLog log { &database, &audit, &clock };

        void refuse(const QString &client, int times = 1)
        {
            for (int i = 0; i < times; ++i) {
                AuditEvent event(realm->id, "token.refused");
                event.actor("application", client).failed("refused", u"wrong client secret"_s);
                log.add(std::move(event));
            }
        }
        void flush(RefusalLog::Counts counts = RefusalLog::Counts::WhenDue) { QCoro::waitFor(log.flush(counts)); }
        int rows(const QByteArray &action = "token.refused") const
        {
            return sql("SELECT count(*) FROM audit_events WHERE action = '" + action + "'").toInt();
        }
    };

private Q_SLOTS:
    void writesTheSameRefusalOnceWithItsCount()
    {
        Fixture f;
        f.refuse(u"shop"_s, 3);
        f.refuse(u"other"_s);
        QCOMPARE(f.rows(), 0);
        f.flush();
        QCOMPARE(f.sql("SELECT string_agg(actor_id || ' ' || COALESCE(data->>'count', '1'), ', ' ORDER BY actor_id) FROM audit_events"), "other 1, shop 3");
        f.flush();
        QCOMPARE(f.rows(), 2);
    }

    void doesNotFillTheLogHoweverManyAreRefused()
    {
        Fixture f;
        for (int i = 0; i < 10'000; ++i)
            f.refuse(u"client %1"_s.arg(i));
        f.flush();
        QCOMPARE(f.rows(), RefusalLog::kBurst);
        QCOMPARE(f.rows("refusals.counted"), 0);
        // A minute later there is a row for a few more, and one that counts the rest.
        f.clock.advance(RefusalLog::kCounting);
        for (int i = 0; i < 1'000; ++i)
            f.refuse(u"late client %1"_s.arg(i));
        f.flush();
        const int more = static_cast<int>(RefusalLog::kCounting / RefusalLog::kRefill);
        QCOMPARE(f.rows(), RefusalLog::kBurst + more);
        QCOMPARE(f.sql("SELECT (data->>'token.refused') FROM audit_events WHERE action = 'refusals.counted'").toInt(),
            11'000 - RefusalLog::kBurst - more);
    }

    void leavesOutWhatStandsThereAlready()
    {
        Fixture f;
        const auto refuse = [&f](const QByteArray &request) {
            AuditEvent event(f.realm->id, "token.refused");
            event.actor("application", u"shop"_s).failed("refused", u"used twice"_s);
            event.correlationId = request;
            f.log.add(std::move(event));
        };
        f.log.isWritten("one");
        refuse("one");
        f.flush();
        QCOMPARE(f.rows(), 0);
        // Once: the next request of that name is another one.
        refuse("one");
        refuse("two");
        f.flush();
        QCOMPARE(f.sql("SELECT data->>'count' FROM audit_events"), "2");
    }

    void losesNoCountWhenItStops()
    {
        Fixture f;
        for (int i = 0; i < RefusalLog::kBurst + 7; ++i)
            f.refuse(u"client %1"_s.arg(i));
        f.flush(RefusalLog::Counts::Now);
        QCOMPARE(f.sql("SELECT data->>'token.refused' FROM audit_events WHERE action = 'refusals.counted'"), "7");
    }

    void countsWhatCannotBeWritten()
    {
        Fixture f;
        f.refuse(u"shop"_s, 2);
        f.sql("ALTER TABLE audit_events RENAME TO audit_events_away");
        f.flush();
        f.sql("ALTER TABLE audit_events_away RENAME TO audit_events");
        f.flush(RefusalLog::Counts::Now);
        QCOMPARE(f.sql("SELECT data->>'token.refused' FROM audit_events"), "2");
    }

    void takesAnyText()
    {
        Fixture f;
        f.refuse(QString(u"a\0b\r\n\u202E"_s) + QString(5'000, u'x'));
        f.flush();
        QCOMPARE(f.rows(), 1);
        QVERIFY(f.seal());
        COMPARE_FINDINGS(f.verify(), ledger::Verdict::Intact, -1);
    }
};

AUTH_TEST(RefusalLogTest);
#include "RefusalLogTest.moc"
