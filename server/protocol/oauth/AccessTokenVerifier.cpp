// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/AccessTokenVerifier.h"

#include "core/Base64Url.h"
#include "core/Json.h"
#include "crypto/Jws.h"
#include "keys/SigningKeyService.h"
#include "protocol/Revocations.h"

#include <QtCore/QJsonArray>

namespace auth::oauth {

namespace {

// Per thread. A token is about 1 KiB, so this stays within a few MiB.
constexpr int kCachedTokens = 4096;

std::unexpected<Error> invalid(QString detail)
{
    return failure(ErrorCode::InvalidToken, QStringLiteral("The access token is invalid, expired or revoked."), std::move(detail));
}

/// RFC 9562 §5.7: the first 48 bits of a UUIDv7 are milliseconds.
Timestamp timeOf(const Uuid &uuid)
{
    quint64 milliseconds = 0;
    for (size_t i = 0; i < 6; ++i)
        milliseconds = milliseconds << 8 | uuid.bytes[i];
    return Timestamp(std::chrono::milliseconds(milliseconds));
}

std::optional<AccessToken> fromClaims(const QJsonObject &claims)
{
    AccessToken token;
    token.claims = claims;
    token.clientId = claims[u"client_id"].toString().toUtf8();
    token.subject = claims[u"sub"].toString();
    token.scope = claims[u"scope"].toString().split(u' ', Qt::SkipEmptyParts);
    const QJsonValue audience = claims[u"aud"];
    if (audience.isString())
        token.audience.append(audience.toString());
    for (const auto &member : audience.toArray())
        token.audience.append(member.toString());
    token.jti = claims[u"jti"].toString().toLatin1();
    const auto jti = Uuid::parse(token.jti);
    if (!jti || token.clientId.isEmpty() || token.subject.isEmpty() || token.audience.isEmpty())
        return std::nullopt;
    token.issuedAt = timeOf(*jti);
    token.expiresAt = Timestamp(std::chrono::seconds(claims[u"exp"].toInteger()));
    token.grantId = GrantId::parse(claims[u"grant_id"].toString().toLatin1());
    token.sessionId = SessionId::parse(claims[u"sid"].toString().toLatin1());
    return token;
}

}

AccessTokenVerifier::AccessTokenVerifier(protocol::Issuers *issuers, ApplicationDirectory *applications,
    SigningKeyService *signingKeys, const Revocations *revocations, const Clock *clock)
    : m_issuers(issuers)
    , m_applications(applications)
    , m_signingKeys(signingKeys)
    , m_revocations(revocations)
    , m_clock(clock)
    , m_verified(kCachedTokens)
{
}

Task<Result<AccessTokenPointer>> AccessTokenVerifier::check(protocol::Issuer issuer, AccessTokenPointer token, Deadline deadline)
{
    if (token->expiresAt <= m_clock->now())
        co_return invalid(QStringLiteral("expired"));
    const auto &revoked = m_revocations->set();
    const RealmId realm = issuer.realm->id;
    if (revoked.isRevoked(realm, RevocationKind::Token, token->jti))
        co_return invalid(QStringLiteral("the token is revoked"));
    if (token->grantId && revoked.isRevoked(realm, RevocationKind::Grant, token->grantId->toBytes()))
        co_return invalid(QStringLiteral("its grant is revoked"));
    if (token->sessionId && revoked.isRevoked(realm, RevocationKind::Session, token->sessionId->toBytes()))
        co_return invalid(QStringLiteral("its session has ended"));
    const auto application = co_await m_applications->find(realm, token->clientId, deadline);
    if (!application && application.error().code != ErrorCode::NotFound)
        co_return std::unexpected(application.error());
    if (!application || !(*application)->enabled)
        co_return invalid(QStringLiteral("its application is gone or disabled"));
    if (revoked.isRevoked(realm, RevocationKind::Application, (*application)->id.toBytes(), token->issuedAt)
        || revoked.isRevoked(realm, RevocationKind::Realm, realm.toBytes(), token->issuedAt)
        || (token->isOfUser() && revoked.isRevoked(realm, RevocationKind::User, token->subject.toLatin1(), token->issuedAt)))
        co_return invalid(QStringLiteral("everything issued before is revoked"));
    co_return token;
}

Task<Result<AccessTokenPointer>> AccessTokenVerifier::verify(protocol::Issuer issuer, QByteArray token, Deadline deadline)
{
    auto opened = CO_TRY(co_await open(issuer, std::move(token), deadline));
    co_return co_await check(std::move(issuer), std::move(opened), deadline);
}

Task<Result<AccessTokenVerifier::Inspected>> AccessTokenVerifier::inspect(protocol::Issuer issuer, QByteArray token, Deadline deadline)
{
    Inspected inspected;
    auto opened = co_await open(issuer, std::move(token), deadline);
    if (opened) {
        inspected.token = *opened;
        opened = co_await check(std::move(issuer), *std::move(opened), deadline);
    }
    if (!opened && opened.error().code != ErrorCode::InvalidToken)
        co_return std::unexpected(opened.error());
    if (!opened)
        inspected.reason = opened.error().detail;
    co_return inspected;
}

bool AccessTokenVerifier::isOf(const protocol::Issuer &issuer, const QByteArray &identifier) const
{
    return identifier == issuer.identifier || m_issuers->isIssuerOf(*issuer.realm, identifier);
}

Task<Result<AccessTokenPointer>> AccessTokenVerifier::open(protocol::Issuer issuer, QByteArray token, Deadline deadline)
{
    // A realm is one authorization server at all of its addresses: what it issued at one is its own at the others.
    if (const auto *cached = m_verified.object(token); cached && isOf(issuer, cached->issuer)) {
        // The key may have been revoked since: the token's signature then counts for nothing.
        const AccessTokenPointer known = cached->token;
        const QString kid = cached->kid;
        const auto key = CO_TRY(co_await m_signingKeys->verificationKey(issuer.realm, kid, deadline));
        if (!key)
            co_return invalid(QStringLiteral("its key is gone"));
        co_return known;
    }

    // RFC 9068 §4. `typ` keeps ID tokens, logout tokens and the like out (RFC 8725 §3.11).
    crypto::VerifyOptions options;
    options.algorithms = { crypto::kSignatureAlgorithms.begin(), crypto::kSignatureAlgorithms.end() };
    options.types = { QByteArrayLiteral("at+jwt") };
    const auto unverified = crypto::parseJws(token, options);
    if (!unverified)
        co_return invalid(unverified.error().detail);
    const auto key = CO_TRY(co_await m_signingKeys->verificationKey(issuer.realm, unverified->kid, deadline));
    if (!key)
        co_return invalid(QStringLiteral("unknown kid"));
    const auto verified = crypto::verifyJws(*unverified, *key, options);
    if (!verified)
        co_return invalid(verified.error().detail);
    const QByteArray issuedBy = verified->claims[u"iss"].toString().toLatin1();
    if (!isOf(issuer, issuedBy))
        co_return invalid(QStringLiteral("issued by another realm"));
    auto parsed = fromClaims(verified->claims);
    if (!parsed)
        co_return invalid(QStringLiteral("a claim is missing"));
    parsed->realmId = issuer.realm->id;
    auto shared = std::make_shared<const AccessToken>(*std::move(parsed));
    m_verified.insert(token, new Cached { shared, issuedBy, unverified->kid });
    co_return shared;
}

Task<Result<AccessTokenPointer>> AccessTokenVerifier::verifyOfAnyRealm(QByteArray token, Deadline deadline)
{
    // Nothing of the payload is believed here: it only says whose keys to try.
    const auto segments = token.split('.');
    const auto payload = segments.size() == 3 ? fromBase64Url(segments[1]) : std::nullopt;
    const auto claims = payload ? parseJsonObject(*payload, { .bytes = 16 * 1024, .depth = 8, .members = 500 }) : failure(ErrorCode::InvalidToken, {});
    if (!claims)
        co_return invalid(QStringLiteral("not a JWT"));
    auto issuer = co_await m_issuers->byIdentifier((*claims)[u"iss"].toString().toLatin1(), deadline);
    if (!issuer)
        co_return issuer.error().code == ErrorCode::NotFound ? invalid(QStringLiteral("not one of our issuers")) : std::unexpected(issuer.error());
    co_return co_await verify(*std::move(issuer), std::move(token), deadline);
}

}
