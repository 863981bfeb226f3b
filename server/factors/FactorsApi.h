// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Handlers.h"
#include "factors/FactorService.h"
#include "permissions/RightsGuard.h"
#include "sessions/SessionService.h"
#include "users/UserService.h"

namespace auth {

/// The admin resource of people's second factors.
class FactorsApi final : public admin::FactorsHandlers {
public:
    FactorsApi(FactorService *factors, UserService *users, SessionService *sessions, const RightsGuard *guard, const mail::Mailer *mailer, const Clock *clock)
        : m_factors(factors)
        , m_users(users)
        , m_sessions(sessions)
        , m_guard(guard)
        , m_mailer(mailer)
        , m_clock(clock)
    {
    }

    Task<Result<api::UserFactors>> getUserFactors(admin::ContextPointer context) override;
    Task<Result<void>> removeUserFactor(admin::ContextPointer context) override;
    Task<Result<api::TotpEnrolment>> enrolUserTotp(admin::ContextPointer context, api::TotpCreate body) override;
    Task<Result<void>> verifyUserTotp(admin::ContextPointer context, api::TotpCode body) override;
    Task<Result<api::BackupCodes>> generateUserBackupCodes(admin::ContextPointer context) override;
    Task<Result<void>> resetUserFactors(admin::ContextPointer context) override;

    Task<Result<api::MfaBypass>> getMfaBypass(admin::ContextPointer context) override;
    Task<Result<api::MfaBypass>> requestMfaBypass(admin::ContextPointer context, api::MfaBypassRequest body) override;
    Task<Result<api::MfaBypass>> approveMfaBypass(admin::ContextPointer context) override;
    Task<Result<void>> endMfaBypass(admin::ContextPointer context) override;

private:
    /// What the caller is called: a person's user name, or a client_id.
    Task<Result<QString>> callerName(admin::ContextPointer context) const;
    api::MfaBypass answer(const FactorBypass &bypass) const;
    /// The user, locked, where the caller may change them.
    Task<Result<User>> owner(admin::ContextPointer context) const;

    FactorService *m_factors;
    UserService *m_users;
    SessionService *m_sessions;
    const RightsGuard *m_guard;
    const mail::Mailer *m_mailer;
    const Clock *m_clock;
};

}
