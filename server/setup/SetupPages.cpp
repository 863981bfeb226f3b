// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/SetupPages.h"

#include "pages/BrowserCookie.h"
#include "pages/Csrf.h"
#include "pages/PageRenderer.h"
#include "pages/Pages.h"
#include "setup/OneTimeLinks.h"

#include <QtCore/QCoreApplication>

namespace auth::setup {

namespace {

const db::Query kGrantRole { "setup_grant_role",
    "INSERT INTO user_roles (realm_id, user_id, role_id, granted_at)"
    " SELECT r.realm_id, $2, r.id, $4 FROM roles r WHERE r.realm_id = $1 AND r.name = $3 ON CONFLICT DO NOTHING" };

QByteArray csrfPurpose(const QByteArray &secret)
{
    return "setup:" + secret;
}

pages::PageRealm pageRealm(const Realm &realm)
{
    return { realm.title(), QString::fromLatin1(realm.settings.defaultLocale) };
}

http::Response usedPage(SetupServices *services, const http::Request &request, const Realm &realm)
{
    const auto page = pageRealm(realm);
    pages::MessageView view;
    view.heading = QT_TRANSLATE_NOOP("pages", "link_used_heading");
    view.text = QT_TRANSLATE_NOOP("pages", "link_used_text");
    return services->pages->render(request, &page, pages::messagePage(view), 410);
}

http::Response form(SetupServices *services, const http::Request &request, const Realm &realm, const QByteArray &secret, QString username, QList<pages::PageError> errors)
{
    const auto browser = pages::BrowserCookie::of(request);
    const auto page = pageRealm(realm);
    pages::SetupView view;
    view.action = QString::fromLatin1("/setup/" + secret);
    view.csrf = services->csrf->token(browser, csrfPurpose(secret));
    view.username = std::move(username);
    view.minimumLength = realm.settings.passwordMinLength;
    view.errors = std::move(errors);
    http::Response response = services->pages->render(request, &page, pages::setupPage(view), view.errors.isEmpty() ? 200 : 422);
    browser.applyTo(&response, request);
    return response;
}

QList<pages::PageError> pageErrors(const Error &error, const Realm &realm)
{
    QList<pages::PageError> errors;
    for (const auto &field : error.fields) {
        if (field.path == u"/password" && field.code == u"too_long")
            errors.append({ QT_TRANSLATE_NOOP("pages", "error_password_too_long"), "password", {} });
        else if (field.path == u"/password")
            errors.append({ QT_TRANSLATE_NOOP("pages", "error_password_too_short"), "password", { { "minimum", QString::number(realm.settings.passwordMinLength) } } });
        else
            errors.append({ QT_TRANSLATE_NOOP("pages", "error_username_not_allowed"), "username", {} });
    }
    return errors;
}

Task<Result<http::Response>> show(SetupServices *services, http::Request request)
{
    const auto realm = CO_TRY(co_await services->realms->find(services->systemRealm, request.deadline));
    const QByteArray secret = request.pathParameter("secret").toLatin1();
    const OneTimeLinks links(services->change.database, services->change.clock);
    switch (CO_TRY(co_await links.find(realm->id, LinkPurpose::Administrator, secret, request.deadline)).state) {
    case LinkState::Good:
        co_return form(services, request, *realm, secret, QStringLiteral("admin"), {});
    case LinkState::Used:
    case LinkState::Expired:
        co_return usedPage(services, request, *realm);
    case LinkState::Unknown:
        break;
    }
    co_return failure(ErrorCode::NotFound, QStringLiteral("There is no such link."));
}

/// Everything in one transaction: the link is used up exactly when the administrator exists.
Task<Result<http::Response>> submit(SetupServices *services, http::Request request)
{
    const auto realm = CO_TRY(co_await services->realms->find(services->systemRealm, request.deadline));
    const QByteArray secret = request.pathParameter("secret").toLatin1();
    const Form submitted = CO_TRY(request.bodyForm());
    if (!services->csrf->verify(pages::BrowserCookie::of(request), csrfPurpose(secret), submitted.valueOrEmpty(QLatin1StringView("csrf"))))
        co_return failure(ErrorCode::Forbidden, QStringLiteral("The form was not sent from our page. Go back, reload the page, and try again."), QStringLiteral("CSRF token"));
    const OneTimeLinks links(services->change.database, services->change.clock);
    if (CO_TRY(co_await links.find(realm->id, LinkPurpose::Administrator, secret, request.deadline)).state != LinkState::Good)
        co_return usedPage(services, request, *realm);

    const QString username = submitted.valueOrEmpty(QLatin1StringView("username")).trimmed();
    if (username.isEmpty())
        co_return form(services, request, *realm, secret, username, { { QT_TRANSLATE_NOOP("pages", "error_username_missing"), "username", {} } });
    auto prepared = co_await services->passwords->prepare(realm, Secret(submitted.valueOrEmpty(QLatin1StringView("password")).toUtf8()));
    if (!prepared) {
        if (prepared.error().code != ErrorCode::ValidationFailed)
            co_return std::unexpected(prepared.error());
        co_return form(services, request, *realm, secret, username, pageErrors(prepared.error(), *realm));
    }

    AuditEvent origin;
    origin.from(request).actor("server", {}, QStringLiteral("one-time link"));
    const auto change = std::make_shared<Change>(services->change, origin, request.deadline);
    auto existing = co_await services->users->findByIdentifier(realm->id, username, request.deadline);
    if (!existing && existing.error().code != ErrorCode::NotFound)
        co_return std::unexpected(existing.error());
    UserChanges changes;
    changes.enabled = true;
    if (!existing)
        changes.username = username;
    const auto user = existing ? co_await services->users->update(change, realm->id, existing->id, changes, std::nullopt)
                               : co_await services->users->create(change, realm->id, changes);
    if (!user) {
        co_await change->rollback();
        if (user.error().code != ErrorCode::ValidationFailed)
            co_return std::unexpected(user.error());
        co_return form(services, request, *realm, secret, username, pageErrors(user.error(), *realm));
    }
    if (!CO_TRY(co_await links.consume(change->transaction(), realm->id, LinkPurpose::Administrator, secret)))
        co_return usedPage(services, request, *realm);
    services->passwords->save(change->transaction(), realm->id, user->id, *std::move(prepared));
    CO_TRY(co_await change->execute(&kGrantRole, db::Params::of(realm->id, user->id, services->administratorRole, services->change.clock->now())));
    change->invalidate(realm->id);
    // Whoever had the account before has it no more.
    change->revoked(CO_TRY(co_await services->sessions->endAllOfUser(change->transaction(), realm->id, user->id, QStringLiteral("password set by a one-time link"))));
    change->record(change->event(realm->id, "administrator.set_up").target("user", user->id.toString(), user->username));
    CO_TRY(co_await change->commit());

    const auto page = pageRealm(*realm);
    pages::MessageView view;
    view.heading = QT_TRANSLATE_NOOP("pages", "setup_done_heading");
    view.text = QT_TRANSLATE_NOOP("pages", "setup_done_text");
    view.linkUrl = QString::fromLatin1("/realms/" + realm->name + "/account");
    view.linkLabel = QT_TRANSLATE_NOOP("pages", "go_to_sign_in");
    co_return services->pages->render(request, &page, pages::messagePage(view));
}

}

void addSetupRoutes(http::Router *router, SetupServices *services)
{
    http::Route route;
    route.pattern = "/setup/{secret}";
    route.style = http::RouteStyle::Browser;
    route.handler = [services](http::Request request) { return show(services, std::move(request)); };
    router->add(route);
    route.method = http::Method::Post;
    route.handler = [services](http::Request request) { return submit(services, std::move(request)); };
    router->add(std::move(route));
}

}
