// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/AuthorizationRequest.h"

#include "core/Log.h"

namespace auth::protocol {

namespace {

// Until client and redirect URI are known to be good, an error is a page: a redirect would be an open redirector
// (RFC 6749 §4.1.2.1, RFC 9700 §4.11).
constexpr AuthorizationCheck kBeforeRedirect[] = {
    checks::client,
    checks::redirectUri,
};

// The response type and mode come first: they say how everything after them is answered.
constexpr AuthorizationCheck kAfterRedirect[] = {
    checks::repeatedParameters,
    checks::responseType,
    checks::responseMode,
    checks::requestObjects,
    checks::scope,
    checks::resource,
    checks::pkce,
    checks::nonce,
    checks::prompt,
    checks::maxAge,
    checks::acrValues,
    checks::display,
    checks::claims,
    checks::idTokenHint,
};

/// Multiple Response Type Encoding Practices §2.1: answers to types with tokens in them go into the fragment.
bool answersInFragment(const AuthorizationRequest &request)
{
    const QStringList types = request.parameters.valueOrEmpty(QLatin1StringView("response_type")).split(u' ');
    return !request.parameters.contains(QLatin1StringView("response_mode")) && (types.contains(u"token"_qs) || types.contains(u"id_token"_qs));
}

}

Task<Result<CheckedRequest>> checkAuthorizationRequest(Services *services, Issuer issuer, Form parameters, Deadline deadline)
{
    CheckedRequest checked;
    AuthorizationRequest &request = checked.request;
    request.issuer = std::move(issuer);
    request.parameters = std::move(parameters);
    request.deadline = deadline;
    for (const auto check : kBeforeRedirect)
        CO_TRY(co_await check(services, &request));

    request.responseMode = findResponseMode(QStringLiteral("query"));
    request.uiLocales = request.parameters.valueOrEmpty(QLatin1StringView("ui_locales"));
    request.loginHint = request.parameters.valueOrEmpty(QLatin1StringView("login_hint")).left(320);
    if (const auto state = request.parameters.value(QLatin1StringView("state")))
        request.state = state;
    for (const auto check : kAfterRedirect) {
        const auto passed = co_await check(services, &request);
        if (passed)
            continue;
        if (passed.error().traits().redirectable == Redirectable::No)
            co_return std::unexpected(passed.error());
        checked.refusal = passed.error();
        break;
    }
    co_return checked;
}

http::Response answerClient(Services *services, const AuthorizationRequest &authorization, const http::Request &request, Form parameters, AfterForm afterForm)
{
    if (authorization.state)
        parameters.append(u"state"_qs, *authorization.state);
    // RFC 9207 §2: in every answer, errors too.
    parameters.append(u"iss"_qs, QString::fromLatin1(authorization.issuer.identifier));
    AuthorizationResponse response;
    response.redirectUri = authorization.redirectUri;
    response.clientName = authorization.application->title();
    response.parameters = std::move(parameters);
    response.afterForm = afterForm == AfterForm::Yes;
    response.interstitial = authorization.application->metadata[u"redirect_interstitial"].toBool();
    return authorization.responseMode->respond(services, authorization.issuer, request, response);
}

http::Response refuseClient(Services *services, const AuthorizationRequest &authorization, const http::Request &request, const Error &error, AfterForm afterForm)
{
    logInfo("authorization.refused",
        { { "error", QString::fromLatin1(error.traits().wireName) }, { "client_id", QString::fromUtf8(authorization.application->clientId) },
            { "realm", QString::fromUtf8(authorization.issuer.realm->name) }, { "description", error.description },
            { "cause", error.detail }, { "correlation_id", QString::fromLatin1(request.correlationId) } });
    Form parameters;
    parameters.append(u"error"_qs, QLatin1StringView(error.traits().wireName));
    if (!error.description.isEmpty())
        parameters.append(u"error_description"_qs, error.description);
    if (answersInFragment(authorization)) {
        if (authorization.state)
            parameters.append(u"state"_qs, *authorization.state);
        parameters.append(u"iss"_qs, QString::fromLatin1(authorization.issuer.identifier));
        return http::Response::seeOther(authorization.redirectUri.toUtf8() + '#' + parameters.encode());
    }
    return answerClient(services, authorization, request, std::move(parameters), afterForm);
}

}
