// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/AuditLog.h"
#include "factors/FactorService.h"
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

/// What is asked: all that the person has set up, and mail. Whom an administrator lets in without the second factor has
/// lost it: what counts as one is not asked for.
std::vector<const FactorKind *> kindsOf(const Realm &realm, const FactorsOfAccount &factors)
{
    auto kinds = heldFactors(realm, factors);
    if (factors.bypass)
        std::erase_if(kinds, [&](const FactorKind *kind) { return kind->isOffered(realm, factors); });
    return kinds;
}

/// Does it count as a second factor here? A mailed code may be enough to show who somebody is, and be none.
bool isSecondFactor(const Realm &realm, const FactorsOfAccount &factors, const FactorKind *kind)
{
    const auto offered = offeredFactors(realm, factors);
    return std::ranges::find(offered, kind) != offered.end();
}

/// Whoever has shown the password only shows by something else that it is them. Who has nothing gets in all the same:
/// isUnchecked().
bool isOpen(const WayIn &way)
{
    return isUnchecked(way.flow, way.account) && !kindsOf(way.realm, way.account.factors).empty();
}

/// Asks for what the person prefers; where that is sent, it is sent at once.
Task<Result<http::Response>> enter(Services *services, http::Request request, FlowContext context, db::Transaction transaction, Account account)
{
    context.flow.checksDevice = true;
    const FactorKind *kind = chosenKind(context.flow, kindsOf(*context.issuer.realm, account.factors));
    co_return co_await chooseKind(services, std::move(context), std::move(transaction), std::move(account), kind, networkOf(request.peer), kDeviceCheckPath);
}

Task<Result<http::Response>> show(Services *services, http::Request request)
{
    auto context = CO_TRY(co_await loadFlow(services, request));
    if (context.unusable)
        co_return *context.unusable;
    if (!isHalfWayIn(context) || !context.flow.checksDevice)
        co_return context.flow.baseSessionId ? restart(context) : toStep(context, paths::kSignIn);
    const auto factors = CO_TRY(co_await services->factors->ofAccount(context.issuer.realm->id, *context.flow.userId, request.deadline));
    const auto kinds = kindsOf(*context.issuer.realm, factors);
    if (kinds.empty())
        co_return restart(context);
    const FactorKind *kind = chosenKind(context.flow, kinds);
    if (kind->path)
        co_return toStep(context, kind->path);
    pages::FactorView view = codeView(services, context, kDeviceCheckPath, kind, kinds, factors);
    if (!view.sendAgain.isEmpty())
        view.lead = QT_TRANSLATE_NOOP("pages", "device_check_lead");
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
    const auto kinds = kindsOf(*context.issuer.realm, account.factors);
    for (const FactorKind *kind : kinds) {
        if (form.contains(QLatin1StringView(kind->button)))
            co_return co_await chooseKind(services, std::move(context), std::move(transaction), std::move(account), kind, networkOf(request.peer), kDeviceCheckPath);
    }
    const FactorKind *kind = chosenKind(context.flow, kinds);
    if (!kind->verify)
        co_return toStep(context, kind->path);
    const auto verdict = CO_TRY(co_await services->factors->verify(&transaction, kind, context.issuer.realm, account.id, context.flow.id, form.valueOrEmpty(QLatin1StringView("code"))));
    if (verdict != FactorVerdict::Accepted) {
        AuditEvent event(context.issuer.realm->id, "login.device_check_failed");
        event.from(request).actor("user", account.id.toString(), account.username);
        event.data = QJsonObject { { u"factor"_qs, QLatin1StringView(kind->name) } };
        co_return co_await refuseCode(services, std::move(context), std::move(transaction), verdict, kDeviceCheckPath, std::move(event));
    }
    noteCode(services, &transaction, request, context, account, kind);
    context.flow.prove(account.id, QString::fromLatin1(kind->amr), services->clock->now());
    if (isSecondFactor(*context.issuer.realm, account.factors, kind))
        context.flow.prove(account.id, kMfaMethod.toString(), services->clock->now());
    co_return co_await advance(services, std::move(request), std::move(context), std::move(transaction), std::move(account));
}

const protocol::Endpoint kEndpoints[] = {
    { http::Method::Get, kDeviceCheckPath, http::RouteStyle::Browser, http::CorsPolicy::None, show },
    { http::Method::Post, kDeviceCheckPath, http::RouteStyle::Browser, http::CorsPolicy::None, submit },
};

}

bool isUnchecked(const Flow &flow, const Account &account)
{
    return account.unknownDevice && std::ranges::all_of(flow.amr, [](const QString &method) { return method == u"pwd"; });
}

const Step steps::deviceCheck { kDeviceCheckPath, isOpen, enter, kEndpoints };

}
