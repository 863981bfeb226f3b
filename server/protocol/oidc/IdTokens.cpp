// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oidc/IdTokens.h"

#include "protocol/oauth/GrantedClaims.h"
#include "users/UserDirectory.h"

namespace auth::oidc {

Task<Result<QByteArray>> idTokenOf(protocol::Services *services, oauth::TokenGrant grant, UserId userId,
    std::optional<QString> nonce, ClaimsRequest claimsRequest, QByteArray accessToken, Deadline deadline)
{
    if (!grant.scope.contains(u"openid"_qs))
        co_return QByteArray();
    oauth::ClaimsRequestOf of;
    of.realm = grant.issuer.realm;
    of.application = grant.application;
    of.scope = grant.scope;
    of.id = userId.value;
    of.proof = oauth::proofOf(grant);
    QJsonObject userClaims
        = CO_TRY(co_await oauth::grantedClaims(services, std::move(of), oauth::ClaimTarget::IdToken, deadline));
    if (!claimsRequest.idToken.isEmpty()) {
        const User user = CO_TRY(co_await services->users->find(grant.issuer.realm->id, userId, deadline));
        const QJsonObject asked = claims(user, claimsRequest.idToken);
        for (auto claim = asked.begin(); claim != asked.end(); ++claim)
            userClaims.insert(claim.key(), claim.value());
    }
    co_return co_await services->tokenIssuer->idToken(std::move(grant), std::move(nonce), std::move(accessToken), std::move(userClaims), deadline);
}

}
