// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/ApplicationDirectory.h"
#include "pages/Cookies.h"
#include "pages/Csrf.h"
#include "pages/FormAction.h"
#include "pages/PageRenderer.h"
#include "pages/Pages.h"
#include "protocol/Endpoints.h"
#include "protocol/PageRealmOf.h"
#include "protocol/oidc/IdTokenHint.h"
#include "sessions/SessionService.h"
#include "sign_in/FlowContext.h"
#include "sign_in/SignInPages.h"
#include "users/UserDirectory.h"

namespace auth::sign_in {

using protocol::Services;
namespace paths = protocol::paths;

namespace {

/// A sign-out request (OpenID Connect RP-Initiated Logout §2), understood.
struct SignOut {
    protocol::Issuer issuer;
    std::optional<Session> session;
    ApplicationPointer application; ///< Null when no good id_token_hint names one.
    QString postLogoutRedirectUri; ///< Registered for it; empty otherwise.
    QString state;
    QString uiLocales;
    bool hintIsOfSession = false; ///< The hint was given for this very session or person: they need not be asked.
    QByteArray query;
};

QByteArray csrfPurpose(const std::optional<Session> &session)
{
    return "sign-out:" + (session ? session->id.toBytes() : QByteArray());
}

/// §2 and §4: an address to return to counts only with a hint of the client that it is registered for.
Task<Result<SignOut>> understand(Services *services, http::Request request)
{
    SignOut signOut;
    signOut.issuer = CO_TRY(co_await services->issuers->resolve(request));
    signOut.query = request.query;
    const Form form = CO_TRY(request.queryForm());
    if (const auto repeated = form.repeatedName())
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("The parameter %1 is repeated.").arg(repeated->left(64)));
    signOut.uiLocales = form.valueOrEmpty(QLatin1StringView("ui_locales"));
    signOut.session = CO_TRY(co_await sessionOf(services, signOut.issuer, request));

    const auto hintToken = form.value(QLatin1StringView("id_token_hint"));
    if (!hintToken)
        co_return signOut;
    const auto hint = co_await oidc::readIdTokenHint(services, signOut.issuer, hintToken->toUtf8(), request.deadline);
    if (!hint) {
        if (hint.error().code != ErrorCode::InvalidToken)
            co_return std::unexpected(hint.error());
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("The sign-out request is not valid: id_token_hint was not issued here."), hint.error().detail);
    }
    if (const auto clientId = form.value(QLatin1StringView("client_id")); clientId && clientId->toUtf8() != hint->clientId)
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("The sign-out request is not valid: client_id and id_token_hint differ."));
    auto application = co_await services->applications->find(signOut.issuer.realm->id, hint->clientId, request.deadline);
    if (!application && application.error().code != ErrorCode::NotFound)
        co_return std::unexpected(application.error());
    if (application && (*application)->enabled)
        signOut.application = *std::move(application);
    if (signOut.session)
        signOut.hintIsOfSession = hint->sessionId ? *hint->sessionId == signOut.session->id : hint->subject == signOut.session->userId.toString();

    if (const auto uri = form.value(QLatin1StringView("post_logout_redirect_uri"))) {
        if (!signOut.application || !signOut.application->postLogoutRedirectUris.contains(*uri))
            co_return failure(ErrorCode::InvalidRequest, QStringLiteral("The sign-out request is not valid: the address to return to is not registered for the application."),
                QStringLiteral("post_logout_redirect_uri %1").arg(uri->left(512)));
        signOut.postLogoutRedirectUri = *uri;
        signOut.state = form.valueOrEmpty(QLatin1StringView("state"));
    }
    co_return signOut;
}

QByteArray returnUrl(const SignOut &signOut)
{
    QByteArray url = signOut.postLogoutRedirectUri.toUtf8();
    if (url.isEmpty() || signOut.state.isEmpty())
        return url;
    Form form;
    form.append(u"state"_qs, signOut.state);
    return url + (url.contains('?') ? '&' : '?') + form.encode();
}

/// Nobody is signed in any more.
http::Response done(Services *services, const http::Request &request, const SignOut &signOut, protocol::AfterForm afterForm)
{
    const QByteArray url = returnUrl(signOut);
    const bool mayRedirect = !url.isEmpty() && (afterForm == protocol::AfterForm::No || pages::formActionSource(url));
    http::Response response;
    if (mayRedirect) {
        response = http::Response::seeOther(url);
    } else {
        const auto realm = protocol::pageRealmOf(*signOut.issuer.realm);
        auto page = pages::logoutDonePage({ .continueUrl = QString::fromUtf8(url), .signInUrl = QString::fromLatin1(signOut.issuer.path(paths::kAccount)) });
        page.uiLocales = signOut.uiLocales;
        response = services->pages->render(request, &realm, std::move(page));
    }
    pages::removeSessionCookie(&response, request, signOut.issuer.realm->id);
    return response;
}

