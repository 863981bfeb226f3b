// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oidc/IdTokenHint.h"

#include "crypto/Jws.h"
#include "keys/SigningKeyService.h"

namespace auth::oidc {

Task<Result<IdTokenHint>> readIdTokenHint(protocol::Services *services, protocol::Issuer issuer, QByteArray token, Deadline deadline)
{
    crypto::VerifyOptions options;
    options.algorithms = { crypto::kSignatureAlgorithms.begin(), crypto::kSignatureAlgorithms.end() };
    options.types = { QByteArrayLiteral("JWT") };
    auto unverified = CO_TRY(crypto::parseJws(token, options));
    const auto key = CO_TRY(co_await services->signingKeys->verificationKey(issuer.realm, unverified.kid, deadline));
    if (!key)
        co_return failure(ErrorCode::InvalidToken, QStringLiteral("The ID token was signed by a key that is gone."), QStringLiteral("unknown kid"));
    const auto verified = CO_TRY(crypto::verifyJws(std::move(unverified), *key, options));
    // A realm has one set of keys and people, at whatever address a token was given.
    if (!services->issuers->isIssuerOf(*issuer.realm, verified.claims[u"iss"].toString().toLatin1()) || !verified.claims[u"sub"].isString() || !verified.claims[u"aud"].isString())
        co_return failure(ErrorCode::InvalidToken, QStringLiteral("Not an ID token of this issuer."), QStringLiteral("iss, sub or aud"));
    co_return IdTokenHint { verified.claims[u"sub"].toString(), verified.claims[u"aud"].toString().toUtf8(),
        SessionId::parse(verified.claims[u"sid"].toString().toLatin1()) };
}

}
