// SPDX-License-Identifier: GPL-3.0-or-later
#include "RawClient.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace auth::test {

using namespace std::chrono_literals;

namespace {

int remaining(std::chrono::steady_clock::time_point deadline)
{
    const auto left
        = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
    return static_cast<int>(std::max<long long>(left, 0));
}

}

QByteArray Answer::field(QByteArray name) const
{
    const auto start = head.toLower().indexOf("\r\n" + name.toLower() + ':');
    if (start < 0)
        return {};
    const auto value = start + name.size() + 3;
    return head.mid(value, head.indexOf("\r\n", value) - value).trimmed();
}

RawClient::RawClient(quint16 port, const char *from)
{
    m_descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    if (from) {
        ::inet_pton(AF_INET, from, &address.sin_addr);
        if (::bind(m_descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
            close();
    }
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (m_descriptor >= 0 && ::connect(m_descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        close();
}

RawClient::RawClient(const QByteArray &socketPath)
{
    m_descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    std::copy_n(
        socketPath.constData(), std::min<qsizetype>(socketPath.size(), sizeof address.sun_path - 1), address.sun_path);
    if (m_descriptor >= 0 && ::connect(m_descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        close();
}

bool RawClient::send(const QByteArray &bytes)
{
    qsizetype sent = 0;
    const auto deadline = std::chrono::steady_clock::now() + 5s;
    while (sent < bytes.size()) {
        const auto count = ::send(m_descriptor, bytes.constData() + sent, static_cast<size_t>(bytes.size() - sent),
            MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count > 0) {
            sent += count;
            continue;
        }
        if (errno != EAGAIN)
            return false;
        pollfd entry { .fd = m_descriptor, .events = POLLOUT, .revents = 0 };
        if (::poll(&entry, 1, remaining(deadline)) != 1)
            return false;
    }
    return true;
}

qint64 RawClient::flood(const QByteArray &block, qint64 limit, std::chrono::milliseconds patience)
{
    qint64 total = 0;
    qsizetype offset = 0;
    while (total < limit) {
        const auto count = ::send(m_descriptor, block.constData() + offset, static_cast<size_t>(block.size() - offset),
            MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count > 0) {
            total += count;
            offset = (offset + count) % block.size();
            continue;
        }
        if (errno != EAGAIN)
            break;
        pollfd entry { .fd = m_descriptor, .events = POLLOUT, .revents = 0 };
        if (::poll(&entry, 1, static_cast<int>(patience.count())) != 1)
            break;
    }
    return total;
}

RawClient::Fill RawClient::fill(std::chrono::steady_clock::time_point deadline)
{
    pollfd entry { .fd = m_descriptor, .events = POLLIN, .revents = 0 };
    if (::poll(&entry, 1, remaining(deadline)) != 1)
        return Fill::Timeout;
    char chunk[65536];
    const auto count = ::recv(m_descriptor, chunk, sizeof chunk, 0);
    if (count <= 0)
        return Fill::End;
    m_buffer.append(chunk, count);
    return Fill::More;
}

std::optional<Answer> RawClient::receive(bool answersHead)
{
    const auto deadline = std::chrono::steady_clock::now() + m_patience;
    for (;;) {
        qsizetype end = 0;
        while ((end = m_buffer.indexOf("\r\n\r\n")) < 0) {
            if (fill(deadline) != Fill::More)
                return std::nullopt;
        }
        Answer answer;
        answer.head = m_buffer.first(end + 2);
        answer.status = answer.head.mid(9, 3).toInt();
        m_buffer.remove(0, end + 4);
        if (answer.status == 100)
            continue;
        if (answersHead || answer.status == 204 || answer.status == 304)
            return answer;
        if (answer.field("Transfer-Encoding") == "chunked") {
            for (;;) {
                qsizetype lineEnd = 0;
                while ((lineEnd = m_buffer.indexOf("\r\n")) < 0) {
                    if (fill(deadline) != Fill::More)
                        return std::nullopt;
                }
                const auto size = m_buffer.first(lineEnd).toLongLong(nullptr, 16);
                while (m_buffer.size() < lineEnd + 2 + size + 2) {
                    if (fill(deadline) != Fill::More)
                        return std::nullopt;
                }
                answer.body += m_buffer.mid(lineEnd + 2, size);
                m_buffer.remove(0, lineEnd + 2 + size + 2);
                if (size == 0)
                    return answer;
            }
        }
        if (!answer.has("Content-Length")) {
            const auto rest = receiveAll();
            if (!rest)
                return std::nullopt;
            answer.body = *rest;
            return answer;
        }
        const auto length = answer.field("Content-Length").toLongLong();
        while (m_buffer.size() < length) {
            if (fill(deadline) != Fill::More)
                return std::nullopt;
        }
        answer.body = m_buffer.first(length);
        m_buffer.remove(0, length);
        return answer;
    }
}

std::optional<QByteArray> RawClient::receiveAll(std::chrono::milliseconds patience)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    for (;;) {
        switch (fill(deadline)) {
        case Fill::More:
            break;
        case Fill::End:
            return std::exchange(m_buffer, {});
        case Fill::Timeout:
            return std::nullopt;
        }
    }
}

QByteArray RawClient::receiveSome(qsizetype size)
{
    QByteArray chunk(size, Qt::Uninitialized);
    pollfd entry { .fd = m_descriptor, .events = POLLIN, .revents = 0 };
    if (::poll(&entry, 1, 5000) != 1)
        return {};
    chunk.truncate(std::max<ssize_t>(::recv(m_descriptor, chunk.data(), static_cast<size_t>(size), 0), 0));
    return chunk;
}

void RawClient::close()
{
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

void RawClient::reset()
{
    const linger off { .l_onoff = 1, .l_linger = 0 };
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &off, sizeof off);
    close();
}

std::optional<Answer> exchange(quint16 port, const QByteArray &request)
{
    RawClient client(port);
    if (!client.isConnected() || !client.send(request))
        return std::nullopt;
    return client.receive();
}

}
