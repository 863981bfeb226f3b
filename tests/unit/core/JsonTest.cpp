// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"

#include "core/Json.h"

namespace auth {

class JsonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsValid()
    {
        const auto object = parseJsonObject(
            " {\"a\":[1,2.5,-3e2,true,false,null,\"\\u00fc\\n\\ud83d\\ude00/\\/\"],\"b\":{},\"\":0} ");
        VERIFY_RESULT(object);
        const QJsonArray array = object->value(QLatin1StringView("a")).toArray();
        QCOMPARE(array.size(), 7);
        QCOMPARE(array[2].toDouble(), -300.0);
        QCOMPARE(array[6].toString(), QStringLiteral("ü\n\U0001f600//"));
        QCOMPARE(parseJson("\"text\"")->toString(), QStringLiteral("text"));
        QCOMPARE(parseJson("7")->toInteger(), 7);
        QVERIFY(parseJson("null")->isNull());
    }
    void keepsIntegersOf64Bits()
    {
        const auto value = parseJson("9007199254740993");
        VERIFY_RESULT(value);
        QCOMPARE(value->toInteger(), Q_INT64_C(9007199254740993));
    }
    void refusesWhatQtTakes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("duplicate member") << QByteArray("{\"a\":1,\"a\":2}");
        QTest::newRow("duplicate member, escaped") << QByteArray("{\"aud\":1,\"\\u0061ud\":2}");
        QTest::newRow("duplicate member, surrogates") << QByteArray("{\"\\ud83d\\ude00\":1,\"\xf0\x9f\x98\x80\":2}");
        QTest::newRow("duplicate member, deep") << QByteArray("{\"x\":[{\"a\":{\"b\":1,\"b\":1}}]}");
        QTest::newRow("duplicate empty member") << QByteArray("{\"\":1,\"\":2}");
        QTest::newRow("duplicate with a slash") << QByteArray("{\"/\":1,\"\\/\":2}");
        QTest::newRow("NUL in a name") << QByteArray("{\"a\\u0000b\":1}");
        QTest::newRow("NUL in a value") << QByteArray("{\"a\":\"x\\u0000\"}");
        QTest::newRow("raw NUL") << QByteArray("{\"a\":\"\0\"}", 9);
        QTest::newRow("lone high surrogate") << QByteArray("{\"a\":\"\\ud800\"}");
        QTest::newRow("lone high surrogate, then a letter") << QByteArray("{\"a\":\"\\ud800\\u0041\"}");
        QTest::newRow("lone low surrogate") << QByteArray("{\"a\":\"\\udc00\"}");
        QTest::newRow("surrogates the wrong way round") << QByteArray("{\"a\":\"\\udc00\\ud800\"}");
        QTest::newRow("bytes that are not UTF-8") << QByteArray("{\"a\":\"\xff\"}");
        QTest::newRow("encoded surrogate") << QByteArray("{\"a\":\"\xed\xa0\x80\"}");
        QTest::newRow("overlong") << QByteArray("{\"a\":\"\xc0\xaf\"}");
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf{}");
    }
    void refusesWhatQtTakes()
    {
        QFETCH(QByteArray, text);
        COMPARE_ERROR(parseJson(text), ErrorCode::Malformed);
    }
    void refusesWhatIsNoJson_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : { "", " ", "{", "}", "{}x", "{} {}", "[1,]", "{\"a\":1,}", "{a:1}", "{'a':1}",
                 "{\"a\" 1}", "{\"a\":}", "[1 2]", "[1]]", "1],[2", "1,2", "nul", "nullx", "tru", "01", "-", "-01",
                 "+1", "1.", ".5", "1e", "1e+", "0x10", "NaN", "Infinity", "-Infinity", "1e400", "\"a", "\"\\x\"",
                 "\"\\u12\"", "\"\\u12g4\"", "\"a\nb\"", "\"\t\"", "// x\n{}", "/**/{}", "{\"a\":1//\n}", "[1,,2]",
                 "[,1]", "{,}", "{\"a\":1\"b\":2}", "\"a\"\"b\"", "true false", "\\u007b}", "[1\v]", "\f[]" })
            QTest::newRow(text) << QByteArray(text);
    }
    void refusesWhatIsNoJson()
    {
        QFETCH(QByteArray, text);
        COMPARE_ERROR(parseJson(text), ErrorCode::Malformed);
    }
    void limitsAreKept()
    {
        const auto nested = [](int depth) { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
        VERIFY_RESULT(parseJson(nested(32)));
        COMPARE_ERROR(parseJson(nested(100)), ErrorCode::Malformed);
        COMPARE_ERROR(parseJson(QByteArray(200'000, '[')), ErrorCode::Malformed);
        COMPARE_ERROR(parseJson(QByteArray("{\"a\":").repeated(40'000)), ErrorCode::Malformed);
        COMPARE_ERROR(parseJson('"' + QByteArray(300'000, 'x') + '"'), ErrorCode::PayloadTooLarge);
        const JsonLimits tight { 100, 2, 3 };
        VERIFY_RESULT(parseJson("{\"a\":1,\"b\":[2]}", tight));
        COMPARE_ERROR(parseJson("{\"a\":1,\"b\":[2,3]}", tight), ErrorCode::Malformed);
        COMPARE_ERROR(parseJson("[[[[1]]]]", tight), ErrorCode::Malformed);
    }
    void theErrorSaysWhere()
    {
        const auto result = parseJson("{\n  \"a\": 1,\n  \"a\": 2\n}");
        COMPARE_ERROR(result, ErrorCode::Malformed);
        QVERIFY2(result.error().description.startsWith(QLatin1StringView("line 3, column 6: duplicate member \"a\"")),
            qPrintable(result.error().description));
    }
    void onlyAnObjectIsAnObject()
    {
        for (const char *text : { "[]", "1", "\"{}\"", "null" })
            COMPARE_ERROR(parseJsonObject(text), ErrorCode::Malformed);
    }
};

AUTH_TEST(JsonTest);

}

#include "JsonTest.moc"
