// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Task.h"
#include "http/Request.h"
#include "http/Response.h"

#include <functional>
#include <memory>
#include <vector>

namespace auth::http {

/// What kind of client a route speaks to. The style brings its middleware and the shape of its errors, so that no
/// handler can forget them.
enum class RouteStyle : quint8 {
    Browser, ///< HTML for a person: security headers, CSP, no-store, Origin/Sec-Fetch-Site check on POST; errors are
             ///< pages.
    Redirect, ///< The authorization and end-session endpoints: as Browser, but a cross-site POST is let in (it changes
              ///< nothing).
    OAuthJson, ///< Token endpoint and the like: no-store; errors are RFC 6749 §5.2 JSON; 401 carries WWW-Authenticate:
               ///< Basic for Basic.
    Bearer, ///< Protected resources (userinfo): errors are RFC 6750 §3 challenges.
    ProblemJson, ///< Admin API: errors are RFC 9457 problem+json with `code`, `fields`, `request_id`.
    Public, ///< Metadata, JWKS, static files, health: cacheable as the handler says; errors are RFC 9457.
};

/// Who may read the answer from another origin in a browser (Fetch Standard, CORS protocol).
enum class CorsPolicy : quint8 {
    None,
    AnyOrigin, ///< `*` without credentials: discovery and JWKS.
    RegisteredOrigins, ///< Reflects origins that CorsOrigins::isRegistered() knows for the request's realm.
};

using Handler = std::function<Task<Result<Response>>(Request)>;

struct Route {
    Method method = Method::Get; ///< Get also serves HEAD.
    QByteArray pattern = {}; ///< `/realms/{realm}/oauth/token`; a last `{path...}` takes the rest.
    RouteStyle style = RouteStyle::Public;
    Handler handler = {};
    CorsPolicy cors = CorsPolicy::None;
    qsizetype bodyLimit = 64 * 1024; ///< Bytes; a longer Content-Length is 413 before the body is read.
    std::chrono::milliseconds timeout { 15'000 };
    QByteArray name = {}; ///< Label of metrics and logs; the pattern when empty.
};

/// Asks for the origins that clients of a realm registered.
class CorsOrigins {
public:
    virtual ~CorsOrigins() = default;
    /// \a realm is the `{realm}` parameter, empty for a route at the root; \a host is requestHost().
    virtual Task<bool> isRegistered(QString realm, QByteArray host, QByteArray origin) = 0;
    /// Is \a host a name of this server beside the one of the public origin?
    virtual Task<bool> isOwnHost(QByteArray host) = 0;
};

/// Draws an error for a person. The pages implement it; without one a plain document is sent.
class ErrorPage {
public:
    virtual ~ErrorPage() = default;
    virtual Response render(const Request &request, const Error &error) = 0;
};

/// What the router tells after each answer, for metrics: \a route is null where no route was found.
using RequestObserver
    = std::function<void(const Route *route, Method method, int status, std::chrono::nanoseconds elapsed)>;

class HandlerDeadlines;
class PathTree;

/// Routes of one thread. Filled before the thread listens; afterwards only read.
class Router {
public:
    Router();
    ~Router();
    Router(const Router &) = delete;
    Router &operator=(const Router &) = delete;

    /// An invariant, checked by assertion: no two routes of one method have the same pattern.
    void add(Route route);
    void setCorsOrigins(CorsOrigins *origins) { m_corsOrigins = origins; }
    void setErrorPage(ErrorPage *page) { m_errorPage = page; }
    /// `https://id.example` as configured, never from Host: what a POST of our own pages must come from, and where a
    /// page that was asked for in plain HTTP is sent. Without it only `Sec-Fetch-Site: same-origin` lets a POST in.
    /// A path behind it is cut off.
    void setPublicOrigin(QByteArray origin);
    void setObserver(RequestObserver observer) { m_observer = std::move(observer); }

    /// Finds the route, runs its style's middleware and handler, renders what failed. Never throws, never fails:
    /// the answer of an exception is a 500 whose cause is logged under the correlation id.
    /// The router must outlive the task.
    Task<Response> dispatch(Request request);

    /// The body limit that the gate applies, known from the head alone. \a path without query.
    qsizetype bodyLimit(Method method, QByteArrayView path) const;
    std::vector<const Route *> routes() const;

private:
    std::unique_ptr<PathTree> m_tree;
    std::unique_ptr<HandlerDeadlines> m_deadlines;
    CorsOrigins *m_corsOrigins = nullptr;
    ErrorPage *m_errorPage = nullptr;
    /// The origin that the request was sent to: of the host that it names, if that is ours, else the public one.
    Task<QByteArray> originOf(Request request) const;

    QByteArray m_publicOrigin;
    RequestObserver m_observer;
};

}
