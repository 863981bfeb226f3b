// SPDX-License-Identifier: GPL-3.0-or-later
#include "TrailFixture.h"

using namespace auth;
using namespace Qt::StringLiterals;
using ledger::Verdict;
using test::TrailFixture;

/// What a superuser of the database can do to the audit log, and whether an export shows it. Thirty rows, a checkpoint
/// behind each ten.
class AuditAttackTest : public QObject {
    Q_OBJECT

    /// The leaf of each row written anew from what the table says now, as somebody without the key would.
    static void hashAnew(TrailFixture &f, int from)
    {
        TrailStore store(&f.database);
        const auto rows = QCoro::waitFor(store.sealed(f.realm->id, from, 1000, f.deadline()));
        for (const SealedRow &sealed : *rows) {
            const ledger::Commitments commitments { ledger::commitment(sealed.row->row, ledger::Personal::Actor, *sealed.row->actorSalt),
                ledger::commitment(sealed.row->row, ledger::Personal::Target, *sealed.row->targetSalt) };
            f.sql("UPDATE audit_leaves SET hash = '\\x" + ledger::leafHash(sealed.row->row, commitments, true).toHex()
                + "', actor_commitment = '\\x" + commitments.actor.toHex() + "', target_commitment = '\\x"
                + commitments.target.toHex() + "' WHERE seq = " + QByteArray::number(sealed.seq));
        }
    }

private Q_SLOTS:
    void findsEachAttack_data()
    {
        QTest::addColumn<QByteArrayList>("statements");
        QTest::addColumn<int>("row");
        const auto add = [](const char *name, const QByteArrayList &statements, int row) {
            QTest::newRow(name) << statements << row;
        };
        add("a plain value", { "UPDATE audit_events SET outcome = 'failure' WHERE ROW(7)" }, 7);
        add("an id", { "UPDATE audit_events SET actor_id = 'somebody' WHERE ROW(7)" }, 7);
        add("an address", { "UPDATE audit_events SET address = '192.0.2.8' WHERE ROW(7)" }, 7);
        add("a name", { "UPDATE audit_events SET target_name = 'mallory' WHERE ROW(12)" }, 12);
        add("a value after", { "UPDATE audit_events SET after = '{\"n\": 99}' WHERE ROW(29)" }, 29);
        add("a value to NULL", { "UPDATE audit_events SET before = NULL WHERE ROW(0)" }, 0);
        add("a salt", { "UPDATE audit_events SET actor_salt = gen_random_uuid() WHERE ROW(3)" }, 3);
        add("a time", { "UPDATE audit_events SET at = at + interval '1 second' WHERE ROW(5)" }, 5);
        add("the first of two", { "UPDATE audit_events SET reason = 'x' WHERE ROW(9)", "UPDATE audit_events SET reason = 'x' WHERE ROW(21)" }, 9);
        add("a deleted row", { "DELETE FROM audit_events WHERE ROW(14)" }, 14);
        add("a deleted row and its leaf", { "DELETE FROM audit_events WHERE ROW(14)", "DELETE FROM audit_leaves WHERE seq = 14" }, 14);
        add("a deleted leaf", { "DELETE FROM audit_leaves WHERE seq = 14" }, 14);
        add("the first rows", { "DELETE FROM audit_events WHERE correlation_id IN ('c0', 'c1')", "DELETE FROM audit_leaves WHERE seq < 2" }, 0);
        add("the first rows with their checkpoint",
            { "DELETE FROM audit_events WHERE correlation_id ~ '^c.$'", "DELETE FROM audit_leaves WHERE seq < 10",
                "DELETE FROM audit_checkpoints WHERE size = 10" },
            0);
        add("the last rows", { "DELETE FROM audit_events WHERE correlation_id = 'c29'", "DELETE FROM audit_leaves WHERE seq = 29" }, 29);
        add("a deleted row, closed up",
            { "DELETE FROM audit_events WHERE ROW(14)", "DELETE FROM audit_leaves WHERE seq = 14",
                "UPDATE audit_leaves SET seq = seq + 1000 WHERE seq > 14", "UPDATE audit_leaves SET seq = seq - 1001 WHERE seq > 14" },
            10);
        add("two contents swapped",
            { "UPDATE audit_events a SET target_name = b.target_name FROM audit_events b WHERE a.correlation_id IN ('c4', 'c5')"
              " AND b.correlation_id IN ('c4', 'c5') AND a.id <> b.id" },
            4);
        add("two leaves swapped",
            { "UPDATE audit_leaves SET seq = 1000 WHERE seq = 12", "UPDATE audit_leaves SET seq = 12 WHERE seq = 15",
                "UPDATE audit_leaves SET seq = 15 WHERE seq = 1000" },
            10);
        add("a checkpoint", { "DELETE FROM audit_checkpoints WHERE size = 30" }, 20);
        add("a checkpoint's text", { "UPDATE audit_checkpoints SET note = replace(note, 'first 0', 'first 5') WHERE size = 20" }, 10);
        add("all checkpoints", { "DELETE FROM audit_checkpoints" }, 0);
        add("leaves and checkpoints", { "DELETE FROM audit_leaves", "DELETE FROM audit_checkpoints" }, -1);
        add("a row put in, sealed as any other",
            { "INSERT INTO audit_events (realm_id, at, id, action, outcome, actor_kind) SELECT realm_id, at, gen_random_uuid(),"
              " 'user.created', 'success', 'user' FROM audit_events WHERE ROW(3)" },
            30);
        add("a copy of a row",
            { "INSERT INTO audit_events (realm_id, at, id, action, outcome, actor_kind, actor_id, actor_name, target_kind, target_id,"
              " target_name, address, user_agent, correlation_id, before, after, data, actor_salt, target_salt, mac)"
              " SELECT realm_id, at + interval '1 second', id, action, outcome, actor_kind, actor_id, actor_name, target_kind,"
              " target_id, target_name, address, user_agent, correlation_id, before, after, data, actor_salt, target_salt, mac"
              " FROM audit_events WHERE ROW(3)" },
            30);
        add("a row put in behind the sealer's back",
            { "INSERT INTO audit_events (realm_id, at, id, action, outcome, actor_kind, tx) SELECT realm_id, at, gen_random_uuid(),"
              " 'user.created', 'success', 'user', tx FROM audit_events WHERE ROW(3)" },
            -1);
        add("a row put in that claims to be from before",
            { "INSERT INTO audit_events (realm_id, at, id, action, outcome, actor_kind, tx) SELECT realm_id, at, gen_random_uuid(),"
              " 'user.created', 'success', 'user', '0' FROM audit_events WHERE ROW(3)", "UPDATE audit_sealer SET below = '0'" },
            30);
        add("values taken away without an erasure",
            { "UPDATE audit_events SET actor_name = '', address = NULL, user_agent = '', actor_salt = NULL WHERE ROW(8)" }, 8);
        add("a partition",
            { "DO $$ BEGIN EXECUTE (SELECT 'DROP TABLE ' || tableoid::regclass FROM audit_events LIMIT 1); END $$" }, 0);
        add("all rows", { "TRUNCATE audit_events" }, 0);
    }
    void findsEachAttack()
    {
        QFETCH(const QByteArrayList, statements);
        QFETCH(const int, row);
        TrailFixture f;
        f.sql("SELECT ensure_audit_partitions(CURRENT_TIMESTAMP, 1)");
        QVERIFY(f.fill(30, 10));
        COMPARE_FINDINGS(f.verify(), Verdict::Intact, -1);
        for (QByteArray statement : statements) {
            for (qsizetype at; (at = statement.indexOf("ROW(")) >= 0;) {
                const qsizetype end = statement.indexOf(')', at);
                statement.replace(at, end + 1 - at, f.row(statement.mid(at + 4, end - at - 4).toInt()));
            }
            f.sql(statement);
        }
        QVERIFY(f.seal());
        COMPARE_FINDINGS(f.verify(), Verdict::Altered, row);
        // The log goes on, and what was done stays visible.
        QVERIFY(f.write(100, 103));
        QVERIFY(f.seal());
        QCOMPARE(f.verify().verdict, Verdict::Altered);
    }

