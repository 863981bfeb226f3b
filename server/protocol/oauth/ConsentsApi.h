// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Handlers.h"
#include "admin/Lists.h"
#include "applications/ApplicationDirectory.h"
#include "protocol/oauth/Consents.h"
#include "protocol/oauth/RefreshTokens.h"
#include "users/UserService.h"

namespace auth::oauth {

/// The admin resource of consents.
class ConsentsApi final : public admin::ConsentsHandlers {
public:
    ConsentsApi(Consents *consents, RefreshTokens *refreshTokens, UserService *users,
        ApplicationDirectory *applications, const admin::Lists *lists);

    Task<Result<api::ConsentList>> listConsents(admin::ContextPointer context) override;
    Task<Result<void>> revokeConsent(admin::ContextPointer context) override;

private:
    Consents *m_consents;
    RefreshTokens *m_refreshTokens;
    UserService *m_users;
    ApplicationDirectory *m_applications;
    const admin::Lists *m_lists;
};

}
