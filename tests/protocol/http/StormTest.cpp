// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "EdgeUnderTest.h"
#include "RawClient.h"

#include <random>
#include <thread>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;

namespace {

/// Requests of every kind, pipelined; cut off anywhere; then a hang-up, at once or after some of the answer.
void hangUpAtRandom(quint16 port, unsigned seed, std::chrono::steady_clock::time_point end)
{
    std::minstd_rand random(seed);
    const auto below = [&random](unsigned limit) { return static_cast<int>(random() % limit); };
    static const QByteArray fields = " HTTP/1.1\r\nHost: a\r\n";
    while (std::chrono::steady_clock::now() < end) {
        QByteArray bytes;
        for (int i = 0, count = 1 + below(4); i < count; ++i) {
            switch (below(7)) {
            case 0:
                bytes += "GET /hello" + fields + "\r\n";
                break;
            case 1:
            case 2:
                bytes += "GET /sleep?" + QByteArray::number(below(20)) + fields + "\r\n";
                break;
            case 3:
                bytes += "POST /echo" + fields + "Content-Length: 2000\r\n\r\n" + QByteArray(2000, 'x');
                break;
            case 4:
                bytes += "GET /stream?" + QByteArray::number(below(60)) + fields + "\r\n";
                break;
            case 5:
                bytes += "GET /torn" + fields + "\r\n";
                break;
            case 6:
                bytes += "GET /hello" + fields + "broken\r\n\r\n";
                break;
            }
        }
        if (below(2))
            bytes.truncate(1 + below(static_cast<unsigned>(bytes.size())));
        RawClient client(port);
        if (!client.isConnected() || !client.send(bytes))
            continue;
        if (below(2))
            std::this_thread::sleep_for(std::chrono::milliseconds(below(15)));
        if (below(2))
            client.receiveSome(1 + below(100'000));
        if (below(2))
            client.reset();
    }
}

}

class StormTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// AUTH_STORM_SECONDS makes it longer than the three seconds of the normal run.
    void survives64ClientsThatHangUp()
    {
        http::EdgeOptions options;
        options.exemptLoopback = true;
        options.lingerTimeout = 300ms;
        EdgeUnderTest edge(options);
        const int seconds = std::max(3, qEnvironmentVariableIntValue("AUTH_STORM_SECONDS"));
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
        std::vector<std::thread> threads;
        for (unsigned i = 0; i < 64; ++i)
            threads.emplace_back(hangUpAtRandom, edge.port(), i + 1, end);
        for (auto &thread : threads)
            thread.join();
        QVERIFY(edge.counters.handled > 64);
        QTRY_COMPARE_WITH_TIMEOUT(edge.connections(), 0, 20'000);
        QTRY_COMPARE(edge.tasksInFlight(), 0);
        QCOMPARE(exchange(edge.port(), "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").value_or(Answer {}).status, 200);
    }
};

AUTH_TEST(StormTest);
#include "StormTest.moc"
