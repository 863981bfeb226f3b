// SPDX-License-Identifier: GPL-3.0-or-later
// The table of faults that an HTTP server in front of a slow parser shows (RFC 9112), row by row,
// over raw sockets against a real edge.
#include "AuthTest.h"

#include "EdgeUnderTest.h"
#include "RawClient.h"

#include "core/Json.h"

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;

namespace {

QByteArray get(const QByteArray &target, const QByteArray &fields = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: id.example\r\n" + fields + "\r\n";
}

QByteArray post(const QByteArray &target, const QByteArray &body)
{
    return "POST " + target + " HTTP/1.1\r\nHost: id.example\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\n\r\n" + body;
}

constexpr qint64 kMebibyte = 1024 * 1024;

}

class GateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersWithExactLengthAndStaysOpen()
    {
        EdgeUnderTest edge;
        RawClient client(edge.port());
        for (int i = 0; i < 3; ++i) {
            QVERIFY(client.send(get("/hello")));
            const auto answer = client.receive();
            QVERIFY(answer);
            QCOMPARE(answer->status, 200);
            QCOMPARE(answer->body, QByteArrayLiteral("{\"hello\":true}"));
            QVERIFY(answer->has("Date"));
            QVERIFY(answer->has("X-Request-Id"));
            QVERIFY(!answer->has("Server"));
            QVERIFY(!answer->has("Connection"));
        }
    }

    void refusesAndCloses_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        const auto row
            = [](const char *name, const QByteArray &request, int status) { QTest::newRow(name) << request << status; };
        QByteArray fields;
        for (int i = 0; i < 101; ++i)
            fields += "X-" + QByteArray::number(i) + ": a\r\n";
        row("more than 100 fields", get("/hello", fields), 431);
        row("a header over 100 KB", get("/hello", "X: " + QByteArray(110 * 1024, 'a') + "\r\n"), 431);
        row("a line without a colon", get("/hello", "nonsense\r\n"), 400);
        row("two Content-Length",
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400);
        row("Content-Length: abc", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: abc\r\n\r\n", 400);
        row("Content-Length: 5, 5", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\nabcde", 400);
        row("Content-Length: -1", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400);
        row("Content-Length: 2^64-1", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551615\r\n\r\n",
            413);
        row("Content-Length of 2 GB", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000000\r\n\r\n", 413);
        row("Content-Length over the route's limit", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 65537\r\n\r\n",
            413);
        row("Transfer-Encoding and Content-Length",
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
        row("Transfer-Encoding: xchunked", "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n",
            501);
        for (const char *size : { "zz", "0x3", "-1", "3" })
            row(qPrintable(QStringLiteral("chunk size %1").arg(QLatin1StringView(size))),
                "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + QByteArray(size)
                    + "\r\nabc\r\n0\r\n\r\n",
                411);
        row("LF-only lines", "GET /hello HTTP/1.1\nHost: a\n\n", 400);
        row("HTTPZ9Z9", "GET /hello HTTPZ9Z9\r\nHost: a\r\n\r\n", 400);
        row("no Host", "GET /hello HTTP/1.1\r\n\r\n", 400);
        row("two Hosts", "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400);
        row("folded header", get("/hello", "X: a\r\n b\r\n"), 400);
        row("NUL in a value", get("/hello", QByteArray("X: a\0b\r\n", 8)), 400);
        row("_ in a name", get("/hello", "X_Y: a\r\n"), 400);
        row("space before the colon", get("/hello", "X : a\r\n"), 400);
        row("unknown method", "BREW /hello HTTP/1.1\r\nHost: a\r\n\r\n", 501);
        row("CONNECT", "CONNECT id.example:443 HTTP/1.1\r\nHost: a\r\n\r\n", 501);
        row("absolute form", "GET http://id.example/hello HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("target over 8 KiB", get("/" + QByteArray(8192, 'a')), 414);
        row("malformed escape", get("/hello%g1"), 400);
        row("other expectation", get("/hello", "Expect: something\r\n"), 417);
        row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 501);
    }
    void refusesAndCloses()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        EdgeUnderTest edge;
        RawClient client(edge.port());
        // What follows must not be taken for a request of its own.
        QVERIFY(client.send(request + get("/hello")));
        const auto answer = client.receive();
        QVERIFY(answer);
        QCOMPARE(answer->status, status);
        QCOMPARE(answer->field("Connection"), QByteArrayLiteral("close"));
        QVERIFY(answer->has("X-Request-Id"));
        const auto rest = client.receiveAll();
        QVERIFY(rest);
        QCOMPARE(*rest, QByteArray());
        QCOMPARE(edge.counters.handled, 0);
    }

    void ignoresUpgradesAndKeepsTheBodyWhole()
    {
        // Java's client sends this with every first request.
        EdgeUnderTest edge;
        RawClient client(edge.port());
        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: "
                            "h2c\r\nHTTP2-Settings: AAMAAABk\r\nContent-Length: 6\r\n\r\nabc"));
        QVERIFY(client.send("def"));
        const auto answer = client.receive();
        QVERIFY(answer);
        QCOMPARE(answer->body, QByteArrayLiteral("6"));
        QVERIFY(client.send(get("/hello",
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: "
            "dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n")));
        QCOMPARE(client.receive().value_or(Answer {}).status, 200);
    }

    void memoryIsBoundedWhileARequestLineOf200MiBIsSent()
    {
        EdgeUnderTest edge;
        QCOMPARE(exchange(edge.port(), get("/hello")).value_or(Answer {}).status, 200);
        const qint64 before = residentMemory();
        RawClient client(edge.port());
        QVERIFY(client.send("GET /"));
        client.flood(QByteArray(65536, 'a'), 200 * kMebibyte, 500ms);
        QVERIFY2(residentMemory() - before < 8 * kMebibyte, qPrintable(QString::number(residentMemory() - before)));
        QVERIFY(client.waitForClose());
    }

    void memoryIsBoundedWhileABodyOf400MiBIsSent()
    {
        EdgeUnderTest edge;
        QCOMPARE(exchange(edge.port(), get("/hello")).value_or(Answer {}).status, 200);
        const qint64 before = residentMemory();
        RawClient client(edge.port());
        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000000\r\n\r\n"));
        client.flood(QByteArray(65536, 'a'), 400 * kMebibyte, 500ms);
        QVERIFY2(residentMemory() - before < 8 * kMebibyte, qPrintable(QString::number(residentMemory() - before)));
        QCOMPARE(edge.counters.handled, 1);
    }

    void memoryIsBoundedWhile300MiBFollowASlowRequest()
    {
        EdgeUnderTest edge;
        RawClient client(edge.port());
        QVERIFY(client.send(get("/hold?first")));
        QTRY_COMPARE(edge.counters.holding, 1);
        const qint64 before = residentMemory();
        const QByteArray request = get("/hello");
        const qint64 sent = client.flood(request, 300 * kMebibyte, 500ms);
        // The kernel's buffers took some; then TCP holds the sender back.
        QVERIFY2(sent < 32 * kMebibyte, qPrintable(QString::number(sent)));
        QVERIFY2(residentMemory() - before < 8 * kMebibyte, qPrintable(QString::number(residentMemory() - before)));
        QCOMPARE(edge.counters.handled, 1);
        edge.release();
        QCOMPARE(client.receive().value_or(Answer {}).body, QByteArrayLiteral("first"));
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(client.receive().value_or(Answer {}).body, QByteArrayLiteral("{\"hello\":true}"));
    }

    void pipelinedAnswersKeepTheirOrder()
    {
        EdgeUnderTest edge;
        RawClient client(edge.port());
        QVERIFY(client.send(get("/hold?slow") + get("/hello") + post("/echo", "abc") + get("/sleep?1") + get("/empty")
            + get("/hello")));
        QTRY_COMPARE(edge.counters.holding, 1);
        QCOMPARE(edge.counters.handled, 1);
        edge.release();
        for (const char *body : { "slow", "{\"hello\":true}", "3", "1", "", "{\"hello\":true}" }) {
            const auto answer = client.receive();
            QVERIFY(answer);
            QCOMPARE(answer->body, QByteArray(body));
        }
    }

    void pipelinedRequestsAreReadWhereverTheyAreCut()
    {
        EdgeUnderTest edge;
        RawClient client(edge.port());
        const QByteArray all
            = post("/echo", "12345") + get("/hello") + "\r\n" + get("/hello") + post("/echo", QByteArray(100, 'x'));
        for (const char byte : all)
            QVERIFY(client.send(QByteArray(1, byte)));
        for (const char *body : { "5", "{\"hello\":true}", "{\"hello\":true}", "100" })
            QCOMPARE(client.receive().value_or(Answer {}).body, QByteArray(body));
    }

    void readsABodyOfTheRoutesLimit()
    {
        EdgeUnderTest edge;
        RawClient client(edge.port());
        QVERIFY(client.send(post("/big", QByteArray(1024 * 1024, 'x'))));
        QCOMPARE(client.receive().value_or(Answer {}).body, QByteArrayLiteral("1048576"));
        QVERIFY(client.send(post("/echo", QByteArray(64 * 1024, 'x'))));
        QCOMPARE(client.receive().value_or(Answer {}).body, QByteArrayLiteral("65536"));
    }

    void headHasNoBodyAndTheLengthOfGet()
    {
        EdgeUnderTest edge;
        RawClient client(edge.port());
        QVERIFY(client.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n" + get("/hello")));
        const auto head = client.receive(true);
        QVERIFY(head);
        QCOMPARE(head->status, 200);
        QCOMPARE(head->field("Content-Length"), QByteArrayLiteral("14"));
        QCOMPARE(client.receive().value_or(Answer {}).body, QByteArrayLiteral("{\"hello\":true}"));
        QVERIFY(client.send("HEAD /stream?3 HTTP/1.1\r\nHost: a\r\n\r\n" + get("/hello")));
        QCOMPARE(client.receive(true).value_or(Answer {}).status, 200);
        QCOMPARE(client.receive().value_or(Answer {}).body, QByteArrayLiteral("{\"hello\":true}"));
        QCOMPARE(edge.counters.pieces, 0);
    }

    void honoursConnectionCloseAndHttp10()
    {
        EdgeUnderTest edge;
        for (const QByteArray &request :
            { get("/hello", "Connection: close\r\n"), QByteArray("GET /hello HTTP/1.0\r\n\r\n") }) {
            RawClient client(edge.port());
            QVERIFY(client.send(request));
            const auto answer = client.receive();
            QVERIFY(answer);
            QCOMPARE(answer->status, 200);
            QCOMPARE(answer->field("Connection"), QByteArrayLiteral("close"));
            QVERIFY(client.waitForClose());
        }
        RawClient client(edge.port());
        for (int i = 0; i < 2; ++i) {
            QVERIFY(client.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
            QCOMPARE(client.receive().value_or(Answer {}).field("Connection"), QByteArrayLiteral("keep-alive"));
        }
    }

    void answersExpectContinueBeforeTheBody()
    {
        EdgeUnderTest edge;
        RawClient client(edge.port());
        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"));
        QCOMPARE(client.receiveSome(100), QByteArrayLiteral("HTTP/1.1 100 Continue\r\n\r\n"));
        QCOMPARE(edge.counters.handled, 0);
        QVERIFY(client.send("abc"));
        QCOMPARE(client.receive().value_or(Answer {}).body, QByteArrayLiteral("3"));
        RawClient large(edge.port());
        QVERIFY(large.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 70000\r\nExpect: 100-continue\r\n\r\n"));
        QVERIFY(large.receiveSome(20).startsWith("HTTP/1.1 413 "));
    }

    void neverSplitsAResponse()
    {
        EdgeUnderTest edge;
        for (const char *injected : { "%0d%0a", "%0a", "%0d", "%00" }) {
            RawClient client(edge.port());
            QVERIFY(client.send(get("/split?" + QByteArray(injected)) + get("/hello")));
            const auto answer = client.receive();
            QVERIFY(answer);
            QCOMPARE(answer->status, 500);
            QVERIFY(!answer->has("X-Forged"));
            QVERIFY(answer->has("X-Request-Id"));
            QCOMPARE(client.receive().value_or(Answer {}).body, QByteArrayLiteral("{\"hello\":true}"));
        }
    }

    void aClientThatLeavesCancels()
    {
        EdgeUnderTest edge;
        {
            RawClient client(edge.port());
            QVERIFY(client.send(get("/hold?a")));
            QTRY_COMPARE(edge.counters.holding, 1);
        }
        QTRY_COMPARE(edge.connections(), 0);
        edge.release();
        QTRY_COMPARE(edge.counters.cancelled, 1);
        QCOMPARE(exchange(edge.port(), get("/hello")).value_or(Answer {}).status, 200);
    }

    void aClientThatLeavesBehindAFullReadBufferCancels()
    {
        EdgeUnderTest edge;
        {
            RawClient client(edge.port());
            QVERIFY(client.send(get("/hold?a")));
            QTRY_COMPARE(edge.counters.holding, 1);
            client.flood(get("/hello"), 8 * kMebibyte, 200ms);
            client.reset();
        }
        QTRY_COMPARE(edge.connections(), 0);
        edge.release();
        QTRY_COMPARE(edge.counters.cancelled, 1);
        QCOMPARE(edge.counters.handled, 1);
    }

    void handlersSeeNoHopByHopAndNoForwardingFields()
    {
        EdgeUnderTest edge;
        const auto answer = exchange(edge.port(),
            get("/request?q=1",
                "Connection: keep-alive, X-Mine\r\nX-Mine: a\r\nKeep-Alive: 5\r\nTE: trailers\r\nUpgrade: x\r\n"
                "X-Forwarded-For: 192.0.2.9\r\nX-Forwarded-Host: evil\r\nX-Forwarded-Proto: https\r\nForwarded: "
                "for=192.0.2.9;proto=https\r\n"
                "X-Real-IP: 192.0.2.9\r\nX-Original-URL: /admin\r\nX-Rewrite-URL: /admin\r\nX-Request-Id: "
                "chosen-by-client\r\nX-Kept: b\r\n"));
        QVERIFY(answer);
        const QJsonObject seen = parseJsonObject(answer->body).value();
        QCOMPARE(
            seen.value(u"fields").toObject().keys(), QStringList({ QStringLiteral("host"), QStringLiteral("x-kept") }));
        QCOMPARE(seen.value(u"peer").toString(), QStringLiteral("127.0.0.1"));
        QCOMPARE(seen.value(u"secure").toBool(), false);
        QCOMPARE(seen.value(u"path").toString(), QStringLiteral("/request"));
        QCOMPARE(seen.value(u"query").toString(), QStringLiteral("q=1"));
        QVERIFY(answer->field("X-Request-Id") != "chosen-by-client");
    }
};

AUTH_TEST(GateTest);
#include "GateTest.moc"
