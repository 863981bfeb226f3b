// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Router.h"

#include "core/Log.h"
#include "http/CorrelationId.h"
#include "http/Cors.h"
#include "http/ErrorRenderer.h"
#include "http/HandlerCall.h"
#include "http/PathTree.h"
#include "http/RequestHost.h"
#include "http/StyleMiddleware.h"

namespace auth::http {

namespace {

constexpr qsizetype kDefaultBodyLimit = 64 * 1024;

bool isSafe(Method method)
{
    return method == Method::Get || method == Method::Head || method == Method::Options;
}

/// The shape of an error where no route says it: a page for what asks for one.
RouteStyle styleWithoutRoute(const Request &request)
{
    const auto accept = request.header("accept");
    return accept && accept->contains("text/html") ? RouteStyle::Browser : RouteStyle::Public;
}

Result<void> setPathParameters(const RegisteredRoute &registered, const PathTree::Found &found, Request &request)
{
    Q_ASSERT(found.values.size() == registered.parameterNames.size());
    request.pathParameters.reserve(found.values.size());
    for (qsizetype i = 0; i < found.values.size(); ++i) {
        const bool rest = registered.takesRest && i == found.values.size() - 1;
        request.pathParameters.append(
            { registered.parameterNames[i], TRY(decodePathParameter(found.values[i], rest)) });
    }
    return {};
}

void logFailure(const Request &request, const QByteArray &route, const Error &error, int status)
{
    log(status >= 500 ? LogLevel::Error : LogLevel::Info, "http.error",
        { { "request_id", request.correlationId }, { "method", methodName(request.method) }, { "route", route },
            { "status", status }, { "code", QLatin1StringView(error.traits().wireName) },
            { "description", error.description }, { "detail", error.detail } });
}

}

Router::Router()
    : m_tree(std::make_unique<PathTree>())
{
}

Router::~Router() = default;

void Router::add(Route route)
{
    m_tree->add(std::move(route));
}

void Router::setPublicOrigin(QByteArray origin)
{
    const auto authority = origin.indexOf("://");
    const auto slash = authority < 0 ? -1 : origin.indexOf('/', authority + 3);
    m_publicOrigin = slash < 0 ? std::move(origin) : origin.first(slash);
}

Task<QByteArray> Router::originOf(Request request) const
{
    const QByteArray host = requestHost(request);
    if (host.isEmpty() || !m_corsOrigins || host == hostOf(m_publicOrigin) || !co_await m_corsOrigins->isOwnHost(host))
        co_return std::as_const(m_publicOrigin);
    co_return originAt(m_publicOrigin, host);
}

std::vector<const Route *> Router::routes() const
{
    return m_tree->routes();
}

qsizetype Router::bodyLimit(Method method, QByteArrayView path) const
{
    const auto found = m_tree->find(path);
    const RegisteredRoute *registered = found.endpoint ? found.endpoint->find(method) : nullptr;
    return registered ? registered->route.bodyLimit : kDefaultBodyLimit;
}

Task<Response> Router::dispatch(Request request)
{
    const auto started = std::chrono::steady_clock::now();
    if (request.correlationId.isEmpty())
        request.correlationId = makeCorrelationId();
    if (!m_deadlines)
        m_deadlines = std::make_unique<HandlerDeadlines>(); // Here, so that its timer is the thread's.

    const auto found = m_tree->find(request.path);
    const RegisteredRoute *registered = found.endpoint ? found.endpoint->find(request.method) : nullptr;
    // A preflight is about the route that it names.
    const RegisteredRoute *subject = registered;
    if (!subject && found.endpoint && isPreflight(request))
        subject = preflightedRoute(*found.endpoint, request);
    const RegisteredRoute *styled = subject ? subject : found.endpoint ? found.endpoint->any() : nullptr;
    const Route *route = subject ? &subject->route : nullptr;
    const RouteStyle style = styled ? styled->route.style : styleWithoutRoute(request);
    const bool insecure = !request.secure && style != RouteStyle::Public && m_publicOrigin.startsWith("https:");

    Result<void> parameters;
    if (subject)
        parameters = setPathParameters(*subject, found, request);

    std::optional<Result<Response>> outcome;
    QByteArray origin;
    if (!found.endpoint) {
        outcome = failure(ErrorCode::NotFound, QStringLiteral("There is nothing at this address."));
    } else if (!parameters) {
        outcome = std::unexpected(std::move(parameters).error());
    } else if (insecure && isPageStyle(style) && isSafe(request.method)) {
        // RFC 9110 §15.4.9. What was sent in the clear is not looked at.
        Response moved(308);
        moved.addHeader(
            "Location", co_await originOf(request) + request.path + (request.query.isEmpty() ? QByteArray() : '?' + request.query));
        outcome = std::move(moved);
    } else if (insecure) {
        outcome = failure(ErrorCode::Forbidden, QStringLiteral("This address must be used over HTTPS."));
    } else {
        if (route && route->cors != CorsPolicy::None && request.header("origin")) {
            try {
                origin = co_await allowedOrigin(route, request, m_corsOrigins);
            } catch (const std::exception &exception) {
                logError("http.cors",
                    { { "request_id", request.correlationId }, { "cause", QString::fromUtf8(exception.what()) } });
            }
        }
        if (!registered && request.method == Method::Options) {
            outcome = preflightResponse(*found.endpoint, origin);
            origin.clear();
        } else if (!registered) {
            outcome = failure(ErrorCode::MethodNotAllowed,
                QStringLiteral("This address does not take %1.").arg(QString::fromLatin1(methodName(request.method))));
        } else if (isPageStyle(style) && isPageByAddress(request, m_publicOrigin)) {
            outcome = failure(ErrorCode::Forbidden, {}, QStringLiteral("a page was opened by an IP address"));
        } else if (style == RouteStyle::Browser && !isSafe(request.method) && !isSameOrigin(request, co_await originOf(request))) {
            outcome = failure(ErrorCode::Forbidden, QStringLiteral("The form was not sent from a page of this site."),
                QStringLiteral("Origin or Sec-Fetch-Site is not our own"));
        } else {
            const Deadline own = deadlineIn(route->timeout);
            request.deadline = request.deadline == Deadline {} ? own : std::min(own, request.deadline);
            outcome = co_await callHandler(route, request, m_deadlines.get());
        }
    }

    Response response;
    if (outcome->has_value()) {
        response = **std::move(outcome);
    } else {
        const Error error = std::move(*outcome).error();
        try {
            response = renderError(style, request, error, m_errorPage);
        } catch (const std::exception &exception) {
            logError("http.error_page",
                { { "request_id", request.correlationId }, { "cause", QString::fromUtf8(exception.what()) } });
            response = renderError(style, request, error, nullptr);
        }
        if (error.code == ErrorCode::MethodNotAllowed && found.endpoint)
            response.setHeader("Allow", found.endpoint->allowedMethods());
        logFailure(request, route ? route->name : QByteArrayLiteral("none"), error, response.status());
    }
    if (route)
        addCorsHeaders(route->cors, origin, response);
    addStyleHeaders(style, request, response);
    if (m_observer)
        m_observer(route, request.method, response.status(), std::chrono::steady_clock::now() - started);
    co_return response;
}

}
