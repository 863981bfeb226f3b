// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/Relying.h"
#include "http/Router.h"
#include "pages/Csrf.h"
#include "pages/PageRenderer.h"

#include <mutex>
#include <optional>

namespace auth::demo {

/// The application under `/demo` that `auth-server dev` signs people in to. It is a client like any other: all it knows
/// comes over HTTP from the issuer. Its visitors live in memory; one process serves it, from any of its threads.
class DemoApplication {
public:
    /// All of these must outlive the routers.
    DemoApplication(const pages::PageRenderer* renderer, const Clock* clock);

    /// Once, when the address is known; until then the demo answers 503.
    void configure(DemoOptions options);
    void addRoutes(http::Router* router);

private:
    struct Visit {
        qint64 sequence = 0;
        std::optional<PendingSignIn> pending;
        std::optional<SignedIn> person;
        QString problem; ///< Shown once.
    };

    static Task<Result<http::Response>> show(DemoApplication* self, http::Request request);
    static Task<Result<http::Response>> signIn(DemoApplication* self, http::Request request);
    static Task<Result<http::Response>> callback(DemoApplication* self, http::Request request);
    static Task<Result<http::Response>> act(DemoApplication* self, http::Request request);

    static Task<Result<SignedIn>> complete(
        DemoApplication* self, DemoOptions options, PendingSignIn pending, http::Request request);
    Result<DemoOptions> options();
    Visit visit(const QByteArray& browser);
    void keep(const QByteArray& browser, Visit visit);
    http::Response draw(const http::Request& request, const DemoOptions& options, const pages::BrowserCookie& browser,
        const Visit& visit);

    const pages::PageRenderer* m_renderer;
    const Clock* m_clock;
    pages::Csrf m_csrf;
    std::mutex m_mutex; ///< Guards what follows: routes run on every thread.
    std::optional<DemoOptions> m_options;
    QHash<QByteArray, Visit> m_visits;
    qint64 m_sequence = 0;
};

}
