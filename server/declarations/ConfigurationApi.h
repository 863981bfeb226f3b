// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Handlers.h"
#include "admin/Inside.h"
#include "admin/Pipeline.h"
#include "keys/RealmKeys.h"
#include "passwords/PasswordService.h"

namespace auth {

/// The admin resource of realms as documents.
class ConfigurationApi final : public admin::ConfigurationHandlers {
public:
    ConfigurationApi(db::Database *database, RealmKeys *keys, admin::InsideMaker inside, admin::Pipeline *pipeline, PasswordService *passwords);

    Task<Result<api::ConfigurationResult>> createConfiguration(admin::ContextPointer context, api::ConfigurationApply body) override;
    Task<Result<api::ConfigurationResult>> applyConfiguration(admin::ContextPointer context, api::ConfigurationApply body) override;
    Task<Result<api::ConfigurationResult>> planNewConfiguration(admin::ContextPointer context, api::ConfigurationApply body) override;
    Task<Result<api::ConfigurationResult>> planConfiguration(admin::ContextPointer context, api::ConfigurationApply body) override;
    Task<Result<api::Configuration>> exportConfiguration(admin::ContextPointer context) override;
    Task<Result<api::ConfigurationResult>> cloneRealm(admin::ContextPointer context, api::RealmClone body) override;
    Task<Result<api::Configuration>> getDeclaredConfiguration(admin::ContextPointer context) override;

private:
    /// Hashes the first passwords of people who are not there yet. One that the policy refuses is left to its document.
    Task<Result<QHash<int, std::any>>> preparePasswords(admin::ContextPointer context, QList<api::ConfigurationDocument> documents) const;
    /// In a change that is rolled back.
    Task<Result<api::ConfigurationResult>> plan(admin::ContextPointer context, api::ConfigurationApply body, QString realmName);
    Task<Result<api::ConfigurationResult>> apply(admin::ContextPointer context, api::ConfigurationApply body, QString realmName);

    db::Database *m_database;
    RealmKeys *m_keys;
    admin::InsideMaker m_inside;
    admin::Pipeline *m_pipeline;
    PasswordService *m_passwords;
};

}
