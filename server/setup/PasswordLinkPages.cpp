// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/PasswordLinkPages.h"

#include "pages/BrowserCookie.h"
#include "pages/Csrf.h"
#include "pages/PageRenderer.h"
#include "pages/Pages.h"
#include "setup/Address.h"
#include "setup/OneTimeLinks.h"
#include "users/AccountLetters.h"

#include <QtCore/QCoreApplication>

namespace auth::setup {

namespace {

using namespace Qt::StringLiterals;

QByteArray csrfPurpose(const QByteArray &secret)
{
    return "new-password:" + secret;
}

pages::PageRealm pageRealm(const Realm &realm)
{
    return { realm.title(), QString::fromLatin1(realm.settings.defaultLocale) };
}

/// Where the person goes on, at the address that was asked: the sign-in that led here, or the account page.
Task<QString> nextPage(SetupServices *services, http::Request request, RealmPointer realm)
{
    const protocol::Issuer issuer = co_await issuerHere(services->issuers, request, realm);
    const auto query = request.queryForm();
    const auto flow = query ? FlowId::parse(query->valueOrEmpty("tx"_L1).toLatin1()) : std::nullopt;
    if (flow)
        co_return QString::fromLatin1(issuer.path(protocol::paths::kSignIn) + "?tx=" + flow->toBytes());
    co_return QString::fromLatin1(issuer.path(protocol::paths::kAccount));
}

http::Response usedPage(SetupServices *services, const http::Request &request, const Realm &realm)
{
    const auto page = pageRealm(realm);
    pages::MessageView view;
    view.heading = QT_TRANSLATE_NOOP("pages", "link_used_heading");
    view.text = QT_TRANSLATE_NOOP("pages", "link_used_text");
    return services->pages->render(request, &page, pages::messagePage(view), 410);
}

http::Response form(SetupServices *services, const http::Request &request, const Realm &realm, const User &user,
    const QByteArray &secret, QList<pages::PageError> errors)
{
    const auto browser = pages::BrowserCookie::of(request);
    const auto page = pageRealm(realm);
    pages::NewPasswordView view;
    view.action
        = QString::fromLatin1(request.path + (request.query.isEmpty() ? QByteArray() : '?' + request.query));
    view.csrf = services->csrf->token(browser, csrfPurpose(secret));
    view.username = user.username;
    view.minimumLength = realm.settings.passwordMinLength;
    view.errors = std::move(errors);
    http::Response response
        = services->pages->render(request, &page, pages::newPasswordPage(view), view.errors.isEmpty() ? 200 : 422);
    browser.applyTo(&response, request);
    return response;
}

/// What a request with a secret is about.
struct Opened {
    RealmPointer realm;
    QByteArray secret;
    LinkState state = LinkState::Unknown;
    User user; ///< Of a good link.
};

/// NotFound for a realm or link that does not exist.
Task<Result<Opened>> open(SetupServices *services, http::Request request)
{
    Opened opened;
    opened.realm = CO_TRY(co_await services->realms->find(request.pathParameter("realm").toUtf8(), request.deadline));
    opened.secret = request.pathParameter("secret").toLatin1();
    const OneTimeLinks links(services->change.database, services->change.clock);
    const auto link
        = CO_TRY(co_await links.find(opened.realm->id, LinkPurpose::Password, opened.secret, request.deadline));
    if (link.state == LinkState::Unknown || !link.user || !opened.realm->enabled)
        co_return failure(ErrorCode::NotFound, u"There is no such link."_s);
    opened.state = link.state;
    if (link.state != LinkState::Good)
        co_return opened;
    auto user = co_await services->users->find(opened.realm->id, *link.user, request.deadline);
    // The link of somebody who may not sign in is as good as used.
    if (!user && user.error().code != ErrorCode::NotFound)
        co_return std::unexpected(user.error());
    if (user && user->isActive(services->change.clock->now()))
        opened.user = *std::move(user);
    else
        opened.state = LinkState::Used;
    co_return opened;
}

Task<Result<http::Response>> show(SetupServices *services, http::Request request)
{
    const Opened opened = CO_TRY(co_await open(services, request));
    if (opened.state != LinkState::Good)
        co_return usedPage(services, request, *opened.realm);
    co_return form(services, request, *opened.realm, opened.user, opened.secret, {});
}

QList<pages::PageError> pageErrors(const Error &error, const Realm &realm)
{
    QList<pages::PageError> errors;
    for (const auto &field : error.fields) {
        if (field.code == "too_long"_L1)
            errors.append({ QT_TRANSLATE_NOOP("pages", "error_password_too_long"), "password", {} });
        else
            errors.append({ QT_TRANSLATE_NOOP("pages", "error_password_too_short"), "password",
                { { "minimum", QString::number(realm.settings.passwordMinLength) } } });
    }
    return errors;
}

/// Everything in one transaction: the link is used up exactly when the password is set.
Task<Result<http::Response>> submit(SetupServices *services, http::Request request)
{
    const Opened opened = CO_TRY(co_await open(services, request));
    const RealmPointer realm = opened.realm;
    const Form submitted = CO_TRY(request.bodyForm());
    if (!services->csrf->verify(
            pages::BrowserCookie::of(request), csrfPurpose(opened.secret), submitted.valueOrEmpty("csrf"_L1)))
        co_return failure(ErrorCode::Forbidden,
            u"The form was not sent from our page. Go back, reload the page, and try again."_s, u"CSRF token"_s);
    if (opened.state != LinkState::Good)
        co_return usedPage(services, request, *realm);
    auto prepared = co_await services->passwords->prepare(
        realm, Secret(submitted.valueOrEmpty("password"_L1).toUtf8()));
    if (!prepared) {
        if (prepared.error().code != ErrorCode::ValidationFailed)
            co_return std::unexpected(prepared.error());
        co_return form(
            services, request, *realm, opened.user, opened.secret, pageErrors(prepared.error(), *realm));
    }

    AuditEvent origin;
    origin.from(request).actor("user", opened.user.id.toString(), opened.user.username);
    const auto change = std::make_shared<Change>(services->change, origin, request.deadline);
    const User user = CO_TRY(co_await services->users->lock(change, realm->id, opened.user.id, std::nullopt));
    const OneTimeLinks links(services->change.database, services->change.clock);
    if (!CO_TRY(co_await links.consume(change->transaction(), realm->id, LinkPurpose::Password, opened.secret))) {
        co_await change->rollback();
        co_return usedPage(services, request, *realm);
    }
    links.endOthers(change->transaction(), realm->id, LinkPurpose::Password, user.id);
    services->passwords->save(change->transaction(), realm->id, user.id, *std::move(prepared));
    CO_TRY(co_await services->users->setRequiredAction(change, user, kChangePassword.toString(), false));
    change->revoke(realm->id, RevocationKind::User, user.id.toBytes());
    change->revoked(CO_TRY(co_await services->sessions->endAllOfUser(
        change->transaction(), realm->id, user.id, u"password set by a one-time link"_s)));
    change->record(userEvent(*change, user, "user.password_changed"));
    tellOfAccount(services->mailer, change->transaction(), *realm, user, AccountNews::PasswordChanged, change->clock().now());
    CO_TRY(co_await change->commit());

    const auto page = pageRealm(*realm);
    pages::MessageView view;
    view.heading = QT_TRANSLATE_NOOP("pages", "password_saved_heading");
    view.text = QT_TRANSLATE_NOOP("pages", "password_saved_text");
    view.linkUrl = co_await nextPage(services, request, realm);
    view.linkLabel = QT_TRANSLATE_NOOP("pages", "go_to_sign_in");
    co_return services->pages->render(request, &page, pages::messagePage(view));
}

}

void addPasswordLinkRoutes(http::Router *router, SetupServices *services)
{
    http::Route route;
    route.pattern = "/realms/{realm}/new-password/{secret}";
    route.style = http::RouteStyle::Browser;
    route.handler = [services](http::Request request) { return show(services, std::move(request)); };
    router->add(route);
    route.method = http::Method::Post;
    route.handler = [services](http::Request request) { return submit(services, std::move(request)); };
    router->add(std::move(route));
}

}
