// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/TokenIssuer.h"

#include "core/Base64Url.h"
#include "core/Json.h"
#include "core/JsonWriter.h"
#include "crypto/Jws.h"
#include "keys/SigningKeyService.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonArray>

namespace auth::oauth {

using namespace Qt::StringLiterals;

namespace {

qint64 numericDate(Timestamp time)
{
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

/// OpenID Connect Core §3.1.3.6: the left half of the hash that belongs to the algorithm. Ed25519 hashes with SHA-512
/// (RFC 8032 §5.1).
QByteArray leftHalfHash(crypto::SignatureAlgorithm algorithm, const QByteArray &token)
{
    const auto method = algorithm == crypto::SignatureAlgorithm::EdDSA ? QCryptographicHash::Sha512 : QCryptographicHash::Sha256;
    const QByteArray digest = QCryptographicHash::hash(token, method);
    return toBase64Url(digest.first(digest.size() / 2));
}

crypto::SignatureAlgorithm algorithmOf(const QByteArray &ofApplication, const Realm &realm)
{
    const QByteArray &name = ofApplication.isEmpty() ? realm.settings.signingAlgorithm : ofApplication;
    // Both are validated when they are stored; RS256 is what every realm has.
    return crypto::parseSignatureAlgorithm(name).value_or(crypto::SignatureAlgorithm::RS256);
}

std::chrono::seconds lifetimeOf(const TokenGrant &grant)
{
    return grant.application->accessTokenLifetime.value_or(grant.issuer.realm->settings.accessTokenLifetime);
}

}

QByteArray TokenIssuer::accessTokenPayload(const TokenGrant &grant, const QByteArray &jti)
{
    const auto lifetime = lifetimeOf(grant);
    // RFC 9068 §2.2.
    JsonWriter claims;
    claims.add("iss"_L1, grant.issuer.identifier)
        .add("sub"_L1, grant.subject)
        .add("client_id"_L1, grant.application->clientId)
        .add("iat"_L1, numericDate(grant.issuedAt))
        .add("exp"_L1, numericDate(grant.issuedAt + lifetime))
        .add("jti"_L1, jti);
    if (grant.resource.isEmpty())
        claims.add("aud"_L1, grant.issuer.identifier);
    else if (grant.resource.size() == 1)
        claims.add("aud"_L1, grant.resource.first());
    else
        claims.add("aud"_L1, grant.resource);
    if (!grant.scope.isEmpty())
        claims.add("scope"_L1, grant.scope.join(u' '));
    if (grant.authTime)
        claims.add("auth_time"_L1, numericDate(*grant.authTime));
    if (!grant.acr.isEmpty())
        claims.add("acr"_L1, grant.acr);
    if (!grant.amr.isEmpty())
        claims.add("amr"_L1, grant.amr);
    if (grant.sessionId)
        claims.add("sid"_L1, grant.sessionId->toBytes());
    if (grant.grantId)
        claims.add("grant_id"_L1, grant.grantId->toBytes());
    if (!grant.device.isEmpty())
        claims.add("device"_L1, toBase64Url(grant.device));
    if (!grant.userinfoClaims.isEmpty())
        claims.add("userinfo_claims"_L1, grant.userinfoClaims);
    QByteArray payload = claims.finish();
    // None of these has the name of one above: see the rules of applications.
    if (!grant.claims.isEmpty()) {
        payload.chop(1);
        payload += ',' + toJson(grant.claims).sliced(1);
    }
    return payload;
}

QJsonObject TokenIssuer::idTokenClaims(const TokenGrant &grant, QJsonObject userClaims)
{
    const auto lifetime = lifetimeOf(grant);
    QJsonObject claims = std::move(userClaims);
    claims.insert(u"iss"_qs, QString::fromLatin1(grant.issuer.identifier));
    claims.insert(u"sub"_qs, grant.subject);
    claims.insert(u"aud"_qs, QString::fromUtf8(grant.application->clientId));
    claims.insert(u"iat"_qs, numericDate(grant.issuedAt));
    claims.insert(u"exp"_qs, numericDate(grant.issuedAt + lifetime));
    if (grant.authTime)
        claims.insert(u"auth_time"_qs, numericDate(*grant.authTime));
    if (!grant.acr.isEmpty())
        claims.insert(u"acr"_qs, QString::fromUtf8(grant.acr));
    if (!grant.amr.isEmpty())
        claims.insert(u"amr"_qs, QJsonArray::fromStringList(grant.amr));
    if (grant.sessionId)
        claims.insert(u"sid"_qs, grant.sessionId->toString());
    return claims;
}

Task<Result<AccessTokenIssued>> TokenIssuer::accessToken(TokenGrant grant, Deadline deadline)
{
    const Realm &realm = *grant.issuer.realm;
    const auto algorithm = algorithmOf(grant.application->accessTokenSignedResponseAlg, realm);
    const auto key = CO_TRY(co_await m_signingKeys->activeKey(grant.issuer.realm, algorithm, deadline));

    AccessTokenIssued issued;
    issued.lifetime = lifetimeOf(grant);
    issued.jti = Uuid::v7(grant.issuedAt).toBytes();
    issued.token = crypto::signCompactPayload(key, QByteArrayLiteral("at+jwt"), accessTokenPayload(grant, issued.jti));
    co_return issued;
}

Task<Result<QByteArray>> TokenIssuer::idToken(
    TokenGrant grant, std::optional<QString> nonce, QByteArray accessToken, QJsonObject userClaims, Deadline deadline)
{
    const Realm &realm = *grant.issuer.realm;
    const auto algorithm = algorithmOf(grant.application->idTokenSignedResponseAlg, realm);
    const auto key = CO_TRY(co_await m_signingKeys->activeKey(grant.issuer.realm, algorithm, deadline));

    QJsonObject claims = idTokenClaims(grant, std::move(userClaims));
    if (nonce)
        claims.insert(u"nonce"_qs, *nonce);
    if (!accessToken.isEmpty())
        claims.insert(u"at_hash"_qs, QString::fromLatin1(leftHalfHash(algorithm, accessToken)));
    co_return crypto::signCompact(key, QByteArrayLiteral("JWT"), claims);
}

Task<Result<QByteArray>> TokenIssuer::sign(RealmPointer realm, QByteArray alg, QByteArray type, QJsonObject claims, Deadline deadline)
{
    const auto key = CO_TRY(co_await m_signingKeys->activeKey(realm, algorithmOf(alg, *realm), deadline));
    co_return crypto::signCompact(key, type, claims);
}

}
