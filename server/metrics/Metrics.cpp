// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/Metrics.h"

#include "metrics/ProcessStatus.h"

#include <QtCore/QHash>

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <sstream>

namespace auth::metrics {

namespace {

constexpr std::array methods{ "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "other" };
constexpr std::array statusClasses{ "1xx", "2xx", "3xx", "4xx", "5xx" };
constexpr std::array loginOutcomes{ "succeeded", "failed", "locked", "throttled", "unavailable" };
constexpr std::array introspectionOutcomes{ "active", "inactive" };

struct GaugeDescription {
    const char* name;
    const char* help;
};
constexpr std::array gaugeDescriptions{
    GaugeDescription{ "auth_http_connections", "Open client connections" },
    GaugeDescription{ "auth_http_requests_in_flight", "Requests that are being answered" },
    GaugeDescription{ "auth_hashing_queued", "Password hashes that wait for a thread" },
    GaugeDescription{ "auth_hashing_running", "Password hashes being computed" },
    GaugeDescription{ "auth_database_connections_open", "Connections to PostgreSQL" },
    GaugeDescription{ "auth_database_connections_busy", "Connections to PostgreSQL that run a statement" },
    GaugeDescription{ "auth_database_waiting", "Requests that wait for a connection to PostgreSQL" },
};
static_assert(gaugeDescriptions.size() == static_cast<size_t>(Gauge::DatabaseWaiting) + 1);
static_assert(loginOutcomes.size() == static_cast<size_t>(LoginOutcome::Unavailable) + 1);
static_assert(introspectionOutcomes.size() == static_cast<size_t>(IntrospectionOutcome::Inactive) + 1);

const prometheus::Histogram::BucketBoundaries latencyBuckets{ 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
    0.25, 0.5, 1, 2.5, 5, 10 };

/// Series per family whose label comes from names that grow with the program: a fault of ours may not grow them for
/// ever.
constexpr int maximumNames = 512;

double seconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double>(duration).count();
}

size_t methodIndex(QByteArrayView method)
{
    for (size_t i = 0; i + 1 < methods.size(); ++i) {
        if (method == QByteArrayView(methods[i]))
            return i;
    }
    return methods.size() - 1;
}

size_t statusIndex(int status)
{
    return status >= 100 && status < 600 ? static_cast<size_t>(status / 100 - 1) : statusClasses.size() - 1;
}

}

class Route {
public:
    explicit Route(std::string name)
        : m_name(std::move(name))
    {
    }
    void count(QByteArrayView method, int status, std::chrono::nanoseconds duration);

private:
    std::string m_name;
    /// Made on first use: most routes know one method and two status classes.
    std::array<std::array<std::atomic<prometheus::Counter*>, statusClasses.size()>, methods.size()> m_requests{};
    std::array<std::atomic<prometheus::Histogram*>, methods.size()> m_latencies{};
};

namespace {

/// Counters of one family by one label.
class NamedCounters {
public:
    NamedCounters(prometheus::Registry& registry, const char* name, const char* help, const char* label)
        : m_family(prometheus::BuildCounter().Name(name).Help(help).Register(registry))
        , m_label(label)
    {
    }

    prometheus::Counter& of(const QByteArray& value)
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_counters.constFind(value); known != m_counters.constEnd())
            return **known;
        if (m_counters.size() >= maximumNames)
            return m_family.Add({ { m_label, "other" } });
        return **m_counters.insert(value, &m_family.Add({ { m_label, value.toStdString() } }));
    }

private:
    prometheus::Family<prometheus::Counter>& m_family;
    std::string m_label;
    std::mutex m_mutex;
    QHash<QByteArray, prometheus::Counter*> m_counters;
};

template <size_t N>
std::array<prometheus::Counter*, N> fixedCounters(prometheus::Registry& registry, const char* name, const char* help,
    const char* label, std::array<const char*, N> values)
{
    auto& family = prometheus::BuildCounter().Name(name).Help(help).Register(registry);
    std::array<prometheus::Counter*, N> counters;
    for (size_t i = 0; i < N; ++i)
        counters[i] = &family.Add({ { label, values[i] } });
    return counters;
}

/// Everything that is counted. Never destroyed: threads may count until the process ends.
struct Store {
    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter>& requests = prometheus::BuildCounter()
                                                            .Name("auth_http_requests_total")
                                                            .Help("Answered requests by route, method and status class")
                                                            .Register(registry);
    prometheus::Family<prometheus::Histogram>& latencies = prometheus::BuildHistogram()
                                                               .Name("auth_http_request_duration_seconds")
                                                               .Help("Time from a request's head to its answer")
                                                               .Register(registry);
    NamedCounters refused{ registry, "auth_http_refused_total", "Connections and requests refused before any route",
        "reason" };
    NamedCounters tokens{ registry, "auth_tokens_issued_total", "Token answers by grant", "grant" };
    NamedCounters queries{ registry, "auth_database_queries_total", "Statements by name", "query" };
    NamedCounters querySeconds{ registry, "auth_database_query_seconds_total", "Time spent on statements by name",
        "query" };
    NamedCounters queryFailures{ registry, "auth_database_query_failures_total", "Failed statements by name", "query" };
    std::array<prometheus::Counter*, loginOutcomes.size()> logins
        = fixedCounters(registry, "auth_logins_total", "Sign-in attempts by outcome", "outcome", loginOutcomes);
    std::array<prometheus::Counter*, introspectionOutcomes.size()> introspections = fixedCounters(
        registry, "auth_introspections_total", "Introspection answers", "outcome", introspectionOutcomes);
    std::array<std::atomic<qint64>, gaugeDescriptions.size()> gauges{};

