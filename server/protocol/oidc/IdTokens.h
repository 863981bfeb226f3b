// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/Services.h"
#include "protocol/oauth/TokenIssuer.h"
#include "protocol/oidc/Claims.h"

namespace auth::oidc {

/// The ID token of a grant, with the claims that the claims parameter put into it (OpenID Connect Core §5.5); empty when
/// the scope has no `openid`. Reads the person only where such claims were asked for.
Task<Result<QByteArray>> idTokenOf(protocol::Services *services, oauth::TokenGrant grant, UserId userId,
    std::optional<QString> nonce, ClaimsRequest claimsRequest, QByteArray accessToken, Deadline deadline);

}
