// SPDX-License-Identifier: GPL-3.0-or-later
#include "EdgeUnderTest.h"

#include "core/Json.h"

#include <qcorotimer.h>

#include <QtCore/QFile>
#include <QtCore/QTimer>

#include <coroutine>
#include <stdexcept>
#include <unistd.h>
#include <vector>

namespace auth::test {

using namespace auth::http;

struct EdgeUnderTest::Latch {
    std::vector<std::coroutine_handle<>> waiters;
    bool open = false;

    struct Awaiter {
        Latch *latch;
        explicit Awaiter(Latch *latch_)
            : latch(latch_)
        {
        }
        bool await_ready() const { return latch->open; }
        void await_suspend(std::coroutine_handle<> waiter) { latch->waiters.push_back(waiter); }
        void await_resume() const { }
    };
};

namespace {

using Counters = EdgeUnderTest::Counters;

Task<Result<Response>> hello(Request, Counters *counters)
{
    ++counters->handled;
    co_return Response::json(QByteArrayLiteral("{\"hello\":true}"));
}

Task<Result<Response>> size(Request request, Counters *counters)
{
    ++counters->handled;
    co_return Response::text(QByteArray::number(request.body.size()), "text/plain");
}

Task<Result<Response>> describe(Request request, Counters *counters)
{
    ++counters->handled;
    QJsonObject fields;
    for (const auto &header : request.headers)
        fields.insert(QString::fromLatin1(header.name), QString::fromLatin1(header.value));
    co_return Response::json(QJsonObject { { QStringLiteral("path"), QString::fromLatin1(request.path) },
        { QStringLiteral("query"), QString::fromLatin1(request.query) },
        { QStringLiteral("peer"), request.peer.toString() }, { QStringLiteral("secure"), request.secure },
        { QStringLiteral("certificate"), request.clientCertificate.size() }, { QStringLiteral("fields"), fields } });
}

Task<Result<Response>> rest(Request request, Counters *counters)
{
    ++counters->handled;
    QTimer timer;
    timer.start(request.query.toInt());
    co_await timer;
    co_return Response::text(request.query, "text/plain");
}

Task<Result<Response>> split(Request request, Counters *counters)
{
    ++counters->handled;
    Response response = Response::text("body", "text/plain");
    response.setHeader("X-Split", "a" + QByteArray::fromPercentEncoding(request.query) + "X-Forged: b");
    co_return response;
}

Task<Result<Response>> empty(Request, Counters *counters)
{
    ++counters->handled;
    co_return Response::noContent();
}

QCoro::AsyncGenerator<QByteArray> pieces(int count, Counters *counters)
{
    for (int i = 0; i < count; ++i) {
        ++counters->pieces;
        co_yield QByteArray(64 * 1024, static_cast<char>('a' + i % 26));
    }
}

QCoro::AsyncGenerator<QByteArray> torn()
{
    co_yield QByteArray("the first half");
    throw std::runtime_error("the second half is lost");
}

Task<Result<Response>> stream(Request request, Counters *counters)
{
    ++counters->handled;
    co_return Response::stream("application/octet-stream", pieces(request.query.toInt(), counters));
}

Task<Result<Response>> tornStream(Request, Counters *counters)
{
    ++counters->handled;
    co_return Response::stream("application/octet-stream", torn());
}

}

EdgeUnderTest::EdgeUnderTest(
    EdgeOptions options, Transport transport, QSslConfiguration tls, QHostAddress address, quint16 port)
    : m_context(std::make_unique<QObject>())
    , m_latch(std::make_shared<Latch>())
{
    m_context->moveToThread(&m_thread);
    m_thread.start();
    onThread([this, &options, transport, &tls, &address, port] {
        m_router = std::make_unique<Router>();
        const auto add = [this](Method method, QByteArray pattern, auto handler, qsizetype limit = 64 * 1024) {
            m_router->add({ .method = method,
                .pattern = std::move(pattern),
                .handler = [handler, this](Request request) { return handler(std::move(request), &counters); },
                .bodyLimit = limit });
        };
        add(Method::Get, "/hello", hello);
        add(Method::Get, "/request", describe);
        add(Method::Get, "/sleep", rest);
        add(Method::Get, "/split", split);
        add(Method::Get, "/empty", empty);
        add(Method::Get, "/stream", stream);
        add(Method::Get, "/torn", tornStream);
        add(Method::Post, "/echo", size);
        add(Method::Post, "/big", size, 1024 * 1024);
        struct Hold {
            static Task<Result<Response>> run(Request request, Latch *latch, Counters *counters)
            {
                ++counters->handled;
                ++counters->holding;
                co_await Latch::Awaiter(latch);
                --counters->holding;
                counters->cancelled += request.cancellation->cancelled;
                co_return Response::text(request.query, "text/plain");
            }
        };
        m_router->add({ .pattern = "/hold",
            .handler = [this](Request request) { return Hold::run(std::move(request), m_latch.get(), &counters); },
            .timeout = std::chrono::minutes(5) });
        m_edge = std::make_unique<HttpEdge>(std::move(options), m_router.get());
        if (!tls.isNull())
            m_edge->setTls(std::move(tls));
        m_port = m_edge->listen(address, port, transport).value();
    });
}

EdgeUnderTest::~EdgeUnderTest()
{
    release();
    onThread([this] {
        m_edge.reset();
        m_router.reset();
    });
    m_thread.quit();
    m_thread.wait();
}

void EdgeUnderTest::release()
{
    onThread([this] {
        m_latch->open = true;
        for (const auto waiter : std::exchange(m_latch->waiters, {}))
            waiter.resume();
    });
}

void EdgeUnderTest::beginStop(std::chrono::milliseconds timeout)
{
    struct Stop {
        static Task<> run(HttpEdge *edge, std::chrono::milliseconds timeout, std::atomic<bool> *stopped)
        {
            co_await edge->stop(timeout);
            *stopped = true;
        }
    };
    onThread([this, timeout] { spawn(Stop::run(m_edge.get(), timeout, &m_stopped), "test.stop"); });
}

void EdgeUnderTest::setTls(QSslConfiguration configuration)
{
    onThread([this, &configuration] { m_edge->setTls(configuration); });
}

int EdgeUnderTest::connections() const
{
    int count = 0;
    onThread([this, &count] { count = m_edge->connectionCount(); });
    return count;
}

int EdgeUnderTest::tasksInFlight() const
{
    int count = 0;
    onThread([&count] { count = spawnedTasksInFlight(); });
    return count;
}

qint64 residentMemory()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

}
