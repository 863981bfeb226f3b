// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Handlers.h"
#include "admin/Lists.h"
#include "passkeys/PasskeyService.h"
#include "permissions/RightsGuard.h"

namespace auth {

/// The admin resource of passkeys.
class PasskeysApi final : public admin::PasskeysHandlers {
public:
    PasskeysApi(PasskeyService *passkeys, const RightsGuard *guard, const admin::Lists *lists);

    Task<Result<api::PasskeyList>> listPasskeys(admin::ContextPointer context) override;
    Task<Result<api::Passkey>> getPasskey(admin::ContextPointer context) override;
    Task<Result<api::Passkey>> updatePasskey(admin::ContextPointer context, api::PasskeyUpdate body) override;
    Task<Result<void>> revokePasskey(admin::ContextPointer context) override;

private:
    /// `{passkey}` of the realm.
    Task<Result<PasskeySeen>> find(admin::ContextPointer context) const;

    PasskeyService *m_passkeys;
    const RightsGuard *m_guard;
    const admin::Lists *m_lists;
};

}