Task<Result<http::Response>> endSession(Services *services, http::Request request, SignOut signOut, protocol::AfterForm afterForm)
{
    if (signOut.session) {
        auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
        const auto ended = CO_TRY(co_await services->sessions->end(&transaction, signOut.issuer.realm, signOut.session->id, signOut.session->userId, kSignedOut.toString(), request));
        CO_TRY(co_await transaction.commit());
        if (ended)
            services->revocations->publish(*ended);
    }
    co_return done(services, request, signOut, afterForm);
}

}

/// The page that asks whether to sign out: nothing happens on GET.
Task<Result<http::Response>> showSignOut(Services *services, http::Request request)
{
    const auto signOut = CO_TRY(co_await understand(services, request));
    if (!signOut.session)
        co_return done(services, request, signOut, protocol::AfterForm::No);
    const auto user = CO_TRY(co_await services->users->find(signOut.issuer.realm->id, signOut.session->userId, request.deadline));
    const auto browser = pages::BrowserCookie::of(request);
    const auto realm = protocol::pageRealmOf(*signOut.issuer.realm);
    pages::LogoutConfirmView view;
    view.action = QString::fromLatin1(signOut.issuer.path(paths::kSignOut) + (signOut.query.isEmpty() ? QByteArray() : '?' + signOut.query));
    view.csrf = services->csrf->token(browser, csrfPurpose(signOut.session));
    view.username = user.username;
    view.clientName = signOut.application ? signOut.application->title() : QString();
    auto page = pages::logoutConfirmPage(view);
    page.uiLocales = signOut.uiLocales;
    if (const auto source = pages::formActionSource(signOut.postLogoutRedirectUri.toUtf8()))
        page.formActions = { *source };
    http::Response response = services->pages->render(request, &realm, std::move(page));
    browser.applyTo(&response, request);
    co_return response;
}

Task<Result<http::Response>> submitSignOut(Services *services, http::Request request)
{
    auto signOut = CO_TRY(co_await understand(services, request));
    if (!signOut.session)
        co_return done(services, request, signOut, protocol::AfterForm::Yes);
    const auto browser = pages::BrowserCookie::of(request);
    const Form submitted = CO_TRY(request.bodyForm());
    // The account page's own button carries its token; both mean the same person and session.
    const QString token = submitted.valueOrEmpty(QLatin1StringView("csrf"));
    if (!services->csrf->verify(browser, csrfPurpose(signOut.session), token)
        && !services->csrf->verify(browser, "account:" + signOut.session->id.toBytes(), token))
        co_return failure(ErrorCode::Forbidden, QStringLiteral("The form was not sent from our page. Go back, reload the page, and try again."), QStringLiteral("CSRF token"));
    if (!submitted.contains(QLatin1StringView("confirm-logout")))
        co_return http::Response::seeOther(signOut.issuer.url(paths::kAccount));
    co_return co_await endSession(services, std::move(request), std::move(signOut), protocol::AfterForm::Yes);
}


/// RP-Initiated Logout §2. With a hint for the session at hand the person need not be asked; otherwise they are.
Task<Result<http::Response>> endSessionEndpoint(Services *services, http::Request request)
{
    auto signOut = CO_TRY(co_await understand(services, request));
    if (!signOut.session || signOut.hintIsOfSession)
        co_return co_await endSession(services, std::move(request), std::move(signOut), protocol::AfterForm::No);
    co_return http::Response::seeOther(signOut.issuer.url(paths::kSignOut) + (request.query.isEmpty() ? QByteArray() : '?' + request.query));
}

/// §2: POST is the same; it is sent on to GET, which carries our cookie from another site too.
Task<Result<http::Response>> endSessionPostEndpoint(Services *services, http::Request request)
{
    const auto issuer = CO_TRY(co_await services->issuers->resolve(request));
    const auto parameters = request.bodyForm();
    if (!parameters)
        co_return failure(ErrorCode::InvalidRequest, parameters.error().description);
    const QByteArray query = parameters->encode();
    if (query.size() > 7000)
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("The sign-out request is too long."));
    co_return http::Response::seeOther(issuer.url(paths::kEndSession) + (query.isEmpty() ? QByteArray() : '?' + query));
}

}
