// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/AddressLimiter.h"
#include "protocol/oidc/Interaction.h"
#include "sign_in/FlowService.h"

namespace auth::sign_in {

/// The first page of a flow: where the authorization endpoint and the account page send people.
class FlowPages final : public oidc::InteractionPages {
public:
    /// \a limiter may be null: nothing is limited.
    FlowPages(FlowService *flows, http::AddressLimiter *limiter)
        : m_flows(flows)
        , m_limiter(limiter)
    {
    }
    Task<Result<http::Response>> begin(http::Request browserRequest, protocol::AuthorizationRequest request, oidc::Interaction interaction, std::optional<Session> session) override;

    /// Sends the browser to sign in, and then to its account page.
    Task<Result<http::Response>> beginAccount(http::Request browserRequest, protocol::Issuer issuer);

    /// Sends the browser to say yes or no to the device of \a deviceCodeHash, and to sign in before where \a session is
    /// not there.
    Task<Result<http::Response>> beginDevice(http::Request browserRequest, protocol::Issuer issuer, QByteArray deviceCodeHash, std::optional<Session> session);

private:
    Task<Result<http::Response>> start(http::Request browserRequest, protocol::Issuer issuer, Flow flow, const char *path);

    FlowService *m_flows;
    http::AddressLimiter *m_limiter;
};

/// The address of a flow's page.
QByteArray flowUrl(const protocol::Issuer &issuer, const char *path, FlowId id);

}
