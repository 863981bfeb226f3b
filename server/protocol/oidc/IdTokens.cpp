// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oidc/IdTokens.h"

#include "users/UserDirectory.h"

namespace auth::oidc {

Task<Result<QByteArray>> idTokenOf(protocol::Services *services, oauth::TokenGrant grant, UserId userId,
    std::optional<QString> nonce, ClaimsRequest claimsRequest, QByteArray accessToken, Deadline deadline)
{
    if (!grant.scope.contains(u"openid"_qs))
        co_return QByteArray();
    QJsonObject userClaims;
    if (!claimsRequest.idToken.isEmpty()) {
        const User user = CO_TRY(co_await services->users->find(grant.issuer.realm->id, userId, deadline));
        userClaims = claims(user, claimsRequest.idToken);
    }
    co_return co_await services->tokenIssuer->idToken(std::move(grant), std::move(nonce), std::move(accessToken), std::move(userClaims), deadline);
}

}
