// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"

#include "core/Random.h"
#include "crypto/SealedBox.h"

namespace auth::crypto {

class SealedBoxTest : public QObject {
    Q_OBJECT

    const QByteArray m_key = randomBytes(kSealingKeySize);

private Q_SLOTS:
    void opensWhatItSealed()
    {
        for (const QByteArray &text : { QByteArray(), QByteArray("x"), QByteArray("\0\0", 2), randomBytes(100'000) }) {
            for (const QByteArray &place : { QByteArray(), QByteArray("table.column:1") }) {
                const auto opened = open(m_key, seal(m_key, text, place), place);
                VERIFY_RESULT(opened);
                QCOMPARE(opened->view(), QByteArrayView(text));
            }
        }
    }
    void oneTextGivesAnotherBoxEachTime()
    {
        QVERIFY(seal(m_key, "text", "place") != seal(m_key, "text", "place"));
        QVERIFY(!seal(m_key, "text", "place").contains("text"));
    }
    void everyChangedBitIsRefused()
    {
        const QByteArray box = seal(m_key, "a secret", "place");
        for (qsizetype i = 0; i < box.size() * 8; ++i) {
            QByteArray changed = box;
            changed[i / 8] = static_cast<char>(changed[i / 8] ^ (1 << (i % 8)));
            COMPARE_ERROR(open(m_key, changed, "place"), ErrorCode::Internal);
        }
    }
    void everyOtherLengthIsRefused()
    {
        const QByteArray box = seal(m_key, "a secret", "place");
        for (qsizetype size = 0; size < box.size(); ++size)
            COMPARE_ERROR(open(m_key, box.first(size), "place"), ErrorCode::Internal);
        COMPARE_ERROR(open(m_key, box + '\0', "place"), ErrorCode::Internal);
    }
    void anotherPlaceOrKeyIsRefused()
    {
        const QByteArray box = seal(m_key, "a secret", "signing_keys.private:1");
        for (const QByteArray &place :
            { QByteArray("signing_keys.private:2"), QByteArray(), QByteArray("signing_keys.private:1 ") })
            COMPARE_ERROR(open(m_key, box, place), ErrorCode::Internal);
        COMPARE_ERROR(open(randomBytes(kSealingKeySize), box, "signing_keys.private:1"), ErrorCode::Internal);
    }
};

AUTH_TEST(SealedBoxTest);

}

#include "SealedBoxTest.moc"
