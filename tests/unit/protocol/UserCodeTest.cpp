// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "protocol/oauth/UserCode.h"

#include <QtCore/QSet>
#include <QtTest/QtTest>

using namespace auth;
using namespace auth::oauth;
using namespace Qt::StringLiterals;

/// RFC 8628 §6.1.
class UserCodeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasEightOfTwentyConsonantsEachAsLikely()
    {
        QHash<char, int> letters;
        QSet<QByteArray> codes;
        for (int i = 0; i < 5000; ++i) {
            const QByteArray code = newUserCode();
            QCOMPARE(code.size(), 8);
            codes.insert(code);
            for (const char letter : code)
                ++letters[letter];
        }
        QCOMPARE(codes.size(), 5000);
        QCOMPARE(letters.size(), 20);
        for (auto letter = letters.begin(); letter != letters.end(); ++letter) {
            QVERIFY(!QByteArray("AEIOUY").contains(letter.key()));
            // 2,000 expected, standard deviation 44.
            QVERIFY2(std::abs(*letter - 2000) < 300, QByteArray(1, letter.key()) + ' ' + QByteArray::number(*letter));
        }
    }

    void isReadBackAsItIsShown()
    {
        const QByteArray code = newUserCode();
        QCOMPARE(shownUserCode(code).size(), 9);
        QCOMPARE(normalizedUserCode(shownUserCode(code)), std::optional(code));
    }

    void readsWhatPeopleType_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("good");
        QTest::newRow("small") << u"wdjb-mjht"_s << true;
        QTest::newRow("spaces") << u" WDJB MJHT\n"_s << true;
        QTest::newRow("en dash") << u"WDJB–MJHT"_s << true;
        QTest::newRow("too short") << u"WDJB-MJH"_s << false;
        QTest::newRow("too long") << u"WDJB-MJHTT"_s << false;
        QTest::newRow("vowel") << u"WDJB-MJHTA"_s << false;
        QTest::newRow("digit") << u"WDJB-MJH0"_s << false;
        QTest::newRow("long s") << u"WDJB-MJHſ"_s << false;
        QTest::newRow("Cyrillic") << u"ВDJB-MJHT"_s << false;
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("endless") << QString(100, u'-') + u"WDJBMJHT"_s << false;
    }
    void readsWhatPeopleType()
    {
        QFETCH(QString, typed);
        QFETCH(bool, good);
        QCOMPARE(normalizedUserCode(typed).has_value(), good);
        if (good)
            QCOMPARE(*normalizedUserCode(typed), "WDJBMJHT");
    }
};

AUTH_TEST(UserCodeTest);

#include "UserCodeTest.moc"
