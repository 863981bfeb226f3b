// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/BrowserCookie.h"
#include "pages/PageModel.h"
#include "protocol/AuthorizationRequest.h"
#include "protocol/oidc/SecondFactor.h"
#include "sessions/Session.h"
#include "sign_in/Flow.h"

namespace auth::sign_in {

/// A step's surroundings: the flow of the request's `tx`, of this browser and realm, unused and in time.
struct FlowContext {
    protocol::Issuer issuer;
    Flow flow;
    pages::BrowserCookie browser;
    std::optional<Session> session; ///< Of this browser in this realm.
    /// Checked anew at each step, so that a client that was disabled meanwhile gets nothing.
    std::optional<protocol::CheckedRequest> authorization;
    oidc::SecondFactor secondFactor = oidc::SecondFactor::Required; ///< What realm, application, request and organisation ask for.
    std::optional<http::Response> unusable;

    QString clientName() const { return authorization ? authorization->request.application->title() : QString(); }
    QString uiLocales() const { return authorization ? authorization->request.uiLocales : QString(); }
    /// What the answer to a form of this flow may redirect to.
    QList<QByteArray> formActions() const;
};

/// The flow of \a request. Where it is over, expired, or another browser's, `unusable` is the page to answer with instead;
/// it offers to start again.
Task<Result<FlowContext>> loadFlow(protocol::Services *services, http::Request request);

/// What \a context wants of \a person: also what the organisation wants that they sign in to, at the account any.
Task<Result<oidc::SecondFactor>> secondFactorFor(protocol::Services *services, FlowContext context, std::optional<UserId> person, Deadline deadline);

/// The session that the request's cookie opens. For a POST it is read from the database: nobody changes anything with a
/// session that ended a moment ago on another node.
Task<Result<std::optional<Session>>> sessionOf(protocol::Services *services, protocol::Issuer issuer, http::Request request);

/// The form of a POST whose `csrf` is good for \a purpose; Forbidden otherwise.
Result<Form> checkedForm(const protocol::Services &services, const http::Request &request, const pages::BrowserCookie &browser, const QByteArray &purpose);

}
