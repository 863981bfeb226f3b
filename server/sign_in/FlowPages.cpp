// SPDX-License-Identifier: GPL-3.0-or-later
#include "sign_in/FlowPages.h"

#include "pages/BrowserCookie.h"

namespace auth::sign_in {

namespace {

Task<Result<http::Response>> start(FlowService *flows, http::Request browserRequest, protocol::Issuer issuer, Flow flow, const char *path)
{
    const auto browser = pages::BrowserCookie::of(browserRequest);
    flow.browserHash = browser.hash();
    const FlowId id = CO_TRY(co_await flows->create(issuer.realm, std::move(flow), browserRequest.deadline));
    http::Response response = http::Response::seeOther(flowUrl(issuer, path, id));
    browser.applyTo(&response, browserRequest);
    co_return response;
}

}

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
        return start(m_flows, std::move(browserRequest), std::move(request.issuer), std::move(flow), protocol::paths::kSignIn);
    flow.sessionId = session ? std::optional(session->id) : std::nullopt;
    return start(m_flows, std::move(browserRequest), std::move(request.issuer), std::move(flow), protocol::paths::kConsent);
}

Task<Result<http::Response>> beginAccount(FlowService *flows, http::Request browserRequest, protocol::Issuer issuer)
{
    Flow flow;
    flow.kind = FlowKind::Account;
    return start(flows, std::move(browserRequest), std::move(issuer), std::move(flow), protocol::paths::kSignIn);
}

}
