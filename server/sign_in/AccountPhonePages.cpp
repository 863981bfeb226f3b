// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/AuditLog.h"
#include "factors/FactorMail.h"
#include "factors/FactorService.h"
#include "factors/ShortCode.h"
#include "pages/Cookies.h"
#include "pages/Csrf.h"
#include "pages/PageRenderer.h"
#include "pages/SecurityPages.h"
#include "passwords/Lockout.h"
#include "protocol/PageRealmOf.h"
#include "sign_in/FlowContext.h"
#include "sign_in/FlowService.h"
#include "sign_in/OwnerPages.h"
#include "sign_in/SignInPages.h"
#include "sign_in/StepPage.h"

#include <QtCore/QCoreApplication>

namespace auth::sign_in {

using namespace Qt::StringLiterals;
using protocol::Services;

namespace {

QByteArray purposeOf(const Owner &owner)
{
    return "phone:" + owner.session->id.toBytes();
}

/// Who may set a number: where codes to it count, and can be sent.
Task<Result<Owner>> phoneOwner(Services *services, http::Request request, Visit visit)
{
    auto owner = CO_TRY(co_await ownerOf(services, request, std::move(visit), kPhonePath));
    if (!owner.elsewhere && !(services->factors->channels().sms && owner.issuer.realm->settings.mfaSmsCodes))
        owner.elsewhere = http::Response::seeOther(owner.issuer.url(kSecurityPath));
    co_return owner;
}

Task<Result<http::Response>> show(
    Services *services, http::Request request, Owner owner, QList<pages::PageError> errors, QString typed = {})
{
    pages::PhoneView view;
    view.action = QString::fromLatin1(owner.issuer.path(kPhonePath));
    view.csrf = services->csrf->token(owner.browser, purposeOf(owner));
    view.backUrl = QString::fromLatin1(owner.issuer.path(kSecurityPath));
    if (const QString &held = owner.factors.contact.verifiedPhone; !held.isEmpty())
        view.number = maskedPhone(held);
    view.typed = typed;
    view.errors = std::move(errors);
    const auto query = request.queryForm();
    if (typed.isEmpty() && !(query && query->contains("other"_L1)))
        view.waiting
            = CO_TRY(co_await services->factors->waitingPhone(owner.issuer.realm->id, owner.user.id, request.deadline))
                  .value_or(QString());
    const auto realm = protocol::pageRealmOf(*owner.issuer.realm);
    http::Response response = services->pages->render(request, &realm, pages::phonePage(view));
    owner.browser.applyTo(&response, request);
    co_return response;
}

Task<Result<http::Response>> sendCode(Services *services, http::Request request, Owner owner, QString number)
{
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    const auto sent = co_await services->factors->beginPhone(
        &transaction, owner.issuer.realm, owner.user.id, owner.session->id, number, owner.factors.contact.locale,
        networkOf(request.peer));
    if (!sent && sent.error().code != ErrorCode::ValidationFailed)
        co_return std::unexpected(sent.error());
    if (!sent || !*sent) {
        co_await transaction.rollback();
        const pages::PageError wrong { QT_TRANSLATE_NOOP("pages", "error_phone_number"), "phone_number", {} };
        const pages::PageError enough { QT_TRANSLATE_NOOP("pages", "error_code_sent_enough"), {}, {} };
        co_return co_await show(
            services, std::move(request), std::move(owner), { sent ? enough : wrong }, sent ? QString() : number);
    }
    CO_TRY(co_await transaction.commit());
    co_return http::Response::seeOther(owner.issuer.url(kPhonePath));
}

AuditEvent eventOf(const Owner &owner, const http::Request &request, const char *action)
{
    AuditEvent event(owner.issuer.realm->id, action);
    event.from(request).actor("user", owner.user.id.toString(), owner.user.username);
    event.target("user", owner.user.id.toString(), owner.user.username);
    event.sessionId = owner.session->id;
    event.before = QJsonObject { { u"phone_number"_s, owner.user.phoneNumber },
        { u"phone_number_verified"_s, owner.user.phoneNumberVerified } };
    return event;
}

Task<Result<http::Response>> confirm(Services *services, http::Request request, Owner owner, QString typed)
{
    const RealmPointer realm = owner.issuer.realm;
    const auto number = CO_TRY(co_await services->factors->waitingPhone(realm->id, owner.user.id, request.deadline));
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    const auto verdict = CO_TRY(co_await services->factors->confirmPhone(
        &transaction, realm, owner.user.id, owner.session->id, std::move(typed)));
    if (verdict != FactorVerdict::Accepted) {
        // The attempt counts.
        CO_TRY(co_await transaction.commit());
        const pages::PageError wrong { QT_TRANSLATE_NOOP("pages", "error_code_wrong"), "code", {} };
        const pages::PageError blocked { QT_TRANSLATE_NOOP("pages", "error_code_blocked"), {}, {} };
        co_return co_await show(
            services, std::move(request), std::move(owner), { verdict == FactorVerdict::Blocked ? blocked : wrong });
    }
    AuditEvent event = eventOf(owner, request, "phone.verified");
    event.after
        = QJsonObject { { u"phone_number"_s, number.value_or(QString()) }, { u"phone_number_verified"_s, true } };
    services->audit->record(&transaction, std::move(event));
    tellOwner(
        services->mailer, &transaction, *realm, owner.factors.contact, FactorNews::PhoneAdded, services->clock->now());
    const auto raised = CO_TRY(co_await raiseBy(services, &transaction, owner, u"sms"_s, request));
    CO_TRY(co_await transaction.commit());
    services->sessions->publish(raised.replaced);
    http::Response response = http::Response::seeOther(owner.issuer.url(kSecurityPath) + "?phone-added=1");
    pages::setSessionCookie(&response, request, realm->id, raised.cookieValue);
    co_return response;
}

Task<Result<http::Response>> remove(Services *services, http::Request request, Owner owner)
{
    const RealmPointer realm = owner.issuer.realm;
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    const bool removed = CO_TRY(co_await services->factors->removePhone(&transaction, realm->id, owner.user.id));
    const auto account = CO_TRY(co_await services->flows->lockActiveUser(&transaction, realm->id, owner.user.id));
    // F15: where a factor is required, the last one stays until there is another.
    if (!account || (realm->settings.mfa == MfaPolicy::Required && offeredFactors(*realm, account->factors).empty())) {
        co_await transaction.rollback();
        co_return co_await show(services, std::move(request), std::move(owner),
            { { QT_TRANSLATE_NOOP("pages", "error_last_factor"), {}, {} } });
    }
    if (removed) {
        AuditEvent event = eventOf(owner, request, "phone.removed");
        event.after = QJsonObject { { u"phone_number_verified"_s, false } };
        services->audit->record(&transaction, std::move(event));
        tellOwner(services->mailer, &transaction, *realm, owner.factors.contact, FactorNews::PhoneRemoved,
            services->clock->now());
    }
    CO_TRY(co_await transaction.commit());
    co_return http::Response::seeOther(owner.issuer.url(kSecurityPath) + "?phone-removed=1");
}

}

Task<Result<http::Response>> showPhone(Services *services, http::Request request, Visit visit)
{
    auto owner = CO_TRY(co_await phoneOwner(services, request, std::move(visit)));
    if (owner.elsewhere)
        co_return *owner.elsewhere;
    co_return co_await show(services, std::move(request), std::move(owner), {});
}

Task<Result<http::Response>> submitPhone(Services *services, http::Request request, Visit visit)
{
    auto owner = CO_TRY(co_await phoneOwner(services, request, std::move(visit)));
    if (owner.elsewhere)
        co_return *owner.elsewhere;
    const Form form = CO_TRY(checkedForm(*services, request, owner.browser, purposeOf(owner)));
    if (form.contains("remove"_L1))
        co_return co_await remove(services, std::move(request), std::move(owner));
    if (form.contains("other"_L1))
        co_return http::Response::seeOther(owner.issuer.url(kPhonePath) + "?other=1");
    if (form.contains("send"_L1))
        co_return co_await sendCode(
            services, std::move(request), std::move(owner), form.valueOrEmpty("phone_number"_L1));
    if (form.contains("send-again"_L1)) {
        auto number
            = CO_TRY(co_await services->factors->waitingPhone(owner.issuer.realm->id, owner.user.id, request.deadline));
        if (!number)
            co_return http::Response::seeOther(owner.issuer.url(kPhonePath));
        co_return co_await sendCode(services, std::move(request), std::move(owner), *std::move(number));
    }
    co_return co_await confirm(services, std::move(request), std::move(owner), form.valueOrEmpty("code"_L1));
}

}
