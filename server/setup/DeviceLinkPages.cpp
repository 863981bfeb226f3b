// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/DeviceLinkPages.h"

#include "adapters/places/Places.h"
#include "devices/DeviceService.h"
#include "devices/NewDeviceLetter.h"
#include "pages/BrowserCookie.h"
#include "pages/Csrf.h"
#include "pages/PageRenderer.h"
#include "pages/Pages.h"
#include "protocol/PageRealmOf.h"
#include "setup/Address.h"
#include "setup/OneTimeLinks.h"

#include <QtCore/QCoreApplication>

namespace auth::setup {

namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::minutes kPasswordLinkLifetime { 30 };

QByteArray csrfPurpose(const QByteArray &secret)
{
    return "new-device:" + secret;
}

/// What a request with a secret is about.
struct Opened {
    RealmPointer realm;
    QByteArray secret;
    LinkState state = LinkState::Unknown;
    User user; ///< Of a good link.
    NewDeviceQuestion question;
};

/// NotFound for a realm or link that does not exist.
Task<Result<Opened>> open(SetupServices *services, http::Request request)
{
    Opened opened;
    opened.realm = CO_TRY(co_await services->realms->find(request.pathParameter("realm").toUtf8(), request.deadline));
    opened.secret = request.pathParameter("secret").toLatin1();
    const OneTimeLinks links(services->change.database, services->change.clock);
    const auto link = CO_TRY(co_await links.find(opened.realm->id, LinkPurpose::Device, opened.secret, request.deadline));
    if (link.state == LinkState::Unknown || !link.user || !opened.realm->enabled)
        co_return failure(ErrorCode::NotFound, u"There is no such link."_s);
    opened.state = link.state;
    opened.question = newDeviceQuestion(link.data);
    if (link.state != LinkState::Good)
        co_return opened;
    auto user = co_await services->users->find(opened.realm->id, *link.user, request.deadline);
    if (!user && user.error().code != ErrorCode::NotFound)
        co_return std::unexpected(user.error());
    if (user)
        opened.user = *std::move(user);
    else
        opened.state = LinkState::Used;
    co_return opened;
}

http::Response message(SetupServices *services, const http::Request &request, const Realm &realm, pages::MessageView view, int status = 200)
{
    const auto page = protocol::pageRealmOf(realm);
    return services->pages->render(request, &page, pages::messagePage(view), status);
}

http::Response usedPage(SetupServices *services, const http::Request &request, const Realm &realm)
{
    pages::MessageView view;
    view.heading = QT_TRANSLATE_NOOP("pages", "link_used_heading");
    view.text = QT_TRANSLATE_NOOP("pages", "link_used_text");
    return message(services, request, realm, std::move(view), 410);
}

Task<Result<http::Response>> show(SetupServices *services, http::Request request)
{
    const Opened opened = CO_TRY(co_await open(services, request));
    if (opened.state != LinkState::Good)
        co_return usedPage(services, request, *opened.realm);
    const auto device = CO_TRY(co_await services->devices->findByBrowser(
        opened.realm->id, opened.user.id, opened.question.browserHash, request.deadline));
    const auto browser = pages::BrowserCookie::of(request);
    const auto page = protocol::pageRealmOf(*opened.realm);
    pages::NewDeviceView view;
    view.action = QString::fromLatin1(request.path);
    view.csrf = services->csrf->token(browser, csrfPurpose(opened.secret));
    view.username = opened.user.username;
    const QByteArray language = services->pages->language(request, &page).tag;
    if (device) {
        const auto place = services->places->find(device->address, language);
        view.device = { .userAgent = device->userAgent, .address = QString::fromLatin1(device->address),
            .place = place ? place->text() : QString(), .firstSeenAt = device->createdAt, .lastSeenAt = device->lastSeenAt };
    }
    http::Response response = services->pages->render(request, &page, pages::newDevicePage(view, language));
    browser.applyTo(&response, request);
    co_return response;
}

/// Everything in one transaction: the link is used up exactly when what was answered is done.
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
    const bool mine = submitted.contains("mine"_L1);
    if (mine == submitted.contains("not-mine"_L1))
        co_return failure(ErrorCode::Malformed, u"Was it you or not?"_s);

    AuditEvent origin;
    origin.from(request).actor("user", opened.user.id.toString(), opened.user.username);
    const auto change = std::make_shared<Change>(services->change, origin, request.deadline);
    const OneTimeLinks links(services->change.database, services->change.clock);
    if (mine)
        CO_TRY(co_await services->devices->confirm(change, opened.user, opened.question.browserHash));
    else
        CO_TRY(co_await services->devices->disown(change, opened.user, opened.question.browserHash));
    if (!CO_TRY(co_await links.consume(change->transaction(), realm->id, LinkPurpose::Device, opened.secret))) {
        co_await change->rollback();
        co_return usedPage(services, request, *realm);
    }
    QByteArray passwordSecret;
    // Who read the mail has the mailbox. Who has a session may have stolen it: they need the old password.
    const bool mayChoose = opened.question.link == NewDeviceLink::ByMail
        && opened.user.isActive(services->change.clock->now());
    if (!mine && mayChoose)
        passwordSecret = links.create(change->transaction(), realm->id, LinkPurpose::Password, kPasswordLinkLifetime, opened.user.id);
    CO_TRY(co_await change->commit());
    if (!passwordSecret.isEmpty())
        co_return http::Response::seeOther("/realms/" + realm->name + "/new-password/" + passwordSecret);
    pages::MessageView view;
    view.heading = mine ? QT_TRANSLATE_NOOP("pages", "device_confirmed_heading") : QT_TRANSLATE_NOOP("pages", "device_disowned_heading");
    view.text = mine ? QT_TRANSLATE_NOOP("pages", "device_confirmed_text") : QT_TRANSLATE_NOOP("pages", "device_disowned_text");
    view.linkUrl = QString::fromLatin1((co_await issuerHere(services->issuers, request, realm)).path(protocol::paths::kAccount));
    view.linkLabel = mine ? QT_TRANSLATE_NOOP("pages", "go_to_account") : QT_TRANSLATE_NOOP("pages", "go_to_sign_in");
    co_return message(services, request, *realm, std::move(view));
}

}

void addDeviceLinkRoutes(http::Router *router, SetupServices *services)
{
    http::Route route;
    route.pattern = "/realms/{realm}/new-device/{secret}";
    route.style = http::RouteStyle::Browser;
    route.handler = [services](http::Request request) { return show(services, std::move(request)); };
    router->add(route);
    route.method = http::Method::Post;
    route.handler = [services](http::Request request) { return submit(services, std::move(request)); };
    router->add(std::move(route));
}

}
