// SPDX-License-Identifier: GPL-3.0-or-later
#include "sign_in/SignInPages.h"

#include "core/Log.h"
#include "metrics/Metrics.h"
#include "pages/Cookies.h"
#include "pages/Csrf.h"
#include "pages/PageRenderer.h"
#include "pages/Pages.h"
#include "passwords/PasswordService.h"
#include "protocol/Endpoints.h"
#include "protocol/PageRealmOf.h"
#include "protocol/oauth/OrganizationScope.h"
#include "sessions/SessionService.h"
#include "setup/OneTimeLinks.h"
#include "sign_in/FlowContext.h"
#include "sign_in/FlowPages.h"
#include "users/UserDirectory.h"

#include <QtCore/QCoreApplication>

namespace auth::sign_in {

using oidc::answerWithCode;
using oidc::Fresh;
using oidc::Interaction;
using oidc::issueCode;
using oidc::needsConsent;
using oidc::signInStanding;
using protocol::AfterForm;
using protocol::Services;
namespace paths = protocol::paths;

namespace {

constexpr auto kPasswordPath = "/sign-in/password";
/// OpenID Connect Core §2 `acr`: a single factor. RFC 8176 §2: `pwd`.
constexpr auto kPasswordAcr = "1";

QByteArray csrfPurpose(const FlowContext &context)
{
    return "flow:" + context.flow.id.toBytes();
}

QString formAction(const FlowContext &context, const char *path)
{
    return QString::fromLatin1(context.issuer.path(path) + "?tx=" + context.flow.id.toBytes());
}

http::Response show(Services *services, const http::Request &request, const FlowContext &context, pages::PageModel page)
{
    page.formActions = context.formActions();
    page.uiLocales = context.uiLocales();
    // A client that opened us as a popup talks to its window afterwards.
    if (context.authorization)
        page.opener = pages::OpenerPolicy::Popup;
    const auto realm = protocol::pageRealmOf(*context.issuer.realm);
    http::Response response = services->pages->render(request, &realm, std::move(page));
    context.browser.applyTo(&response, request);
    return response;
}

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
    return {};
}

/// Sends the browser to \a path of the flow, POST then GET.
http::Response toStep(const FlowContext &context, const char *path)
{
    return http::Response::seeOther(flowUrl(context.issuer, path, context.flow.id));
}

/// Back to where the flow came from: another tab was faster, and the session at hand may do.
http::Response restart(const FlowContext &context)
{
    if (context.flow.kind == FlowKind::Account)
        return http::Response::seeOther(context.issuer.url(paths::kAccount));
    if (context.flow.kind == FlowKind::Device)
        return http::Response::seeOther(context.issuer.url(paths::kDevice));
    return http::Response::seeOther(context.issuer.url(paths::kAuthorize) + '?' + context.flow.parameters);
}

/// Ends the flow and answers the client with \a error.
Task<Result<http::Response>> refuse(Services *services, http::Request request, FlowContext context, Error error)
{
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    if (!CO_TRY(co_await services->flows->consume(&transaction, context.flow)))
        co_return restart(context);
    CO_TRY(co_await transaction.commit());
    if (!context.authorization)
        co_return http::Response::seeOther(context.issuer.url(paths::kAccount));
    co_return protocol::refuseClient(services, context.authorization->request, request, error, AfterForm::Yes);
}

/// The request as it stands now may be refused: the client was changed since the flow began.
std::optional<Error> refusalOf(const FlowContext &context)
{
    return context.authorization ? context.authorization->refusal : std::nullopt;
}

/// Answers the client for a session that satisfies the request, or asks for consent, and commits. Nothing when the flow
/// was used meanwhile: then the transaction is rolled back.
Task<Result<std::optional<http::Response>>> proceed(Services *services, http::Request request, FlowContext context, db::Transaction transaction, Session session)
{
    if (context.flow.kind == FlowKind::Device) {
        context.flow.error.clear();
        context.flow.otherAccount = false;
        if (!CO_TRY(co_await services->flows->update(&transaction, context.flow)))
            co_return std::nullopt;
        CO_TRY(co_await transaction.commit());
        co_return toStep(context, paths::kDeviceConfirm);
    }
    if (!context.authorization) {
        if (!CO_TRY(co_await services->flows->consume(&transaction, context.flow)))
            co_return std::nullopt;
        CO_TRY(co_await transaction.commit());
        co_return http::Response::seeOther(context.issuer.url(paths::kAccount));
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
    if (CO_TRY(co_await needsConsent(services, &authorization, session.userId))) {
        context.flow.sessionId = session.id;
        context.flow.error.clear();
        if (!CO_TRY(co_await services->flows->update(&transaction, context.flow)))
            co_return std::nullopt;
        CO_TRY(co_await transaction.commit());
        co_return toStep(context, paths::kConsent);
    }
    if (!CO_TRY(co_await services->flows->consume(&transaction, context.flow)))
        co_return std::nullopt;
    const QByteArray code = issueCode(services, &transaction, authorization, session);
    CO_TRY(co_await transaction.commit());
    co_return answerWithCode(services, authorization, request, code, AfterForm::Yes);
}

/// The person is who they say: a new session replaces the browser's old one, in one transaction with what follows.
Task<Result<http::Response>> signIn(Services *services, http::Request request, FlowContext context, User user)
{
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    if (!CO_TRY(co_await services->flows->lockActiveUser(&transaction, context.issuer.realm->id, user.id)))
        co_return failure(ErrorCode::Unavailable, QStringLiteral("Please try again."), QStringLiteral("the account was disabled in this moment"));
    std::optional<Revocations::Pending> replaced;
    if (context.session)
        replaced = CO_TRY(co_await services->sessions->end(&transaction, context.issuer.realm, context.session->id, context.session->userId, QStringLiteral("replaced by a new sign-in"), request));
    const auto started = services->sessions->start(&transaction, context.issuer.realm, user.id, user.username, kPasswordAcr, { u"pwd"_qs }, request);
    auto response = CO_TRY(co_await proceed(services, request, context, std::move(transaction), started.session));
    if (!response)
        co_return restart(context);
    if (replaced)
        services->revocations->publish(*replaced);
    services->users->noteSignIn(context.issuer.realm->id, user.id);
    metrics::countLogin(metrics::LoginOutcome::Succeeded);
    pages::setSessionCookie(&*response, request, context.issuer.realm->id, started.cookieValue);
    co_return *std::move(response);
}

/// A failed attempt: its audit row and what the page will say, in one commit; then back to the page.
Task<Result<http::Response>> failAttempt(Services *services, http::Request request, FlowContext context, QString identifier, std::optional<UserId> userId, QString reason)
{
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    AuditEvent event(context.issuer.realm->id, "login.failed");
    event.from(request).actor("user", userId ? userId->toString() : QString(), identifier.left(320)).failed("failure", std::move(reason));
    event.applicationId = context.flow.applicationId;
    services->audit->record(&transaction, std::move(event));
    context.flow.identifier = identifier.left(320);
    context.flow.error = "credentials";
    const bool live = CO_TRY(co_await services->flows->update(&transaction, context.flow));
    CO_TRY(co_await transaction.commit());
    if (!live)
        co_return restart(context);
    co_return toStep(context, context.issuer.realm->settings.identifierFirst ? kPasswordPath : paths::kSignIn);
}

/// Who knows the password but has to choose another one does so by a one-time link, and comes back to this flow.
Task<Result<http::Response>> changePassword(Services *services, http::Request request, FlowContext context, User user)
{
    constexpr std::chrono::minutes kLifetime { 15 };
    const Realm &realm = *context.issuer.realm;
    const setup::OneTimeLinks links(services->database, services->clock);
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    if (!CO_TRY(co_await services->flows->lockActiveUser(&transaction, realm.id, user.id)))
        co_return failure(ErrorCode::Unavailable, QStringLiteral("Please try again."), QStringLiteral("the account was disabled in this moment"));
    const QByteArray secret = links.create(&transaction, realm.id, setup::LinkPurpose::Password, kLifetime, user.id);
    AuditEvent event(realm.id, "login.password_change_required");
    event.from(request).actor("user", user.id.toString(), user.username);
    event.applicationId = context.flow.applicationId;
    services->audit->record(&transaction, std::move(event));
    context.flow.error.clear();
    CO_TRY(co_await services->flows->update(&transaction, context.flow));
    CO_TRY(co_await transaction.commit());
    co_return http::Response::seeOther("/realms/" + realm.name + "/new-password/" + secret + "?tx=" + context.flow.id.toBytes());
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
    const auto check = co_await services->passwords->verify(context.issuer.realm, userId, Secret(password.toUtf8()), request.deadline);
    if (!check) {
        if (check.error().code != ErrorCode::TooManyRequests)
            co_return std::unexpected(check.error());
        metrics::countLogin(metrics::LoginOutcome::Unavailable);
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
        co_return co_await failAttempt(services, std::move(request), std::move(context), std::move(identifier), userId, reason);
    }
    if (check->tooOld || user->mustDo(kChangePassword))
        co_return co_await changePassword(services, std::move(request), std::move(context), *std::move(user));
    co_return co_await signIn(services, std::move(request), std::move(context), *std::move(user));
}

}

Task<Result<http::Response>> showSignIn(Services *services, http::Request request)
{
    auto context = CO_TRY(co_await loadFlow(services, request));
    if (context.unusable)
        co_return *context.unusable;
    const auto purpose = csrfPurpose(context);
    if (context.authorization && !context.flow.otherAccount && context.flow.error.isEmpty()) {
        const auto standing = signInStanding(context.authorization->request, context.session, Fresh::No, services->clock->now());
        // Another tab signed in meanwhile.
        if (standing.interaction == Interaction::None)
            co_return restart(context);
        if (standing.interaction == Interaction::SelectAccount) {
            const auto user = CO_TRY(co_await services->users->find(context.issuer.realm->id, context.session->userId, request.deadline));
            pages::SelectAccountView view;
            view.action = formAction(context, paths::kSignIn);
            view.csrf = services->csrf->token(context.browser, purpose);
            view.username = user.username;
            view.detail = user.email.isEmpty() ? user.title() : user.email;
            view.clientName = context.clientName();
            co_return show(services, request, context, pages::selectAccountPage(view));
        }
    } else if (context.flow.kind == FlowKind::Device && context.session && !context.flow.otherAccount) {
        co_return toStep(context, paths::kDeviceConfirm);
    } else if (context.flow.kind == FlowKind::Account && context.session) {
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
    co_return show(services, request, context, pages::signInPage(view));
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
    view.csrf = services->csrf->token(context.browser, csrfPurpose(context));
    view.username = context.flow.identifier;
    view.changeUrl = formAction(context, paths::kSignIn);
    view.cancellable = context.authorization.has_value();
    view.clientName = context.clientName();
    view.errors = errorsOf(context.flow);
    co_return show(services, request, context, pages::passwordPage(view));
}

Task<Result<http::Response>> submitSignIn(Services *services, http::Request request)
{
    auto context = CO_TRY(co_await loadFlow(services, request));
    if (context.unusable)
        co_return *context.unusable;
    const Form form = CO_TRY(checkedForm(*services, request, context.browser, csrfPurpose(context)));
    if (const auto error = refusalOf(context))
        co_return co_await refuse(services, std::move(request), std::move(context), *error);
    if (form.contains(QLatin1StringView("cancel")))
        co_return co_await refuse(services, std::move(request), std::move(context), Error(ErrorCode::AccessDenied, QStringLiteral("The person cancelled.")));

    if (const auto account = form.value(QLatin1StringView("account"))) {
        if (*account == u"current" && context.session
            && signInStanding(context.authorization->request, context.session, Fresh::No, services->clock->now()).interaction == Interaction::SelectAccount) {
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
    co_return co_await attempt(services, std::move(request), std::move(context), identifier, *password);
}

void addSignInRoutes(http::Router *router, Services *services)
{
    using enum http::RouteStyle;
    using http::CorsPolicy;
    using http::Method;
    const protocol::Endpoint endpoints[] = {
        { Method::Get, paths::kSignIn, Browser, CorsPolicy::None, showSignIn },
        { Method::Post, paths::kSignIn, Browser, CorsPolicy::None, submitSignIn },
        { Method::Get, kPasswordPath, Browser, CorsPolicy::None, showPassword },
        { Method::Get, paths::kConsent, Browser, CorsPolicy::None, showConsent },
        { Method::Post, paths::kConsent, Browser, CorsPolicy::None, submitConsent },
        { Method::Get, paths::kDevice, Browser, CorsPolicy::None, showDevice },
        { Method::Post, paths::kDevice, Browser, CorsPolicy::None, submitDevice },
        { Method::Get, paths::kDeviceConfirm, Browser, CorsPolicy::None, showDeviceConfirm },
        { Method::Post, paths::kDeviceConfirm, Browser, CorsPolicy::None, submitDeviceConfirm },
        { Method::Get, paths::kDeviceAllowed, Browser, CorsPolicy::None, showDeviceAllowed },
        { Method::Get, paths::kDeviceDenied, Browser, CorsPolicy::None, showDeviceDenied },
        { Method::Get, paths::kAccount, Browser, CorsPolicy::None, showAccount },
        { Method::Post, "/account/sessions", Browser, CorsPolicy::None, submitSessions },
        { Method::Get, paths::kEndSession, Redirect, CorsPolicy::None, endSessionEndpoint },
        { Method::Post, paths::kEndSession, Redirect, CorsPolicy::None, endSessionPostEndpoint },
        { Method::Get, paths::kSignOut, Browser, CorsPolicy::None, showSignOut },
        { Method::Post, paths::kSignOut, Browser, CorsPolicy::None, submitSignOut },
    };
    for (const auto &endpoint : endpoints)
        protocol::addEndpoint(router, services, endpoint);
}

}
