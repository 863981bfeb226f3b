// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/AuthorizationRequest.h"
#include "protocol/ClientAuthentication.h"
#include "protocol/Endpoints.h"
#include "protocol/oauth/DeviceAuthorizations.h"
#include "protocol/oauth/UserCode.h"

namespace auth::oauth {

/// RFC 8628 §3.1 and §3.2.
Task<Result<http::Response>> deviceAuthorizationEndpoint(protocol::Services *services, http::Request request)
{
    if (!request.query.isEmpty())
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("The device authorization endpoint takes parameters in the body only."));
    auto form = request.bodyForm();
    if (!form)
        co_return failure(ErrorCode::InvalidRequest, form.error().description);
    // §3.1: parameters MUST NOT be included more than once.
    if (const auto repeated = form->repeatedName({ QLatin1StringView("resource"), QLatin1StringView("audience") }))
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("The parameter %1 is repeated.").arg(repeated->left(64)));
    const auto issuer = CO_TRY(co_await services->issuers->resolve(request));
    const auto application = CO_TRY(co_await protocol::authenticateClient(services, issuer, request, *form));
    if (!application->allowsGrant(QLatin1StringView(kDeviceCodeGrant)))
        co_return failure(ErrorCode::UnauthorizedClient, QStringLiteral("The client may not use this grant type."));

    // What may be asked for is what may be asked for in a browser.
    protocol::AuthorizationRequest asked;
    asked.issuer = issuer;
    asked.parameters = *std::move(form);
    asked.deadline = request.deadline;
    asked.application = application;
    CO_TRY(co_await protocol::checks::scope(services, &asked));
    CO_TRY(co_await protocol::checks::resource(services, &asked));

    const auto begun = CO_TRY(co_await services->deviceAuthorizations->begin(issuer.realm, application, asked.scope, asked.resource, std::move(request)));
    const QString userCode = shownUserCode(begun.userCode);
    const QString page = QString::fromLatin1(issuer.url(protocol::paths::kDevice));
    co_return http::Response::json(QJsonObject {
        { u"device_code"_qs, QString::fromLatin1(begun.deviceCode) },
        { u"user_code"_qs, userCode },
        { u"verification_uri"_qs, page },
        { u"verification_uri_complete"_qs, page + QStringLiteral("?user_code=") + userCode },
        { u"expires_in"_qs, static_cast<qint64>(begun.lifetime.count()) },
        { u"interval"_qs, static_cast<qint64>(begun.interval.count()) },
    });
}

}
