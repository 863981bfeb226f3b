// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/ApplicationDirectory.h"
#include "audit/AuditLog.h"
#include "pages/Csrf.h"
#include "pages/PageRenderer.h"
#include "pages/Pages.h"
#include "pages/Texts.h"
#include "protocol/PageRealmOf.h"
#include "protocol/Refusals.h"
#include "protocol/oauth/Consents.h"
#include "protocol/oauth/DeviceAuthorizations.h"
#include "protocol/oauth/UserCode.h"
#include "protocol/oidc/SecondFactor.h"
#include "sessions/Assurance.h"
#include "sign_in/FlowContext.h"
#include "sign_in/FlowPages.h"
#include "sign_in/SignInPages.h"
#include "users/UserDirectory.h"

#include <QtCore/QJsonArray>

namespace auth::sign_in {

using protocol::Services;
namespace paths = protocol::paths;

namespace {

constexpr auto kCodePurpose = "device";

QByteArray confirmPurpose(const FlowContext &context)
{
    return "device:" + context.flow.id.toBytes() + context.session->id.toBytes();
}

http::Response codePage(Services *services, const http::Request &request, const protocol::Issuer &issuer, pages::DeviceCodeView view, int status = 200)
{
    const auto browser = pages::BrowserCookie::of(request);
    view.action = QString::fromLatin1(issuer.path(paths::kDevice));
    view.csrf = services->csrf->token(browser, kCodePurpose);
    const auto realm = protocol::pageRealmOf(*issuer.realm);
    http::Response response = services->pages->render(request, &realm, pages::deviceCodePage(view), status);
    browser.applyTo(&response, request);
    return response;
}

http::Response messagePage(Services *services, const http::Request &request, const protocol::Issuer &issuer, pages::MessageView view, int status = 200)
{
    const auto realm = protocol::pageRealmOf(*issuer.realm);
    return services->pages->render(request, &realm, pages::messagePage(view), status);
}

http::Response gonePage(Services *services, const http::Request &request, const protocol::Issuer &issuer)
{
    pages::MessageView view;
    view.heading = pages::texts::deviceGoneHeading;
    view.text = pages::texts::deviceGoneText;
    view.linkUrl = QString::fromLatin1(issuer.path(paths::kDevice));
    view.linkLabel = pages::texts::startAgain;
    return messagePage(services, request, issuer, view, 400);
}

/// What the page asks about.
struct Asking {
    oauth::DeviceAuthorization device;
    ApplicationPointer application;
};

/// What the device gets is as good as the session that lets it in.
bool lacksFactor(const FlowContext &context)
{
    return context.session->acr != kTwoFactors && context.secondFactor == oidc::SecondFactor::Required;
}

/// A device that wants the admin API gets it of who signed in lately: it could not ask for that itself (RFC 8628 has no
/// `max_age`), and an old session is what somebody else's device would be let in with by mistake (§5.4).
bool isStale(const Services *services, const FlowContext &context, const Asking &asking)
{
    const RealmSettings &settings = context.issuer.realm->settings;
    return settings.stepUp != StepUpPolicy::Off && asking.device.resource.contains(services->adminResource)
        && context.session->authTime + settings.stepUpMaxAge <= services->clock->now();
}

/// Nothing when it was decided or expired, or the application may not ask any more.
Task<Result<std::optional<Asking>>> askingOf(Services *services, protocol::Issuer issuer, QByteArray deviceCodeHash, Deadline deadline)
{
    auto waiting = CO_TRY(co_await services->deviceAuthorizations->find(issuer.realm->id, std::move(deviceCodeHash), deadline));
    if (!waiting)
        co_return std::nullopt;
    auto application = co_await services->applications->find(issuer.realm->id, waiting->authorization.applicationId, deadline);
    if (!application && application.error().code != ErrorCode::NotFound)
        co_return std::unexpected(application.error());
    if (!application || !(*application)->enabled || !(*application)->allowsGrant(QLatin1StringView(kDeviceCodeGrant)))
        co_return std::nullopt;
    co_return Asking { std::move(waiting->authorization), *std::move(application) };
}

/// The session at hand will not do: the same person again, or another one.
Task<Result<http::Response>> signInAnew(Services *services, FlowContext context, Deadline deadline)
{
    context.flow.otherAccount = true;
    CO_TRY(co_await services->flows->update(context.flow, deadline));
    co_return http::Response::seeOther(flowUrl(context.issuer, paths::kSignIn, context.flow.id));
}

}

/// §3.3 and §3.3.1: a link with the code only fills it in. Nothing happens before the person compares and says so.
Task<Result<http::Response>> showDevice(Services *services, http::Request request)
{
    const auto issuer = CO_TRY(co_await services->issuers->resolve(request));
    const Form query = CO_TRY(request.queryForm());
    pages::DeviceCodeView view;
    if (const auto code = oauth::normalizedUserCode(query.valueOrEmpty(QLatin1StringView("user_code")))) {
        view.userCode = oauth::shownUserCode(*code);
        view.followed = true;
        view.completeUrl = QString::fromLatin1(issuer.url(paths::kDevice)) + QStringLiteral("?user_code=") + view.userCode;
    }
    co_return codePage(services, request, issuer, std::move(view));
}

Task<Result<http::Response>> submitDevice(Services *services, http::Request request)
{
    const auto issuer = CO_TRY(co_await services->issuers->resolve(request));
    const Form form = CO_TRY(checkedForm(*services, request, pages::BrowserCookie::of(request), kCodePurpose));
    const QString typed = form.valueOrEmpty(QLatin1StringView("user_code"));
    auto found = co_await services->deviceAuthorizations->findByUserCode(issuer.realm, typed, request);
    pages::DeviceCodeView view;
    view.userCode = typed.left(32);
    if (!found) {
        if (found.error().code != ErrorCode::TooManyRequests)
            co_return std::unexpected(found.error());
        co_await protocol::noteRefusal(services, "device.refused", request, found.error());
        view.errors = { { pages::texts::tryAgainLater, "user_code", {} } };
        http::Response response = codePage(services, request, issuer, std::move(view), 429);
        response.setHeader("Retry-After", QByteArray::number(found.error().retryAfterSeconds));
        co_return response;
    }
    std::optional<Asking> asking;
    if (*found)
        asking = CO_TRY(co_await askingOf(services, issuer, (*found)->deviceCodeHash, request.deadline));
    if (!asking) {
        // Somebody may be guessing.
        const Error guessed(ErrorCode::InvalidGrant, QStringLiteral("no such user code"));
        co_await protocol::noteRefusal(services, "device.refused", request, guessed);
        view.errors = { { pages::texts::deviceCodeWrong, "user_code", {} } };
        co_return codePage(services, request, issuer, std::move(view), 422);
    }
    const auto session = CO_TRY(co_await sessionOf(services, issuer, request));
    co_return co_await services->flowPages->beginDevice(std::move(request), issuer, asking->application->id, { (*found)->deviceCodeHash, asking->device.scope }, session);
}

/// §5.4: who asks, whence, for what, and whether the person began it.
Task<Result<http::Response>> showDeviceConfirm(Services *services, http::Request request)
{
    auto context = CO_TRY(co_await loadFlow(services, request));
    if (context.unusable)
        co_return *context.unusable;
    if (context.flow.kind != FlowKind::Device)
        co_return failure(ErrorCode::NotFound, QStringLiteral("There is no such page."));
    if (!context.session)
        co_return http::Response::seeOther(flowUrl(context.issuer, paths::kSignIn, context.flow.id));
    const auto asking = CO_TRY(co_await askingOf(services, context.issuer, context.flow.deviceCodeHash, request.deadline));
    if (!asking)
        co_return gonePage(services, request, context.issuer);
    if (isStale(services, context, *asking))
        co_return co_await signInAnew(services, std::move(context), request.deadline);
    if (lacksFactor(context))
        co_return co_await services->flowPages->stepUp(std::move(request), std::move(context));
    const auto user = CO_TRY(co_await services->users->find(context.issuer.realm->id, context.session->userId, request.deadline));
    pages::DeviceConfirmView view;
    view.action = QString::fromLatin1(context.issuer.path(paths::kDeviceConfirm) + "?tx=" + context.flow.id.toBytes());
    view.csrf = services->csrf->token(context.browser, confirmPurpose(context));
    view.clientName = asking->application->title();
    view.username = user.username;
    view.userAgent = asking->device.userAgent;
    view.address = QString::fromLatin1(asking->device.address);
    view.startedAt = asking->device.createdAt;
    view.scopes = asking->device.scope;
    const auto realm = protocol::pageRealmOf(*context.issuer.realm);
    const auto language = services->pages->language(request, &realm).tag;
    co_return services->pages->render(request, &realm, pages::deviceConfirmPage(view, language));
}

Task<Result<http::Response>> submitDeviceConfirm(Services *services, http::Request request)
{
    auto context = CO_TRY(co_await loadFlow(services, request));
    if (context.unusable)
        co_return *context.unusable;
    if (context.flow.kind != FlowKind::Device)
        co_return failure(ErrorCode::NotFound, QStringLiteral("There is no such page."));
    if (!context.session)
        co_return http::Response::seeOther(flowUrl(context.issuer, paths::kSignIn, context.flow.id));
    const Form form = CO_TRY(checkedForm(*services, request, context.browser, confirmPurpose(context)));
    if (form.contains(QLatin1StringView("other")))
        co_return co_await signInAnew(services, std::move(context), request.deadline);
    const bool allowed = form.contains(QLatin1StringView("allow"));
    if (!allowed && !form.contains(QLatin1StringView("deny")))
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("Choose to allow or to deny."));
    const auto asking = CO_TRY(co_await askingOf(services, context.issuer, context.flow.deviceCodeHash, request.deadline));
    if (!asking)
        co_return gonePage(services, request, context.issuer);

