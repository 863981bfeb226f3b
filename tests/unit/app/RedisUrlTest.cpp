// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"

#include "adapters/redis/RedisUrl.h"

namespace auth {

class RedisUrlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void understands_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArrayList>("parts"); // path, host, port, user, password, database
        QTest::newRow("host") << QByteArray("redis://redis.example") << QByteArrayList { "", "redis.example", "6379", "", "", "0" };
        QTest::newRow("all") << QByteArray("redis://node:p%40ss@10.0.0.1:7000/3") << QByteArrayList { "", "10.0.0.1", "7000", "node", "p@ss", "3" };
        QTest::newRow("password alone") << QByteArray("redis://:s:e@host/") << QByteArrayList { "", "host", "6379", "", "s:e", "0" };
        QTest::newRow("IPv6") << QByteArray("redis://[::1]:6380") << QByteArrayList { "", "::1", "6380", "", "", "0" };
        QTest::newRow("IPv6 without a port") << QByteArray("redis://[::1]") << QByteArrayList { "", "::1", "6379", "", "", "0" };
        QTest::newRow("socket") << QByteArray("unix:///run/redis.sock") << QByteArrayList { "/run/redis.sock", "", "6379", "", "", "0" };
        QTest::newRow("socket and password") << QByteArray("unix://:se%2fcret@/run/a@b.sock") << QByteArrayList { "/run/a@b.sock", "", "6379", "", "se/cret", "0" };
        QTest::newRow("socket and database") << QByteArray("unix:///run/redis.sock?db=12") << QByteArrayList { "/run/redis.sock", "", "6379", "", "", "12" };
    }
    void understands()
    {
        QFETCH(QByteArray, text);
        const auto url = RedisUrl::parse(text);
        VERIFY_RESULT(url);
        QTEST(QByteArrayList({ url->path, url->host, QByteArray::number(url->port), url->user, url->password, QByteArray::number(url->database) }), "parts");
    }
    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : { "", "localhost", "http://localhost", "rediss://localhost", "redis://", "redis://:6379", "redis://host:", "redis://host:0",
                 "redis://host:65536", "redis://host:+1", "redis://host:63 79", "redis://host/x", "redis://host/-1", "redis://password@host",
                 "redis://[::1", "redis://[::1]x", "redis://[]", "unix://run/redis.sock", "unix://:password@run/redis.sock", "unix:///run/redis.sock?db=", "unix:///run/redis.sock?x=1" })
            QTest::newRow(text) << QByteArray(text);
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        const auto url = RedisUrl::parse(text);
        QVERIFY(!url);
        QVERIFY(!url.error().description.isEmpty());
    }
    void doesNotRepeatThePassword()
    {
        const auto url = RedisUrl::parse("redis://:hunter2@host:port");
        QVERIFY(!url);
        QVERIFY(!url.error().description.contains(QLatin1StringView("hunter2")));
    }
};

AUTH_TEST(RedisUrlTest);

}

#include "RedisUrlTest.moc"
