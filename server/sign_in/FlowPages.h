// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/oidc/Interaction.h"
#include "sign_in/FlowService.h"

namespace auth::sign_in {

/// The first page of a flow: where the authorization endpoint and the account page send people.
class FlowPages final : public oidc::InteractionPages {
public:
    explicit FlowPages(FlowService *flows)
        : m_flows(flows)
    {
    }
    Task<Result<http::Response>> begin(http::Request browserRequest, protocol::AuthorizationRequest request, oidc::Interaction interaction, std::optional<Session> session) override;

private:
    FlowService *m_flows;
};

/// Sends the browser to sign in, and then to its account page.
Task<Result<http::Response>> beginAccount(FlowService *flows, http::Request browserRequest, protocol::Issuer issuer);

/// The address of a flow's page.
QByteArray flowUrl(const protocol::Issuer &issuer, const char *path, FlowId id);

}
