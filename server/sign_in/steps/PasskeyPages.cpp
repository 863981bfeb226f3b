// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/AuditLog.h"
#include "factors/FactorMail.h"
#include "factors/FactorService.h"
#include "metrics/Metrics.h"
#include "pages/Csrf.h"
#include "pages/PasskeyViews.h"
#include "sessions/Assurance.h"
#include "sign_in/FlowService.h"
#include "sign_in/PasskeyPages.h"
#include "sign_in/Step.h"
#include "sign_in/StepPage.h"
#include "users/UserDirectory.h"

#include <QtCore/QCoreApplication>

namespace auth::sign_in {

using namespace Qt::StringLiterals;
using passkeys::Ceremony;
using protocol::Services;
namespace paths = protocol::paths;

namespace {

constexpr auto kFactorOptionsPath = "/sign-in/factor/passkey/options";

/// What the page of the ceremony says of \a error; nothing where it is not about the passkey.
const char *flowError(const Error &error)
{
    if (!passkeyError(error))
        return nullptr;
    return error.code == ErrorCode::NotFound ? "passkey_late" : "passkey";
}

/// A failed attempt: its audit row, what the page will say and what \a transaction did before, in one commit; then back to
/// the page.
Task<Result<http::Response>> fail(Services *services, FlowContext context, db::Transaction transaction, Ceremony ceremony, AuditEvent event, const char *error)
{
    metrics::countLogin(metrics::LoginOutcome::Failed);
    services->audit->record(&transaction, std::move(event));
    context.flow.error = error;
    const bool live = CO_TRY(co_await services->flows->update(&transaction, context.flow));
    CO_TRY(co_await transaction.commit());
    if (!live)
        co_return restart(context);
    co_return toStep(context, ceremony == Ceremony::FirstFactor ? paths::kSignIn : kFactorPasskeyPath);
}

AuditEvent failure(const FlowContext &context, const http::Request &request, Ceremony ceremony, QString reason)
{
    AuditEvent event(context.issuer.realm->id, ceremony == Ceremony::FirstFactor ? "login.failed" : "mfa.failed");
    event.from(request).failed("failure", std::move(reason));
    event.applicationId = context.flow.applicationId;
    event.data = QJsonObject { { u"factor"_s, u"passkey"_s } };
    return event;
}

/// The counter has not gone on: somebody has a copy of the key, or the owner has. Neither gets in by it from now on.
Task<Result<void>> suspend(Services *services, http::Request request, FlowContext context, db::Transaction *transaction, PasskeyService::Proof proof, Account account)
{
    if (!CO_TRY(co_await services->passkeys->suspend(transaction, proof.passkey)))
        co_return {};
    AuditEvent event(proof.passkey.realmId, "passkey.suspended");
    event.from(request).actor("user", account.id.toString(), account.username).target("user", account.id.toString(), account.username);
    event.failed("refused", u"the counter went from %1 to %2: there may be a copy"_s.arg(proof.passkey.signCount).arg(proof.signCount));
    event.applicationId = context.flow.applicationId;
    event.before = passkeyToJson(proof.passkey);
    services->audit->record(transaction, std::move(event));
    tellOwner(services->mailer, transaction, *context.issuer.realm, account.factors.contact, FactorNews::PasskeySuspended, services->clock->now());
    co_return {};
}

/// Whose account is not active gets no further; the audit row says why.
Task<Result<http::Response>> failInactive(Services *services, http::Request request, FlowContext context, db::Transaction transaction, Ceremony ceremony, AuditEvent event, UserId id)
{
    // What was answered is used up all the same.
    CO_TRY(co_await transaction.commit());
    const auto found = co_await services->users->find(context.issuer.realm->id, id, request.deadline);
    if (!found && found.error().code != ErrorCode::NotFound)
        co_return std::unexpected(found.error());
    if (found)
        event.actorName = found->username;
    event.reason = !found ? u"the account is deleted"_s : found->enabled ? u"the account is locked"_s : u"the account is disabled"_s;
    auto after = CO_TRY(co_await services->database->begin(request.deadline));
    co_return co_await fail(services, std::move(context), std::move(after), ceremony, std::move(event), "passkey");
}

Task<Result<http::Response>> authenticate(Services *services, http::Request request, FlowContext context, Ceremony ceremony, Form form)
{
    QByteArray answer = form.valueOrEmpty("credential"_L1).toUtf8();
    const RealmPointer realm = context.issuer.realm;
    const PasskeyService::Place place { context.flow.id.value, context.browser.hash() };
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    const auto checked = co_await services->passkeys->checkAuthentication(&transaction, realm, ceremony, place, std::move(answer));
    if (!checked) {
        const char *const shown = flowError(checked.error());
        if (!shown)
            co_return std::unexpected(checked.error());
        const QString reason = checked.error().detail.isEmpty() ? checked.error().description : checked.error().detail;
        AuditEvent event = failure(context, request, ceremony, u"passkey: "_s + reason);
        event.actor("user", context.flow.userId ? context.flow.userId->toString() : QString());
        co_return co_await fail(services, std::move(context), std::move(transaction), ceremony, std::move(event), shown);
    }
    const UserId owner = checked->passkey.userId;
    AuditEvent event = failure(context, request, ceremony, {});
    event.actor("user", owner.toString());
    // Whose attempt fails below goes on with the flow as it was: what a copy proved is nothing.
    const Flow before = context.flow;
    // Alone it begins anew: what a session at hand proved is no part of it.
    if (ceremony == Ceremony::FirstFactor)
        context.flow.userId.reset();
    for (const QString &method : checked->amr())
        context.flow.prove(owner, method, services->clock->now());
    context.flow.prove(owner, kMfaMethod.toString(), services->clock->now());
    context.flow.rememberBrowser = ceremony == Ceremony::SecondFactor && wantsBrowserRemembered(context, form);
    auto account = CO_TRY(co_await lockActiveAccount(services, &transaction, context));
    if (!account) {
        context.flow = before;
        co_return co_await failInactive(services, std::move(request), std::move(context), std::move(transaction), ceremony, std::move(event), owner);
    }
    context.flow.identifier = account->username;
    if (!CO_TRY(co_await services->passkeys->use(&transaction, *checked))) {
        context.flow = before;
        CO_TRY(co_await suspend(services, request, context, &transaction, *checked, *account));
        event.actorName = account->username;
        event.reason = u"passkey: the counter has not gone on"_s;
        co_return co_await fail(services, std::move(context), std::move(transaction), ceremony, std::move(event), "passkey_suspended");
    }
    co_return co_await advance(services, std::move(request), std::move(context), std::move(transaction), *std::move(account));
}

/// The flow and form of a POST; who cannot be at the step gets a response instead.
struct Posted {
    FlowContext context;
    Form form;
    std::optional<http::Response> instead;
};

Task<Result<Posted>> posted(Services *services, http::Request request, Ceremony ceremony)
{
    Posted posted;
    posted.context = CO_TRY(co_await loadFlow(services, request));
    if (posted.context.unusable) {
        posted.instead = posted.context.unusable;
        co_return posted;
    }
    posted.form = CO_TRY(checkedForm(*services, request, posted.context.browser, stepPurpose(posted.context)));
    if (const auto error = refusalOf(posted.context))
        posted.instead = CO_TRY(co_await refuse(services, request, posted.context, *error));
    else if (ceremony == Ceremony::SecondFactor && !isHalfWayIn(posted.context))
        posted.instead = posted.context.flow.baseSessionId ? restart(posted.context) : toStep(posted.context, paths::kSignIn);
    co_return posted;
}

template <Ceremony ceremony>
Task<Result<http::Response>> submit(Services *services, http::Request request)
{
    auto post = CO_TRY(co_await posted(services, request, ceremony));
    if (post.instead)
        co_return *post.instead;
    co_return co_await authenticate(services, std::move(request), std::move(post.context), ceremony, std::move(post.form));
}

template <Ceremony ceremony>
Task<Result<http::Response>> options(Services *services, http::Request request)
{
    auto post = CO_TRY(co_await posted(services, request, ceremony));
    if (post.instead || !services->passkeys->isOffered(*post.context.issuer.realm))
        co_return auth::failure(ErrorCode::NotFound, u"There is nothing to be asked here any more."_s);
    const FlowContext &context = post.context;
    const RealmPointer realm = context.issuer.realm;
    PasskeyService::Wanted wanted;
    if (ceremony == Ceremony::SecondFactor) {
        wanted.user = context.flow.userId;
    } else if (post.form.contains("named"_L1) && !context.flow.identifier.isEmpty()) {
        wanted.identifier = context.flow.identifier;
        const auto found = co_await services->users->findByIdentifier(realm->id, wanted.identifier, request.deadline);
        if (found)
            wanted.user = found->id;
        else if (found.error().code != ErrorCode::NotFound)
            co_return std::unexpected(found.error());
    }
    const PasskeyService::Place place { context.flow.id.value, context.browser.hash() };
    co_return optionsAnswer(CO_TRY(co_await services->passkeys->authenticationOptions(realm, ceremony, std::move(wanted), place, request.deadline)));
}

/// The second factor, with the other ways to prove one.
Task<Result<http::Response>> showFactor(Services *services, http::Request request)
{
    auto context = CO_TRY(co_await loadFlow(services, request));
    if (context.unusable)
        co_return *context.unusable;
    if (!isHalfWayIn(context))
        co_return context.flow.baseSessionId ? restart(context) : toStep(context, paths::kSignIn);
    const auto factors = CO_TRY(co_await services->factors->ofAccount(context.issuer.realm->id, *context.flow.userId, request.deadline));
    // It is chosen among the second factors, or among what a browser that nobody knows is asked for.
    const char *const others = context.flow.checksDevice ? kDeviceCheckPath : kFactorPath;
    const auto offered = context.flow.checksDevice ? heldFactors(*context.issuer.realm, factors) : offeredFactors(*context.issuer.realm, factors);
    pages::PasskeyFactorView view;
    bool held = false;
    for (const FactorKind *kind : offered) {
        if (kind->path)
            held = true;
        else
            view.others.append(std::pair(QByteArray(kind->button), kind->choose));
    }
    if (!held)
        co_return toStep(context, others);
    view.action = formAction(context, others);
    view.csrf = services->csrf->token(context.browser, stepPurpose(context));
    view.form.action = formAction(context, kFactorPasskeyPath);
    view.form.options = formAction(context, kFactorOptionsPath);
    view.form.rememberDays = rememberDaysOf(context);
    view.cancellable = context.authorization.has_value();
    view.clientName = context.clientName();
    if (const auto error = passkeyStepError(context.flow.error))
        view.errors = { *error };
    co_return showStep(services, request, context, pages::passkeyFactorPage(view));
}

const protocol::Endpoint kEndpoints[] = {
    { http::Method::Post, kSignInPasskeyPath, http::RouteStyle::Browser, http::CorsPolicy::None, submit<Ceremony::FirstFactor> },
    { http::Method::Post, kSignInPasskeyOptionsPath, http::RouteStyle::Browser, http::CorsPolicy::None, options<Ceremony::FirstFactor> },
    { http::Method::Get, kFactorPasskeyPath, http::RouteStyle::Browser, http::CorsPolicy::None, showFactor },
    { http::Method::Post, kFactorPasskeyPath, http::RouteStyle::Browser, http::CorsPolicy::None, submit<Ceremony::SecondFactor> },
    { http::Method::Post, kFactorOptionsPath, http::RouteStyle::Browser, http::CorsPolicy::None, options<Ceremony::SecondFactor> },
};

/// Never asked for by itself: it stands beside the password, and among the second factors.
bool isOpen(const WayIn &)
{
    return false;
}

}

const Step steps::passkey { kFactorPasskeyPath, isOpen, nullptr, kEndpoints };

}
