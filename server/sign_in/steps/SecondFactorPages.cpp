// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/AuditLog.h"
#include "factors/FactorService.h"
#include "passwords/Lockout.h"
#include "sessions/Assurance.h"
#include "sign_in/CodeStep.h"
#include "sign_in/FlowService.h"
#include "sign_in/Step.h"
#include "sign_in/StepPage.h"

namespace auth::sign_in {

using protocol::Services;
namespace paths = protocol::paths;

namespace {

bool asksForFactor(const WayIn &way)
{
    if (way.secondFactor == oidc::SecondFactor::OnNewBrowsers && way.account.browserRemembered)
        return false;
    return way.secondFactor != oidc::SecondFactor::No && !way.flow.amr.contains(kMfaMethod)
        && !offeredFactors(way.realm, way.account.factors).empty();
}

bool isOpen(const WayIn &way)
{
    return asksForFactor(way) && !isBypassed(way);
}

Task<Result<http::Response>> show(Services *services, http::Request request)
{
    auto context = CO_TRY(co_await loadFlow(services, request));
    if (context.unusable)
        co_return *context.unusable;
    if (!isHalfWayIn(context))
        co_return context.flow.baseSessionId ? restart(context) : toStep(context, paths::kSignIn);
    const auto factors = CO_TRY(co_await services->factors->ofAccount(context.issuer.realm->id, *context.flow.userId, request.deadline));
    const auto offered = offeredFactors(*context.issuer.realm, factors);
    const bool required = context.secondFactor == oidc::SecondFactor::Required;
    if (offered.empty())
        co_return required ? toStep(context, kEnrolmentPath) : restart(context);
    if (required && factors.bypass && !context.flow.reauthenticates())
        co_return toStep(context, kEnrolmentPath);
    const FactorKind *kind = chosenKind(context.flow, offered);
    if (kind->path)
        co_return toStep(context, kind->path);
    pages::FactorView view = codeView(services, context, kFactorPath, kind, offered, factors);
    // A backup code stands in for a factor: whoever types one has lost it.
    view.rememberDays = kind->standsAlone ? rememberDaysOf(context) : 0;
    co_return showStep(services, request, context, pages::factorPage(view));
}

Task<Result<http::Response>> submit(Services *services, http::Request request)
{
    auto context = CO_TRY(co_await loadFlow(services, request));
    if (context.unusable)
        co_return *context.unusable;
    const Form form = CO_TRY(checkedForm(*services, request, context.browser, stepPurpose(context)));
    if (const auto error = refusalOf(context))
        co_return co_await refuse(services, std::move(request), std::move(context), *error);
    if (form.contains(QLatin1StringView("cancel")))
        co_return co_await refuse(services, std::move(request), std::move(context), Error(ErrorCode::AccessDenied, QStringLiteral("The person cancelled.")));
    if (!isHalfWayIn(context))
        co_return context.flow.baseSessionId ? restart(context) : toStep(context, paths::kSignIn);

    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    Account account = CO_TRY(co_await lockAccount(services, &transaction, context));
    const auto offered = offeredFactors(*context.issuer.realm, account.factors);
    if (offered.empty())
        co_return co_await advance(services, std::move(request), std::move(context), std::move(transaction), std::move(account));
    for (const FactorKind *kind : offered) {
        if (form.contains(QLatin1StringView(kind->button)))
            co_return co_await chooseKind(services, std::move(context), std::move(transaction), std::move(account), kind, networkOf(request.peer), kFactorPath);
    }
    const FactorKind *kind = chosenKind(context.flow, offered);
    if (!kind->verify)
        co_return toStep(context, kind->path);
    const auto verdict = CO_TRY(co_await services->factors->verify(&transaction, kind, context.issuer.realm, account.id, context.flow.id, form.valueOrEmpty(QLatin1StringView("code"))));
    if (verdict != FactorVerdict::Accepted) {
        AuditEvent event(context.issuer.realm->id, "mfa.failed");
        event.from(request).actor("user", account.id.toString(), account.username);
        event.data = QJsonObject { { u"factor"_qs, QLatin1StringView(kind->name) } };
        co_return co_await refuseCode(services, std::move(context), std::move(transaction), verdict, kFactorPath, std::move(event));
    }
    noteCode(services, &transaction, request, context, account, kind);
    context.flow.prove(account.id, QString::fromLatin1(kind->amr), services->clock->now());
    context.flow.prove(account.id, kMfaMethod.toString(), services->clock->now());
    context.flow.rememberBrowser = kind->standsAlone && wantsBrowserRemembered(context, form);
    co_return co_await advance(services, std::move(request), std::move(context), std::move(transaction), std::move(account));
}

const protocol::Endpoint kEndpoints[] = {
    { http::Method::Get, kFactorPath, http::RouteStyle::Browser, http::CorsPolicy::None, show },
    { http::Method::Post, kFactorPath, http::RouteStyle::Browser, http::CorsPolicy::None, submit },
};

}

bool isBypassed(const WayIn &way)
{
    // To change how one signs in it takes the factor, or a reset (security.md F8).
    return way.account.factors.bypass && !way.flow.reauthenticates() && asksForFactor(way);
}

const Step steps::secondFactor { kFactorPath, isOpen, nullptr, kEndpoints };

}
