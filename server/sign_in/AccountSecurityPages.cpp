// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/AuditLog.h"
#include "factors/BackupCodes.h"
#include "factors/FactorMail.h"
#include "factors/ShortCode.h"
#include "pages/Cookies.h"
#include "pages/Csrf.h"
#include "pages/PageRenderer.h"
#include "protocol/PageRealmOf.h"
#include "sessions/SessionService.h"
#include "sign_in/EnrolmentView.h"
#include "sign_in/FlowContext.h"
#include "sign_in/FlowPages.h"
#include "sign_in/FlowService.h"
#include "sign_in/OwnerPages.h"
#include "sign_in/SignInPages.h"
#include "sign_in/StepPage.h"
#include "users/AccountLetters.h"
#include "users/Notices.h"
#include "users/UserDirectory.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace auth::sign_in {

using protocol::Services;
namespace paths = protocol::paths;

namespace {

constexpr int kNoticesShown = 20;

QByteArray purposeOf(const Owner &owner)
{
    return "security:" + owner.session->id.toBytes();
}

AuditEvent eventOf(const Owner &owner, const http::Request &request, const char *action)
{
    AuditEvent event(owner.issuer.realm->id, action);
    event.from(request).actor("user", owner.user.id.toString(), owner.user.username);
    event.sessionId = owner.session->id;
    return event;
}

http::Response render(Services *services, const http::Request &request, const Owner &owner, pages::PageModel page)
{
    const auto realm = protocol::pageRealmOf(*owner.issuer.realm);
    http::Response response = services->pages->render(request, &realm, std::move(page));
    owner.browser.applyTo(&response, request);
    return response;
}

Task<Result<http::Response>> securityPageOf(Services *services, http::Request request, Owner owner, QList<pages::PageError> errors)
{
    pages::SecurityView view;
    view.action = QString::fromLatin1(owner.issuer.path(kSecurityPath));
    view.csrf = services->csrf->token(owner.browser, purposeOf(owner));
    view.accountUrl = QString::fromLatin1(owner.issuer.path(paths::kAccount));
    view.errors = std::move(errors);
    for (const auto &entry : CO_TRY(co_await services->factors->list(owner.issuer.realm->id, owner.user.id, request.deadline))) {
        if (entry.confirmedAt)
            view.authenticators.append({ entry.id.toString(), entry.name, *entry.confirmedAt, entry.lastUsedAt });
    }
    view.withFactor = !offeredFactors(*owner.issuer.realm, owner.factors).empty();
    view.backupCodes = owner.factors.backupCodes;
    view.fewBackupCodes = owner.factors.backupCodes <= kFewBackupCodes;
    // Offered in the order in which they are asked for.
    for (const FactorKind *kind : offeredFactors(*owner.issuer.realm, owner.factors)) {
        if (kind->standsAlone)
            view.choices.append({ QString::fromLatin1(kind->name), kind->choose, view.choices.isEmpty() });
    }
    if (services->factors->channels().sms && owner.issuer.realm->settings.mfaSmsCodes) {
        view.phoneUrl = QString::fromLatin1(owner.issuer.path(kPhonePath));
        view.phone = owner.factors.contact.verifiedPhone.isEmpty() ? QString() : maskedPhone(owner.factors.contact.verifiedPhone);
    }
    for (const auto &notice : CO_TRY(co_await noticesOf(services->database, owner.issuer.realm->id, owner.user.id, kNoticesShown, request.deadline))) {
        const auto text = factorNewsText(notice.kind);
        if (const auto said = text ? text : accountNewsText(notice.kind))
            view.notices.append({ said, notice.at, notice.seen });
    }
    const auto query = request.queryForm();
    if (query && query->contains(QLatin1StringView("preferred")))
        view.notice = QT_TRANSLATE_NOOP("pages", "notice_factor_preferred");
    else if (query && query->contains(QLatin1StringView("phone-added")))
        view.notice = QT_TRANSLATE_NOOP("pages", "notice_phone_added");
    else if (query && query->contains(QLatin1StringView("phone-removed")))
        view.notice = QT_TRANSLATE_NOOP("pages", "notice_phone_removed");
    else if (query && query->contains(QLatin1StringView("added")))
        view.notice = QT_TRANSLATE_NOOP("pages", "notice_authenticator_added");
    else if (query && query->contains(QLatin1StringView("removed")))
        view.notice = QT_TRANSLATE_NOOP("pages", "notice_authenticator_removed");
    const auto realm = protocol::pageRealmOf(*owner.issuer.realm);
    const auto language = services->pages->language(request, &realm).tag;
    co_return render(services, request, owner, pages::securityPage(view, language));
}

Task<Result<http::Response>> add(Services *services, http::Request request, Owner owner, QString name)
{
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    const auto begun = services->factors->begin(&transaction, *owner.issuer.realm, owner.user.id, owner.user.username, std::move(name), {});
    if (!begun) {
        if (begun.error().code != ErrorCode::ValidationFailed)
            co_return std::unexpected(begun.error());
        co_await transaction.rollback();
        QList<pages::PageError> errors { { QT_TRANSLATE_NOOP("pages", "error_authenticator_name"), "name", {} } };
        co_return co_await securityPageOf(services, std::move(request), std::move(owner), std::move(errors));
    }
    CO_TRY(co_await transaction.commit());
    co_return http::Response::seeOther(owner.issuer.url(kAuthenticatorPath) + "?id=" + begun->id.toBytes());
}

Task<Result<http::Response>> remove(Services *services, http::Request request, Owner owner, AuthenticatorId id)
{
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    // Two requests that each take one of the last two away come one after the other.
    const QString name = CO_TRY(co_await services->factors->remove(&transaction, owner.issuer.realm->id, owner.user.id, id));
    const auto account = CO_TRY(co_await services->flows->lockActiveUser(&transaction, owner.issuer.realm->id, owner.user.id));
    // F15: where a factor is required, the last one stays until there is another.
    if (!account || (owner.issuer.realm->settings.mfa == MfaPolicy::Required && offeredFactors(*owner.issuer.realm, account->factors).empty())) {
        co_await transaction.rollback();
        QList<pages::PageError> errors { { QT_TRANSLATE_NOOP("pages", "error_last_factor"), {}, {} } };
        co_return co_await securityPageOf(services, std::move(request), std::move(owner), std::move(errors));
    }
    AuditEvent event = eventOf(owner, request, "mfa.removed");
    event.target("authenticator", id.toString(), name);
    services->audit->record(&transaction, std::move(event));
    tellOwner(services->mailer, &transaction, *owner.issuer.realm, owner.factors.contact, FactorNews::Removed, services->clock->now());
    CO_TRY(co_await transaction.commit());
    co_return http::Response::seeOther(owner.issuer.url(kSecurityPath) + "?removed=1");
}

/// Which one is asked for first. What they do not have is no choice.
Task<Result<http::Response>> prefer(Services *services, http::Request request, Owner owner, QString name)
{
    const auto offered = offeredFactors(*owner.issuer.realm, owner.factors);
    const auto kind = std::find_if(offered.begin(), offered.end(),
        [&name](const FactorKind *one) { return one->standsAlone && name == QLatin1StringView(one->name); });
    if (kind == offered.end())
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("Choose one of your second factors."));
    const FactorKind *chosen = *kind;
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    services->factors->prefer(&transaction, owner.issuer.realm->id, owner.user.id, chosen);
    AuditEvent event = eventOf(owner, request, "mfa.preferred");
    event.data = QJsonObject { { u"factor"_qs, name } };
    services->audit->record(&transaction, std::move(event));
    CO_TRY(co_await transaction.commit());
    co_return http::Response::seeOther(owner.issuer.url(kSecurityPath) + "?preferred=1");
}

