// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Json.h"
#include "crypto/Hash.h"
#include "crypto/Jws.h"
#include "protocol/ClientAuthentication.h"
#include "protocol/oauth/ClientAssertionStore.h"

#include <QtCore/QJsonArray>

#include <algorithm>

namespace auth::protocol {

namespace {

constexpr QLatin1StringView kAssertion("client_assertion");
constexpr QLatin1StringView kAssertionType("client_assertion_type");
// RFC 7523 §2.2.
constexpr QLatin1StringView kJwtBearer("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
/// How far ahead an assertion may expire: for so long its jti has to be remembered.
constexpr qint64 kLongestLife = 3600;
constexpr qsizetype kLongestJti = 256;

crypto::VerifyOptions options()
{
    crypto::VerifyOptions options;
    options.algorithms = { crypto::kSignatureAlgorithms.begin(), crypto::kSignatureAlgorithms.end() };
    // RFC 7523 asks for no type. An access token has one (RFC 9068 §2.1), and does not pass for an assertion.
    options.types = { QByteArrayLiteral("JWT"), QByteArrayLiteral("client-authentication+jwt"), QByteArray() };
    return options;
}

bool isPresented(const http::Request &, const Form &form)
{
    return form.contains(kAssertion) || form.contains(kAssertionType);
}

Result<crypto::UnverifiedJws> parse(const Form &form)
{
    if (form.valueOrEmpty(kAssertionType) != kJwtBearer)
        return invalidClient(QStringLiteral("client_assertion_type is not %1").arg(kJwtBearer));
    auto jws = crypto::parseJws(form.valueOrEmpty(kAssertion).toUtf8(), options());
    if (!jws)
        return invalidClient(QStringLiteral("client_assertion: ") + jws.error().detail);
    return jws;
}

/// Whom the assertion speaks of, before anything is proven (RFC 7523 §3, 2B).
Result<QByteArray> clientId(const http::Request &, const Form &form)
{
    const auto jws = TRY(parse(form));
    const auto claims = parseJsonObject(jws.payload);
    if (!claims)
        return invalidClient(QStringLiteral("the claims of client_assertion are no JSON object"));
    return (*claims)[u"sub"].toString().toUtf8();
}

/// By a key of the client: the one that the header names, or one that fits where it names none.
Result<crypto::Jws> signedBy(const Application &application, const crypto::UnverifiedJws &jws)
{
    const QJsonArray keys = application.jwks[u"keys"].toArray();
    for (const auto &jwk : keys) {
        if (jwk[u"use"].toString() == u"enc")
            continue;
        const auto key = crypto::VerificationKey::fromJwk(jwk.toObject());
        if (!key || !key->supports(jws.algorithm) || (!jws.kid.isEmpty() && key->kid() != jws.kid))
            continue;
        if (auto verified = crypto::verifyJws(jws, *key, options()))
            return *std::move(verified);
    }
    return invalidClient(QStringLiteral("client_assertion is not signed by a key of the client"));
}

/// RFC 7523 §3, rule 3: this server, and no other beside it that could present the assertion here.
bool isForUs(const QJsonValue &audience, const Issuer &issuer)
{
    const QJsonArray all = audience.isArray() ? audience.toArray() : QJsonArray { audience };
    const QString endpoint = QString::fromLatin1(issuer.url(paths::kToken));
    const QString identifier = QString::fromLatin1(issuer.identifier);
    return !all.isEmpty() && std::all_of(all.begin(), all.end(), [&](const QJsonValue &one) { return one.isString() && (one.toString() == identifier || one.toString() == endpoint); });
}

Result<void> verify(const Application &application, const Issuer &issuer, const http::Request &, const Form &form, Timestamp now)
{
    const auto unverified = TRY(parse(form));
    const QString only = application.metadata[u"token_endpoint_auth_signing_alg"].toString();
    if (!only.isEmpty() && only != QLatin1StringView(crypto::wireName(unverified.algorithm)))
        return invalidClient(QStringLiteral("the client is registered for assertions by %1").arg(only));
    const auto claims = TRY(signedBy(application, unverified)).claims;
    const QString client = QString::fromUtf8(application.clientId);
    // RFC 7523 §3, rules 1 and 2B: the client speaks for itself.
    if (claims[u"iss"].toString() != client || claims[u"sub"].toString() != client)
        return invalidClient(QStringLiteral("iss or sub of client_assertion is not the client"));
    if (!isForUs(claims[u"aud"], issuer))
        return invalidClient(QStringLiteral("aud of client_assertion is not this issuer or its token endpoint"));
    // OpenID Connect Core §9: jti is REQUIRED.
    const QString jti = claims[u"jti"].toString();
    if (jti.isEmpty() || jti.size() > kLongestJti)
        return invalidClient(QStringLiteral("client_assertion has no jti of 1 to %1 characters").arg(kLongestJti));
    crypto::TimeRules rules;
    rules.now = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    rules.maximumLifetime = kLongestLife + rules.futureLeeway;
    if (const auto inTime = crypto::checkTimes(claims, rules); !inTime)
        return invalidClient(QStringLiteral("client_assertion: ") + inTime.error().detail);
    return {};
}

/// RFC 7523 §3, rule 7: each assertion counts once.
Task<Result<void>> useUp(Services *services, Issuer issuer, ApplicationPointer application, http::Request request, Form form)
{
    const auto jws = CO_TRY(parse(form));
    const QJsonObject claims = CO_TRY(parseJsonObject(jws.payload));
    const qint64 expiry = CO_TRY(crypto::numericDate(claims, QLatin1StringView("exp"))).value_or(0);
    oauth::client_assertion_store::Assertion assertion;
    assertion.realmId = issuer.realm->id;
    assertion.applicationId = application->id;
    assertion.jtiHash = crypto::sha256(claims[u"jti"].toString().toUtf8());
    assertion.expiresAt = Timestamp(std::chrono::seconds(expiry));
    if (!CO_TRY(co_await oauth::client_assertion_store::use(services->database, assertion, request.deadline)))
        co_return invalidClient(QStringLiteral("client_assertion was used before"));
    co_return {};
}

}

extern const ClientAuthMethod private_key_jwt_variant;
const ClientAuthMethod private_key_jwt_variant { "private_key_jwt", isPresented, clientId, verify, useUp };

}
