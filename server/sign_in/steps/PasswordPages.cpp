// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/AuditLog.h"
#include "db/Database.h"
#include "metrics/Metrics.h"
#include "pages/Csrf.h"
#include "pages/PageRenderer.h"
#include "pages/Pages.h"
#include "passwords/PasswordService.h"
#include "protocol/oidc/Interaction.h"
#include "sign_in/FlowService.h"
#include "sign_in/PasskeyPages.h"
#include "sign_in/Step.h"
#include "sign_in/StepPage.h"
#include "users/UserDirectory.h"

#include <QtCore/QCoreApplication>

namespace auth::sign_in {

using oidc::Interaction;
using protocol::Services;
namespace paths = protocol::paths;

namespace {

QList<pages::PageError> errorsOf(const Flow &flow)
{
    if (flow.error == "credentials")
        return { { QT_TRANSLATE_NOOP("pages", "error_wrong_credentials"), "password", {} } };
    if (flow.error == "busy")
        return { { QT_TRANSLATE_NOOP("pages", "error_try_again_later"), {}, {} } };
    if (flow.error == "username")
        return { { QT_TRANSLATE_NOOP("pages", "error_username_missing"), "username", {} } };
    if (flow.error == "password")
        return { { QT_TRANSLATE_NOOP("pages", "error_password_missing"), "password", {} } };
    if (const auto error = passkeyStepError(flow.error))
        return { *error };
    return {};
}

/// A failed attempt: its audit row and what the page will say, in one commit; then back to the page.
Task<Result<http::Response>> failAttempt(Services *services, http::Request request, FlowContext context, QString identifier, std::optional<UserId> userId, QString reason, PasswordCheck check)
{
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    AuditEvent event(context.issuer.realm->id, "login.failed");
    event.from(request).actor("user", userId ? userId->toString() : QString(), identifier.left(320)).failed("failure", std::move(reason));
    event.applicationId = context.flow.applicationId;
    services->audit->record(&transaction, std::move(event));
    if (!check.good)
        services->passwords->noteFailure(&transaction, context.issuer.realm->id, check);
    context.flow.identifier = identifier.left(320);
    context.flow.error = "credentials";
    const bool live = CO_TRY(co_await services->flows->update(&transaction, context.flow));
    CO_TRY(co_await transaction.commit());
    if (!live)
        co_return restart(context);
    co_return toStep(context, context.issuer.realm->settings.identifierFirst ? kPasswordPath : paths::kSignIn);
}

Task<Result<http::Response>> attempt(Services *services, http::Request request, FlowContext context, QString identifier, QString password)
{
    std::optional<User> user;
    auto found = co_await services->users->findByIdentifier(context.issuer.realm->id, identifier, request.deadline);
    if (found)
        user = *std::move(found);
    else if (found.error().code != ErrorCode::NotFound)
        co_return std::unexpected(found.error());

    const auto userId = user ? std::optional(user->id) : std::nullopt;
    const auto check = co_await services->passwords->verify(context.issuer.realm, userId, identifier, Secret(password.toUtf8()), { context.browser.hash(), request.peer }, request.deadline);
    if (!check || check->blocked) {
        if (!check && check.error().code != ErrorCode::TooManyRequests)
            co_return std::unexpected(check.error());
        metrics::countLogin(check ? metrics::LoginOutcome::Locked : metrics::LoginOutcome::Unavailable);
        context.flow.identifier = identifier.left(320);
        context.flow.error = "busy";
        CO_TRY(co_await services->flows->update(context.flow, request.deadline));
        co_return toStep(context, context.issuer.realm->settings.identifierFirst ? kPasswordPath : paths::kSignIn);
    }
    const Timestamp now = services->clock->now();
    if (!check->good || !user->isActive(now)) {
        // One answer for all of them (unknown user, wrong password, disabled account): the log knows which.
        metrics::countLogin(check->good ? metrics::LoginOutcome::Locked : metrics::LoginOutcome::Failed);
        const QString reason = !user ? QStringLiteral("unknown user") : !check->good ? QStringLiteral("wrong password") : user->enabled ? QStringLiteral("the account is locked") : QStringLiteral("the account is disabled");
        co_return co_await failAttempt(services, std::move(request), std::move(context), std::move(identifier), userId, reason, *check);
    }
    context.flow.identifier = identifier.left(320);
    context.flow.prove(user->id, u"pwd"_qs, now);
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    services->passwords->noteSuccess(&transaction, context.issuer.realm->id, *check);
    // Kept with the account: a step may lie between here and the new password.
    if (check->tooOld)
        CO_TRY(co_await services->flows->requirePasswordChange(&transaction, context.issuer.realm->id, user->id));
    Account account = CO_TRY(co_await lockAccount(services, &transaction, context));
    co_return co_await advance(services, std::move(request), std::move(context), std::move(transaction), std::move(account));
}

Task<Result<http::Response>> showIdentifier(Services *services, http::Request request)
{
    auto context = CO_TRY(co_await loadFlow(services, request));
    if (context.unusable)
        co_return *context.unusable;
    const auto purpose = stepPurpose(context);
    if (context.authorization && !context.flow.otherAccount && context.flow.error.isEmpty()) {
        const auto standing = CO_TRY(co_await oidc::standingOf(services, &context.authorization->request, context.session));
        // Another tab signed in meanwhile; a factor may be missing still.
        if (standing.interaction == Interaction::None || standing.interaction == Interaction::SecondFactor)
            co_return restart(context);
        if (standing.interaction == Interaction::SelectAccount) {
            const auto user = CO_TRY(co_await services->users->find(context.issuer.realm->id, context.session->userId, request.deadline));
            pages::SelectAccountView view;
            view.action = formAction(context, paths::kSignIn);
            view.csrf = services->csrf->token(context.browser, purpose);
            view.username = user.username;
            view.detail = user.email.isEmpty() ? user.title() : user.email;
            view.clientName = context.clientName();
            co_return showStep(services, request, context, pages::selectAccountPage(view));
        }
    } else if (context.flow.kind == FlowKind::Device && context.session && !context.flow.otherAccount) {
        co_return toStep(context, paths::kDeviceConfirm);
    } else if (context.flow.kind == FlowKind::Account && context.session && !context.flow.reauthenticates()) {
        co_return restart(context);
    }
    pages::SignInView view;
    view.action = formAction(context, paths::kSignIn);
    view.csrf = services->csrf->token(context.browser, purpose);
    view.username = context.flow.identifier;
    if (view.username.isEmpty() && context.authorization)
        view.username = context.authorization->request.loginHint;
    view.withPassword = !context.issuer.realm->settings.identifierFirst;
    view.cancellable = context.authorization.has_value();
    view.clientName = context.clientName();
    view.errors = errorsOf(context.flow);
    auto page = pages::signInPage(view);
    addPasskeys(services, context, &page, Named::No);
    co_return showStep(services, request, context, std::move(page));
}

Task<Result<http::Response>> showPassword(Services *services, http::Request request)
{
    auto context = CO_TRY(co_await loadFlow(services, request));
    if (context.unusable)
        co_return *context.unusable;
    if (context.flow.identifier.isEmpty())
        co_return toStep(context, paths::kSignIn);
    pages::PasswordView view;
    view.action = formAction(context, paths::kSignIn);
    view.csrf = services->csrf->token(context.browser, stepPurpose(context));
    view.username = context.flow.identifier;
    view.changeUrl = formAction(context, paths::kSignIn);
    view.cancellable = context.authorization.has_value();
    view.clientName = context.clientName();
    view.errors = errorsOf(context.flow);
    auto page = pages::passwordPage(view);
    addPasskeys(services, context, &page, Named::Yes);
    co_return showStep(services, request, context, std::move(page));
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

    if (const auto account = form.value(QLatin1StringView("account"))) {
        const bool current = *account == u"current" && context.session && context.authorization;
        if (current && CO_TRY(co_await oidc::standingOf(services, &context.authorization->request, context.session)).interaction == Interaction::SelectAccount) {
            auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
            const Session session = *context.session;
            auto response = CO_TRY(co_await proceed(services, request, context, std::move(transaction), session));
            co_return response ? *std::move(response) : restart(context);
        }
        context.flow.otherAccount = true;
        CO_TRY(co_await services->flows->update(context.flow, request.deadline));
        co_return toStep(context, paths::kSignIn);
    }

    const QString identifier = form.valueOrEmpty(QLatin1StringView("username")).trimmed();
    const auto password = form.value(QLatin1StringView("password"));
    const bool hasPasswordField = form.contains(QLatin1StringView("password"));
    if (identifier.isEmpty() || (hasPasswordField && !password)) {
        context.flow.error = identifier.isEmpty() ? "username" : "password";
        context.flow.identifier = identifier.left(320);
        CO_TRY(co_await services->flows->update(context.flow, request.deadline));
        co_return toStep(context, identifier.isEmpty() || !context.issuer.realm->settings.identifierFirst ? paths::kSignIn : kPasswordPath);
    }
    if (!hasPasswordField) {
        context.flow.identifier = identifier.left(320);
        context.flow.error.clear();
        CO_TRY(co_await services->flows->update(context.flow, request.deadline));
        co_return toStep(context, kPasswordPath);
    }
    // The page's script says so, where the device could keep one.
    context.flow.offerPasskey = form.contains(QLatin1StringView("passkeys")) && form.value(QLatin1StringView("passkeys"))
        && services->passkeys->isOffered(*context.issuer.realm) && context.issuer.realm->settings.passkeys.offer;
    co_return co_await attempt(services, std::move(request), std::move(context), identifier, *password);
}

const protocol::Endpoint kEndpoints[] = {
    { http::Method::Get, paths::kSignIn, http::RouteStyle::Browser, http::CorsPolicy::None, showIdentifier },
    { http::Method::Post, paths::kSignIn, http::RouteStyle::Browser, http::CorsPolicy::None, submit },
    { http::Method::Get, kPasswordPath, http::RouteStyle::Browser, http::CorsPolicy::None, showPassword },
};

bool isOpen(const WayIn &way)
{
    return !way.flow.hasFirstFactor();
}

}

const Step steps::password { paths::kSignIn, isOpen, nullptr, kEndpoints };

}
