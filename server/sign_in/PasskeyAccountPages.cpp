// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/AuditLog.h"
#include "db/Database.h"
#include "factors/FactorMail.h"
#include "pages/Cookies.h"
#include "pages/Csrf.h"
#include "pages/PageRenderer.h"
#include "pages/Pages.h"
#include "pages/PasskeyViews.h"
#include "passkeys/PasskeyService.h"
#include "protocol/PageRealmOf.h"
#include "sessions/SessionService.h"
#include "sign_in/FlowContext.h"
#include "sign_in/OwnerPages.h"
#include "sign_in/PasskeyPages.h"

#include <QtCore/QCoreApplication>

namespace auth::sign_in {

using namespace Qt::StringLiterals;
using protocol::Services;
namespace paths = protocol::paths;

namespace {

constexpr auto kPath = "/account/passkeys";
constexpr auto kOptionsPath = "/account/passkeys/options";
constexpr auto kRenamePath = "/account/passkeys/rename";
constexpr auto kRevokePath = "/account/passkeys/revoke";

QByteArray purposeOf(const Owner &owner)
{
    return "passkeys:" + owner.session->id.toBytes();
}

PasskeyService::Place placeOf(const Owner &owner)
{
    return { owner.session->id.value, owner.browser.hash() };
}

QString pathOf(const Owner &owner, const char *path)
{
    return QString::fromLatin1(owner.issuer.path(path));
}

bool isServed(const Services *services, const Realm &realm)
{
    return services->passkeys->isOffered(realm);
}

Task<Result<http::Response>> show(Services *services, http::Request request, Owner owner, QList<pages::PageError> errors, pages::MessageId notice)
{
    const auto passkeys = CO_TRY(co_await services->passkeys->listOfUser(owner.issuer.realm->id, owner.session->userId, request.deadline));
    pages::PasskeysView view;
    view.csrf = services->csrf->token(owner.browser, purposeOf(owner));
    view.action = pathOf(owner, kPath);
    view.options = pathOf(owner, kOptionsPath);
    view.renameAction = pathOf(owner, kRenamePath);
    view.revokeAction = pathOf(owner, kRevokePath);
    view.accountUrl = pathOf(owner, paths::kAccount);
    view.suggestedLabel = suggestedPasskeyLabel(request);
    for (const Passkey &passkey : passkeys)
        view.passkeys.append({ passkey.id.toString(), passkey.label, passkey.createdAt, passkey.lastUsedAt, passkey.backupEligible, passkey.isSuspended() });
    const int status = errors.isEmpty() ? 200 : 422;
    view.notice = notice;
    view.errors = std::move(errors);
    const auto realm = protocol::pageRealmOf(*owner.issuer.realm);
    const auto language = services->pages->language(request, &realm).tag;
    http::Response response = services->pages->render(request, &realm, pages::passkeysPage(view, language), status);
    owner.browser.applyTo(&response, request);
    co_return response;
}

Task<Result<http::Response>> showPasskeys(Services *services, http::Request request, Visit visit)
{
    auto visitor = CO_TRY(co_await ownerOf(services, request, std::move(visit), kPath));
    if (visitor.elsewhere)
        co_return *visitor.elsewhere;
    const auto query = request.queryForm();
    const auto done = query ? query->valueOrEmpty("done"_L1) : QString();
    const pages::MessageId notice = done == u"added" ? QT_TRANSLATE_NOOP("pages", "passkey_notice_added")
        : done == u"renamed"                         ? QT_TRANSLATE_NOOP("pages", "passkey_notice_renamed")
        : done == u"removed"                         ? QT_TRANSLATE_NOOP("pages", "passkey_notice_removed")
                                                     : nullptr;
    co_return co_await show(services, std::move(request), std::move(visitor), {}, notice);
}

http::Response done(const Owner &owner, const char *what)
{
    return http::Response::seeOther(owner.issuer.url(kPath) + "?done=" + what);
}

Task<Result<http::Response>> registrationOptions(Services *services, http::Request request, Visit visit)
{
    auto visitor = CO_TRY(co_await ownerOf(services, request, std::move(visit), kPath));
    if (visitor.elsewhere)
        co_return failure(ErrorCode::Forbidden, u"Nobody is signed in any more."_s);
    CO_TRY(checkedForm(*services, request, visitor.browser, purposeOf(visitor)));
    co_return optionsAnswer(CO_TRY(co_await services->passkeys->registrationOptions(visitor.issuer.realm, visitor.user, placeOf(visitor), request.deadline)));
}

Task<Result<http::Response>> submitPasskey(Services *services, http::Request request, Visit visit)
{
    auto visitor = CO_TRY(co_await ownerOf(services, request, std::move(visit), kPath));
    if (visitor.elsewhere)
        co_return *visitor.elsewhere;
    const Form form = CO_TRY(checkedForm(*services, request, visitor.browser, purposeOf(visitor)));
    const auto checked = co_await checkPasskey(services, request, visitor.issuer, visitor.user, placeOf(visitor), form);
    if (!checked) {
        const auto error = passkeyError(checked.error());
        if (!error)
            co_return std::unexpected(checked.error());
        co_return co_await show(services, std::move(request), std::move(visitor), { *error }, nullptr);
    }
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    CO_TRY(co_await savePasskey(services, request, &transaction, visitor.user, *checked));
    tellOwner(services->mailer, &transaction, *visitor.issuer.realm, visitor.factors.contact, FactorNews::PasskeyAdded, services->clock->now());
    const auto raised = CO_TRY(co_await raiseBy(services, &transaction, visitor, u"pop"_s, request));
    CO_TRY(co_await transaction.commit());
    services->sessions->publish(raised.replaced);
    http::Response response = done(visitor, "added");
    pages::setSessionCookie(&response, request, visitor.issuer.realm->id, raised.cookieValue);
    co_return response;
}

/// The person's own passkey that the form names.
Task<Result<Passkey>> ownPasskey(Services *services, Owner owner, Form form, Deadline deadline)
{
    const auto id = PasskeyId::parse(form.valueOrEmpty("passkey"_L1).toLatin1());
    const auto passkeys = CO_TRY(co_await services->passkeys->listOfUser(owner.issuer.realm->id, owner.session->userId, deadline));
    for (const Passkey &passkey : passkeys) {
        if (id && passkey.id == *id)
            co_return passkey;
    }
    co_return failure(ErrorCode::NotFound, u"There is no such passkey."_s);
}

AuditEvent eventOf(const http::Request &request, const User &user, QByteArray action)
{
    AuditEvent event(user.realmId, std::move(action));
    event.from(request).actor("user", user.id.toString(), user.username).target("user", user.id.toString(), user.username);
    return event;
}

Task<Result<http::Response>> submitRename(Services *services, http::Request request, Visit visit)
{
    auto visitor = CO_TRY(co_await ownerOf(services, request, std::move(visit), kPath));
    if (visitor.elsewhere)
        co_return *visitor.elsewhere;
    const Form form = CO_TRY(checkedForm(*services, request, visitor.browser, purposeOf(visitor)));
    const auto passkey = CO_TRY(co_await ownPasskey(services, visitor, form, request.deadline));
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    const auto renamed = co_await services->passkeys->rename(&transaction, passkey, form.valueOrEmpty("label"_L1), std::nullopt);
    if (!renamed) {
        const auto error = passkeyError(renamed.error());
        if (!error)
            co_return std::unexpected(renamed.error());
        co_await transaction.rollback();
        co_return co_await show(services, std::move(request), std::move(visitor), { *error }, nullptr);
    }
    AuditEvent event = eventOf(request, visitor.user, "passkey.renamed");
    event.before = passkeyToJson(passkey);
    event.after = passkeyToJson(*renamed);
    services->audit->record(&transaction, std::move(event));
    CO_TRY(co_await transaction.commit());
    co_return done(visitor, "renamed");
}

Task<Result<http::Response>> submitRevoke(Services *services, http::Request request, Visit visit)
{
    auto visitor = CO_TRY(co_await ownerOf(services, request, std::move(visit), kPath));
    if (visitor.elsewhere)
        co_return *visitor.elsewhere;
    const Form form = CO_TRY(checkedForm(*services, request, visitor.browser, purposeOf(visitor)));
    const auto passkey = CO_TRY(co_await ownPasskey(services, visitor, form, request.deadline));
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    const auto removed = co_await services->passkeys->remove(&transaction, passkey);
    if (!removed) {
        if (removed.error().code != ErrorCode::Conflict)
            co_return std::unexpected(removed.error());
        co_await transaction.rollback();
        const pages::PageError last { QT_TRANSLATE_NOOP("pages", "passkey_error_last"), {} };
        co_return co_await show(services, std::move(request), std::move(visitor), { last }, nullptr);
    }
    AuditEvent event = eventOf(request, visitor.user, "passkey.revoked");
    event.before = passkeyToJson(passkey);
    services->audit->record(&transaction, std::move(event));
    tellOwner(services->mailer, &transaction, *visitor.issuer.realm, visitor.factors.contact, FactorNews::PasskeyRemoved, services->clock->now());
    CO_TRY(co_await transaction.commit());
    co_return done(visitor, "removed");
}

}

QString passkeysUrl(Services *services, const protocol::Issuer &issuer)
{
    return services->passkeys->isOffered(*issuer.realm) ? QString::fromLatin1(issuer.path(kPath)) : QString();
}

void addPasskeyAccountRoutes(http::Router *router, Services *services)
{
    using http::Method;
    const AccountEndpoint endpoints[] = {
        { Method::Get, kPath, showPasskeys, AskedBy::Person, isServed },
        { Method::Post, kPath, submitPasskey, AskedBy::Person, isServed },
        { Method::Post, kOptionsPath, registrationOptions, AskedBy::Script, isServed },
        { Method::Post, kRenamePath, submitRename, AskedBy::Person, isServed },
        { Method::Post, kRevokePath, submitRevoke, AskedBy::Person, isServed },
    };
    for (const auto &endpoint : endpoints)
        addAccountEndpoint(router, services, endpoint);
}

}
