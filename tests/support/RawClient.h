// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>

#include <chrono>
#include <optional>
#include <utility>

namespace auth::test {

struct Answer {
    int status = 0;
    QByteArray head; ///< With the status line, up to the empty line.
    QByteArray body;
    QByteArray field(QByteArray name) const;
    bool has(QByteArray name) const { return head.toLower().contains("\r\n" + name.toLower() + ':'); }
};

/// A TCP client that sends whatever it is told. Blocking, with a deadline on every wait.
class RawClient {
public:
    /// On 127.0.0.1; \a from is the address to come from: all of 127.0.0.0/8 is ours.
    explicit RawClient(quint16 port, const char *from = nullptr);
    explicit RawClient(const QByteArray &socketPath); ///< A Unix socket.
    ~RawClient() { close(); }
    RawClient(RawClient &&other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
        , m_buffer(std::move(other.m_buffer))
        , m_patience(other.m_patience)
    {
    }
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;

    /// How long receive() waits for a whole answer: five seconds unless told.
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }
    bool isConnected() const { return m_descriptor >= 0; }
    /// False when the server has closed.
    bool send(const QByteArray &bytes);
    /// Sends \a block again and again until nothing was taken for \a patience or \a limit bytes are sent; how many
    /// were.
    qint64 flood(const QByteArray &block, qint64 limit, std::chrono::milliseconds patience);
    /// The next final answer; nothing when the connection ends or too long passes before it is whole.
    std::optional<Answer> receive(bool answersHead = false);
    /// Everything up to the end of the connection; nothing when it does not end in time.
    std::optional<QByteArray> receiveAll(std::chrono::milliseconds patience = std::chrono::seconds(5));
    bool waitForClose(std::chrono::milliseconds patience = std::chrono::seconds(5))
    {
        return receiveAll(patience).has_value();
    }
    /// Reads at most \a size bytes.
    QByteArray receiveSome(qsizetype size);
    void close();
    /// Closes with a reset.
    void reset();
    int descriptor() const { return m_descriptor; }

private:
    enum class Fill { More, End, Timeout };
    Fill fill(std::chrono::steady_clock::time_point deadline);

    int m_descriptor = -1;
    QByteArray m_buffer;
    std::chrono::milliseconds m_patience { 5000 };
};

/// One request on a connection of its own.
std::optional<Answer> exchange(quint16 port, const QByteArray &request);

}
