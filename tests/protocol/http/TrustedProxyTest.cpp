// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "EdgeUnderTest.h"
#include "RawClient.h"

#include "core/Json.h"

using namespace auth;
using namespace auth::http;
using namespace auth::test;

class TrustedProxyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesTheWordOfTrustedProxiesOnly_data()
    {
        QTest::addColumn<QStringList>("trusted");
        QTest::addColumn<bool>("standard");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QString>("peer");
        QTest::addColumn<bool>("secure");
        const QStringList none;
        const QStringList loopback { QStringLiteral("127.0.0.0/8") };
        const QStringList chain { QStringLiteral("127.0.0.1"), QStringLiteral("10.0.0.0/8"),
            QStringLiteral("fd00::/8") };
        const auto row = [](const char *name, const QStringList &trusted, bool standard, const QByteArray &fields,
                             const char *peer, bool secure) {
            QTest::newRow(name) << trusted << standard << fields << QString::fromLatin1(peer) << secure;
        };
        row("untrusted", none, false, "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https\r\n", "127.0.0.1", false);
        row("trusted", loopback, false, "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https\r\n", "192.0.2.1",
            true);
        row("trusted, http", loopback, false, "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: http\r\n", "192.0.2.1",
            false);
        row("the client's own claim does not count", loopback, false, "X-Forwarded-For: 198.51.100.7, 192.0.2.1\r\n",
            "192.0.2.1", false);
        row("through two trusted proxies", chain, false, "X-Forwarded-For: 198.51.100.7, 192.0.2.1, 10.1.2.3\r\n",
            "192.0.2.1", false);
        row("over several fields", chain, false, "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-For: 10.1.2.3\r\n",
            "192.0.2.1", false);
        row("all trusted", chain, false, "X-Forwarded-For: 10.1.2.3\r\n", "10.1.2.3", false);
        row("unreadable ends the walk", chain, false, "X-Forwarded-For: 192.0.2.1, nonsense, 10.1.2.3\r\n", "10.1.2.3",
            false);
        row("short form is unreadable", loopback, false, "X-Forwarded-For: 1.2\r\n", "127.0.0.1", false);
        row("IPv6", chain, false, "X-Forwarded-For: 2001:db8::5, fd00::1\r\n", "2001:db8::5", false);
        row("mapped IPv4", loopback, false, "X-Forwarded-For: ::ffff:192.0.2.1\r\n", "192.0.2.1", false);
        row("with a port", loopback, false, "X-Forwarded-For: 192.0.2.1:4711\r\n", "192.0.2.1", false);
        row("the last protocol counts", loopback, false, "X-Forwarded-Proto: https, http\r\n", "127.0.0.1", false);
        row("Forwarded is not read where X-Forwarded is written", loopback, false,
            "Forwarded: for=192.0.2.1;proto=https\r\n", "127.0.0.1", false);
        row("X-Forwarded is not read where Forwarded is written", loopback, true,
            "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https\r\n", "127.0.0.1", false);
        row("Forwarded", loopback, true, "Forwarded: for=192.0.2.1;proto=https\r\n", "192.0.2.1", true);
        row("Forwarded with IPv6", loopback, true, "Forwarded: For=\"[2001:db8::5]:80\"; Proto=HTTPS\r\n",
            "2001:db8::5", true);
        row("Forwarded with a comma in quotes", loopback, true, "Forwarded: for=\"a, b\", for=192.0.2.1\r\n",
            "192.0.2.1", false);
        row("Forwarded, obfuscated", loopback, true, "Forwarded: for=_hidden\r\n", "127.0.0.1", false);
        row("Forwarded with two for", loopback, true, "Forwarded: for=192.0.2.1;for=192.0.2.2\r\n", "127.0.0.1", false);
    }
    void takesTheWordOfTrustedProxiesOnly()
    {
        QFETCH(QStringList, trusted);
        QFETCH(bool, standard);
        QFETCH(QByteArray, fields);
        QFETCH(QString, peer);
        QFETCH(bool, secure);
        EdgeOptions options;
        options.trustedProxies
            = TrustedProxies::parse(trusted, standard ? ForwardedHeader::Forwarded : ForwardedHeader::XForwarded)
                  .value();
        EdgeUnderTest edge(options);
        const auto answer = exchange(edge.port(), "GET /request HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n");
        QVERIFY(answer);
        const QJsonObject seen = parseJsonObject(answer->body).value();
        QCOMPARE(seen.value(u"peer").toString(), peer);
        QCOMPARE(seen.value(u"secure").toBool(), secure);
        QCOMPARE(seen.value(u"fields").toObject().keys(), QStringList { QStringLiteral("host") });
    }

    void aSilentTrustedProxyStandsBeforeThePublicOrigin()
    {
        EdgeOptions options;
        options.publicOrigin = "https://id.example";
        options.trustedProxies = TrustedProxies::parse({ QStringLiteral("127.0.0.1") }).value();
        EdgeUnderTest edge(options);
        const auto silent = exchange(edge.port(), "GET /request HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY(silent);
        QVERIFY(parseJsonObject(silent->body).value().value(u"secure").toBool());
        const auto plain = exchange(edge.port(), "GET /request HTTP/1.1\r\nHost: a\r\nX-Forwarded-Proto: http\r\n\r\n");
        QVERIFY(plain);
        QVERIFY(!parseJsonObject(plain->body).value().value(u"secure").toBool());
    }

    void takesAWellFormedRequestIdOfATrustedProxy()
    {
        EdgeOptions options;
        options.trustedProxies = TrustedProxies::parse({ QStringLiteral("127.0.0.1") }).value();
        EdgeUnderTest edge(options);
        const auto good
            = exchange(edge.port(), "GET /hello HTTP/1.1\r\nHost: a\r\nX-Request-Id: 0123456789abcdef\r\n\r\n");
        QVERIFY(good);
        QCOMPARE(good->field("X-Request-Id"), QByteArrayLiteral("0123456789abcdef"));
        for (const char *bad : { "short", "with space in it", "<script>alert</script>" }) {
            const auto answer = exchange(
                edge.port(), "GET /hello HTTP/1.1\r\nHost: a\r\nX-Request-Id: " + QByteArray(bad) + "\r\n\r\n");
            QVERIFY(answer);
            QVERIFY(answer->field("X-Request-Id") != bad);
        }
    }

    void refusesRangesThatAreNone()
    {
        for (const char *bad : { "localhost", "10.0.0.0/33", "", "10.0.0.0/8x", "proxy.example" }) {
            const auto parsed = TrustedProxies::parse({ QString::fromLatin1(bad) });
            QVERIFY2(!parsed, bad);
            QVERIFY(parsed.error().description.contains(QString::fromLatin1(bad)));
        }
    }
};

AUTH_TEST(TrustedProxyTest);
#include "TrustedProxyTest.moc"
