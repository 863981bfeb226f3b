// SPDX-License-Identifier: GPL-3.0-or-later
#include "TrailFixture.h"

using namespace auth;
using namespace Qt::StringLiterals;
using ledger::Verdict;
using test::TrailFixture;

class SealerTest : public QObject {
    Q_OBJECT

    static Task<Result<void>> writeBesideAnOpenTransaction(TrailFixture *f)
    {
        static const db::Query kSend("test.send", "SELECT 1");
        auto slow = CO_TRY(co_await f->database.begin(f->deadline()));
        f->audit.record(&slow, f->event(100));
        CO_TRY(co_await slow.execute(&kSend, {}));
        for (int number = 2; number < 5; ++number)
            CO_TRY(co_await f->audit.record(&f->database, f->event(number), f->deadline()));
        CO_TRY(co_await f->sealer.run());
        const auto status = CO_TRY(co_await f->trail.status(f->realm, f->deadline()));
        if (status.size != 2 || status.unsealed != 3)
            co_return failure(ErrorCode::Internal, u"sealed %1, unsealed %2"_s.arg(status.size).arg(status.unsealed));
        co_return co_await slow.commit();
    }

private Q_SLOTS:
    void sealsWhatWasWrittenAndVerifiesFromTheExportAlone()
    {
        TrailFixture f;
        QVERIFY(f.fill(25, 10));
        QCOMPARE(f.sql("SELECT count(*) || ' ' || max(seq) FROM audit_leaves WHERE genuine"), "25 24");
        QCOMPARE(f.sql("SELECT string_agg(size::text, ' ' ORDER BY size) FROM audit_checkpoints"), "10 20 25");
        QCOMPARE(f.published.size(), 3);
        const auto findings = f.verify(f.exported(), f.published);
        COMPARE_FINDINGS(findings, Verdict::Intact, -1);
        QCOMPARE(findings.next, 25);
        QCOMPARE(findings.outside, 3);
    }

    void keepsALogForEachRealm()
    {
        TrailFixture f;
        const RealmPointer other = f.makeRealm("two");
        QVERIFY(f.write(0, 3));
        AuditEvent event(other->id, "realm.created");
        QVERIFY(f.write(event));
        QVERIFY(f.seal());
        QCOMPARE(f.sql("SELECT string_agg(size::text, ' ' ORDER BY size) FROM audit_checkpoints"), "1 3");
        COMPARE_FINDINGS(f.verify(), Verdict::Intact, -1);
        const QByteArray one = f.exported();
        f.realm = other;
        COMPARE_FINDINGS(f.verify(), Verdict::Intact, -1);
        COMPARE_FINDINGS(f.verify(one), Verdict::Unchecked, -1);
    }

    void sealsRowsOfADeletedRealm()
    {
        TrailFixture f;
        QVERIFY(f.write(0, 1));
        f.sql("UPDATE realms SET deleted_at = created_at");
        QVERIFY(f.seal());
        COMPARE_FINDINGS(f.verify(), Verdict::Intact, -1);
    }

    void verifiesAnEmptyLog()
    {
        TrailFixture f;
        COMPARE_FINDINGS(f.verify(), Verdict::Intact, -1);
    }

    void sealsNothingPastATransactionThatIsStillOpen()
    {
        TrailFixture f;
        QVERIFY(f.write(0, 2));
        // What came before the open one is sealed, what came behind it waits, though it is committed.
        VERIFY_RESULT(QCoro::waitFor(writeBesideAnOpenTransaction(&f)));
        QCOMPARE(f.sql("SELECT count(*) FROM audit_leaves"), "2");
        QVERIFY(f.seal());
        // In the order of the transactions: nothing appears before what was sealed.
        QCOMPARE(f.sql("SELECT string_agg(correlation_id, ' ' ORDER BY seq) FROM audit_leaves"
                       " JOIN audit_events ON id = event_id"),
            "c0 c1 c100 c2 c3 c4");
        COMPARE_FINDINGS(f.verify(), Verdict::Intact, -1);
    }

