// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Json.h"
#include "crypto/Algorithm.h"
#include "crypto/Hash.h"
#include "keys/SigningKeyService.h"
#include "protocol/ClientAuthentication.h"
#include "protocol/Endpoints.h"
#include "sessions/Assurance.h"
#include "protocol/Grant.h"
#include "protocol/Issuer.h"
#include "protocol/ResponseMode.h"
#include "protocol/oidc/Claims.h"

#include <QtCore/QCache>
#include <QtCore/QJsonArray>

namespace auth::oidc {

namespace {

QJsonArray array(const QStringList &list)
{
    return QJsonArray::fromStringList(list);
}

/// Everything advertised is taken from the lists that serve it.
QJsonObject document(const protocol::Issuer &issuer)
{
    const auto url = [&issuer](const char *path) { return QString::fromLatin1(issuer.url(path)); };
    QStringList grantTypes;
    for (const auto *grant : protocol::grants())
        grantTypes.append(QLatin1StringView(grant->grantType));
    QStringList authMethods;
    QStringList confidentialAuthMethods;
    for (const auto *method : protocol::clientAuthMethods()) {
        authMethods.append(QLatin1StringView(method->name));
        if (authMethods.last() != u"none")
            confidentialAuthMethods.append(authMethods.last());
    }
    QStringList responseModes;
    for (const auto *mode : protocol::responseModes())
        responseModes.append(QLatin1StringView(mode->name));
    QStringList algorithms;
    for (const auto algorithm : { crypto::SignatureAlgorithm::RS256, crypto::SignatureAlgorithm::ES256, crypto::SignatureAlgorithm::EdDSA })
        algorithms.append(QLatin1StringView(crypto::wireName(algorithm)));
    // Of assertions: what clients may sign with.
    QStringList assertionAlgorithms;
    for (const auto algorithm : crypto::kSignatureAlgorithms)
        assertionAlgorithms.append(QLatin1StringView(crypto::wireName(algorithm)));
    QStringList claims = supportedClaims();
    claims.prepend(u"acr"_qs);
    claims.prepend(u"auth_time"_qs);
    claims.prepend(u"sub"_qs);

    // OpenID Connect Discovery 1.0 §3, RFC 8414 §2, RFC 8628 §4, RFC 9207 §3, RP-Initiated Logout §2.1.
    return {
        { u"issuer"_qs, QString::fromLatin1(issuer.identifier) },
        { u"authorization_endpoint"_qs, url(protocol::paths::kAuthorize) },
        { u"token_endpoint"_qs, url(protocol::paths::kToken) },
        { u"userinfo_endpoint"_qs, url(protocol::paths::kUserinfo) },
        { u"introspection_endpoint"_qs, url(protocol::paths::kIntrospect) },
        { u"revocation_endpoint"_qs, url(protocol::paths::kRevoke) },
        { u"device_authorization_endpoint"_qs, url(protocol::paths::kDeviceAuthorization) },
        { u"end_session_endpoint"_qs, url(protocol::paths::kEndSession) },
        { u"jwks_uri"_qs, url(protocol::paths::kJwks) },
        { u"scopes_supported"_qs, array({ u"openid"_qs, u"profile"_qs, u"email"_qs, u"address"_qs, u"phone"_qs, u"offline_access"_qs }) },
        { u"response_types_supported"_qs, array({ u"code"_qs }) },
        { u"response_modes_supported"_qs, array(responseModes) },
        { u"grant_types_supported"_qs, array(grantTypes) },
        { u"acr_values_supported"_qs, array({ QLatin1StringView(kOneFactor), QLatin1StringView(kTwoFactors) }) },
        { u"subject_types_supported"_qs, array({ u"public"_qs }) },
        { u"id_token_signing_alg_values_supported"_qs, array(algorithms) },
        { u"userinfo_signing_alg_values_supported"_qs, array(algorithms) },
        { u"token_endpoint_auth_methods_supported"_qs, array(authMethods) },
        { u"token_endpoint_auth_signing_alg_values_supported"_qs, array(assertionAlgorithms) },
        { u"introspection_endpoint_auth_methods_supported"_qs, array(confidentialAuthMethods) },
        { u"introspection_endpoint_auth_signing_alg_values_supported"_qs, array(assertionAlgorithms) },
        { u"revocation_endpoint_auth_methods_supported"_qs, array(authMethods) },
        { u"revocation_endpoint_auth_signing_alg_values_supported"_qs, array(assertionAlgorithms) },
        { u"display_values_supported"_qs, array({ u"page"_qs, u"popup"_qs, u"touch"_qs, u"wap"_qs }) },
        { u"claim_types_supported"_qs, array({ u"normal"_qs }) },
        { u"claims_supported"_qs, array(claims) },
        { u"prompt_values_supported"_qs, array({ u"none"_qs, u"login"_qs, u"consent"_qs, u"select_account"_qs }) },
        { u"ui_locales_supported"_qs, array({ u"en"_qs, u"de"_qs }) },
        { u"code_challenge_methods_supported"_qs, array({ u"S256"_qs }) },
        { u"claims_parameter_supported"_qs, true },
        { u"request_parameter_supported"_qs, false },
        { u"request_uri_parameter_supported"_qs, false },
        { u"require_request_uri_registration"_qs, false },
        { u"authorization_response_iss_parameter_supported"_qs, true },
    };
}

/// RFC 9110 §13.1.2, one strong tag.
http::Response cacheable(const http::Request &request, QByteArray body, QByteArray etag, QByteArray cacheControl)
{
    http::Response response = request.header("if-none-match") == etag ? http::Response(304) : http::Response::json(std::move(body));
    response.addHeader(QByteArrayLiteral("ETag"), std::move(etag));
    response.addHeader(QByteArrayLiteral("Cache-Control"), std::move(cacheControl));
    return response;
}

}

Task<Result<http::Response>> discoveryEndpoint(protocol::Services *services, http::Request request)
{
    const auto issuer = CO_TRY(co_await services->issuers->resolve(request));
    // The document depends on the issuer's identifier only, so each is put together once a thread.
    struct Document {
        QByteArray body;
        QByteArray etag;
    };
    static thread_local QCache<QByteArray, Document> documents(1024);
    const Document *known = documents.object(issuer.identifier);
    if (!known) {
        QByteArray body = toJson(document(issuer));
        QByteArray etag = '"' + crypto::sha256(body).toHex().first(32) + '"';
        documents.insert(issuer.identifier, new Document { std::move(body), std::move(etag) });
        known = documents.object(issuer.identifier);
    }
    co_return cacheable(request, known->body, known->etag, QByteArrayLiteral("public, max-age=300"));
}

Task<Result<http::Response>> jwksEndpoint(protocol::Services *services, http::Request request)
{
    const auto issuer = CO_TRY(co_await services->issuers->resolve(request));
    const auto jwks = CO_TRY(co_await services->signingKeys->jwks(issuer.realm, request.deadline));
    // A new key is published this long before it signs: see SigningKeyService.
    co_return cacheable(request, jwks.body, jwks.etag, QByteArrayLiteral("public, max-age=300"));
}

}
