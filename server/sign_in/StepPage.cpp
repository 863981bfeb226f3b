// SPDX-License-Identifier: GPL-3.0-or-later
#include "sign_in/StepPage.h"

#include "db/Database.h"
#include "pages/PageRenderer.h"
#include "protocol/PageRealmOf.h"
#include "sign_in/FlowService.h"
#include "sign_in/FlowUrl.h"
#include "sign_in/MoreTime.h"

namespace auth::sign_in {

using protocol::AfterForm;
namespace paths = protocol::paths;

QByteArray stepPurpose(const FlowContext &context)
{
    return "flow:" + context.flow.id.toBytes();
}

QString formAction(const FlowContext &context, const char *path)
{
    return QString::fromLatin1(context.issuer.path(path) + "?tx=" + context.flow.id.toBytes());
}

http::Response showStep(protocol::Services *services, const http::Request &request, const FlowContext &context, pages::PageModel page)
{
    page.formActions = context.formActions();
    page.uiLocales = context.uiLocales();
    page.timeLimit = timeLimitOf(*services, request, context);
    // A client that opened us as a popup talks to its window afterwards.
    if (context.authorization)
        page.opener = pages::OpenerPolicy::Popup;
    const auto realm = protocol::pageRealmOf(*context.issuer.realm);
    http::Response response = services->pages->render(request, &realm, std::move(page));
    context.browser.applyTo(&response, request);
    return response;
}

http::Response toStep(const FlowContext &context, const char *path)
{
    return http::Response::seeOther(flowUrl(context.issuer, path, context.flow.id));
}

http::Response restart(const FlowContext &context)
{
    if (context.flow.kind == FlowKind::Account)
        return http::Response::seeOther(context.issuer.url(context.flow.reauthenticates() ? context.flow.returnPath.constData() : paths::kAccount));
    if (context.flow.kind == FlowKind::Device)
        return http::Response::seeOther(context.issuer.url(paths::kDevice));
    return http::Response::seeOther(context.issuer.url(paths::kAuthorize) + '?' + context.flow.parameters);
}

Task<Result<http::Response>> refuse(protocol::Services *services, http::Request request, FlowContext context, Error error)
{
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    if (!CO_TRY(co_await services->flows->consume(&transaction, context.flow)))
        co_return restart(context);
    CO_TRY(co_await transaction.commit());
    if (!context.authorization)
        co_return http::Response::seeOther(context.issuer.url(paths::kAccount));
    co_return protocol::refuseClient(services, context.authorization->request, request, error, AfterForm::Yes);
}

std::optional<Error> refusalOf(const FlowContext &context)
{
    return context.authorization ? context.authorization->refusal : std::nullopt;
}

int rememberDaysOf(const FlowContext &context)
{
    return context.secondFactor == oidc::SecondFactor::OnNewBrowsers ? context.issuer.realm->settings.mfaRememberDays : 0;
}

bool wantsBrowserRemembered(const FlowContext &context, const Form &form)
{
    return rememberDaysOf(context) > 0 && form.contains(QLatin1StringView("remember-browser"));
}

bool isHalfWayIn(const FlowContext &context)
{
    if (!context.flow.hasFirstFactor())
        return false;
    return !context.flow.baseSessionId || (context.session && context.session->id == *context.flow.baseSessionId);
}

}
