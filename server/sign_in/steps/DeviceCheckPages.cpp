// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/AuditLog.h"
#include "factors/FactorService.h"
#include "metrics/Metrics.h"
#include "pages/Csrf.h"
#include "pages/SecurityPages.h"
#include "sessions/Assurance.h"
#include "sign_in/FlowService.h"
#include "sign_in/Step.h"
#include "sign_in/StepPage.h"

#include <QtCore/QCoreApplication>

namespace auth::sign_in {

using protocol::Services;
namespace paths = protocol::paths;

namespace {

/// After so many wrong codes the way in ends; the account's own delay goes on (security.md F2).
constexpr int kMostWrongCodes = 5;

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
Task<Result<http::Response>> send(Services *services, http::Request, FlowContext context, db::Transaction transaction, Account account)
{
    context.flow.factor = mailedCode()->name;
    context.flow.error.clear();
    if (!CO_TRY(co_await services->factors->send(&transaction, mailedCode(), context.issuer.realm, account.id, context.flow.id, account.factors)))
        context.flow.error = "sent";
    const bool live = CO_TRY(co_await services->flows->update(&transaction, context.flow));
    CO_TRY(co_await transaction.commit());
    co_return live ? toStep(context, kDeviceCheckPath) : restart(context);
}

QList<pages::PageError> errorsOf(const Flow &flow)
{
    if (flow.error == "code")
        return { { QT_TRANSLATE_NOOP("pages", "error_code_wrong"), "code", {} } };
    if (flow.error == "blocked")
        return { { QT_TRANSLATE_NOOP("pages", "error_code_blocked"), {}, {} } };
    if (flow.error == "sent")
        return { { QT_TRANSLATE_NOOP("pages", "error_code_sent_enough"), {}, {} } };
    return {};
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
    view.errors = errorsOf(context.flow);
    co_return showStep(services, request, context, pages::factorPage(view));
}

/// A code that does not do: its audit row and what the page will say, in one commit.
Task<Result<http::Response>> fail(Services *services, http::Request request, FlowContext context, db::Transaction transaction, Account account, FactorVerdict verdict)
{
    metrics::countLogin(metrics::LoginOutcome::Failed);
    const bool blocked = verdict == FactorVerdict::Blocked;
    AuditEvent event(context.issuer.realm->id, "login.device_check_failed");
    event.from(request).actor("user", account.id.toString(), account.username).failed(blocked ? "refused" : "failure", blocked ? QStringLiteral("too many wrong codes") : QStringLiteral("wrong code"));
    event.applicationId = context.flow.applicationId;
    services->audit->record(&transaction, std::move(event));
    context.flow.error = blocked ? "blocked" : "code";
    const bool over = ++context.flow.wrongCodes >= kMostWrongCodes;
    const bool live = over ? CO_TRY(co_await services->flows->consume(&transaction, context.flow))
                           : CO_TRY(co_await services->flows->update(&transaction, context.flow));
    CO_TRY(co_await transaction.commit());
    // The page of a flow that is over offers to start again.
    co_return live ? toStep(context, kDeviceCheckPath) : restart(context);
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
    if (verdict != FactorVerdict::Accepted)
        co_return co_await fail(services, std::move(request), std::move(context), std::move(transaction), std::move(account), verdict);
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
