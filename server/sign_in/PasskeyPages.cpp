// SPDX-License-Identifier: GPL-3.0-or-later
#include "sign_in/PasskeyPages.h"

#include "agents/UserAgent.h"
#include "audit/AuditLog.h"
#include "db/Database.h"
#include "pages/Pages.h"
#include "pages/PasskeyViews.h"
#include "sign_in/StepPage.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>

namespace auth::sign_in {

using namespace Qt::StringLiterals;
using protocol::Services;

http::Response optionsAnswer(const QJsonObject &options)
{
    auto response = http::Response::json(options);
    response.setHeader("Cache-Control", "no-store");
    return response;
}

QString suggestedPasskeyLabel(const http::Request &request)
{
    const QString agent = agents::describeUserAgent(QString::fromLatin1(request.header("user-agent").value_or(QByteArray())));
    return agent.isEmpty() ? u"Passkey"_s : agent;
}

namespace {

AuditEvent registrationBy(const http::Request &request, const User &user)
{
    AuditEvent event(user.realmId, "passkey.registered");
    event.from(request).actor("user", user.id.toString(), user.username).target("user", user.id.toString(), user.username);
    return event;
}

}

Task<Result<Passkey>> checkPasskey(Services *services, http::Request request, protocol::Issuer issuer, User user, PasskeyService::Place place, Form form)
{
    const QString label = form.value("label"_L1).value_or(suggestedPasskeyLabel(request));
    auto checked = co_await services->passkeys->checkRegistration(issuer.realm, user.id, place, form.valueOrEmpty("credential"_L1).toUtf8(), label, request.deadline);
    // An answer that is not what was asked for may be somebody's attempt.
    if (!checked && passkeyError(checked.error())) {
        AuditEvent event = registrationBy(request, user);
        event.failed("refused", checked.error().detail.isEmpty() ? checked.error().description : checked.error().detail);
        CO_TRY(co_await services->audit->record(services->database, std::move(event), request.deadline));
    }
    co_return checked;
}

Task<Result<void>> savePasskey(Services *services, http::Request request, db::Transaction *transaction, User user, Passkey passkey)
{
    CO_TRY(co_await services->passkeys->save(transaction, passkey));
    AuditEvent event = registrationBy(request, user);
    event.after = passkeyToJson(passkey);
    services->audit->record(transaction, std::move(event));
    co_return {};
}

std::optional<pages::PageError> passkeyError(const Error &error)
{
    switch (error.code) {
    case ErrorCode::ValidationFailed:
        if (!error.fields.isEmpty())
            return pages::PageError { QT_TRANSLATE_NOOP("pages", "passkey_error_label"), "label" };
        return pages::PageError { QT_TRANSLATE_NOOP("pages", "passkey_error_policy"), {} };
    case ErrorCode::Forbidden:
        return pages::PageError { QT_TRANSLATE_NOOP("pages", "passkey_error_policy"), {} };
    case ErrorCode::Conflict:
        return pages::PageError { QT_TRANSLATE_NOOP("pages", "passkey_error_exists"), {} };
    case ErrorCode::NotFound:
        return pages::PageError { QT_TRANSLATE_NOOP("pages", "passkey_error_too_late"), {} };
    case ErrorCode::Malformed:
    case ErrorCode::InvalidRequest:
        return pages::PageError { QT_TRANSLATE_NOOP("pages", "passkey_error_wrong"), {} };
    default:
        return std::nullopt;
    }
}

std::optional<pages::PageError> passkeyStepError(const QByteArray &error)
{
    if (error == "passkey")
        return pages::PageError { QT_TRANSLATE_NOOP("pages", "passkey_error_sign_in"), {} };
    if (error == "passkey_late")
        return pages::PageError { QT_TRANSLATE_NOOP("pages", "passkey_error_too_late"), {} };
    if (error == "passkey_suspended")
        return pages::PageError { QT_TRANSLATE_NOOP("pages", "passkey_error_suspended"), {} };
    return std::nullopt;
}

void addPasskeys(Services *services, const FlowContext &context, pages::PageModel *page, Named named)
{
    if (!services->passkeys->isOffered(*context.issuer.realm))
        return;
    const QString path = formAction(context, kSignInPasskeyPath);
    const QString options = formAction(context, kSignInPasskeyOptionsPath);
    pages::addPasskeyForm(page, { .action = path, .options = options, .autofill = named == Named::No, .named = named == Named::Yes });
    page->data.show("passkey_offer", context.issuer.realm->settings.passkeys.offer);
}

namespace {

Task<Result<http::Response>> relatedOrigins(Services *services, http::Request)
{
    const auto &party = services->passkeys->relyingParty();
    if (!party.isUsable())
        co_return failure(ErrorCode::NotFound, u"There are no passkeys here."_s);
    QJsonArray origins;
    for (const QByteArray &origin : party.origins)
        origins.append(QString::fromLatin1(origin));
    auto response = http::Response::json(QJsonObject { { u"origins"_s, origins } });
    response.setHeader("Cache-Control", "public, max-age=300");
    co_return response;
}

}

void addRelatedOriginsRoute(http::Router *router, Services *services)
{
    http::Route route;
    route.pattern = "/.well-known/webauthn";
    route.style = http::RouteStyle::Public;
    route.name = "/.well-known/webauthn";
    route.handler = [services](http::Request request) { return relatedOrigins(services, std::move(request)); };
    router->add(std::move(route));
}

}
