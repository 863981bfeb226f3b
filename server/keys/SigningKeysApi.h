// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Handlers.h"
#include "keys/SigningKeyService.h"
#include "sessions/SessionService.h"

namespace auth {

/// The admin resource of signing keys.
class SigningKeysApi final : public admin::SigningKeysHandlers {
public:
    SigningKeysApi(SigningKeyService *keys, const SessionService *sessions, const Clock *clock)
        : m_keys(keys)
        , m_sessions(sessions)
        , m_clock(clock)
    {
    }

    Task<Result<api::SigningKeyList>> getSigningKeys(admin::ContextPointer context) override;
    Task<Result<api::SigningKey>> generateSigningKey(
        admin::ContextPointer context, api::SigningKeyCreate body) override;
    Task<Result<api::SigningKey>> getSigningKey(admin::ContextPointer context) override;
    Task<Result<api::SigningKey>> activateSigningKey(admin::ContextPointer context) override;
    Task<Result<api::SigningKey>> retireSigningKey(admin::ContextPointer context) override;
    Task<Result<api::SigningKeyRevocation>> revokeSigningKey(admin::ContextPointer context) override;

private:
    /// `{key}`, a kid or an id.
    Task<Result<SigningKeyRecord>> find(admin::ContextPointer context);
    Result<api::SigningKey> answer(const SigningKeyRecord &key) const;

    SigningKeyService *m_keys;
    const SessionService *m_sessions;
    const Clock *m_clock;
};

}
