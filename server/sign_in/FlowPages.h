// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/AddressLimiter.h"
#include "protocol/oidc/Interaction.h"
#include "sign_in/FlowContext.h"
#include "sign_in/FlowService.h"
#include "sign_in/FlowUrl.h"

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

    /// Sends the browser to sign in, and then to its account page; where \a session lacks a second factor only, to that.
    Task<Result<http::Response>> beginAccount(http::Request browserRequest, protocol::Issuer issuer, std::optional<Session> session = std::nullopt);
    /// Sends the browser to sign in anew, and then to the page of the account that needs that.
    Task<Result<http::Response>> beginReauthentication(http::Request browserRequest, protocol::Issuer issuer, QString username, const char *returnPath);

    /// A device that asks to be let in, and for what.
    struct AskingDevice {
        QByteArray codeHash;
        QStringList scope;
    };
    /// Sends the browser to say yes or no to \a device, and to sign in before where \a session is
    /// not there.
    Task<Result<http::Response>> beginDevice(http::Request browserRequest, protocol::Issuer issuer, ApplicationId applicationId, AskingDevice device, std::optional<Session> session);

    /// Sends the browser of a flow that is under way, whose session lacks a second factor only, to prove one.
    Task<Result<http::Response>> stepUp(http::Request browserRequest, FlowContext context);

private:
    Task<Result<http::Response>> start(http::Request browserRequest, protocol::Issuer issuer, Flow flow, const char *path);

    FlowService *m_flows;
    http::AddressLimiter *m_limiter;
};

}
