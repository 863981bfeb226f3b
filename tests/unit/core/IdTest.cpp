// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "core/Clock.h"
#include "core/Id.h"
#include "core/Random.h"
#include "core/Secret.h"

#include <set>

namespace auth {

using namespace std::chrono_literals;

class IdTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textGoesAround()
    {
        const QByteArray text("0198d3c2-7a5e-7c1e-9f0e-6f1f4f0d2a11");
        const auto id = Uuid::parse(text);
        QVERIFY(id);
        QCOMPARE(id->toBytes(), text);
        QCOMPARE(Uuid::parse(text.toUpper()), id);
    }
    void refusesOtherForms()
    {
        for (const char *text : { "", "0198d3c27a5e7c1e9f0e6f1f4f0d2a11", "{0198d3c2-7a5e-7c1e-9f0e-6f1f4f0d2a11}",
                 "0198d3c2-7a5e-7c1e-9f0e-6f1f4f0d2a1", "0198d3c2-7a5e-7c1e-9f0e-6f1f4f0d2a111",
                 "0198d3c2-7a5e-7c1e-9f0e-6f1f4f0d2a1g", " 198d3c2-7a5e-7c1e-9f0e-6f1f4f0d2a11",
                 "0198d3c2_7a5e_7c1e_9f0e_6f1f4f0d2a11", "0198d3c-27a5e-7c1e-9f0e-6f1f4f0d2a11",
                 "0198d3c2-7a5e-7c1e-9f0e-6f1f4f0d2a1\n" })
            QVERIFY2(!Uuid::parse(text), text);
    }
    void version7CarriesItsTimeAndSorts()
    {
        const Timestamp moment { 1'700'000'000'123ms };
        const Uuid id = Uuid::v7(moment);
        QCOMPARE(id.toBytes().first(13).replace("-", ""),
            QByteArray::number(Q_INT64_C(1'700'000'000'123), 16).rightJustified(12, '0'));
        QCOMPARE(id.bytes[6] >> 4, 7);
        QCOMPARE(id.bytes[8] >> 6, 2);
        QVERIFY(Uuid::v7(moment + 1ms) > id);
        std::set<Uuid> seen;
        for (int i = 0; i < 10'000; ++i)
            seen.insert(Uuid::v7(moment));
        QCOMPARE(seen.size(), size_t(10'000));
    }
    void randomTokensAreLongAndDiffer()
    {
        std::set<QByteArray> seen;
        for (int i = 0; i < 1000; ++i) {
            const QByteArray token = randomToken();
            QCOMPARE(token.size(), 43);
            seen.insert(token);
        }
        QCOMPARE(seen.size(), size_t(1000));
    }
    void writesTimesAsRfc3339()
    {
        QCOMPARE(toIso(Timestamp { 0us }), QByteArray("1970-01-01T00:00:00.000000Z"));
        QCOMPARE(toIso(Timestamp { 1'769'860'800'000'001us }), QByteArray("2026-01-31T12:00:00.000001Z"));
        QCOMPARE(toIso(Timestamp { -1us }), QByteArray("1969-12-31T23:59:59.999999Z"));
        QCOMPARE(toIso(Timestamp { std::chrono::sys_days { std::chrono::year { 2028 } / 2 / 29 } }),
            QByteArray("2028-02-29T00:00:00.000000Z"));
    }
    void secretsMoveAndCompare()
    {
        Secret secret(QByteArray("value"));
        QVERIFY(secret.equals("value"));
        QVERIFY(!secret.equals("Value"));
        QVERIFY(!secret.equals("value2"));
        const Secret copy = secret.clone();
        const Secret moved = std::move(secret);
        QVERIFY(moved.equals("value"));
        QVERIFY(copy.equals("value"));
        QVERIFY(secret.isEmpty());
        QVERIFY(constantTimeEquals({}, {}));
        QVERIFY(!constantTimeEquals("a", {}));
    }
    void aSecretDoesNotShareItsBytes()
    {
        QByteArray original("value");
        const QByteArray shared = original;
        {
            const Secret secret(std::move(original));
        }
        QCOMPARE(shared, QByteArray("value")); // Wiped was the secret's own copy.
    }
};

AUTH_TEST(IdTest);

}

#include "IdTest.moc"
