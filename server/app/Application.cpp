// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Application.h"

#include "core/Log.h"
#include "http/Tls.h"

#include <QtCore/QFile>

#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace auth::app {

namespace {

struct Reserved {
    int socket = -1;
    Endpoint endpoint;
};

/// Binds without listening, so that port 0 is decided before anything needs the port, and nobody else takes it.
Result<Reserved> reserve(const Endpoint &wanted)
{
    sockaddr_storage storage {};
    socklen_t size = 0;
    const bool ipv6 = wanted.address.protocol() != QAbstractSocket::IPv4Protocol;
    if (ipv6) {
        auto *address = reinterpret_cast<sockaddr_in6 *>(&storage);
        address->sin6_family = AF_INET6;
        address->sin6_port = htons(wanted.port);
        const Q_IPV6ADDR bytes = wanted.address.toIPv6Address();
        std::memcpy(&address->sin6_addr, &bytes, sizeof bytes);
        size = sizeof *address;
    } else {
        auto *address = reinterpret_cast<sockaddr_in *>(&storage);
        address->sin_family = AF_INET;
        address->sin_port = htons(wanted.port);
        address->sin_addr.s_addr = htonl(wanted.address.toIPv4Address());
        size = sizeof *address;
    }
    const auto bound = [&](bool shared) {
        const int descriptor = ::socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int one = 1;
        ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
        if (shared)
            ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one);
        if (::bind(descriptor, reinterpret_cast<sockaddr *>(&storage), size) == 0)
            return descriptor;
        ::close(descriptor);
        return -1;
    };
    // Two servers on one port would each get some of the connections: the first bind, alone, finds the other.
    if (wanted.port != 0) {
        const int alone = bound(false);
        if (alone < 0)
            return failure(ErrorCode::Conflict, QStringLiteral("Cannot listen on %1 port %2: %3.").arg(wanted.address.toString()).arg(wanted.port).arg(QString::fromLocal8Bit(std::strerror(errno))));
        ::close(alone);
    }
    const int descriptor = bound(true);
    if (descriptor < 0)
        return failure(ErrorCode::Conflict, QStringLiteral("Cannot listen on %1 port %2: %3.").arg(wanted.address.toString()).arg(wanted.port).arg(QString::fromLocal8Bit(std::strerror(errno))));
    ::getsockname(descriptor, reinterpret_cast<sockaddr *>(&storage), &size);
    const quint16 port = ntohs(ipv6 ? reinterpret_cast<sockaddr_in6 *>(&storage)->sin6_port : reinterpret_cast<sockaddr_in *>(&storage)->sin_port);
    return Reserved { descriptor, { wanted.address, port } };
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Internal, QStringLiteral("Cannot read %1: %2.").arg(path, file.errorString()));
    return file.readAll();
}

Result<std::optional<QSslConfiguration>> loadTls(const Config &config)
{
    if (!config.tls.isEnabled())
        return std::nullopt;
    const QByteArray certificate = TRY(readFile(config.tls.certificate));
    const QByteArray key = TRY(readFile(config.tls.key));
    return TRY(http::tlsConfiguration(certificate, key, config.tls.requestClientCertificates ? http::ClientCertificates::Request : http::ClientCertificates::Ignore));
}

Task<Result<void>> listenOn(Worker *worker, Endpoint endpoint)
{
    co_return worker->listen(endpoint);
}

Task<Result<quint16>> listenForScrapers(MetricsListener *listener)
{
    co_return listener->listen();
}

Task<Result<void>> stopScrapers(MetricsListener *listener)
{
    co_await listener->stop();
    co_return {};
}

Task<> stopWorker(Worker *worker, std::shared_ptr<std::promise<void>> stopped)
{
    co_await worker->stop();
    stopped->set_value();
}

Task<Result<void>> stopBackground(Background *background)
{
    co_await background->stop();
    co_return {};
}

int threadsOf(const Config &config)
{
    return config.threads > 0 ? config.threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}

