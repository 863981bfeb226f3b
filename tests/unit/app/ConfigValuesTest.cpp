// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "app/ConfigValues.h"

using namespace auth::app;
using namespace auth::app::config;
using namespace std::chrono_literals;

class ConfigValuesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsDurations()
    {
        QCOMPARE(parseDuration("250ms", 0, 1'000'000'000).value(), 250ms);
        QCOMPARE(parseDuration("15s", 0, 1'000'000'000).value(), 15s);
        QCOMPARE(parseDuration("10m", 0, 1'000'000'000).value(), 10min);
        QCOMPARE(parseDuration("12h", 0, 1'000'000'000).value(), 12h);
        QCOMPARE(parseDuration("3d", 0, 1'000'000'000).value(), 72h);
        QCOMPARE(parseDuration("0s", 0, 10).value(), 0s);
    }

    void refusesDurations_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : { "15", "-1s", "+1s", " 1s", "1 s", "01s", "1.5s", "s", "", "1w", "1S",
                 "9999999999999999999s", "106751991168d" })
            QTest::newRow(text) << QByteArray(text);
    }
    void refusesDurations()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!parseDuration(text, 0, 1'000'000'000));
    }

    void tellsTheUnitThatIsMissing()
    {
        QVERIFY(parseDuration("15", 0, 1000).error().contains(QStringLiteral("write 15s")));
    }

    void readsSizes()
    {
        QCOMPARE(parseSize("64KiB", 0, 1 << 30).value(), 65536);
        QCOMPARE(parseSize("1MiB", 0, 1 << 30).value(), 1048576);
        QCOMPARE(parseSize("1000", 0, 1 << 30).value(), 1000);
        QVERIFY(!parseSize("1MB", 0, 1 << 30));
        QVERIFY(!parseSize("2GiB", 0, 1 << 30));
        QVERIFY(!parseSize("9223372036854775807GiB", 0, 1 << 30));
    }

    void writesWhatItReads()
    {
        QCOMPARE(formatDuration(90s), "90s");
        QCOMPARE(formatDuration(48h), "2d");
        QCOMPARE(formatDuration(1500ms), "1500ms");
        QCOMPARE(formatSize(65536), "64KiB");
        QCOMPARE(formatSize(1000), "1000");
    }

    void readsEndpoints()
    {
        QCOMPARE(
            parseEndpoint("127.0.0.1:8080").value(), (Endpoint{ QHostAddress(QStringLiteral("127.0.0.1")), 8080 }));
        QCOMPARE(parseEndpoint("[::1]:0").value(), (Endpoint{ QHostAddress(QHostAddress::LocalHostIPv6), 0 }));
        QCOMPARE(parseEndpoint("localhost:1").value().address, QHostAddress(QHostAddress::LocalHost));
        QCOMPARE(parseEndpoint("*:443").value().address, QHostAddress(QHostAddress::Any));
    }

    void refusesEndpoints_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : { "", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:+1",
                 "127.1:80", "10:80", "::1:80", "[127.0.0.1]:80", "example.com:80", "256.0.0.1:80", "127.0.0.1:80 " })
            QTest::newRow(text) << QByteArray(text);
    }
    void refusesEndpoints()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!parseEndpoint(text));
    }

    void readsSubnets()
    {
        const QList<Subnet> subnets = parseSubnets("10.0.0.0/8, 192.168.1.7 fd00::/8").value();
        QCOMPARE(subnets.size(), 3);
        QCOMPARE(subnets[0].prefixLength, 8);
        QCOMPARE(subnets[1].prefixLength, 32);
        QCOMPARE(subnets[2].address, QHostAddress(QStringLiteral("fd00::")));
        QCOMPARE(parseSubnets("").value().size(), 0);
    }

    void refusesSubnets()
    {
        QVERIFY(parseSubnets("10.1.2.3/8").error().contains(QStringLiteral("10.0.0.0/8")));
        for (const char* text :
            { "10/8", "10.0.0.0/33", "10.0.0.0/", "::/129", "proxy", "10.0.0.0/255.0.0.0", "10.0.0.0/08" })
            QVERIFY2(!parseSubnets(text), text);
    }

    void readsKeys()
    {
        const QByteArray key = QByteArray::fromHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1dfeff");
        QCOMPARE(parseKey(key.toBase64()).value(), key);
        QCOMPARE(parseKey(key.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)).value(), key);
        QCOMPARE(parseKey(key.toHex()).value(), key);
        QCOMPARE(parseKey(key.toHex().toUpper()).value(), key);
    }

    void refusesKeys()
    {
        const QByteArray key(32, 'k');
        for (const QByteArray& text : { key, key.left(31).toBase64(), key.toBase64() + '=',
                 key.toHex().replace(0, 1, "g"), ' ' + key.toBase64(), QByteArray() })
            QVERIFY2(!parseKey(text), text);
        QVERIFY2(!parseKey("hunter2").error().contains(QStringLiteral("hunter2")), "a secret must not be repeated");
    }

    void readsOrigins()
    {
        for (const char* text : { "https://auth.example.com", "https://auth.example.com:8443", "http://127.0.0.1:8080",
                 "http://[::1]:8080" })
            QCOMPARE(parseOrigin(text).value_or(QByteArray()), QByteArray(text));
    }

    void refusesOrigins_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("advice");
        QTest::newRow("slash") << QByteArray("https://a.example/") << QStringLiteral("write https://a.example");
        QTest::newRow("path") << QByteArray("https://a.example/auth") << QStringLiteral("write https://a.example");
        QTest::newRow("case") << QByteArray("https://A.example") << QStringLiteral("write https://a.example");
        QTest::newRow("port") << QByteArray("https://a.example:443") << QStringLiteral("write https://a.example");
        QTest::newRow("query") << QByteArray("https://a.example?x") << QStringLiteral("write https://a.example");
        QTest::newRow("user") << QByteArray("https://u@a.example") << QStringLiteral("not a URL");
        QTest::newRow("backslash") << QByteArray("https://a.example\\@b") << QStringLiteral("not a URL");
        QTest::newRow("scheme") << QByteArray("ftp://a.example") << QStringLiteral("not a URL");
        QTest::newRow("none") << QByteArray("a.example") << QStringLiteral("not a URL");
        QTest::newRow("unicode") << QByteArray("https://bücher.example") << QStringLiteral("not a URL");
    }
    void refusesOrigins()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, advice);
        const auto origin = parseOrigin(text);
        QVERIFY(!origin);
        QVERIFY2(origin.error().contains(advice), qPrintable(origin.error()));
    }
};

AUTH_TEST(ConfigValuesTest);
#include "ConfigValuesTest.moc"
