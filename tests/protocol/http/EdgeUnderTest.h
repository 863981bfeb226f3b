// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/HttpEdge.h"

#include <QtCore/QThread>

#include <atomic>
#include <functional>
#include <memory>

namespace auth::test {

/// A real HttpEdge on port 0 of 127.0.0.1 (or another address and port), on a thread of its own, with a few routes:
/// GET /hello; POST /echo (limit 64 KiB) and POST /big (1 MiB) answer the body's size; GET /request says what the
/// handler saw; GET /hold?name waits for release(); GET /sleep?ms; GET /split puts CR LF in a header; GET /stream?n
/// sends n pieces of 64 KiB; GET /endless never ends; GET /torn throws in the middle; GET /empty is 204.
class EdgeUnderTest {
public:
    explicit EdgeUnderTest(http::EdgeOptions options = {}, http::Transport transport = http::Transport::Plain,
        QSslConfiguration tls = {}, QHostAddress address = QHostAddress(QHostAddress::LocalHost), quint16 port = 0);
    ~EdgeUnderTest();
    EdgeUnderTest(const EdgeUnderTest &) = delete;
    EdgeUnderTest &operator=(const EdgeUnderTest &) = delete;

    quint16 port() const { return m_port; }
    /// Lets the handlers of /hold go on, those that wait and those that come.
    void release();
    /// Begins HttpEdge::stop() and does not wait.
    void beginStop(std::chrono::milliseconds timeout);
    bool isStopped() const { return m_stopped; }
    void setTls(QSslConfiguration configuration);
    int connections() const;
    int tasksInFlight() const;

    struct Counters {
        std::atomic<int> handled = 0; ///< Requests that reached a handler.
        std::atomic<int> holding = 0; ///< Handlers that wait in /hold.
        std::atomic<int> cancelled = 0; ///< Handlers of /hold that found themselves cancelled when they went on.
        std::atomic<int> pieces = 0; ///< Pieces that a stream has produced.
    } counters;

private:
    template <typename Function>
    void onThread(Function function) const
    {
        QMetaObject::invokeMethod(m_context.get(), function, Qt::BlockingQueuedConnection);
    }

    QThread m_thread;
    std::unique_ptr<QObject> m_context; ///< Lives on the thread.
    std::unique_ptr<http::Router> m_router;
    std::unique_ptr<http::HttpEdge> m_edge;
    struct Latch;
    std::shared_ptr<Latch> m_latch;
    std::atomic<bool> m_stopped = false;
    quint16 m_port = 0;
};

/// Resident memory of this process in bytes.
qint64 residentMemory();

}
