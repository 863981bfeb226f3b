// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/AuditLog.h"
#include "factors/FactorMail.h"
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

#include <algorithm>

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

/// The kind that the page is about: what was chosen, else what is preferred.
const FactorKind *chosen(const Flow &flow, const std::vector<const FactorKind *> &offered)
{
    for (const FactorKind *kind : offered) {
        if (flow.factor == kind->name)
            return kind;
    }
    return offered.front();
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
    const FactorKind *kind = chosen(context.flow, offered);
    if (kind->path)
        co_return toStep(context, kind->path);
    pages::FactorView view;
    view.action = formAction(context, kFactorPath);
    view.csrf = services->csrf->token(context.browser, stepPurpose(context));
    view.lead = kind->lead;
    view.destination = kind->destination ? kind->destination(factors) : QString();
    view.digits = kind->digits;
    view.cancellable = context.authorization.has_value();
    view.clientName = context.clientName();
    // A backup code stands in for a factor: whoever types one has lost it.
    view.rememberDays = kind->standsAlone ? rememberDaysOf(context) : 0;
    view.errors = codeErrors(context.flow);
    if (kind->send && context.flow.factor != kind->name)
        view.send = std::pair(QByteArray(kind->button), kind->choose);
    else if (kind->send)
        view.sendAgain = kind->button;
    for (const FactorKind *other : offered) {
        if (other != kind)
            view.others.append(std::pair(QByteArray(other->button), other->choose));
    }
    co_return showStep(services, request, context, pages::factorPage(view));
}

/// Another way was chosen, or a code is to be sent (again).
Task<Result<http::Response>> choose(Services *services, FlowContext context, db::Transaction transaction, Account account, const FactorKind *kind, QString network)
{
    context.flow.factor = kind->name;
    context.flow.error.clear();
    if (kind->send && !CO_TRY(co_await services->factors->send(&transaction, kind, context.issuer.realm, account.id, context.flow.id, account.factors, std::move(network))))
        context.flow.error = "sent";
    const bool live = CO_TRY(co_await services->flows->update(&transaction, context.flow));
    CO_TRY(co_await transaction.commit());
    co_return live ? toStep(context, kind->path ? kind->path : kFactorPath) : restart(context);
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
            co_return co_await choose(services, std::move(context), std::move(transaction), std::move(account), kind, networkOf(request.peer));
    }
    const FactorKind *kind = chosen(context.flow, offered);
    if (!kind->verify)
        co_return toStep(context, kind->path);
    const auto verdict = CO_TRY(co_await services->factors->verify(&transaction, kind, context.issuer.realm, account.id, context.flow.id, form.valueOrEmpty(QLatin1StringView("code"))));
    if (verdict != FactorVerdict::Accepted) {
        AuditEvent event(context.issuer.realm->id, "mfa.failed");
        event.from(request).actor("user", account.id.toString(), account.username);
        event.data = QJsonObject { { u"factor"_qs, QLatin1StringView(kind->name) } };
        co_return co_await refuseCode(services, std::move(context), std::move(transaction), verdict, kFactorPath, std::move(event));
    }
    if (!kind->standsAlone) {
        AuditEvent event(context.issuer.realm->id, "mfa.backup_code_used");
        event.from(request).actor("user", account.id.toString(), account.username);
        event.data = QJsonObject { { u"left"_qs, account.factors.backupCodes - 1 } };
        services->audit->record(&transaction, std::move(event));
        tellOwner(services->mailer, &transaction, *context.issuer.realm, account.factors.contact, FactorNews::BackupCodeUsed, services->clock->now(), account.factors.backupCodes - 1);
    }
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