    std::mutex routesMutex;
    QHash<QByteArray, Route*> routes;
};

Store& store()
{
    static Store* const instance = new Store;
    return *instance;
}

/// The counters of one statement as one thread sees them.
struct QueryCounters {
    prometheus::Counter* count;
    prometheus::Counter* seconds;
};

prometheus::MetricFamily single(const char* name, const char* help, prometheus::MetricType type, double value)
{
    prometheus::MetricFamily family{ name, help, type, {} };
    prometheus::ClientMetric metric;
    if (type == prometheus::MetricType::Counter)
        metric.counter.value = value;
    else
        metric.gauge.value = value;
    family.metric.push_back(std::move(metric));
    return family;
}

}

void Route::count(QByteArrayView method, int status, std::chrono::nanoseconds duration)
{
    const size_t m = methodIndex(method);
    const size_t s = statusIndex(status);
    prometheus::Counter* requests = m_requests[m][s].load(std::memory_order_acquire);
    if (!requests) {
        // Add() gives every caller with these labels the same counter.
        requests
            = &store().requests.Add({ { "route", m_name }, { "method", methods[m] }, { "status", statusClasses[s] } });
        m_requests[m][s].store(requests, std::memory_order_release);
    }
    requests->Increment();

    prometheus::Histogram* latencies = m_latencies[m].load(std::memory_order_acquire);
    if (!latencies) {
        latencies = &store().latencies.Add({ { "route", m_name }, { "method", methods[m] } }, latencyBuckets);
        m_latencies[m].store(latencies, std::memory_order_release);
    }
    latencies->Observe(seconds(duration));
}

Route* route(const QByteArray& name)
{
    Store& all = store();
    const std::lock_guard lock(all.routesMutex);
    Route*& known = all.routes[name];
    if (!known)
        known = new Route(name.toStdString());
    return known;
}

void countRequest(Route* route, QByteArrayView method, int status, std::chrono::nanoseconds duration)
{
    route->count(method, status, duration);
}

void countRefused(const char* reason)
{
    store().refused.of(reason).Increment();
}

void countLogin(LoginOutcome outcome)
{
    store().logins[static_cast<size_t>(outcome)]->Increment();
}

void countToken(const QByteArray& grantType)
{
    thread_local QHash<QByteArray, prometheus::Counter*> seen;
    prometheus::Counter*& counter = seen[grantType];
    if (!counter)
        counter = &store().tokens.of(grantType);
    counter->Increment();
}

void countIntrospection(IntrospectionOutcome outcome)
{
    store().introspections[static_cast<size_t>(outcome)]->Increment();
}

void countQuery(const char* name, std::chrono::nanoseconds duration, QueryOutcome outcome)
{
    // By address: names are constants of the program.
    thread_local QHash<const char*, QueryCounters> seen;
    QueryCounters& counters = seen[name];
    if (!counters.count)
        counters = { &store().queries.of(name), &store().querySeconds.of(name) };
    counters.count->Increment();
    counters.seconds->Increment(seconds(duration));
    if (outcome == QueryOutcome::Failed)
        store().queryFailures.of(name).Increment();
}

void add(Gauge gauge, int delta)
{
    store().gauges[static_cast<size_t>(gauge)].fetch_add(delta, std::memory_order_relaxed);
}

void set(Gauge gauge, qint64 value)
{
    store().gauges[static_cast<size_t>(gauge)].store(value, std::memory_order_relaxed);
}

qint64 value(Gauge gauge)
{
    return store().gauges[static_cast<size_t>(gauge)].load(std::memory_order_relaxed);
}

QByteArray render()
{
    std::vector<prometheus::MetricFamily> families = store().registry.Collect();
    std::erase_if(families, [](const prometheus::MetricFamily& family) { return family.metric.empty(); });
    for (size_t i = 0; i < gaugeDescriptions.size(); ++i) {
        const auto& [name, help] = gaugeDescriptions[i];
        families.push_back(
            single(name, help, prometheus::MetricType::Gauge, static_cast<double>(value(static_cast<Gauge>(i)))));
    }
    const ProcessStatus process = processStatus();
    families.push_back(single("process_resident_memory_bytes", "Resident memory", prometheus::MetricType::Gauge,
        static_cast<double>(process.residentBytes)));
    families.push_back(
        single("process_open_fds", "Open file descriptors", prometheus::MetricType::Gauge, process.openDescriptors));
    families.push_back(single("process_threads", "Threads", prometheus::MetricType::Gauge, process.threads));
    families.push_back(single("process_cpu_seconds_total", "Processor time, user and system",
        prometheus::MetricType::Counter, process.cpuSeconds));

    std::ostringstream text;
    prometheus::TextSerializer().Serialize(text, families);
    return QByteArray::fromStdString(text.str());
}

}
