// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "core/Text.h"

#include <limits>

namespace auth {

using namespace Qt::StringLiterals;

class TextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsEveryCodePointOfUtf8()
    {
        for (char32_t code = 1; code <= 0x10ffff; code += code < 0x3000 ? 1 : 97) {
            if (code >= 0xd800 && code <= 0xdfff)
                continue;
            const QByteArray bytes = QString::fromUcs4(&code, 1).toUtf8();
            QVERIFY(isValidUtf8(bytes));
            QVERIFY(!isValidUtf8(bytes.chopped(1)) || bytes.size() == 1);
        }
        QVERIFY(isValidUtf8("\xf4\x8f\xbf\xbf"));
    }
    void refusesBytesThatQtReplaces_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const char *hex : { "ff", "fe", "80", "bf", "c3", "c328", "c080", "c0af", "c1bf", "e08080", "e09fbf",
                 "eda080", "edbfbf", "e282", "e28228", "f0808080", "f08fbfbf", "f4908080", "f5808080", "f8888080",
                 "fc8480808080", "f09f98", "61c3", "c3c3a4", "eda0bdedb880" })
            QTest::newRow(hex) << QByteArray::fromHex(hex);
    }
    void refusesBytesThatQtReplaces()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!isValidUtf8(bytes));
        QCOMPARE(decodeUtf8(bytes), std::nullopt);
        QVERIFY(!isValidUtf8("x" + bytes + "y"));
    }
    void decodedTextHasNoNul()
    {
        QCOMPARE(decodeUtf8(QByteArray("a\0b", 3)), std::nullopt);
        QCOMPARE(decodeUtf8("ü"), u"ü"_s);
        QCOMPARE(decodeUtf8(""), QString());
    }
    void readsPlainDecimalsOnly()
    {
        QCOMPARE(parseDecimal("0", 10), 0);
        QCOMPARE(parseDecimal("10", 10), 10);
        QCOMPARE(parseDecimal("9223372036854775807", std::numeric_limits<qint64>::max()),
            std::numeric_limits<qint64>::max());
        for (const char *text : { "", "+5", "-5", "-0", " 5", "5 ", "5\n", "05", "00", "5x", "0x5", "1e1", "5.0", "11",
                 "9223372036854775808", "99999999999999999999999", "\xd9\xa5" })
            QVERIFY2(!parseDecimal(text, 10)
                    && (QByteArray(text) == "11" || !parseDecimal(text, std::numeric_limits<qint64>::max())),
                text);
        QCOMPARE(parseDecimal(QByteArrayView("5\0", 2), 10), std::nullopt);
    }
    void oneNameHasOneCanonicalForm()
    {
        for (const auto &[one, other] : { std::pair(u"Jane"_s, u"jane"_s), std::pair(u"\u017fam"_s, u"sam"_s),
                 std::pair(u"\u212aelvin"_s, u"kelvin"_s), std::pair(u"\ufb00x"_s, u"ffx"_s),
                 std::pair(u"caf\u00e9"_s, u"cafe\u0301"_s), std::pair(u"\uff4aane"_s, u"jane"_s),
                 std::pair(u" jane "_s, u"jane"_s), std::pair(u"jane\u00a0"_s, u"jane"_s),
                 std::pair(u"\u03a3\u03a3"_s, u"\u03c3\u03c2"_s) })
            QCOMPARE(canonicalName(one), canonicalName(other));
        for (const auto &[one, other] : { std::pair(u"jane"_s, u"jame"_s), std::pair(u"\u0430nna"_s, u"anna"_s),
                 std::pair(u"a b"_s, u"ab"_s), std::pair(u"\u0131x"_s, u"ix"_s) })
            QVERIFY(canonicalName(one) != canonicalName(other));
    }
    void aCanonicalNameIsItsOwnCanonicalForm()
    {
        for (char32_t code = 0x20; code < 0x30000; ++code) {
            if (code >= 0xd800 && code <= 0xdfff)
                continue;
            const QString once = canonicalName(u"a"_s + QString::fromUcs4(&code, 1) + u"b"_s);
            QVERIFY2(canonicalName(once) == once, qPrintable(QString::number(static_cast<uint>(code), 16)));
        }
    }
    void escapesHtml()
    {
        QCOMPARE(escapeHtml(u"<a href=\"x\" title='y'>&</a>"_s),
            QByteArray("&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;"));
        QCOMPARE(percentEncode("a b/ü~-._"), QByteArray("a%20b%2F%C3%BC~-._"));
    }
};

AUTH_TEST(TextTest);

}

#include "TextTest.moc"
