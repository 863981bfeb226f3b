// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"

#include "crypto/Hash.h"
#include "ledger/Canonical.h"
#include "ledger/ExportVerifier.h"
#include "ledger/Merkle.h"
#include "ledger/Note.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <bit>

using namespace auth;
using namespace auth::ledger;
using namespace Qt::StringLiterals;

class LedgerTest : public QObject {
    Q_OBJECT

    static RealmId realm() { return *RealmId::parse("019a0000-0000-7000-8000-000000000001"); }
    static NoteSigner signer() { return *NoteSigner::make(realm(), QByteArray(32, '\7')); }

    /// RFC 9162 §2.1.1, as it is written there.
    static QByteArray rootOf(const QByteArrayList &leaves)
    {
        if (leaves.isEmpty())
            return crypto::sha256({});
        if (leaves.size() == 1)
            return leaves.first();
        const auto left = static_cast<qsizetype>(std::bit_floor(static_cast<quint64>(leaves.size() - 1)));
        return crypto::sha256(QByteArray(1, '\1') + rootOf(leaves.first(left)) + rootOf(leaves.mid(left)));
    }

private Q_SLOTS:
    void growsTheTreeOfRfc9162()
    {
        Merkle tree;
        QByteArrayList leaves;
        QCOMPARE(tree.root(), rootOf(leaves));
        for (int i = 0; i < 70; ++i) {
            leaves.append(crypto::sha256(QByteArray(1, '\0') + QByteArray::number(i)));
            tree.append(leaves.last());
            QCOMPARE(tree.root(), rootOf(leaves));
            // What is kept of it goes on as the same tree.
            tree = *Merkle::fromBytes(tree.size(), tree.toBytes());
        }
    }

    void hasTheRootsOfTheCertificateTransparencyTests()
    {
        // The inputs and roots that implementations of RFC 6962 share.
        const QByteArrayList inputs { "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
            "606162636465666768696a6b6c6d6e6f" };
        const QMap<int, QByteArray> roots {
            { 1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d" },
            { 2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125" },
            { 8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328" },
        };
        Merkle tree;
        for (const QByteArray &input : inputs) {
            tree.append(crypto::sha256(QByteArray(1, '\0') + QByteArray::fromHex(input)));
            if (roots.contains(static_cast<int>(tree.size())))
                QCOMPARE(tree.root().toHex(), roots[static_cast<int>(tree.size())]);
        }
    }

    void refusesSubtreesThatDoNotFitTheSize()
    {
        QVERIFY(!Merkle::fromBytes(3, QByteArray(32, 'x')));
        QVERIFY(!Merkle::fromBytes(2, QByteArray(64, 'x')));
        QVERIFY(!Merkle::fromBytes(-1, {}));
        QVERIFY(Merkle::fromBytes(3, QByteArray(64, 'x')));
    }

    void writesJsonInOneFormOnly_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("canonical");
        QTest::newRow("order") << QByteArray("{\"b\": 1, \"a\": [true, null, {}], \"B\": false}")
                               << QByteArray("{\"B\":false,\"a\":[true,null,{}],\"b\":1}");
        QTest::newRow("escapes") << QByteArray("{\"a\": \"\\u0041\\u20ac\\/\\\"\\\\\\n\\u0001\\u007f\"}")
                                 << QByteArray("{\"a\":\"A\xe2\x82\xac/\\\"\\\\\\n\\u0001\x7f\"}");
        QTest::newRow("numbers") << QByteArray("{\"a\": [1.0, -0.0, 1e3, 0.1, 1E21, 9007199254740993, 1e-7]}")
                                 << QByteArray("{\"a\":[1,0,1000,0.1,1e+21,9007199254740993,1e-07]}");
        // RFC 8785 §3.2.3: by UTF-16, where a surrogate comes before U+FB33.
        QTest::newRow("UTF-16") << QByteArray("{\"\xef\xac\xb3\": 1, \"\xf0\x9f\x98\x80\": 2}")
                                << QByteArray("{\"\xf0\x9f\x98\x80\":2,\"\xef\xac\xb3\":1}");
    }
    void writesJsonInOneFormOnly()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, canonical);
        const QByteArray once = canonicalJson(QJsonDocument::fromJson(json).object());
        QCOMPARE(once, canonical);
        QCOMPARE(canonicalJson(QJsonDocument::fromJson(once).object()), canonical);
    }

