// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Background.h"
#include "app/EventThread.h"
#include "app/MetricsListener.h"
#include "app/Process.h"
#include "app/Worker.h"

#include <vector>

namespace auth::app {

/// The running server: everything that `serve`, `dev` and the tests start.
class Application {
public:
    struct Options {
        Config config;
        const Clock *clock = nullptr; ///< Outlives the application.
        /// What issuers begin with, from the address that is listened on, where the configuration leaves it open.
        std::function<QByteArray(const Endpoint &listening)> publicUrl;
        std::function<void(http::Router *, db::Database *)> addDevelopmentRoutes;
    };

    /// Starts and serves, or says what is wrong. The database must have been migrated. Blocks; call it where no event
    /// loop waits.
    static Result<std::unique_ptr<Application>> start(Options options);
    /// Stops listening, finishes what is in flight, then leaves.
    ~Application();

    /// Where it listens: the port that port 0 became.
    const Endpoint &listening() const { return m_listening; }
    /// `http://127.0.0.1:8080`
    QByteArray baseUrl() const;
    Process &process() { return *m_process; }
    EventThread<Background> &background() { return *m_background; }

    /// Takes over what may change without a restart: the TLS certificate. The error leaves the old one in place.
    Result<void> reloadTls(const Config &config);
    /// The database of places, likewise.
    Result<void> reloadPlaces(const Config &config);
    /// And what realms have where they set nothing themselves.
    void reloadRealmDefaults(const Config &config);

private:
    Application() = default;

    std::unique_ptr<Process> m_process;
    Endpoint m_listening;
    int m_reservedSocket = -1;
    std::unique_ptr<EventThread<Background>> m_background;
    std::vector<std::unique_ptr<EventThread<Worker>>> m_workers;
    std::unique_ptr<EventThread<MetricsListener>> m_metrics; ///< Where AUTH_METRICS_LISTEN is set.
};

}
