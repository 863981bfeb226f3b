// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Handlers.h"
#include "admin/Lists.h"
#include "realms/RealmService.h"
#include "sessions/SessionService.h"

namespace auth {

/// The admin resource of realms.
class RealmsApi final : public admin::RealmsHandlers {
public:
    RealmsApi(RealmService *realms, const SessionService *sessions, const admin::Lists *lists);

    Task<Result<api::RealmList>> listRealms(admin::ContextPointer context) override;
    Task<Result<api::Realm>> createRealm(admin::ContextPointer context, api::RealmCreate body) override;
    Task<Result<api::Realm>> getRealm(admin::ContextPointer context) override;
    Task<Result<api::Realm>> updateRealm(admin::ContextPointer context, api::RealmUpdate body) override;
    Task<Result<void>> deleteRealm(admin::ContextPointer context) override;
    Task<Result<api::Realm>> undeleteRealm(admin::ContextPointer context) override;

private:
    api::Realm answer(const Realm &realm) const;
    /// What a change of names means to applications and people.
    Task<Result<QStringList>> consequencesOf(admin::ContextPointer context, Realm before, Realm after) const;

    RealmService *m_realms;
    const SessionService *m_sessions;
    const admin::Lists *m_lists;
};

}
