// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Handlers.h"
#include "admin/Inside.h"
#include "keys/RealmKeys.h"

namespace auth {

/// The admin resource of realms as documents.
class ConfigurationApi final : public admin::ConfigurationHandlers {
public:
    ConfigurationApi(db::Database *database, RealmKeys *keys, admin::InsideMaker inside);

    Task<Result<api::ConfigurationResult>> createConfiguration(admin::ContextPointer context, api::ConfigurationApply body) override;
    Task<Result<api::ConfigurationResult>> applyConfiguration(admin::ContextPointer context, api::ConfigurationApply body) override;
    Task<Result<api::Configuration>> exportConfiguration(admin::ContextPointer context) override;
    Task<Result<api::ConfigurationResult>> cloneRealm(admin::ContextPointer context, api::RealmClone body) override;
    Task<Result<api::Configuration>> getDeclaredConfiguration(admin::ContextPointer context) override;

private:
    Task<Result<api::ConfigurationResult>> apply(admin::ContextPointer context, api::ConfigurationApply body, QString realmName);

    db::Database *m_database;
    RealmKeys *m_keys;
    admin::InsideMaker m_inside;
};

}