    void findsASuffixThatWasHashedAnew()
    {
        TrailFixture f;
        QVERIFY(f.fill(30, 10));
        f.sql("UPDATE audit_events SET actor_name = 'mallory' WHERE " + f.row(17));
        hashAnew(f, 17);
        // Each row fits its own hash: it is one of those that the next checkpoint covers.
        const auto findings = f.verify();
        COMPARE_FINDINGS(findings, Verdict::Altered, 10);
        QVERIFY2(findings.problem.contains(u"10 to 19"), qPrintable(findings.problem));
    }

    void findsATreeThatWasMadeAnewByItsMissingSignature()
    {
        TrailFixture f;
        QVERIFY(f.fill(30, 10));
        f.sql("UPDATE audit_events SET actor_name = 'mallory' WHERE " + f.row(17));
        hashAnew(f, 17);
        TrailStore store(&f.database);
        const auto rows = QCoro::waitFor(store.sealed(f.realm->id, 0, 1000, f.deadline()));
        ledger::Merkle tree;
        for (const SealedRow &sealed : *rows) {
            tree.append(sealed.hash);
            // Text with a key of his own under the log's name.
            const auto signer = ledger::NoteSigner::make(f.realm->id, QByteArray(32, 'm'));
            const ledger::Checkpoint forged { ledger::originOf(f.realm->id), tree.size(), tree.root(), 0, "2026-01-01T00:00:00.000000Z" };
            f.sql("UPDATE audit_checkpoints SET note = '" + signer->sign(forged.text()) + "', subtrees = '\\x"
                + tree.toBytes().toHex() + "' WHERE size = " + QByteArray::number(tree.size()));
        }
        COMPARE_FINDINGS(f.verify(), Verdict::Altered, 0);
        // And nothing is signed on top of it.
        QVERIFY(f.write(100, 101));
        QVERIFY(f.seal());
        QCOMPARE(f.sql("SELECT count(*) FROM audit_leaves"), "30");
    }