    if (allowed && (isStale(services, context, *asking) || lacksFactor(context)))
        co_return http::Response::seeOther(flowUrl(context.issuer, paths::kDeviceConfirm, context.flow.id));

    const RealmId realmId = context.issuer.realm->id;
    const UserId userId = context.session->userId;
    auto transaction = CO_TRY(co_await services->database->begin(request.deadline));
    if (!CO_TRY(co_await services->flows->consume(&transaction, context.flow))
        || !CO_TRY(co_await services->flows->lockActiveUser(&transaction, realmId, userId))
        || !CO_TRY(co_await services->deviceAuthorizations->decide(&transaction, realmId, context.flow.deviceCodeHash, allowed ? context.session : std::nullopt))) {
        co_await transaction.rollback();
        co_return gonePage(services, request, context.issuer);
    }
    AuditEvent event(realmId, allowed ? "device.allowed" : "device.denied");
    event.from(request).actor("user", userId.toString());
    event.target("application", asking->application->id.toString(), asking->application->title());
    event.applicationId = asking->application->id;
    event.sessionId = context.session->id;
    event.data = QJsonObject { { u"scope"_qs, QJsonArray::fromStringList(asking->device.scope) },
        { u"device_address"_qs, QString::fromLatin1(asking->device.address) }, { u"device_agent"_qs, asking->device.userAgent } };
    services->audit->record(&transaction, std::move(event));
    if (allowed)
        services->consents->grant(&transaction, realmId, userId, asking->application->id, asking->device.scope);
    CO_TRY(co_await transaction.commit());
    co_return http::Response::seeOther(context.issuer.url(allowed ? paths::kDeviceAllowed : paths::kDeviceDenied));
}

Task<Result<http::Response>> showDeviceAllowed(Services *services, http::Request request)
{
    const auto issuer = CO_TRY(co_await services->issuers->resolve(request));
    co_return messagePage(services, request, issuer, { .heading = pages::texts::deviceAllowedHeading, .text = pages::texts::deviceAllowedText });
}

Task<Result<http::Response>> showDeviceDenied(Services *services, http::Request request)
{
    const auto issuer = CO_TRY(co_await services->issuers->resolve(request));
    co_return messagePage(services, request, issuer, { .heading = pages::texts::deviceDeniedHeading, .text = pages::texts::deviceDeniedText });
}

}
