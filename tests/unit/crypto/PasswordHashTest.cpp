// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "crypto/PasswordHash.h"

namespace auth::crypto {

class PasswordHashTest : public QObject {
    Q_OBJECT

    static constexpr Argon2Parameters kCheap { 8, 1 };

private Q_SLOTS:
    void theDefaultIsWhatOwaspAsksFor()
    {
        const QByteArray phc = hashPassword("correct horse");
        QVERIFY(phc.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
        QVERIFY(verifyPassword("correct horse", phc));
        QVERIFY(!verifyPassword("correct horsf", phc));
        QVERIFY(!needsRehash(phc));
    }
    void saltsDiffer() { QVERIFY(hashPassword("x", kCheap) != hashPassword("x", kCheap)); }
    void everyByteCounts()
    {
        const QByteArray longOne = QByteArray(1000, 'a');
        const QByteArray phc = hashPassword(longOne + 'x', kCheap);
        QVERIFY(verifyPassword(longOne + 'x', phc));
        QVERIFY(!verifyPassword(longOne + 'y', phc));
        QVERIFY(!verifyPassword(longOne, phc));
        QVERIFY(!verifyPassword(QByteArray("a\0b", 3), hashPassword("a", kCheap)));
    }
    void otherCostsNeedARehash()
    {
        const QByteArray phc = hashPassword("x", kCheap);
        QVERIFY(!needsRehash(phc, kCheap));
        QVERIFY(needsRehash(phc));
        QVERIFY(needsRehash(phc, { 8, 2 }));
        QVERIFY(needsRehash(phc, { 16, 1 }));
        QVERIFY(needsRehash("$2b$12$abcdefghijklmnopqrstuv"));
        QVERIFY(needsRehash({}));
    }
    void whatIsNoHashIsNobodysPassword()
    {
        const QByteArray good = hashPassword("x", kCheap);
        for (const QByteArray &phc : { QByteArray(), QByteArray("x"), QByteArray("$argon2id$"), good.chopped(1),
                 good.first(40), QByteArray("$argon2i") + good.sliced(9), QByteArray(good).replace("p=1", "p=2"),
                 QByteArray(good).replace("v=19", "v=16") })
            QVERIFY2(!verifyPassword("x", phc), phc.constData());
    }
};

AUTH_TEST(PasswordHashTest);

}

#include "PasswordHashTest.moc"