    void findsADatabaseThatWasCutOrPutBackWithACheckpointFromOutside()
    {
        TrailFixture f;
        QVERIFY(f.fill(30, 10));
        f.sql("DELETE FROM audit_events WHERE (realm_id, at, id) IN (SELECT realm_id, event_at, event_id FROM audit_leaves WHERE seq >= 20)");
        f.sql("DELETE FROM audit_leaves WHERE seq >= 20");
        f.sql("DELETE FROM audit_checkpoints WHERE size > 20");
        // By itself, it is a log that was never longer.
        COMPARE_FINDINGS(f.verify(), Verdict::Intact, -1);
        COMPARE_FINDINGS(f.verify(f.exported(), { f.published.last() }), Verdict::Altered, 20);
        COMPARE_FINDINGS(f.verify(f.exported(), { f.published.first() }), Verdict::Intact, -1);
        // Grown to the same length again.
        QVERIFY(f.write(50, 60));
        QVERIFY(f.seal());
        COMPARE_FINDINGS(f.verify(f.exported()), Verdict::Intact, -1);
        COMPARE_FINDINGS(f.verify(f.exported(), { f.published[2] }), Verdict::Altered, -1);
        QVERIFY(f.write(60, 65));
        QVERIFY(f.seal());
        QCOMPARE(f.verify(f.exported(), { f.published[2] }).verdict, Verdict::Altered);
    }

    void findsWhatWasDoneToTheFile_data()
    {
        QTest::addColumn<int>("line"); // Of the export; 0 is the header.
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<int>("row");
        QTest::newRow("a value") << 4 << QByteArray("192.0.2.7>192.0.2.9") << 3;
        QTest::newRow("a sequence number") << 4 << QByteArray("\"seq\":3>\"seq\":4") << 3;
        QTest::newRow("a line taken out") << 4 << QByteArray("-") << 3;
        QTest::newRow("a line twice") << 4 << QByteArray("+") << 3;
        QTest::newRow("a checkpoint taken out") << 11 << QByteArray("-") << -1;
        QTest::newRow("the header") << 0 << QByteArray("-") << -1;
        QTest::newRow("the first row") << 1 << QByteArray("-") << 0;
        QTest::newRow("the footer") << 34 << QByteArray("-") << 30;
        QTest::newRow("the footer's text") << 34 << QByteArray("unsealed 0>unsealed 9") << -1;
        QTest::newRow("nonsense") << 4 << QByteArray("{>[") << 3;
        QTest::newRow("a space") << 4 << QByteArray("{>{ ") << -1;
        QTest::newRow("the realm's name") << 0 << QByteArray("\"one\">\"two\"") << -1;
    }
    void findsWhatWasDoneToTheFile()
    {
        QFETCH(const int, line);
        QFETCH(const QByteArray, change);
        QFETCH(const int, row);
        TrailFixture f;
        QVERIFY(f.fill(30, 10));
        QByteArrayList lines = f.exported().chopped(1).split('\n');
        QCOMPARE(lines.size(), 1 + 30 + 3 + 1);
        if (change == "-") {
            lines.removeAt(line);
        } else if (change == "+") {
            lines.insert(line, lines[line]);
        } else {
            const QByteArray before = lines[line];
            const auto sides = change.split('>');
            lines[line].replace(lines[line].indexOf(sides[0]), sides[0].size(), sides[1]);
            QVERIFY(lines[line] != before);
        }
        COMPARE_FINDINGS(f.verify(lines.join('\n') + '\n'), Verdict::Altered, row);
    }

    void findsATailThatWasCutOffWithTheFooterOfAnother()
    {
        TrailFixture f;
        QVERIFY(f.fill(10, 10));
        const QByteArray early = f.exported().chopped(1).split('\n').last();
        QVERIFY(f.write(10, 20) && f.seal());
        QByteArrayList lines = f.exported().chopped(1).split('\n');
        lines = lines.first(12) + QByteArrayList { lines.last() };
        COMPARE_FINDINGS(f.verify(lines.join('\n')), Verdict::Altered, 10);
        lines.last() = early;
        // That is the earlier export.
        COMPARE_FINDINGS(f.verify(lines.join('\n')), Verdict::Intact, -1);
        COMPARE_FINDINGS(f.verify({}), Verdict::Unchecked, -1);
        COMPARE_FINDINGS(f.verify("at,id\r\n"), Verdict::Unchecked, -1);
    }
};

AUTH_TEST(AuditAttackTest);
#include "AuditAttackTest.moc"
