// SPDX-License-Identifier: GPL-3.0-or-later
#include "sign_in/Step.h"

#include "audit/AuditLog.h"
#include "devices/DeviceService.h"
#include "factors/FactorMail.h"
#include "factors/FactorService.h"
#include "metrics/Metrics.h"
#include "pages/Cookies.h"
#include "protocol/oauth/OrganizationScope.h"
#include "protocol/oidc/Interaction.h"
#include "sessions/SessionService.h"
#include "sign_in/FlowService.h"
#include "sign_in/RememberedBrowser.h"
#include "sign_in/StepPage.h"
#include "users/User.h"
#include "users/UserDirectory.h"

namespace auth::sign_in {

using protocol::AfterForm;
using protocol::Services;
namespace paths = protocol::paths;

namespace {

// Who only knows the password changes nothing of the account: the second factor comes before what is required of it.
constexpr const Step *kOrder[] = {
    &steps::password,
    &steps::secondFactor,
    &steps::deviceCheck,
    &steps::emailVerification,
    &steps::passwordChange,
    &steps::enrolment,
    &steps::passkey,
    &steps::passkeyOffer,
};

/// The person is who they say: a new session replaces the browser's old one, in one transaction with what follows.
Task<Result<http::Response>> signIn(Services *services, http::Request request, FlowContext context, db::Transaction transaction, Account account)
{
    const bool raised = context.session && context.flow.baseSessionId == context.session->id;
    std::optional<Revocations::Pending> replaced;
    if (context.session && !raised)
        replaced = CO_TRY(co_await services->sessions->end(&transaction, context.issuer.realm, context.session->id, context.session->userId, kReplacedSession.toString(), request));
    if (isBypassed({ context.flow, *context.issuer.realm, context.secondFactor, account }) && !CO_TRY(co_await useBypass(services, request, context, &transaction, account))) {
        co_await transaction.rollback();
        co_return restart(context);
    }
    // Nobody is locked out for having set nothing up; but it is to be seen.
    if (isUnchecked(context.flow, account)) {
        AuditEvent event(context.issuer.realm->id, "login.device_not_checked");
        event.from(request).actor("user", account.id.toString(), account.username);
        event.applicationId = context.flow.applicationId;
        event.reason = QStringLiteral("the browser is new, and there is nothing that the person could be asked for");
        services->audit->record(&transaction, std::move(event));
    }
    // Whoever has a second factor has set one up: the step did not open.
    if (account.requiredActions.contains(kEnrolMfa))
        services->flows->meetAction(&transaction, context.issuer.realm->id, account.id, kEnrolMfa.toString());
    SessionService::Started started;
    if (raised)
        started = CO_TRY(co_await services->sessions->raise(&transaction, *context.session, account.username, context.flow.amr, request));
    else
        started = services->sessions->start(&transaction, context.issuer.realm, account.id, account.username, context.flow.amr, context.flow.authTime, request);
    QList<Revocations::Pending> evicted;
    if (!raised) {
        CO_TRY(co_await services->devices->noteSignIn(&transaction, { context.issuer.realm, account.id, started.session.id, context.browser.hash() }, request));
        evicted = CO_TRY(co_await services->sessions->evict(&transaction, context.issuer.realm, account.id, request));
    }
    // Also in the browser of a session that is raised: its device is there since the sign-in.
    if (context.flow.rememberBrowser)
        CO_TRY(co_await rememberBrowser(services, &transaction, request, { context.issuer.realm, account.id, account.username, started.session.id, context.browser.hash() }));
    auto response = CO_TRY(co_await proceed(services, request, context, std::move(transaction), started.session));
    if (!response)
        co_return restart(context);
    services->sessions->publish(evicted);
    services->sessions->publish(replaced);
    services->sessions->publish(started.replaced);
    services->users->noteSignIn(context.issuer.realm->id, account.id);
    metrics::countLogin(metrics::LoginOutcome::Succeeded);
    pages::setSessionCookie(&*response, request, context.issuer.realm->id, started.cookieValue);
    co_return *std::move(response);
}

}

std::span<const Step *const> allSteps()
{
    return kOrder;
}

const Step *nextStep(const WayIn &way)
{
    const auto *const open = std::ranges::find_if(kOrder, [&way](const Step *step) { return step->isOpen(way); });
    return open == std::end(kOrder) ? nullptr : *open;
}

Task<Result<bool>> useBypass(Services *services, http::Request request, FlowContext context, db::Transaction *transaction, Account account)
{
    if (!CO_TRY(co_await services->factors->useBypass(transaction, context.issuer.realm->id, account.id)))
        co_return false;
    AuditEvent event(context.issuer.realm->id, "mfa.bypass_used");
    event.from(request).actor("user", account.id.toString(), account.username);
    event.applicationId = context.flow.applicationId;
    services->audit->record(transaction, std::move(event));
    tellOwner(services->mailer, transaction, *context.issuer.realm, account.factors.contact, FactorNews::BypassUsed, services->clock->now());
    co_return true;
}

Task<Result<std::optional<Account>>> lockActiveAccount(Services *services, db::Transaction *transaction, FlowContext context)
{
    auto account = CO_TRY(co_await services->flows->lockActiveUser(transaction, context.issuer.realm->id, *context.flow.userId, context.browser.hash()));
    // A session that is raised has been begun in this browser.
    if (account && context.issuer.realm->settings.checkUnknownDevices && !context.flow.baseSessionId)
        account->unknownDevice = !CO_TRY(co_await services->devices->isKnown(transaction, context.issuer.realm->id, account->id, context.browser.hash()));
    co_return account;
}

Task<Result<Account>> lockAccount(Services *services, db::Transaction *transaction, FlowContext context)
{
    auto account = CO_TRY(co_await lockActiveAccount(services, transaction, std::move(context)));
    if (!account)
        co_return failure(ErrorCode::Unavailable, QStringLiteral("Please try again."), QStringLiteral("the account was disabled in this moment"));
    co_return *std::move(account);
}

Task<Result<http::Response>> advance(Services *services, http::Request request, FlowContext context, db::Transaction transaction, Account account)
{
    context.flow.error.clear();
    // Who it is may have turned out just now.
    context.secondFactor = CO_TRY(co_await secondFactorFor(services, context, account.id, request.deadline));
    if (const Step *step = nextStep({ context.flow, *context.issuer.realm, context.secondFactor, account })) {
        if (step->enter)
            co_return co_await step->enter(services, std::move(request), std::move(context), std::move(transaction), std::move(account));
        const bool live = CO_TRY(co_await services->flows->update(&transaction, context.flow));
        CO_TRY(co_await transaction.commit());
        co_return live ? toStep(context, step->path) : restart(context);
    }
    co_return co_await signIn(services, std::move(request), std::move(context), std::move(transaction), std::move(account));
}

Task<Result<std::optional<http::Response>>> proceed(Services *services, http::Request request, FlowContext context, db::Transaction transaction, Session session)
{
    if (context.flow.kind == FlowKind::Device) {
        context.flow.error.clear();
        context.flow.otherAccount = false;
        // The session tells it all from here on.
        context.flow.userId.reset();
        context.flow.baseSessionId.reset();
        if (!CO_TRY(co_await services->flows->update(&transaction, context.flow)))
            co_return std::nullopt;
        CO_TRY(co_await transaction.commit());
        co_return toStep(context, paths::kDeviceConfirm);
    }
    if (!context.authorization) {
        if (!CO_TRY(co_await services->flows->consume(&transaction, context.flow)))
            co_return std::nullopt;
        CO_TRY(co_await transaction.commit());
        co_return http::Response::seeOther(context.issuer.url(context.flow.reauthenticates() ? context.flow.returnPath.constData() : paths::kAccount));
    }
    const auto &authorization = context.authorization->request;
    // OpenID Connect Core §3.1.2.1, id_token_hint: nobody else will do.
    if (authorization.expectedSubject && *authorization.expectedSubject != session.userId.toString()) {
        if (!CO_TRY(co_await services->flows->consume(&transaction, context.flow)))
            co_return std::nullopt;
        CO_TRY(co_await transaction.commit());
        const Error error(ErrorCode::LoginRequired, QStringLiteral("Another person signed in than the one that was asked for."));
        co_return protocol::refuseClient(services, authorization, request, error, AfterForm::Yes);
    }
    if (const auto refusal = CO_TRY(co_await oauth::organizationRefusal(
            services, context.issuer.realm, authorization.scope, session.userId, request.deadline))) {
        if (!CO_TRY(co_await services->flows->consume(&transaction, context.flow)))
            co_return std::nullopt;
        CO_TRY(co_await transaction.commit());
        co_return protocol::refuseClient(services, authorization, request, *refusal, AfterForm::Yes);
    }
    if (CO_TRY(co_await oidc::needsConsent(services, &authorization, session.userId))) {
        context.flow.sessionId = session.id;
        context.flow.userId.reset();
        context.flow.baseSessionId.reset();
        context.flow.error.clear();
        if (!CO_TRY(co_await services->flows->update(&transaction, context.flow)))
            co_return std::nullopt;
        CO_TRY(co_await transaction.commit());
        co_return toStep(context, paths::kConsent);
    }
    if (!CO_TRY(co_await services->flows->consume(&transaction, context.flow)))
        co_return std::nullopt;
    const QByteArray code = oidc::issueCode(services, &transaction, authorization, session);
    CO_TRY(co_await transaction.commit());
    co_return oidc::answerWithCode(services, authorization, request, code, AfterForm::Yes);
}

}
