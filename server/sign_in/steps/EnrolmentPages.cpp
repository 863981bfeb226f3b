// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/AuditLog.h"
#include "factors/FactorMail.h"
#include "factors/FactorService.h"
#include "pages/Csrf.h"
#include "pages/SecurityPages.h"
#include "sessions/Assurance.h"
#include "sign_in/EnrolmentView.h"
#include "sign_in/FlowService.h"
#include "sign_in/Step.h"
#include "sign_in/StepPage.h"
#include "users/User.h"
#include "users/UserDirectory.h"

namespace auth::sign_in {

using protocol::Services;
namespace paths = protocol::paths;

namespace {

/// Only who has no second factor may set one up with the password alone (security.md F8), or whom an administrator lets.
bool isOpen(const WayIn &way)
{
    const bool wanted = way.secondFactor == oidc::SecondFactor::Required || way.account.requiredActions.contains(kEnrolMfa);
    return wanted && !way.flow.amr.contains(kMfaMethod)
        && (isBypassed(way) || offeredFactors(way.realm, way.account.factors).empty());
}

Task<Result<http::Response>> show(Services *services, http::Request request)
{
    auto context = CO_TRY(co_await loadFlow(services, request));
    if (context.unusable)
        co_return *context.unusable;
    if (!isHalfWayIn(context))
        co_return context.flow.baseSessionId ? restart(context) : toStep(context, paths::kSignIn);
    pages::EnrolmentView view;
    if (context.flow.enrolment) {
        const auto user = CO_TRY(co_await services->users->find(context.issuer.realm->id, *context.flow.userId, request.deadline));
        const auto waiting = CO_TRY(co_await services->factors->waiting(context.issuer.realm, user.id, user.username, *context.flow.enrolment, request.deadline));
        if (waiting)
            view = enrolmentView(*waiting);
    }
    view.action = formAction(context, kEnrolmentPath);
    view.csrf = services->csrf->token(context.browser, stepPurpose(context));
    view.cancellable = context.authorization.has_value();
    view.required = true;
    if (context.flow.error == "code")
        view.errors = { { QT_TRANSLATE_NOOP("pages", "error_code_wrong"), "code", {} } };
    co_return showStep(services, request, context, pages::enrolmentPage(view));
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
    // What comes before it is not jumped over: whoever only knows the password would set up a factor of their own.
    if (nextStep({ context.flow, *context.issuer.realm, context.secondFactor, account }) != &steps::enrolment)
        co_return co_await advance(services, std::move(request), std::move(context), std::move(transaction), std::move(account));
    const bool begins = form.contains(QLatin1StringView("begin"));
    if (begins) {
        const auto begun = CO_TRY(services->factors->begin(&transaction, *context.issuer.realm, account.id, account.username, {}, {}));
        context.flow.enrolment = begun.id;
        context.flow.error.clear();
    } else {
        auto confirmed = co_await services->factors->confirm(&transaction, context.issuer.realm, account.id, form.valueOrEmpty(QLatin1StringView("code")));
        if (!confirmed && confirmed.error().code != ErrorCode::NotFound)
            co_return std::unexpected(confirmed.error());
        if (confirmed && *confirmed) {
            const bool bypassed = isBypassed({ context.flow, *context.issuer.realm, context.secondFactor, account });
            if (bypassed && !CO_TRY(co_await useBypass(services, request, context, &transaction, account))) {
                co_await transaction.rollback();
                co_return restart(context);
            }
            AuditEvent event(context.issuer.realm->id, "mfa.enrolled");
            event.from(request).actor("user", account.id.toString(), account.username).target("authenticator", (*confirmed)->toString());
            event.data = QJsonObject { { u"factor"_qs, u"totp"_qs } };
            services->audit->record(&transaction, std::move(event));
            tellOwner(services->mailer, &transaction, *context.issuer.realm, account.factors.contact, FactorNews::Added, services->clock->now());
            account.factors.kinds.append(u"totp"_qs);
            account.requiredActions.removeAll(kEnrolMfa);
            context.flow.prove(account.id, u"otp"_qs, services->clock->now());
            context.flow.prove(account.id, kMfaMethod.toString(), services->clock->now());
            co_return co_await advance(services, std::move(request), std::move(context), std::move(transaction), std::move(account));
        }
        context.flow.error = "code";
    }
    const bool live = CO_TRY(co_await services->flows->update(&transaction, context.flow));
    CO_TRY(co_await transaction.commit());
    co_return live ? toStep(context, kEnrolmentPath) : restart(context);
}

const protocol::Endpoint kEndpoints[] = {
    { http::Method::Get, kEnrolmentPath, http::RouteStyle::Browser, http::CorsPolicy::None, show },
    { http::Method::Post, kEnrolmentPath, http::RouteStyle::Browser, http::CorsPolicy::None, submit },
};

}

const Step steps::enrolment { kEnrolmentPath, isOpen, nullptr, kEndpoints };

}
