// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/TokenIssuer.h"

#include "core/Base64Url.h"
#include "crypto/Jws.h"
#include "keys/SigningKeyService.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonArray>

namespace auth::oauth {

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

}

Task<Result<AccessTokenIssued>> TokenIssuer::accessToken(TokenGrant grant, Deadline deadline)
{
    const Realm &realm = *grant.issuer.realm;
    const auto algorithm = algorithmOf(grant.application->accessTokenSignedResponseAlg, realm);
    const auto key = CO_TRY(co_await m_signingKeys->activeKey(grant.issuer.realm, algorithm, deadline));

    AccessTokenIssued issued;
    issued.lifetime = grant.application->accessTokenLifetime.value_or(realm.settings.accessTokenLifetime);
    issued.jti = Uuid::v7(grant.issuedAt).toBytes();

    // RFC 9068 §2.2.
    QJsonObject claims {
        { u"iss"_qs, QString::fromLatin1(grant.issuer.identifier) },
        { u"sub"_qs, grant.subject },
        { u"client_id"_qs, QString::fromUtf8(grant.application->clientId) },
        { u"iat"_qs, numericDate(grant.issuedAt) },
        { u"exp"_qs, numericDate(grant.issuedAt + issued.lifetime) },
        { u"jti"_qs, QString::fromLatin1(issued.jti) },
    };
    if (grant.resource.isEmpty())
        claims.insert(u"aud"_qs, QString::fromLatin1(grant.issuer.identifier));
    else if (grant.resource.size() == 1)
        claims.insert(u"aud"_qs, grant.resource.first());
    else
        claims.insert(u"aud"_qs, QJsonArray::fromStringList(grant.resource));
    if (!grant.scope.isEmpty())
        claims.insert(u"scope"_qs, grant.scope.join(u' '));
    if (grant.authTime)
        claims.insert(u"auth_time"_qs, numericDate(*grant.authTime));
    if (!grant.acr.isEmpty())
        claims.insert(u"acr"_qs, QString::fromUtf8(grant.acr));
    if (!grant.amr.isEmpty())
        claims.insert(u"amr"_qs, QJsonArray::fromStringList(grant.amr));
    if (grant.sessionId)
        claims.insert(u"sid"_qs, grant.sessionId->toString());
    if (grant.grantId)
        claims.insert(u"grant_id"_qs, grant.grantId->toString());
    if (!grant.userinfoClaims.isEmpty())
        claims.insert(u"userinfo_claims"_qs, QJsonArray::fromStringList(grant.userinfoClaims));
    issued.token = crypto::signCompact(key, QByteArrayLiteral("at+jwt"), claims);
    co_return issued;
}

Task<Result<QByteArray>> TokenIssuer::idToken(
    TokenGrant grant, std::optional<QString> nonce, QByteArray accessToken, QJsonObject userClaims, Deadline deadline)
{
    const Realm &realm = *grant.issuer.realm;
    const auto algorithm = algorithmOf(grant.application->idTokenSignedResponseAlg, realm);
    const auto key = CO_TRY(co_await m_signingKeys->activeKey(grant.issuer.realm, algorithm, deadline));
    const auto lifetime = grant.application->accessTokenLifetime.value_or(realm.settings.accessTokenLifetime);

    QJsonObject claims = std::move(userClaims);
    claims.insert(u"iss"_qs, QString::fromLatin1(grant.issuer.identifier));
    claims.insert(u"sub"_qs, grant.subject);
    claims.insert(u"aud"_qs, QString::fromUtf8(grant.application->clientId));
    claims.insert(u"iat"_qs, numericDate(grant.issuedAt));
    claims.insert(u"exp"_qs, numericDate(grant.issuedAt + lifetime));
    if (grant.authTime)
        claims.insert(u"auth_time"_qs, numericDate(*grant.authTime));
    if (nonce)
        claims.insert(u"nonce"_qs, *nonce);
    if (!grant.acr.isEmpty())
        claims.insert(u"acr"_qs, QString::fromUtf8(grant.acr));
    if (!grant.amr.isEmpty())
        claims.insert(u"amr"_qs, QJsonArray::fromStringList(grant.amr));
    if (grant.sessionId)
        claims.insert(u"sid"_qs, grant.sessionId->toString());
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
