// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "core/Base64Url.h"
#include "core/Random.h"

namespace auth {

class Base64UrlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesAroundForEveryLength()
    {
        for (qsizetype size = 0; size < 70; ++size) {
            const QByteArray bytes = randomBytes(size);
            const QByteArray text = toBase64Url(bytes);
            QVERIFY(!text.contains('=') && !text.contains('+') && !text.contains('/'));
            QCOMPARE(fromBase64Url(text), std::optional(bytes));
        }
    }
    void knowsTheVectorsOfRfc4648()
    {
        // §10, without padding.
        for (const auto &[plain, text] :
            { std::pair("", ""), std::pair("f", "Zg"), std::pair("fo", "Zm8"), std::pair("foo", "Zm9v"),
                std::pair("foob", "Zm9vYg"), std::pair("fooba", "Zm9vYmE"), std::pair("foobar", "Zm9vYmFy") }) {
            QCOMPARE(toBase64Url(plain), QByteArray(text));
            QCOMPARE(fromBase64Url(text), std::optional(QByteArray(plain)));
        }
        QCOMPARE(toBase64Url("\xfb\xff\xfe"), QByteArray("-__-"));
    }
    void refusesWhatQtTakes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("padding") << QByteArray("aGk=");
        QTest::newRow("double padding") << QByteArray("YQ==");
        QTest::newRow("one character") << QByteArray("a");
        QTest::newRow("length 1 modulo 4") << QByteArray("Zm9vY");
        QTest::newRow("trailing bits") << QByteArray("aGl");
        QTest::newRow("trailing bits of two") << QByteArray("YR");
        QTest::newRow("underscore and exclamation mark") << QByteArray("aGk_!");
        QTest::newRow("space") << QByteArray("aG k");
        QTest::newRow("leading space") << QByteArray(" aGk");
        QTest::newRow("newline") << QByteArray("aGk\n");
        QTest::newRow("carriage return") << QByteArray("aGk\r\n");
        QTest::newRow("question mark") << QByteArray("aG?k");
        QTest::newRow("NUL") << QByteArray("aGk\0", 4);
        QTest::newRow("plus") << QByteArray("a+==");
        QTest::newRow("other alphabet") << QByteArray("+/+/");
        QTest::newRow("high bytes") << QByteArray("aG\xc3\xa9");
    }
    void refusesWhatQtTakes()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(fromBase64Url(text), std::nullopt);
    }
    void oneTextStandsForOneValueOnly()
    {
        // Of the 64 possible last characters of two or three, only those with zero trailing bits decode.
        const QByteArrayView alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
        int two = 0;
        int three = 0;
        for (const char last : alphabet) {
            two += fromBase64Url(QByteArray("A") + last).has_value();
            three += fromBase64Url(QByteArray("AA") + last).has_value();
        }
        QCOMPARE(two, 4);
        QCOMPARE(three, 16);
    }
};

AUTH_TEST(Base64UrlTest);

}

#include "Base64UrlTest.moc"
