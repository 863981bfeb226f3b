// SPDX-License-Identifier: GPL-3.0-or-later
#include "adapters/places/Places.h"
#include "devices/DeviceService.h"
#include "factors/BackupCodes.h"
#include "factors/FactorService.h"
#include "pages/Cookies.h"
#include "pages/Csrf.h"
#include "pages/PageRenderer.h"
#include "pages/Pages.h"
#include "protocol/PageRealmOf.h"
#include "protocol/oidc/SecondFactor.h"
#include "sessions/SessionService.h"
#include "sign_in/AccountForms.h"
#include "sign_in/FlowContext.h"
#include "sign_in/OwnerPages.h"
#include "sign_in/PasskeyPages.h"
#include "sign_in/SignInPages.h"
#include "sign_in/StepPage.h"
#include "users/Notices.h"
#include "users/UserDirectory.h"

#include <QtCore/QCoreApplication>

namespace auth::sign_in {

using protocol::Services;
namespace paths = protocol::paths;

namespace {

constexpr int kPastShown = 20;

struct EndText {
    QStringView reason;
    pages::MessageId text;
};

constexpr EndText kEndTexts[] = {
    { kSignedOut, QT_TRANSLATE_NOOP("pages", "history_signed_out") },
    { kEndedByPerson, QT_TRANSLATE_NOOP("pages", "history_ended_by_you") },
    { kReplacedSession, QT_TRANSLATE_NOOP("pages", "history_replaced") },
    { kTooManySessions, QT_TRANSLATE_NOOP("pages", "history_too_many") },
    { kEndedByAdministrator, QT_TRANSLATE_NOOP("pages", "history_ended_by_administrator") },
    { kSessionExpired, QT_TRANSLATE_NOOP("pages", "history_expired") },
    { kSessionNotUsed, QT_TRANSLATE_NOOP("pages", "history_not_used") },
};

/// What the page says of how a session ended.
pages::MessageId endText(const QString &reason)
{
    for (const EndText &text : kEndTexts) {
        if (reason == text.reason)
            return text.text;
    }
    return QT_TRANSLATE_NOOP("pages", "history_ended");
}

/// Where \a address is counted to, in words; empty where that is not known.
QString placeOf(const Services *services, const QByteArray &address, const QByteArray &language)
{
    const auto place = services->places->find(address, language);
    return place ? place->text() : QString();
}

}

Task<Result<http::Response>> showAccount(Services *services, http::Request request, Visit visit)
{
    const auto &[issuer, session] = visit;
    const auto user = CO_TRY(co_await services->users->find(issuer.realm->id, session.userId, request.deadline));
    const auto browser = pages::BrowserCookie::of(request);
    const auto realm = protocol::pageRealmOf(*issuer.realm);
    pages::AccountView view;
    view.csrf = services->csrf->token(browser, accountCsrfPurpose(session));
    view.revokeAction = QString::fromLatin1(issuer.path("/account/sessions"));
    view.deviceAction = QString::fromLatin1(issuer.path("/account/devices"));
    view.passwordAction = QString::fromLatin1(issuer.path("/account/password"));
    view.logoutAction = QString::fromLatin1(issuer.path(paths::kSignOut));
    view.securityUrl = QString::fromLatin1(issuer.path(kSecurityPath));
    view.username = user.username;
    view.name = user.title();
    view.email = user.email;
    view.passkeysUrl = passkeysUrl(services, issuer);
    const auto language = services->pages->language(request, &realm).tag;
    const auto sessions = CO_TRY(co_await services->sessions->listOfUser(issuer.realm->id, user.id, request.deadline));
    for (const auto &entry : sessions) {
        const bool current = entry.id == session.id;
        pages::SessionView row { entry.id.toString(), entry.userAgent, QString::fromLatin1(entry.address), placeOf(services, entry.address, language), entry.createdAt, entry.lastSeenAt, current,
            entry.deviceId ? entry.deviceId->toString() : QString() };
        current ? view.sessions.prepend(std::move(row)) : view.sessions.append(std::move(row));
    }
    const auto factors = CO_TRY(co_await services->factors->ofAccount(issuer.realm->id, user.id, request.deadline));
    const bool hasFactor = !offeredFactors(*issuer.realm, factors).empty();
    // Where one is required it is asked for all the same.
    const bool canRemember = oidc::secondFactorOf(*issuer.realm, nullptr) == oidc::SecondFactor::OnNewBrowsers;
    const auto here = CO_TRY(co_await services->devices->findByBrowser(issuer.realm->id, user.id, browser.hash(), request.deadline));
    const auto devices = CO_TRY(co_await services->devices->listOfUser(issuer.realm->id, user.id, request.deadline));
    for (const auto &device : devices) {
        const bool current = here && here->id == device.id;
        pages::DeviceView row { device.id.toString(), device.userAgent, QString::fromLatin1(device.address), placeOf(services, device.address, language), device.createdAt, device.lastSeenAt, current, device.unconfirmed, {} };
        if (canRemember && device.rememberedUntil && *device.rememberedUntil > services->clock->now())
            row.rememberedUntil = device.rememberedUntil;
        else if (current && canRemember && hasFactor)
            row.trustDays = issuer.realm->settings.mfaRememberDays;
        current ? view.devices.prepend(std::move(row)) : view.devices.append(std::move(row));
    }
    const auto history = CO_TRY(co_await services->sessions->historyOfUser(issuer.realm->id, user.id, kPastShown, request.deadline));
    for (const auto &[past, end] : history)
        view.history.append({ past.userAgent, QString::fromLatin1(past.address), placeOf(services, past.address, language), past.createdAt, end.at, endText(end.reason) });
    view.fewBackupCodes = factors.backupCodes <= kFewBackupCodes && hasFactor;
    view.unseenNotices = CO_TRY(co_await hasUnseenNotices(services->database, issuer.realm->id, user.id, request.deadline));
    const auto query = request.queryForm();
    if (query && query->contains(QLatin1StringView("revoked")))
        view.notice = QT_TRANSLATE_NOOP("pages", "notice_session_revoked");
    if (query && query->contains(QLatin1StringView("device-unremembered")))
        view.notice = QT_TRANSLATE_NOOP("pages", "notice_device_unremembered");
    if (query && query->contains(QLatin1StringView("device-trusted")))
        view.notice = QT_TRANSLATE_NOOP("pages", "notice_device_trusted");
    if (query && query->contains(QLatin1StringView("device-revoked")))
        view.notice = QT_TRANSLATE_NOOP("pages", "notice_device_revoked");
    http::Response response = services->pages->render(request, &realm, pages::accountPage(view, language));
    browser.applyTo(&response, request);
    co_return response;
}

/// Ends one of the person's sessions, or all but this one.
Task<Result<http::Response>> submitSessions(Services *services, http::Request request, Visit visit)
{
    const auto owner = CO_TRY(co_await ownerOf(services, request, visit, paths::kAccount));
    if (owner.elsewhere)
        co_return *owner.elsewhere;
    const auto &[issuer, session] = visit;
    const Form form = CO_TRY(checkedForm(*services, request, pages::BrowserCookie::of(request), accountCsrfPurpose(session)));

    QList<SessionId> doomed;
    if (form.contains(QLatin1StringView("revoke-others"))) {
        const auto sessions = CO_TRY(co_await services->sessions->listOfUser(issuer.realm->id, session.userId, request.deadline));
        for (const auto &entry : sessions) {
            if (entry.id != session.id)
                doomed.append(entry.id);
        }
    } else if (const auto id = SessionId::parse(form.valueOrEmpty(QLatin1StringView("session")).toLatin1())) {
        doomed.append(*id);
    }
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    QList<Revocations::Pending> pending;
    for (const auto &id : doomed) {
        // Only the person's own: the statement names the user.
        if (const auto ended = CO_TRY(co_await services->sessions->end(&transaction, issuer.realm, id, session.userId, kEndedByPerson.toString(), request)))
            pending.append(*ended);
    }
    CO_TRY(co_await transaction.commit());
    services->sessions->publish(pending);
    co_return http::Response::seeOther(issuer.url(paths::kAccount) + "?revoked=1");
}

}
