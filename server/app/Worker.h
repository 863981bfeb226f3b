// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Services.h"
#include "app/ThreadGauges.h"
#include "http/HttpEdge.h"
#include "http/Router.h"

#include <QtCore/QTimer>

namespace auth::app {

/// One of the threads that answer requests: its own services, routes, connections and edge. Lives on its thread.
class Worker {
public:
    explicit Worker(Process *process);
    ~Worker();

    /// Serves from now on.
    Result<void> listen(Endpoint endpoint);
    /// Stops listening, finishes what is in flight, writes what is still in memory.
    Task<> stop();
    void setTls(const QSslConfiguration &configuration);
    Services &services() { return m_services; }

private:
    class Origins;

    Process *m_process;
    Services m_services;
    std::unique_ptr<Origins> m_origins;
    http::Router m_router;
    std::unique_ptr<http::HttpEdge> m_edge;
    QTimer m_flush;
    ThreadGauges m_gauges;
};

}
