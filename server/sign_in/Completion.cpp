// SPDX-License-Identifier: GPL-3.0-or-later
#include "sign_in/Completion.h"

#include "db/Database.h"
#include "pages/BrowserCookie.h"
#include "protocol/oauth/AuthorizationCodes.h"
#include "sign_in/FlowStore.h"

namespace auth::sign_in {

QByteArray issueCode(protocol::Services *services, db::Transaction *transaction, const protocol::AuthorizationRequest &request, const Session &session)
{
    oauth::AuthorizationCode code;
    code.applicationId = request.application->id;
    code.userId = session.userId;
    code.sessionId = session.id;
    code.redirectUri = request.redirectUri;
    code.codeChallenge = request.codeChallenge;
    code.nonce = request.nonce;
    code.scope = request.scope;
    code.resource = request.resource;
    code.claims = request.claims.toJson();
    code.authTime = session.authTime;
    code.acr = session.acr;
    code.amr = session.amr;
    return services->authorizationCodes->issue(transaction, request.issuer.realm, std::move(code));
}

http::Response answerWithCode(protocol::Services *services, const protocol::AuthorizationRequest &authorization, const http::Request &request, const QByteArray &code, protocol::AfterForm afterForm)
{
    Form parameters;
    parameters.append(u"code"_qs, QString::fromLatin1(code));
    return protocol::answerClient(services, authorization, request, std::move(parameters), afterForm);
}

QByteArray flowUrl(const protocol::Issuer &issuer, const char *path, FlowId id)
{
    return issuer.url(path) + "?tx=" + id.toBytes();
}

Task<Result<http::Response>> beginFlow(protocol::Services *services, protocol::Issuer issuer, http::Request request, Flow flow, const char *path)
{
    const auto browser = pages::BrowserCookie::of(request);
    flow.realmId = issuer.realm->id;
    flow.id = FlowId::make(*services->clock);
    flow.browserHash = browser.hash();
    flow.createdAt = services->clock->now();
    flow.expiresAt = flow.createdAt + issuer.realm->settings.flowLifetime;
    const FlowId id = flow.id;
    CO_TRY(co_await flow_store::insert(services->database, std::move(flow), request.deadline));
    http::Response response = http::Response::seeOther(flowUrl(issuer, path, id));
    browser.applyTo(&response, request);
    co_return response;
}

}
