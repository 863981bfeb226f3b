// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"

#include "core/Json.h"
#include "core/JsonWriter.h"

#include <algorithm>
#include <limits>

namespace auth {

using namespace Qt::StringLiterals;

class JsonWriterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesAnObjectThatTheStrictParserReadsBack()
    {
        QString everything;
        for (char16_t c = 0x20; c < 0x250; ++c)
            everything += QChar(c);
        everything += u"𝄞\u2028\u2029\ufffd"_s;
        JsonWriter writer;
        writer.add("text"_L1, everything)
            .add("bytes"_L1, QByteArray("plain \"quoted\" back\\slash"))
            .add("largest"_L1, std::numeric_limits<qint64>::max())
            .add("smallest"_L1, std::numeric_limits<qint64>::min())
            .add("list"_L1, QStringList { u""_s, u"a\"b"_s, u"ü"_s })
            .add("empty"_L1, QStringList());
        const auto object = parseJsonObject(writer.finish());
        VERIFY_RESULT(object);
        QCOMPARE(object->size(), 6);
        QCOMPARE(object->value("text"_L1).toString(), everything);
        QCOMPARE(object->value("bytes"_L1).toString(), u"plain \"quoted\" back\\slash"_s);
        QCOMPARE(object->value("largest"_L1).toInteger(), std::numeric_limits<qint64>::max());
        QCOMPARE(object->value("smallest"_L1).toInteger(), std::numeric_limits<qint64>::min());
        QCOMPARE(object->value("list"_L1).toArray(), (QJsonArray { u""_s, u"a\"b"_s, u"ü"_s }));
        QCOMPARE(object->value("empty"_L1).toArray(), QJsonArray());
    }
    void escapesControlCharacters()
    {
        QString controls;
        for (char16_t c = 1; c < 0x20; ++c)
            controls += QChar(c);
        JsonWriter writer;
        writer.add("c"_L1, controls);
        const QByteArray text = writer.finish();
        QVERIFY(std::none_of(text.begin(), text.end(), [](char c) { return static_cast<uchar>(c) < 0x20; }));
        const auto object = parseJsonObject(text);
        VERIFY_RESULT(object);
        QCOMPARE(object->value("c"_L1).toString(), controls);
    }
    void writesNothingAsAnEmptyObject() { QCOMPARE(JsonWriter().finish(), QByteArray("{}")); }
    /// A text that ends in a bracket does not look like the beginning of a list.
    void separatesElementsWhateverTheyEndWith()
    {
        JsonWriter writer;
        writer.add("l"_L1, QStringList { u"["_s, u"["_s });
        QCOMPARE(writer.finish(), QByteArray("{\"l\":[\"[\",\"[\"]}"));
    }
};

AUTH_TEST(JsonWriterTest);

}

#include "JsonWriterTest.moc"