Result<std::unique_ptr<Application>> Application::start(Options options)
{
    auto application = std::unique_ptr<Application>(new Application);
    const Reserved reserved = TRY(reserve(options.config.listen));
    application->m_reservedSocket = reserved.socket;
    application->m_listening = reserved.endpoint;

    if (options.config.publicUrl.isEmpty() && options.publicUrl)
        options.config.publicUrl = options.publicUrl(application->m_listening);
    options.config.listen = application->m_listening;
    options.config.threads = threadsOf(options.config);
    application->m_process = TRY(makeProcess(std::move(options.config), options.clock));
    Process &process = *application->m_process;
    process.addDevelopmentRoutes = std::move(options.addDevelopmentRoutes);
    const Config &config = process.config;
    process.tls = TRY(loadTls(config));

    Process *shared = &process;
    application->m_background = std::make_unique<EventThread<Background>>([shared] { return std::make_unique<Background>(shared); });
    application->m_background->begin();
    TRY(application->m_background->run<Result<void>>([](Background *background) { return background->prepare(); }));
    application->m_background->post([](Background *background) { background->start(); });

    for (int i = 0; i < config.threads; ++i) {
        auto worker = std::make_unique<EventThread<Worker>>([shared] { return std::make_unique<Worker>(shared); });
        worker->begin();
        application->m_workers.push_back(std::move(worker));
    }
    const Endpoint endpoint = application->m_listening;
    for (const auto &worker : application->m_workers)
        TRY(worker->run<Result<void>>([endpoint](Worker *object) -> Task<Result<void>> { return listenOn(object, endpoint); }));
    if (config.metrics.listen) {
        application->m_metrics = std::make_unique<EventThread<MetricsListener>>([shared] { return std::make_unique<MetricsListener>(&shared->config); });
        application->m_metrics->begin();
        const auto port = TRY(application->m_metrics->run<Result<quint16>>([](MetricsListener *listener) { return listenForScrapers(listener); }));
        logInfo("metrics.started", { { "address", config.metrics.listen->address.toString() }, { "port", port } });
    }
    logInfo("server.started", { { "address", QString::fromLatin1(application->baseUrl()) }, { "public_url", QString::fromLatin1(config.publicUrl) }, { "threads", static_cast<int>(application->m_workers.size()) } });
    return application;
}

QByteArray Application::baseUrl() const
{
    const QString host = m_listening.address.protocol() == QAbstractSocket::IPv6Protocol ? u'[' + m_listening.address.toString() + u']' : m_listening.address.toString();
    return (m_process && m_process->tls ? "https://" : "http://") + host.toLatin1() + ':' + QByteArray::number(m_listening.port);
}

Result<void> Application::reloadTls(const Config &config)
{
    const auto tls = TRY(loadTls(config));
    if (!tls)
        return {};
    for (const auto &worker : m_workers)
        worker->post([tls](Worker *object) { object->setTls(*tls); });
    return {};
}

Result<void> Application::reloadPlaces(const Config &config)
{
    std::shared_ptr<const places::PlaceDatabase> database;
    if (!config.placesDatabase.isEmpty())
        database = TRY(places::PlaceDatabase::open(config.placesDatabase));
    m_process->places.set(std::move(database));
    return {};
}

void Application::reloadRealmDefaults(const Config &config)
{
    m_process->realmDefaults.set(config.realmDefaults);
    m_process->epochs.bumpAll();
}

Application::~Application()
{
    if (m_process)
        m_process->stopping = true;
    std::vector<std::future<void>> stopped;
    for (const auto &worker : m_workers) {
        auto promise = std::make_shared<std::promise<void>>();
        stopped.push_back(promise->get_future());
        worker->post([promise](Worker *object) { spawn(stopWorker(object, promise), "worker.stop"); });
    }
    for (auto &future : stopped)
        future.wait();
    m_workers.clear();
    if (m_metrics) {
        // Stopping has no error: what does not end in time is dropped.
        static_cast<void>(m_metrics->run<Result<void>>([](MetricsListener *listener) { return stopScrapers(listener); }));
        m_metrics.reset();
    }
    if (m_background) {
        if (m_background->isRunning())
            static_cast<void>(m_background->run<Result<void>>([](Background *background) { return stopBackground(background); }));
        m_background.reset();
    }
    if (m_reservedSocket >= 0)
        ::close(m_reservedSocket);
}

}
