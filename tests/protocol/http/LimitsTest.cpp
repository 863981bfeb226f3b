// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "EdgeUnderTest.h"
#include "RawClient.h"

#include <sys/resource.h>

#include <vector>

using namespace auth;
using namespace auth::http;
using namespace auth::test;
using namespace std::chrono_literals;

namespace {

const QByteArray kHello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";

/// Deadlines short enough to be waited for, each longer than a tick.
EdgeOptions shortDeadlines()
{
    EdgeOptions options;
    options.idleTimeout = 300ms;
    options.proxyIdleTimeout = 1500ms;
    options.headTimeout = 300ms;
    options.bodyTimeout = 300ms;
    options.responseTimeout = 500ms;
    options.lingerTimeout = 300ms;
    return options;
}

}

class LimitsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aHeadThatDoesNotComeIs408()
    {
        EdgeUnderTest edge(shortDeadlines());
        RawClient client(edge.port());
        QVERIFY(client.send("G"));
        QCOMPARE(client.receive().value_or(Answer {}).status, 408);
        QVERIFY(client.waitForClose());
    }

    void aHeadThatTricklesIs408()
    {
        EdgeOptions options = shortDeadlines();
        options.idleTimeout = 60s;
        EdgeUnderTest edge(options);
        RawClient client(edge.port());
        QVERIFY(client.send("GET /hello HTTP/1.1\r\nHost: a\r\n"));
        // Each byte comes well before a deadline that it would have moved.
        bool open = true;
        for (int i = 0; i < 100 && open; ++i) {
            open = client.send("X");
            QThread::msleep(20);
        }
        const auto answer = client.receiveAll();
        QVERIFY(answer);
        QVERIFY(answer->startsWith("HTTP/1.1 408 ") || !open);
        QCOMPARE(edge.counters.handled, 0);
    }

    void aBodyThatDoesNotComeIs408()
    {
        EdgeUnderTest edge(shortDeadlines());
        RawClient client(edge.port());
        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc"));
        QCOMPARE(client.receive().value_or(Answer {}).status, 408);
        QVERIFY(client.waitForClose());
        QCOMPARE(edge.counters.handled, 0);
    }

    void hundredsOfIdleConnectionsAreClosed()
    {
        EdgeOptions options = shortDeadlines();
        options.exemptLoopback = true;
        EdgeUnderTest edge(options);
        std::vector<RawClient> clients;
        for (int i = 0; i < 400; ++i)
            clients.emplace_back(edge.port());
        QTRY_VERIFY(edge.connections() > 0);
        QTRY_COMPARE(edge.connections(), 0);
        QCOMPARE(exchange(edge.port(), kHello).value_or(Answer {}).status, 200);
    }

    void anIdleKeepAliveConnectionIsClosedInSilence()
    {
        EdgeUnderTest edge(shortDeadlines());
        RawClient client(edge.port());
        QVERIFY(client.send(kHello));
        QVERIFY(client.receive());
        QCOMPARE(client.receiveAll().value_or("open"), QByteArray());
    }

    void trustedProxiesMayIdleLonger()
    {
        EdgeOptions options = shortDeadlines();
        options.trustedProxies = TrustedProxies::parse({ QStringLiteral("127.0.0.1") }).value();
        EdgeUnderTest edge(options);
        RawClient client(edge.port());
        QVERIFY(client.send(kHello));
        QVERIFY(client.receive());
        QVERIFY(!client.receiveAll(800ms));
        QVERIFY(client.waitForClose());
    }

    void anAnswerThatNobodyTakesEndsTheConnection()
    {
        EdgeOptions options = shortDeadlines();
        options.minimumRate = 1024 * 1024;
        EdgeUnderTest edge(options);
        RawClient client(edge.port());
        QVERIFY(client.send("GET /stream?1000 HTTP/1.1\r\nHost: a\r\n\r\n"));
        QTRY_VERIFY(edge.counters.pieces > 0);
        // The queue's limit holds the generator: a megabyte, and what the kernel took.
        QTRY_COMPARE_WITH_TIMEOUT(edge.connections(), 0, 10'000);
        QVERIFY2(edge.counters.pieces < 200, qPrintable(QString::number(edge.counters.pieces)));
        QTRY_COMPARE(edge.tasksInFlight(), 0);
    }

    void aSlowButSteadyReaderGetsTheWholeStream()
    {
        EdgeUnderTest edge;
        RawClient client(edge.port());
        QVERIFY(client.send("GET /stream?100 HTTP/1.1\r\nHost: a\r\n\r\n" + kHello));
        const auto answer = client.receive();
        QVERIFY(answer);
        QCOMPARE(answer->field("Transfer-Encoding"), QByteArrayLiteral("chunked"));
        QCOMPARE(answer->body.size(), 100 * 64 * 1024);
        QVERIFY(!answer->has("Content-Length"));
        QCOMPARE(client.receive().value_or(Answer {}).status, 200);
    }

    void aStreamToHttp10EndsWithTheConnection()
    {
        EdgeUnderTest edge;
        RawClient client(edge.port());
        QVERIFY(client.send("GET /stream?20 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
        const auto answer = client.receive();
        QVERIFY(answer);
        QVERIFY(!answer->has("Transfer-Encoding"));
        QCOMPARE(answer->field("Connection"), QByteArrayLiteral("close"));
        QCOMPARE(answer->body.size(), 20 * 64 * 1024);
    }

    void aStreamThatFailsIsSeenToBeTorn()
    {
        EdgeUnderTest edge;
        RawClient client(edge.port());
        QVERIFY(client.send("GET /torn HTTP/1.1\r\nHost: a\r\n\r\n"));
        const auto bytes = client.receiveAll();
        QVERIFY(bytes);
        QVERIFY(!bytes->endsWith("0\r\n\r\n"));
        QTRY_COMPARE(edge.tasksInFlight(), 0);
    }

    void theLastRequestOfAConnectionSaysSo()
    {
        EdgeOptions options;
        options.requestsPerConnection = 3;
        EdgeUnderTest edge(options);
        RawClient client(edge.port());
        QVERIFY(client.send(kHello + kHello + kHello + kHello));
        QVERIFY(!client.receive().value_or(Answer {}).has("Connection"));
        QVERIFY(!client.receive().value_or(Answer {}).has("Connection"));
        QCOMPARE(client.receive().value_or(Answer {}).field("Connection"), QByteArrayLiteral("close"));
        QCOMPARE(client.receiveAll().value_or("open"), QByteArray());
        QCOMPARE(edge.counters.handled, 3);
    }

    void aConnectionHasALifetime()
    {
        EdgeOptions options;
        options.connectionLifetime = 0ms;
        EdgeUnderTest edge(options);
        QCOMPARE(exchange(edge.port(), kHello).value_or(Answer {}).field("Connection"), QByteArrayLiteral("close"));
    }

    void oneAddressHasALimitOfConnections()
    {
        EdgeOptions options;
        options.connectionsPerAddress = 4;
        EdgeUnderTest edge(options);
        std::vector<RawClient> clients;
        for (int i = 0; i < 4; ++i)
            clients.emplace_back(edge.port());
        QTRY_COMPARE(edge.connections(), 4);
        RawClient fifth(edge.port());
        const auto answer = fifth.receive();
        QVERIFY(answer);
        QCOMPARE(answer->status, 503);
        QVERIFY(fifth.waitForClose());
        QVERIFY(clients[0].send(kHello));
        QCOMPARE(clients[0].receive().value_or(Answer {}).status, 200);
        clients.clear();
        QTRY_COMPARE(edge.connections(), 0);
        QCOMPARE(exchange(edge.port(), kHello).value_or(Answer {}).status, 200);
    }

    void allTogetherHaveALimitOfConnections()
    {
        EdgeOptions options;
        options.connections = 4;
        options.exemptLoopback = true;
        EdgeUnderTest edge(options);
        std::vector<RawClient> clients;
        for (int i = 0; i < 4; ++i)
            clients.emplace_back(edge.port());
        QTRY_COMPARE(edge.connections(), 4);
        RawClient fifth(edge.port());
        QCOMPARE(fifth.receive().value_or(Answer {}).status, 503);
    }

    void edgesShareTheirCounterAndTheirPort()
    {
        EdgeOptions options;
        options.connectionCounter = std::make_shared<ConnectionCounter>(100, 2);
        EdgeUnderTest first(options);
        EdgeUnderTest second(options);
        RawClient one(first.port());
        RawClient two(second.port());
        QTRY_COMPARE(options.connectionCounter->count(), 2);
        RawClient third(first.port());
        QCOMPARE(third.receive().value_or(Answer {}).status, 503);
    }

    void survivesRunningOutOfDescriptors()
    {
        EdgeOptions options;
        options.exemptLoopback = true;
        EdgeUnderTest edge(options);
        QCOMPARE(exchange(edge.port(), kHello).value_or(Answer {}).status, 200);
        rlimit before {};
        QCOMPARE(getrlimit(RLIMIT_NOFILE, &before), 0);
        std::vector<RawClient> clients;
        // The next free descriptor, and then no more than eight.
        const int probe = ::dup(0);
        QVERIFY(probe >= 0);
        ::close(probe);
        const rlimit low { .rlim_cur = static_cast<rlim_t>(probe + 8), .rlim_max = before.rlim_max };
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &low), 0);
        for (int i = 0; i < 8; ++i)
            clients.emplace_back(edge.port());
        // Those that have no descriptor on the server's side are turned away and not left in the queue.
        bool turnedAway = false;
        for (auto &client : clients)
            turnedAway = turnedAway || !client.isConnected() || client.waitForClose(100ms);
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &before), 0);
        QVERIFY(turnedAway);
        clients.clear();
        QTRY_COMPARE(edge.connections(), 0);
        QTRY_COMPARE(exchange(edge.port(), kHello).value_or(Answer {}).status, 200);
    }

    void aCleanStopFinishesWhatIsInFlight()
    {
        EdgeUnderTest edge;
        RawClient idle(edge.port());
        QVERIFY(idle.send(kHello));
        QVERIFY(idle.receive());
        RawClient busy(edge.port());
        QVERIFY(busy.send("GET /hold?done HTTP/1.1\r\nHost: a\r\n\r\n"));
        QTRY_COMPARE(edge.counters.holding, 1);
        edge.beginStop(60s);
        QVERIFY(idle.waitForClose());
        QVERIFY(!RawClient(edge.port()).isConnected());
        QVERIFY(!edge.isStopped());
        edge.release();
        const auto answer = busy.receive();
        QVERIFY(answer);
        QCOMPARE(answer->body, QByteArrayLiteral("done"));
        QCOMPARE(answer->field("Connection"), QByteArrayLiteral("close"));
        QVERIFY(busy.waitForClose());
        busy.close();
        idle.close();
        QTRY_VERIFY(edge.isStopped());
    }

    void aStopDropsWhatIsNotFinishedInTime()
    {
        EdgeUnderTest edge;
        RawClient busy(edge.port());
        QVERIFY(busy.send("GET /hold?never HTTP/1.1\r\nHost: a\r\n\r\n"));
        QTRY_COMPARE(edge.counters.holding, 1);
        edge.beginStop(200ms);
        QVERIFY(busy.waitForClose());
        QTRY_VERIFY(edge.isStopped());
        edge.release();
        QTRY_COMPARE(edge.counters.cancelled, 1);
    }
};

AUTH_TEST(LimitsTest);
#include "LimitsTest.moc"
