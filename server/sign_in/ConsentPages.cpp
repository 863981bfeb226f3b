// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/Database.h"
#include "pages/Csrf.h"
#include "pages/Pages.h"
#include "protocol/oauth/Consents.h"
#include "scopes/ScopeService.h"
#include "sessions/Assurance.h"
#include "audit/AuditLog.h"
#include "sign_in/FlowContext.h"
#include "sign_in/FlowPages.h"
#include "sign_in/SignInPages.h"
#include "sign_in/StepPage.h"
#include "users/UserDirectory.h"

#include <QtCore/QJsonArray>
#include <QtCore/QUrl>

namespace auth::sign_in {

using oidc::answerWithCode;
using oidc::issueCode;
using protocol::AfterForm;
using protocol::Services;
namespace paths = protocol::paths;

namespace {

QByteArray csrfPurpose(const FlowContext &context)
{
    return "consent:" + context.flow.id.toBytes() + (context.session ? context.session->id.toBytes() : QByteArray());
}

/// The person who is asked is the one who signed in for this flow, and still is.
bool isOfSession(const FlowContext &context)
{
    if (!context.authorization || !context.session || context.flow.sessionId != context.session->id)
        return false;
    // What is asked for may have been raised since the person signed in.
    return context.session->acr == kTwoFactors || context.secondFactor != oidc::SecondFactor::Required;
}

http::Response startOver(const FlowContext &context)
{
    return http::Response::seeOther(context.issuer.url(paths::kAuthorize) + '?' + context.flow.parameters);
}

}

Task<Result<http::Response>> showConsent(Services *services, http::Request request)
{
    auto context = CO_TRY(co_await loadFlow(services, request));
    if (context.unusable)
        co_return *context.unusable;
    if (!isOfSession(context))
        co_return startOver(context);
    const auto user = CO_TRY(co_await services->users->find(context.issuer.realm->id, context.session->userId, request.deadline));
    const auto &authorization = context.authorization->request;
    pages::ConsentView view;
    view.action = QString::fromLatin1(context.issuer.path(paths::kConsent) + "?tx=" + context.flow.id.toBytes());
    view.csrf = services->csrf->token(context.browser, csrfPurpose(context));
    view.clientName = context.clientName();
    view.username = user.username;
    // For display only: the redirect itself goes to the registered string.
    const QUrl redirect(authorization.redirectUri);
    view.destination = redirect.host().isEmpty() ? redirect.scheme() : redirect.host();
    view.scopes = authorization.scope;
    const auto described = CO_TRY(co_await services->scopes->ofRealm(context.issuer.realm->id, request.deadline));
    for (const QString &name : view.scopes)
        view.scopeTexts.insert(name, described->value(name).consentText);
    co_return showStep(services, request, context, pages::consentPage(view));
}

Task<Result<http::Response>> submitConsent(Services *services, http::Request request)
{
    auto context = CO_TRY(co_await loadFlow(services, request));
    if (context.unusable)
        co_return *context.unusable;
    if (!isOfSession(context))
        co_return startOver(context);
    const Form form = CO_TRY(checkedForm(*services, request, context.browser, csrfPurpose(context)));
    const bool allowed = form.contains(QLatin1StringView("allow"));
    if (!allowed && !form.contains(QLatin1StringView("deny")))
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("Choose to allow or to deny."));

    const auto &authorization = context.authorization->request;
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    if (!CO_TRY(co_await services->flows->consume(&transaction, context.flow)))
        co_return startOver(context);
    if (!CO_TRY(co_await services->flows->lockActiveUser(&transaction, context.issuer.realm->id, context.session->userId)))
        co_return startOver(context);
    const bool refused = context.authorization->refusal.has_value();
    AuditEvent event(context.issuer.realm->id, allowed && !refused ? "consent.granted" : "consent.denied");
    event.from(request).actor("user", context.session->userId.toString());
    event.target("application", authorization.application->id.toString(), authorization.application->title());
    event.applicationId = authorization.application->id;
    event.sessionId = context.session->id;
    event.data = QJsonObject { { u"scope"_qs, QJsonArray::fromStringList(authorization.scope) } };
    services->audit->record(&transaction, std::move(event));
    if (refused || !allowed) {
        CO_TRY(co_await transaction.commit());
        const Error error = refused ? *context.authorization->refusal : Error(ErrorCode::AccessDenied, QStringLiteral("The person did not allow it."));
        co_return protocol::refuseClient(services, authorization, request, error, AfterForm::Yes);
    }
    services->consents->grant(&transaction, context.issuer.realm->id, context.session->userId, authorization.application->id, authorization.scope);
    const QByteArray code = issueCode(services, &transaction, authorization, *context.session);
    CO_TRY(co_await transaction.commit());
    co_return answerWithCode(services, authorization, request, code, AfterForm::Yes);
}

}
