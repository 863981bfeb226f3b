// SPDX-License-Identifier: GPL-3.0-or-later
#include "sign_in/FlowPages.h"

#include "pages/BrowserCookie.h"
#include "sign_in/StepPage.h"

namespace auth::sign_in {

namespace {

/// What \a session proved stands; only what it lacks is asked for.
void buildOn(Flow *flow, const Session &session)
{
    flow->userId = session.userId;
    flow->amr = session.amr;
    flow->authTime = session.authTime;
    flow->baseSessionId = session.id;
}

}

Task<Result<http::Response>> FlowPages::begin(http::Request browserRequest, protocol::AuthorizationRequest request, oidc::Interaction interaction, std::optional<Session> session)
{
    Flow flow;
    flow.applicationId = request.application->id;
    flow.parameters = browserRequest.query;
    if (interaction == oidc::Interaction::SecondFactor) {
        buildOn(&flow, *session);
        return start(std::move(browserRequest), std::move(request.issuer), std::move(flow), kFactorPath);
    }
    if (interaction != oidc::Interaction::Consent)
        return start(std::move(browserRequest), std::move(request.issuer), std::move(flow), protocol::paths::kSignIn);
    flow.sessionId = session ? std::optional(session->id) : std::nullopt;
    return start(std::move(browserRequest), std::move(request.issuer), std::move(flow), protocol::paths::kConsent);
}

Task<Result<http::Response>> FlowPages::beginAccount(http::Request browserRequest, protocol::Issuer issuer, std::optional<Session> session)
{
    Flow flow;
    flow.kind = FlowKind::Account;
    if (session)
        buildOn(&flow, *session);
    return start(std::move(browserRequest), std::move(issuer), std::move(flow), session ? kFactorPath : protocol::paths::kSignIn);
}

Task<Result<http::Response>> FlowPages::beginReauthentication(http::Request browserRequest, protocol::Issuer issuer, QString username, const char *returnPath)
{
    Flow flow;
    flow.kind = FlowKind::Account;
    flow.identifier = std::move(username);
    flow.returnPath = returnPath;
    return start(std::move(browserRequest), std::move(issuer), std::move(flow), kPasswordPath);
}

Task<Result<http::Response>> FlowPages::beginDevice(http::Request browserRequest, protocol::Issuer issuer, ApplicationId applicationId, AskingDevice device, std::optional<Session> session)
{
    Flow flow;
    flow.kind = FlowKind::Device;
    flow.applicationId = applicationId;
    flow.deviceCodeHash = std::move(device.codeHash);
    flow.deviceScope = std::move(device.scope);
    // The page of the device asks for what the session may lack.
    return start(std::move(browserRequest), std::move(issuer), std::move(flow), session ? protocol::paths::kDeviceConfirm : protocol::paths::kSignIn);
}

Task<Result<http::Response>> FlowPages::stepUp(http::Request browserRequest, FlowContext context)
{
    buildOn(&context.flow, *context.session);
    CO_TRY(co_await m_flows->update(context.flow, browserRequest.deadline));
    co_return toStep(context, kFactorPath);
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
