// SPDX-License-Identifier: GPL-3.0-or-later
#include "sign_in/FlowContext.h"

#include "core/Secret.h"
#include "applications/ApplicationDirectory.h"
#include "pages/Cookies.h"
#include "pages/Csrf.h"
#include "pages/FormAction.h"
#include "pages/PageRenderer.h"
#include "pages/Pages.h"
#include "protocol/PageRealmOf.h"
#include "sessions/SessionService.h"
#include "sign_in/FlowService.h"

#include <QtCore/QCoreApplication>

namespace auth::sign_in {

namespace {

/// Never a dead end: the page leads back to the start of what the person wanted.
http::Response unusablePage(protocol::Services *services, const http::Request &request, const protocol::Issuer &issuer, const std::optional<Flow> &flow)
{
    pages::MessageView view;
    view.heading = QT_TRANSLATE_NOOP("pages", "flow_expired_heading");
    view.text = QT_TRANSLATE_NOOP("pages", "flow_expired_text");
    if (flow && flow->kind == FlowKind::Authorization)
        view.linkUrl = QString::fromLatin1(issuer.path(protocol::paths::kAuthorize) + '?' + flow->parameters);
    else if (flow && flow->kind == FlowKind::Device)
        view.linkUrl = QString::fromLatin1(issuer.path(protocol::paths::kDevice));
    else
        view.linkUrl = QString::fromLatin1(issuer.path(protocol::paths::kAccount));
    view.linkLabel = QT_TRANSLATE_NOOP("pages", "start_again");
    const auto realm = protocol::pageRealmOf(*issuer.realm);
    return services->pages->render(request, &realm, pages::messagePage(view), 400);
}

}

QList<QByteArray> FlowContext::formActions() const
{
    if (!authorization)
        return {};
    const auto source = pages::formActionSource(authorization->request.redirectUri.toUtf8());
    return source ? QList<QByteArray> { *source } : QList<QByteArray> {};
}

Task<Result<std::optional<Session>>> sessionOf(protocol::Services *services, protocol::Issuer issuer, http::Request request)
{
    const auto cookie = pages::sessionCookie(request, issuer.realm->id);
    if (!cookie)
        co_return std::nullopt;
    const bool changesNothing = request.method == http::Method::Get || request.method == http::Method::Head;
    const auto fresh = changesNothing ? SessionService::Fresh::No : SessionService::Fresh::Yes;
    co_return co_await services->sessions->find(issuer.realm, *cookie, fresh, request.deadline);
}

Result<Form> checkedForm(const protocol::Services &services, const http::Request &request, const pages::BrowserCookie &browser, const QByteArray &purpose)
{
    auto form = request.bodyForm();
    if (!form)
        return std::unexpected(form.error());
    if (!services.csrf->verify(browser, purpose, form->valueOrEmpty(QLatin1StringView("csrf"))))
        return failure(ErrorCode::Forbidden, QStringLiteral("The form was not sent from our page. Go back, reload the page, and try again."), QStringLiteral("CSRF token"));
    return form;
}

Task<Result<oidc::SecondFactor>> secondFactorFor(protocol::Services *services, FlowContext context, std::optional<UserId> person, Deadline deadline)
{
    if (context.flow.kind == FlowKind::Account)
        co_return co_await oidc::secondFactorOfAccount(services, context.issuer.realm, person, context.secondFactor, deadline);
    const QStringList scope = context.authorization ? context.authorization->request.scope : context.flow.deviceScope;
    co_return co_await oidc::secondFactorIn(services, context.issuer.realm, scope, person, context.secondFactor, deadline);
}

Task<Result<FlowContext>> loadFlow(protocol::Services *services, http::Request request)
{
    FlowContext context;
    context.issuer = CO_TRY(co_await services->issuers->resolve(request));
    context.browser = pages::BrowserCookie::of(request);
    const auto query = CO_TRY(request.queryForm());
    const auto id = FlowId::parse(query.valueOrEmpty(QLatin1StringView("tx")).toLatin1());
    std::optional<Flow> flow;
    if (id)
        flow = CO_TRY(co_await services->flows->find(context.issuer.realm->id, *id, request.deadline));
    // Another browser learns nothing, not even where the flow would have led.
    if (!flow || !constantTimeEquals(flow->browserHash, context.browser.hash())) {
        context.unusable = unusablePage(services, request, context.issuer, std::nullopt);
        co_return context;
    }
    if (flow->consumed || flow->expiresAt <= services->clock->now()) {
        context.unusable = unusablePage(services, request, context.issuer, flow);
        co_return context;
    }
    context.flow = *std::move(flow);
    context.session = CO_TRY(co_await sessionOf(services, context.issuer, request));
    context.secondFactor = oidc::secondFactorOf(*context.issuer.realm, nullptr);
    // Who has a second factor changes it with that only.
    if (context.flow.reauthenticates())
        context.secondFactor = std::max(context.secondFactor, oidc::SecondFactor::WhereEnrolled);
    if (context.flow.kind == FlowKind::Authorization) {
        auto parameters = CO_TRY(Form::parse(context.flow.parameters));
        context.authorization = CO_TRY(co_await protocol::checkAuthorizationRequest(services, context.issuer, std::move(parameters), request.deadline));
        context.secondFactor = oidc::secondFactorFor(context.authorization->request);
    } else if (context.flow.applicationId) {
        const auto application = co_await services->applications->find(context.issuer.realm->id, *context.flow.applicationId, request.deadline);
        if (!application && application.error().code != ErrorCode::NotFound)
            co_return std::unexpected(application.error());
        // Of an application that is gone, the device's page tells.
        if (application)
            context.secondFactor = oidc::secondFactorOf(*context.issuer.realm, application->get());
    }
    const auto person = context.flow.userId ? context.flow.userId : context.session ? std::optional(context.session->userId) : std::nullopt;
    context.secondFactor = CO_TRY(co_await secondFactorFor(services, context, person, request.deadline));
    co_return context;
}

}
