// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Handlers.h"
#include "admin/Lists.h"
#include "scopes/ScopeService.h"

namespace auth {

/// The admin resources of scopes and resource servers.
class ScopesApi final : public admin::ScopesHandlers, public admin::ResourceServersHandlers {
public:
    ScopesApi(ScopeService *scopes, const admin::Lists *lists);

    Task<Result<api::ScopeList>> listScopes(admin::ContextPointer context) override;
    Task<Result<api::Scope>> createScope(admin::ContextPointer context, api::ScopeCreate body) override;
    Task<Result<api::Scope>> getScope(admin::ContextPointer context) override;
    Task<Result<api::Scope>> updateScope(admin::ContextPointer context, api::ScopeUpdate body) override;
    Task<Result<void>> deleteScope(admin::ContextPointer context) override;

    Task<Result<api::ResourceServerList>> listResourceServers(admin::ContextPointer context) override;
    Task<Result<api::ResourceServer>> createResourceServer(
        admin::ContextPointer context, api::ResourceServerCreate body) override;
    Task<Result<api::ResourceServer>> getResourceServer(admin::ContextPointer context) override;
    Task<Result<api::ResourceServer>> updateResourceServer(
        admin::ContextPointer context, api::ResourceServerUpdate body) override;
    Task<Result<void>> deleteResourceServer(admin::ContextPointer context) override;

private:
    Task<Result<Scope>> findScope(admin::ContextPointer context) const;
    Task<Result<ResourceServer>> findServer(admin::ContextPointer context) const;

    ScopeService *m_scopes;
    const admin::Lists *m_lists;
};

}
