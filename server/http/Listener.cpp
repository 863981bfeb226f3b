// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Listener.h"

#include "core/Log.h"

#include <QtCore/QTimer>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace auth::http {

namespace {

constexpr int kBacklog = 1024;

int openSpare()
{
    return ::open("/dev/null", O_RDONLY | O_CLOEXEC);
}

std::unexpected<Error> systemFailure(const QHostAddress &address, quint16 port)
{
    return failure(ErrorCode::Unavailable,
        QStringLiteral("Cannot listen on %1 port %2: %3.")
            .arg(address.toString())
            .arg(port)
            .arg(QString::fromLocal8Bit(std::strerror(errno))));
}

}

Listener::Listener(std::function<void(qintptr)> accepted, QObject *parent)
    : QTcpServer(parent)
    , m_accepted(std::move(accepted))
    , m_spare(openSpare())
{
    connect(this, &QTcpServer::acceptError, this, &Listener::acceptFailed);
}

Listener::~Listener()
{
    if (m_spare >= 0)
        ::close(m_spare);
}

Result<quint16> Listener::open(QHostAddress address, quint16 port)
{
    sockaddr_storage storage {};
    socklen_t size = 0;
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    const bool any = address == QHostAddress::Any;
    if (isV4 && !any) {
        auto *const in = reinterpret_cast<sockaddr_in *>(&storage);
        in->sin_family = AF_INET;
        in->sin_port = htons(port);
        in->sin_addr.s_addr = htonl(v4);
        size = sizeof *in;
    } else {
        auto *const in = reinterpret_cast<sockaddr_in6 *>(&storage);
        in->sin6_family = AF_INET6;
        in->sin6_port = htons(port);
        if (!any) {
            const Q_IPV6ADDR v6 = address.toIPv6Address();
            std::memcpy(&in->sin6_addr, &v6, sizeof v6);
        }
        size = sizeof *in;
    }
    int descriptor = ::socket(storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0 && any && errno == EAFNOSUPPORT)
        return open(QHostAddress(QHostAddress::AnyIPv4), port); // A kernel without IPv6.
    if (descriptor < 0)
        return systemFailure(address, port);
    const int on = 1;
    const int v6Only = any ? 0 : 1;
    ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    const bool ready = ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) == 0
        && (storage.ss_family == AF_INET
            || ::setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &v6Only, sizeof v6Only) == 0)
        && ::bind(descriptor, reinterpret_cast<sockaddr *>(&storage), size) == 0 && ::listen(descriptor, kBacklog) == 0;
    if (!ready) {
        auto error = systemFailure(address, port);
        ::close(descriptor);
        return error;
    }
    if (!setSocketDescriptor(descriptor)) {
        ::close(descriptor);
        return failure(
            ErrorCode::Unavailable, QStringLiteral("Cannot listen on %1: %2.").arg(address.toString(), errorString()));
    }
    return serverPort();
}

void Listener::acceptFailed()
{
    // QTcpServer has stopped accepting. Without descriptors nobody could be told, and the event loop would spin.
    logWarning("http.accept_failed", { { "cause", errorString() } });
    if (m_spare >= 0) {
        ::close(m_spare);
        for (int i = 0; i < kBacklog; ++i) {
            const int client
                = ::accept4(static_cast<int>(socketDescriptor()), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
            if (client < 0)
                break;
            ::close(client);
        }
        m_spare = openSpare();
    }
    QTimer::singleShot(100, this, [this] {
        if (m_spare < 0)
            m_spare = openSpare();
        if (isListening())
            resumeAccepting();
    });
}

}