/// The codes stand in the answer to the form itself: what is shown once has no address.
Task<Result<http::Response>> generate(Services *services, http::Request request, Owner owner)
{
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    const auto codes = CO_TRY(services->factors->generateBackupCodes(&transaction, *owner.issuer.realm, owner.user.id));
    services->audit->record(&transaction, eventOf(owner, request, "mfa.backup_codes_made"));
    tellOwner(services->mailer, &transaction, *owner.issuer.realm, owner.factors.contact, FactorNews::BackupCodesMade, services->clock->now());
    CO_TRY(co_await transaction.commit());
    pages::BackupCodesView view;
    for (const QByteArray &code : codes)
        view.codes.append(shownBackupCode(code));
    view.continueUrl = QString::fromLatin1(owner.issuer.path(kSecurityPath));
    co_return render(services, request, owner, pages::backupCodesPage(view));
}

/// What the page showed is not new any more; what came since is.
Task<Result<http::Response>> seeNotices(Services *services, http::Request request, Owner owner, QString until)
{
    const Timestamp newest { Timestamp::duration(until.toLongLong()) };
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    markNoticesSeen(&transaction, owner.issuer.realm->id, owner.user.id, std::min(newest, services->clock->now()), services->clock->now());
    CO_TRY(co_await transaction.commit());
    co_return http::Response::seeOther(owner.issuer.url(kSecurityPath));
}

/// The authenticator that \a request names and that waits for its first code.
Task<Result<std::optional<FactorService::Enrolment>>> waitingOf(Services *services, http::Request request, Owner owner)
{
    const Form query = CO_TRY(request.queryForm());
    const auto id = AuthenticatorId::parse(query.valueOrEmpty(QLatin1StringView("id")).toLatin1());
    if (!id)
        co_return std::nullopt;
    co_return co_await services->factors->waiting(owner.issuer.realm, owner.user.id, owner.user.username, *id, request.deadline);
}

