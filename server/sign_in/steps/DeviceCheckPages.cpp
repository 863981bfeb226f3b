// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/AuditLog.h"
#include "factors/FactorService.h"
#include "pages/Csrf.h"
#include "pages/SecurityPages.h"
#include "passwords/Lockout.h"
#include "sessions/Assurance.h"
#include "sign_in/CodeStep.h"
#include "sign_in/FlowService.h"
#include "sign_in/Step.h"
#include "sign_in/StepPage.h"

#include <QtCore/QCoreApplication>

namespace auth::sign_in {

using protocol::Services;
namespace paths = protocol::paths;

namespace {

/// Whoever has no second factor shows by a code in the mail that it is them. It counts for no more than that: where such
/// codes are a second factor, the step before has asked.
bool isOpen(const WayIn &way)
{
    return way.account.unknownDevice && !way.flow.amr.contains(kMfaMethod) && !way.flow.amr.contains(u"otp"_qs)
        && !way.account.factors.contact.verifiedEmail.isEmpty();
}

const FactorKind *mailedCode()
{
    return findFactorKind(u"email_code");
}

/// Sends a code, and shows where it is typed.
Task<Result<http::Response>> send(Services *services, http::Request request, FlowContext context, db::Transaction transaction, Account account)
{
    context.flow.factor = mailedCode()->name;
    context.flow.error.clear();
    if (!CO_TRY(co_await services->factors->send(&transaction, mailedCode(), context.issuer.realm, account.id, context.flow.id, account.factors, networkOf(request.peer))))
        context.flow.error = "sent";
    const bool live = CO_TRY(co_await services->flows->update(&transaction, context.flow));
    CO_TRY(co_await transaction.commit());
    co_return live ? toStep(context, kDeviceCheckPath) : restart(context);
}

Task<Result<http::Response>> show(Services *services, http::Request request)
{
    auto context = CO_TRY(co_await loadFlow(services, request));
    if (context.unusable)
        co_return *context.unusable;
    if (!isHalfWayIn(context) || context.flow.factor != mailedCode()->name)
        co_return context.flow.baseSessionId ? restart(context) : toStep(context, paths::kSignIn);
    const auto factors = CO_TRY(co_await services->factors->ofAccount(context.issuer.realm->id, *context.flow.userId, request.deadline));
    pages::FactorView view;
    view.action = formAction(context, kDeviceCheckPath);
    view.csrf = services->csrf->token(context.browser, stepPurpose(context));
    view.lead = QT_TRANSLATE_NOOP("pages", "device_check_lead");
    view.destination = mailedCode()->destination(factors);
    view.sendAgain = mailedCode()->button;
    view.cancellable = context.authorization.has_value();
    view.clientName = context.clientName();
    view.errors = codeErrors(context.flow);
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
    // What comes before it is not jumped over.
    if (nextStep({ context.flow, *context.issuer.realm, context.secondFactor, account }) != &steps::deviceCheck)
        co_return co_await advance(services, std::move(request), std::move(context), std::move(transaction), std::move(account));
    if (form.contains(QLatin1StringView(mailedCode()->button)))
        co_return co_await send(services, std::move(request), std::move(context), std::move(transaction), std::move(account));
    const auto verdict = CO_TRY(co_await services->factors->verify(&transaction, mailedCode(), context.issuer.realm, account.id, context.flow.id, form.valueOrEmpty(QLatin1StringView("code"))));
    if (verdict != FactorVerdict::Accepted) {
        AuditEvent event(context.issuer.realm->id, "login.device_check_failed");
        event.from(request).actor("user", account.id.toString(), account.username);
        co_return co_await refuseCode(services, std::move(context), std::move(transaction), verdict, kDeviceCheckPath, std::move(event));
    }
    context.flow.prove(account.id, QString::fromLatin1(mailedCode()->amr), services->clock->now());
    co_return co_await advance(services, std::move(request), std::move(context), std::move(transaction), std::move(account));
}

const protocol::Endpoint kEndpoints[] = {
    { http::Method::Get, kDeviceCheckPath, http::RouteStyle::Browser, http::CorsPolicy::None, show },
    { http::Method::Post, kDeviceCheckPath, http::RouteStyle::Browser, http::CorsPolicy::None, submit },
};

}

const Step steps::deviceCheck { kDeviceCheckPath, isOpen, send, kEndpoints };

}