    void signsCheckpointsThatItsKeyOpens()
    {
        const Checkpoint checkpoint { originOf(realm()), 7, QByteArray(32, 'r'), 2, "2026-01-31T12:00:00.000000Z" };
        const QByteArray note = signer().sign(checkpoint.text());
        const auto key = NoteKey::fromText(signer().key().toText() + '\n');
        VERIFY_RESULT(key);
        const auto read = Checkpoint::fromText(key->open(note).value_or(QByteArray()));
        QVERIFY(read);
        QCOMPARE(read->size, 7);
        QCOMPARE(read->first, 2);
        QCOMPARE(read->root, checkpoint.root);
        QCOMPARE(splitNotes(note + '\n' + note + "\n\n" + note.chopped(1)), QByteArrayList({ note, note, note }));
        QVERIFY(!NoteSigner::make(realm(), QByteArray(32, '\6'))->key().open(note));
    }

    void opensNothingThatWasChanged()
    {
        const Checkpoint checkpoint { originOf(realm()), 7, QByteArray(32, 'r'), 2, "2026-01-31T12:00:00.000000Z" };
        const QByteArray note = signer().sign(checkpoint.text());
        for (qsizetype i = 0; i < note.size(); ++i) {
            QByteArray changed = note;
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            QVERIFY2(!signer().key().open(changed), QByteArray::number(i));
            changed = note;
            QVERIFY2(!signer().key().open(changed.remove(i, 1)), QByteArray::number(i));
        }
        QVERIFY(!signer().key().open({}));
    }

    void refusesKeysThatAreNone_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray key = signer().key().toText();
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a note") << signer().sign("x\n");
        QTest::newRow("another hash") << QByteArray(key).replace("+" + key.split('+')[1], "+00000000");
        QTest::newRow("another name") << QByteArray(key).replace("019a", "019b");
        QTest::newRow("cut") << key.chopped(4);
        QTest::newRow("other base64") << key.chopped(1) + "-";
        QTest::newRow("twice") << key + "\n" + key;
    }
    void refusesKeysThatAreNone()
    {
        QFETCH(QByteArray, text);
        COMPARE_ERROR(NoteKey::fromText(text), ErrorCode::ValidationFailed);
    }

    void aFooterIsNoCheckpoint()
    {
        const ExportFooter footer { originOf(realm()), 1, 2, 3, 4, QByteArray(32, 'd'), "2026-01-31T12:00:00.000000Z" };
        QVERIFY(ExportFooter::fromText(footer.text()));
        QVERIFY(!Checkpoint::fromText(footer.text()));
        const Checkpoint checkpoint { originOf(realm()), 7, QByteArray(32, 'r'), 2, "2026-01-31T12:00:00.000000Z" };
        QVERIFY(!ExportFooter::fromText(checkpoint.text()));
    }

    void survivesAnyLine_data()
    {
        QTest::addColumn<QByteArray>("line");
        const QByteArray origin = originOf(realm());
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("negative") << "{\"audit_export\":1,\"origin\":\"" + origin + "\",\"first\":-5}";
        QTest::newRow("huge") << "{\"audit_export\":1,\"origin\":\"" + origin + "\",\"first\":9223372036854775807}";
        QTest::newRow("types") << "{\"audit_export\":1,\"origin\":\"" + origin + "\",\"first\":[]}";
        QTest::newRow("bytes") << QByteArray("\xff\xfe\x00", 3);
    }
    void survivesAnyLine()
    {
        QFETCH(QByteArray, line);
        ExportVerifier verifier(signer().key(), {});
        verifier.add(line);
        QVERIFY(verifier.finish().verdict != Verdict::Intact);
    }
};

AUTH_TEST(LedgerTest);
#include "LedgerTest.moc"
