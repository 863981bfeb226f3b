// SPDX-License-Identifier: GPL-3.0-or-later
#include "sign_in/FlowPages.h"

#include "pages/BrowserCookie.h"

namespace auth::sign_in {

QByteArray flowUrl(const protocol::Issuer &issuer, const char *path, FlowId id)
{
    return issuer.url(path) + "?tx=" + id.toBytes();
}

Task<Result<http::Response>> FlowPages::begin(http::Request browserRequest, protocol::AuthorizationRequest request, oidc::Interaction interaction, std::optional<Session> session)
{
    Flow flow;
    flow.applicationId = request.application->id;
    flow.parameters = browserRequest.query;
    if (interaction != oidc::Interaction::Consent)
        return start(std::move(browserRequest), std::move(request.issuer), std::move(flow), protocol::paths::kSignIn);
    flow.sessionId = session ? std::optional(session->id) : std::nullopt;
    return start(std::move(browserRequest), std::move(request.issuer), std::move(flow), protocol::paths::kConsent);
}

Task<Result<http::Response>> FlowPages::beginAccount(http::Request browserRequest, protocol::Issuer issuer)
{
    Flow flow;
    flow.kind = FlowKind::Account;
    return start(std::move(browserRequest), std::move(issuer), std::move(flow), protocol::paths::kSignIn);
}

Task<Result<http::Response>> FlowPages::beginDevice(http::Request browserRequest, protocol::Issuer issuer, QByteArray deviceCodeHash, std::optional<Session> session)
{
    Flow flow;
    flow.kind = FlowKind::Device;
    flow.deviceCodeHash = std::move(deviceCodeHash);
    return start(std::move(browserRequest), std::move(issuer), std::move(flow), session ? protocol::paths::kDeviceConfirm : protocol::paths::kSignIn);
}

Task<Result<http::Response>> FlowPages::start(http::Request browserRequest, protocol::Issuer issuer, Flow flow, const char *path)
{
    if (const int wait = m_limiter ? m_limiter->secondsToWait(browserRequest.peer) : 0; wait > 0) {
        Error error(ErrorCode::TooManyRequests, QStringLiteral("Too many sign-ins were begun from your network. Please wait a moment."));
        error.retryAfterSeconds = wait;
        co_return std::unexpected(error);
    }
    const auto browser = pages::BrowserCookie::of(browserRequest);
    flow.browserHash = browser.hash();
    const FlowId id = CO_TRY(co_await m_flows->create(issuer.realm, std::move(flow), browserRequest.deadline));
    http::Response response = http::Response::seeOther(flowUrl(issuer, path, id));
    browser.applyTo(&response, browserRequest);
    co_return response;
}

}
