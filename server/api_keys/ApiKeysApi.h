// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Handlers.h"
#include "admin/Lists.h"
#include "api_keys/ApiKeyService.h"

namespace auth {

/// The admin resource of API keys.
class ApiKeysApi final : public admin::ApiKeysHandlers {
public:
    ApiKeysApi(ApiKeyService *keys, ApplicationDirectory *applications, const admin::Lists *lists)
        : m_keys(keys)
        , m_applications(applications)
        , m_lists(lists)
    {
    }

    Task<Result<api::ApiKeyList>> listApiKeys(admin::ContextPointer context) override;
    Task<Result<api::ApiKey>> createApiKey(admin::ContextPointer context, api::ApiKeyCreate body) override;
    Task<Result<api::ApiKey>> getApiKey(admin::ContextPointer context) override;
    Task<Result<api::ApiKey>> updateApiKey(admin::ContextPointer context, api::ApiKeyUpdate body) override;
    Task<Result<api::ApiKey>> rotateApiKey(admin::ContextPointer context) override;
    Task<Result<void>> deleteApiKey(admin::ContextPointer context) override;

private:
    ApiKeyService *m_keys;
    ApplicationDirectory *m_applications;
    const admin::Lists *m_lists;
};

}
