// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/oidc/Interaction.h"
#include "sign_in/FlowLimiter.h"
#include "sign_in/FlowService.h"

namespace auth::sign_in {

/// The first page of a flow: where the authorization endpoint and the account page send people.
class FlowPages final : public oidc::InteractionPages {
public:
    /// \a limiter may be null: nothing is limited.
    FlowPages(FlowService *flows, FlowLimiter *limiter)
        : m_flows(flows)
        , m_limiter(limiter)
    {
    }
    Task<Result<http::Response>> begin(http::Request browserRequest, protocol::AuthorizationRequest request, oidc::Interaction interaction, std::optional<Session> session) override;

    /// Sends the browser to sign in, and then to its account page.
    Task<Result<http::Response>> beginAccount(http::Request browserRequest, protocol::Issuer issuer);

private:
    Task<Result<http::Response>> start(http::Request browserRequest, protocol::Issuer issuer, Flow flow, const char *path);

    FlowService *m_flows;
    FlowLimiter *m_limiter;
};

/// The address of a flow's page.
QByteArray flowUrl(const protocol::Issuer &issuer, const char *path, FlowId id);

}
