// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/AuditLog.h"
#include "factors/FactorService.h"
#include "factors/ShortCode.h"
#include "pages/Csrf.h"
#include "pages/SecurityPages.h"
#include "passwords/Lockout.h"
#include "sign_in/CodeStep.h"
#include "sign_in/FlowService.h"
#include "sign_in/Step.h"
#include "sign_in/StepPage.h"
#include "users/User.h"
#include "users/UserDirectory.h"

#include <QtCore/QCoreApplication>

namespace auth::sign_in {

using protocol::Services;
namespace paths = protocol::paths;

namespace {

constexpr auto kAgain = "send-again";
// What the code that was sent is for, in place of a kind of second factor: it is none.
constexpr auto kSent = "email_verification";

bool isOpen(const WayIn &way)
{
    return way.account.requiredActions.contains(kVerifyEmail) && !way.account.address.isEmpty();
}

/// Sends a code to the account's address, and shows where it is typed.
Task<Result<http::Response>> send(Services *services, http::Request request, FlowContext context, db::Transaction transaction, Account account)
{
    context.flow.factor = kSent;
    context.flow.error.clear();
    if (!CO_TRY(co_await services->factors->beginEmail(&transaction, context.issuer.realm, account.id, context.flow.id,
            { account.address, account.username, account.factors.contact.locale }, networkOf(request.peer))))
        context.flow.error = "sent";
    const bool live = CO_TRY(co_await services->flows->update(&transaction, context.flow));
    CO_TRY(co_await transaction.commit());
    co_return live ? toStep(context, kEmailVerificationPath) : restart(context);
}

Task<Result<http::Response>> show(Services *services, http::Request request)
{
    auto context = CO_TRY(co_await loadFlow(services, request));
    if (context.unusable)
        co_return *context.unusable;
    if (!isHalfWayIn(context) || context.flow.factor != kSent)
        co_return context.flow.baseSessionId ? restart(context) : toStep(context, paths::kSignIn);
    const auto user = CO_TRY(co_await services->users->find(context.issuer.realm->id, *context.flow.userId, request.deadline));
    pages::FactorView view;
    view.action = formAction(context, kEmailVerificationPath);
    view.csrf = services->csrf->token(context.browser, stepPurpose(context));
    view.lead = QT_TRANSLATE_NOOP("pages", "email_verification_lead");
    view.destination = maskedEmail(user.email);
    view.sendAgain = kAgain;
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
    if (nextStep({ context.flow, *context.issuer.realm, context.secondFactor, account }) != &steps::emailVerification)
        co_return co_await advance(services, std::move(request), std::move(context), std::move(transaction), std::move(account));
    if (form.contains(QLatin1StringView(kAgain)))
        co_return co_await send(services, std::move(request), std::move(context), std::move(transaction), std::move(account));
    const auto verdict = CO_TRY(co_await services->factors->confirmEmail(
        &transaction, context.issuer.realm, account.id, context.flow.id, account.address, form.valueOrEmpty(QLatin1StringView("code"))));
    AuditEvent event(context.issuer.realm->id, "email.verified");
    event.from(request).actor("user", account.id.toString(), account.username).target("user", account.id.toString(), account.username);
    if (verdict != FactorVerdict::Accepted)
        co_return co_await refuseCode(services, std::move(context), std::move(transaction), verdict, kEmailVerificationPath, std::move(event));
    event.applicationId = context.flow.applicationId;
    event.after = QJsonObject { { u"email"_qs, account.address }, { u"email_verified"_qs, true } };
    services->audit->record(&transaction, std::move(event));
    services->flows->verifyEmail(&transaction, context.issuer.realm->id, account.id, account.address);
    account.requiredActions.removeAll(kVerifyEmail);
    account.factors.contact.verifiedEmail = account.address;
    co_return co_await advance(services, std::move(request), std::move(context), std::move(transaction), std::move(account));
}

const protocol::Endpoint kEndpoints[] = {
    { http::Method::Get, kEmailVerificationPath, http::RouteStyle::Browser, http::CorsPolicy::None, show },
    { http::Method::Post, kEmailVerificationPath, http::RouteStyle::Browser, http::CorsPolicy::None, submit },
};

}

const Step steps::emailVerification { kEmailVerificationPath, isOpen, send, kEndpoints };

}
