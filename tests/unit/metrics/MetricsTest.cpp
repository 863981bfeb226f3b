// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "metrics/Metrics.h"

#include <thread>

using namespace auth;
using namespace std::chrono_literals;

namespace {

/// The value of the sample that begins with \a series, or -1.
double sample(const QByteArray& series)
{
    const QList<QByteArray> lines = metrics::render().split('\n');
    for (const QByteArray& line : lines) {
        if (line.startsWith(series + ' '))
            return line.mid(series.size() + 1).toDouble();
    }
    return -1;
}

}

class MetricsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsRequestsByRouteMethodAndStatusClass()
    {
        metrics::Route* route = metrics::route("/unit/{a}");
        metrics::countRequest(route, "GET", 200, 3ms);
        metrics::countRequest(route, "GET", 204, 3ms);
        metrics::countRequest(route, "POST", 503, 3ms);
        QCOMPARE(sample(R"(auth_http_requests_total{method="GET",route="/unit/{a}",status="2xx"})"), 2.);
        QCOMPARE(sample(R"(auth_http_requests_total{method="POST",route="/unit/{a}",status="5xx"})"), 1.);
        QCOMPARE(sample(R"(auth_http_requests_total{method="GET",route="/unit/{a}",status="4xx"})"), -1.);
    }

    void keepsOneSeriesPerRouteName()
    {
        QCOMPARE(metrics::route("same"), metrics::route("same"));
        QVERIFY(metrics::route("same") != metrics::route("other"));
    }

    void putsLatenciesInBuckets()
    {
        metrics::Route* route = metrics::route("latency");
        metrics::countRequest(route, "GET", 200, 3ms);
        metrics::countRequest(route, "GET", 200, 300ms);
        QCOMPARE(sample(R"(auth_http_request_duration_seconds_bucket{method="GET",route="latency",le="0.0025"})"), 0.);
        QCOMPARE(sample(R"(auth_http_request_duration_seconds_bucket{method="GET",route="latency",le="0.005"})"), 1.);
        QCOMPARE(sample(R"(auth_http_request_duration_seconds_bucket{method="GET",route="latency",le="+Inf"})"), 2.);
        QCOMPARE(sample(R"(auth_http_request_duration_seconds_count{method="GET",route="latency"})"), 2.);
    }

    void boundsTheMethodLabel()
    {
        metrics::Route* route = metrics::route("methods");
        metrics::countRequest(route, "BREW", 501, 1ms);
        metrics::countRequest(route, "GET\"}", 501, 1ms);
        QCOMPARE(sample(R"(auth_http_requests_total{method="other",route="methods",status="5xx"})"), 2.);
    }

    void boundsNames()
    {
        for (int i = 0; i < 2000; ++i)
            metrics::countToken("grant" + QByteArray::number(i));
        QVERIFY(sample(R"(auth_tokens_issued_total{grant="other"})") > 0);
        QVERIFY(metrics::render().count("auth_tokens_issued_total{") <= 513);
    }

    void losesNothingBetweenThreads()
    {
        constexpr int rounds = 20'000;
        const double before = sample(R"(auth_logins_total{outcome="failed"})");
        const auto count = [] {
            metrics::Route* route = metrics::route("threads");
            for (int i = 0; i < rounds; ++i) {
                metrics::countRequest(route, "GET", 200, 1us);
                metrics::countLogin(metrics::LoginOutcome::Failed);
                metrics::countQuery("threads_query", 1us, metrics::QueryOutcome::Failed);
            }
        };
        std::thread first(count);
        std::thread second(count);
        first.join();
        second.join();
        QCOMPARE(sample(R"(auth_http_requests_total{method="GET",route="threads",status="2xx"})"), 2. * rounds);
        QCOMPARE(sample(R"(auth_logins_total{outcome="failed"})"), before + 2. * rounds);
        QCOMPARE(sample(R"(auth_database_queries_total{query="threads_query"})"), 2. * rounds);
        QCOMPARE(sample(R"(auth_database_query_failures_total{query="threads_query"})"), 2. * rounds);
    }

    void addsUpGauges()
    {
        const qint64 before = metrics::value(metrics::Gauge::HashingQueued);
        {
            const metrics::Counted one(metrics::Gauge::HashingQueued);
            const metrics::Counted two(metrics::Gauge::HashingQueued);
            QCOMPARE(metrics::value(metrics::Gauge::HashingQueued), before + 2);
            QCOMPARE(sample("auth_hashing_queued"), static_cast<double>(before + 2));
        }
        QCOMPARE(metrics::value(metrics::Gauge::HashingQueued), before);
        metrics::set(metrics::Gauge::HashingRunning, 7);
        QCOMPARE(sample("auth_hashing_running"), 7.);
    }

    void showsOutcomesBeforeTheyHappen()
    {
        QVERIFY(sample(R"(auth_logins_total{outcome="throttled"})") >= 0);
        QVERIFY(sample(R"(auth_introspections_total{outcome="active"})") >= 0);
    }

    void showsTheProcess()
    {
        QVERIFY(sample("process_resident_memory_bytes") > 1'000'000);
        QVERIFY(sample("process_open_fds") >= 3);
        QVERIFY(sample("process_threads") >= 1);
        QVERIFY(sample("process_cpu_seconds_total") > 0);
    }
};

AUTH_TEST(MetricsTest);
#include "MetricsTest.moc"