    void writesNothingWhereNothingHappens()
    {
        TrailFixture f;
        QVERIFY(f.fill(3, 3));
        const QByteArray before = f.sql("SELECT below FROM audit_sealer");
        QVERIFY(f.seal());
        QVERIFY(f.seal());
        QCOMPARE(f.sql("SELECT below FROM audit_sealer"), before);
        QCOMPARE(f.published.size(), 1);
    }

    void twoSealersMakeOneLog()
    {
        TrailFixture f;
        db::Database elsewhere({ .connectionString = f.testDatabase.connectionString() });
        Sealer second(&elsewhere, &f.clock, &f.keys, f.rowKey, [](QByteArrayList) {});
        for (int round = 0; round < 10; ++round) {
            QVERIFY(f.write(round * 5, round * 5 + 5));
            auto one = f.sealer.run();
            auto two = second.run();
            VERIFY_RESULT(QCoro::waitFor(one));
            VERIFY_RESULT(QCoro::waitFor(two));
        }
        QVERIFY(f.seal());
        QCOMPARE(f.sql("SELECT count(*) || ' ' || count(DISTINCT event_id) FROM audit_leaves"), "50 50");
        COMPARE_FINDINGS(f.verify(), Verdict::Intact, -1);
    }

    void goesOnInADatabaseThatWasRestoredIntoANewCluster()
    {
        TrailFixture f;
        QVERIFY(f.fill(5, 5));
        // There, transactions are counted from the beginning.
        f.sql("UPDATE audit_sealer SET below = '4000000000000'");
        QVERIFY(f.write(5, 8));
        QVERIFY(f.seal());
        QCOMPARE(f.sql("SELECT count(*) FROM audit_leaves"), "8");
        COMPARE_FINDINGS(f.verify(), Verdict::Intact, -1);
    }

    void takesInTheRowsOfBeforeThereWasALog()
    {
        TrailFixture f;
        QVERIFY(f.write(0, 2));
        f.sql("UPDATE audit_events SET tx = '0', mac = ''");
        QVERIFY(f.seal());
        COMPARE_FINDINGS(f.verify(), Verdict::Intact, -1);
    }

    void exportsTheTimeThatIsAskedForBetweenCheckpoints()
    {
        TrailFixture f;
        for (int day = 0; day < 5; ++day) {
            QVERIFY(f.write(day * 3, day * 3 + 3) && f.seal());
            f.clock.advance(std::chrono::hours(24));
        }
        TrailService::ExportRequest request;
        request.since = f.clock.now() - std::chrono::hours(3 * 24 + 1);
        request.until = f.clock.now() - std::chrono::hours(24 + 1);
        const auto findings = f.verify(f.exported(request), f.published);
        COMPARE_FINDINGS(findings, Verdict::Intact, -1);
        QCOMPARE(findings.first, 6);
        QCOMPARE(findings.next, 12);
        request.until.reset();
        QCOMPARE(f.verify(f.exported(request)).next, 15);
    }

    void theDaemonCanNeitherChangeNorRemove()
    {
        TrailFixture f;
        QVERIFY(f.fill(3, 3));
        db::Database daemon({ .connectionString = f.testDatabase.connectionString("auth_server") });
        static const db::Query kStatements[] = {
            { "test.1", "UPDATE audit_events SET reason = 'x'" },
            { "test.2", "DELETE FROM audit_events" },
            { "test.3", "TRUNCATE audit_events" },
            { "test.4", "UPDATE audit_leaves SET seq = seq + 1" },
            { "test.5", "DELETE FROM audit_leaves" },
            { "test.6", "UPDATE audit_checkpoints SET note = ''" },
            { "test.7", "DELETE FROM audit_checkpoints" },
            { "test.8", "DELETE FROM audit_sealer" },
            { "test.9", "ALTER TABLE audit_events DISABLE TRIGGER ALL" },
            { "test.10", "DROP TABLE audit_leaves" },
        };
        for (const db::Query &statement : kStatements)
            QVERIFY2(!QCoro::waitFor(daemon.execute(&statement, {}, f.deadline())), statement.sql);
        COMPARE_FINDINGS(f.verify(), Verdict::Intact, -1);
    }
};

AUTH_TEST(SealerTest);
#include "SealerTest.moc"