Task<Result<http::Response>> authenticatorPage(Services *services, http::Request request, Owner owner, bool wrong)
{
    const auto waiting = CO_TRY(co_await waitingOf(services, request, owner));
    if (!waiting)
        co_return http::Response::seeOther(owner.issuer.url(kSecurityPath));
    auto view = enrolmentView(*waiting);
    view.action = QString::fromLatin1(owner.issuer.path(kAuthenticatorPath) + "?id=" + waiting->id.toBytes());
    view.csrf = services->csrf->token(owner.browser, purposeOf(owner));
    view.backUrl = QString::fromLatin1(owner.issuer.path(kSecurityPath));
    if (wrong)
        view.errors = { { QT_TRANSLATE_NOOP("pages", "error_code_wrong"), "code", {} } };
    co_return render(services, request, owner, pages::enrolmentPage(view));
}

}

Task<Result<http::Response>> showSecurity(Services *services, http::Request request, Visit visit)
{
    auto owner = CO_TRY(co_await ownerOf(services, request, std::move(visit), kSecurityPath));
    if (owner.elsewhere)
        co_return *owner.elsewhere;
    co_return co_await securityPageOf(services, std::move(request), std::move(owner), {});
}

Task<Result<http::Response>> submitSecurity(Services *services, http::Request request, Visit visit)
{
    auto owner = CO_TRY(co_await ownerOf(services, request, std::move(visit), kSecurityPath));
    if (owner.elsewhere)
        co_return *owner.elsewhere;
    const Form form = CO_TRY(checkedForm(*services, request, owner.browser, purposeOf(owner)));
    if (form.contains(QLatin1StringView("add-authenticator")))
        co_return co_await add(services, std::move(request), std::move(owner), form.valueOrEmpty(QLatin1StringView("name")));
    if (form.contains(QLatin1StringView("prefer-factor")))
        co_return co_await prefer(services, std::move(request), std::move(owner), form.valueOrEmpty(QLatin1StringView("preferred")));
    // Backup codes stand in for a factor: without one they would be none.
    if (form.contains(QLatin1StringView("generate-backup-codes")) && !offeredFactors(*owner.issuer.realm, owner.factors).empty())
        co_return co_await generate(services, std::move(request), std::move(owner));
    if (form.contains(QLatin1StringView("see-notices")))
        co_return co_await seeNotices(services, std::move(request), std::move(owner), form.valueOrEmpty(QLatin1StringView("until")));
    const auto id = AuthenticatorId::parse(form.valueOrEmpty(QLatin1StringView("authenticator")).toLatin1());
    if (id && form.contains(QLatin1StringView("remove-authenticator")))
        co_return co_await remove(services, std::move(request), std::move(owner), *id);
    co_return failure(ErrorCode::InvalidRequest, QStringLiteral("Choose what to change."));
}

Task<Result<http::Response>> showAuthenticator(Services *services, http::Request request, Visit visit)
{
    auto owner = CO_TRY(co_await ownerOf(services, request, std::move(visit), kSecurityPath));
    if (owner.elsewhere)
        co_return *owner.elsewhere;
    co_return co_await authenticatorPage(services, std::move(request), std::move(owner), false);
}

Task<Result<http::Response>> submitAuthenticator(Services *services, http::Request request, Visit visit)
{
    auto owner = CO_TRY(co_await ownerOf(services, request, std::move(visit), kSecurityPath));
    if (owner.elsewhere)
        co_return *owner.elsewhere;
    const Form form = CO_TRY(checkedForm(*services, request, owner.browser, purposeOf(owner)));
    if (!CO_TRY(co_await waitingOf(services, request, owner)))
        co_return http::Response::seeOther(owner.issuer.url(kSecurityPath));
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    const auto confirmed = CO_TRY(co_await services->factors->confirm(&transaction, owner.issuer.realm, owner.user.id, form.valueOrEmpty(QLatin1StringView("code"))));
    if (!confirmed) {
        co_await transaction.rollback();
        co_return co_await authenticatorPage(services, std::move(request), std::move(owner), true);
    }
    AuditEvent event = eventOf(owner, request, "mfa.enrolled");
    event.target("authenticator", confirmed->toString());
    event.data = QJsonObject { { u"factor"_qs, u"totp"_qs } };
    services->audit->record(&transaction, std::move(event));
    tellOwner(services->mailer, &transaction, *owner.issuer.realm, owner.factors.contact, FactorNews::Added, services->clock->now());
    const auto raised = CO_TRY(co_await raiseBy(services, &transaction, owner, u"otp"_qs, request));
    CO_TRY(co_await transaction.commit());
    services->sessions->publish(raised.replaced);
    http::Response response = http::Response::seeOther(owner.issuer.url(kSecurityPath) + "?added=1");
    pages::setSessionCookie(&response, request, owner.issuer.realm->id, raised.cookieValue);
    co_return response;
}

}
