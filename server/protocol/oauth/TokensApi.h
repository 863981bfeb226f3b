// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Handlers.h"
#include "applications/ApplicationDirectory.h"
#include "protocol/Services.h"
#include "protocol/oauth/AccessTokenVerifier.h"
#include "protocol/oauth/RefreshTokens.h"
#include "users/UserService.h"

namespace auth::oauth {

/// The admin resource of tokens: what they are, and their end.
class TokensApi final : public admin::TokensHandlers {
public:
    struct Services {
        const Clock *clock;
        protocol::Issuers *issuers;
        ApplicationDirectory *applications;
        UserService *users;
        AccessTokenVerifier *accessTokens;
        RefreshTokens *refreshTokens;
        protocol::Services *protocol;
    };
    explicit TokensApi(Services services);

    Task<Result<api::TokenInspection>> inspectToken(admin::ContextPointer context, api::TokenQuery body) override;
    Task<Result<api::TokenPreview>> previewToken(
        admin::ContextPointer context, api::TokenPreviewRequest body) override;
    Task<Result<void>> revokeToken(admin::ContextPointer context, api::TokenQuery body) override;
    Task<Result<void>> revokeTokenFamily(admin::ContextPointer context, api::TokenFamily body) override;
    Task<Result<api::Revoked>> revokeAllTokens(admin::ContextPointer context, api::RevokeAll body) override;

private:
    Task<Result<void>> endGrant(admin::ContextPointer context, GrantId grant);

    Services m_services;
};

}
