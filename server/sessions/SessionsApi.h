// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Handlers.h"
#include "admin/Lists.h"
#include "adapters/places/Places.h"
#include "applications/ApplicationDirectory.h"
#include "sessions/SessionService.h"
#include "users/UserService.h"

namespace auth {

/// What a revocation of many things is about.
struct RevokeScope {
    std::optional<User> user;
    ApplicationPointer application;

    /// For the audit row: whose things they were.
    void describe(AuditEvent &event) const;
};

/// Finds what \a body names. ValidationFailed unless it has exactly one member, NotFound for what the realm does not
/// have.
Task<Result<RevokeScope>> revokeScope(
    UserDirectory *users, ApplicationDirectory *applications, admin::ContextPointer context, api::RevokeAll body);

/// The admin resource of sessions.
class SessionsApi final : public admin::SessionsHandlers {
public:
    SessionsApi(
        SessionService *sessions, UserService *users, ApplicationDirectory *applications, const places::Places *places, const admin::Lists *lists);

    Task<Result<api::SessionList>> listSessions(admin::ContextPointer context) override;
    Task<Result<api::SessionList>> listSessionHistory(admin::ContextPointer context) override;
    Task<Result<api::Session>> getSession(admin::ContextPointer context) override;
    Task<Result<void>> revokeSession(admin::ContextPointer context) override;
    Task<Result<api::Revoked>> revokeAllSessions(admin::ContextPointer context, api::RevokeAll body) override;

private:
    SessionService *m_sessions;
    UserService *m_users;
    ApplicationDirectory *m_applications;
    const places::Places *m_places;
    const admin::Lists *m_lists;
};

}
