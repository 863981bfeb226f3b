// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Refusals.h"

#include "audit/RefusalLog.h"
#include "protocol/ClientAuthentication.h"
#include "protocol/Issuer.h"

namespace auth::protocol {

namespace {

bool isRefusal(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidRequest:
    case ErrorCode::InvalidClient:
    case ErrorCode::InvalidGrant:
    case ErrorCode::UnauthorizedClient:
    case ErrorCode::UnsupportedGrantType:
    case ErrorCode::UnsupportedResponseType:
    case ErrorCode::InvalidScope:
    case ErrorCode::InvalidTarget:
    case ErrorCode::InvalidRequestUri:
    case ErrorCode::InvalidRequestObject:
    case ErrorCode::RequestNotSupported:
    case ErrorCode::RequestUriNotSupported:
    case ErrorCode::RegistrationNotSupported:
    case ErrorCode::DeviceDenied:
    case ErrorCode::TooManyRequests:
        return true;
    default:
        return false;
    }
}

QString claimedClient(const http::Request &request)
{
    const auto form = request.method == http::Method::Post ? request.bodyForm() : request.queryForm();
    if (!form)
        return {};
    for (const auto *method : clientAuthMethods()) {
        if (!method->isPresented(request, *form))
            continue;
        if (const auto clientId = method->clientId(request, *form))
            return QString::fromUtf8(*clientId);
    }
    return form->valueOrEmpty(QLatin1StringView("client_id"));
}

}

Task<> noteRefusal(Services *services, QByteArray action, http::Request request, Error error)
{
    if (!isRefusal(error.code))
        co_return;
    const auto issuer = co_await services->issuers->resolve(request);
    if (!issuer)
        co_return;
    AuditEvent event(issuer->realm->id, std::move(action));
    const QString client = claimedClient(request);
    event.from(request).actor("application", client, client);
    event.failed("refused", error.detail.isEmpty() ? error.description : error.description + u' ' + error.detail);
    event.data = { { u"error"_qs, QLatin1StringView(error.traits().wireName) }, { u"path"_qs, QString::fromLatin1(request.path) } };
    services->refusals->add(std::move(event));
}

}
