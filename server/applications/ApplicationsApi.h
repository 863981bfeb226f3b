// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Handlers.h"
#include "admin/Lists.h"
#include "applications/ApplicationService.h"
#include "sessions/SessionService.h"
#include "permissions/RightsGuard.h"

namespace auth {

/// The admin resource of applications.
class ApplicationsApi final : public admin::ApplicationsHandlers {
public:
    /// \a adminResource is the audience of the admin API.
    ApplicationsApi(ApplicationService *applications, const SessionService *sessions, const admin::Lists *lists,
        const Clock *clock, RightsService *rights, QString adminResource);

    Task<Result<api::ApplicationList>> listApplications(admin::ContextPointer context) override;
    Task<Result<api::Application>> createApplication(
        admin::ContextPointer context, api::ApplicationCreate body) override;
    Task<Result<api::Application>> getApplication(admin::ContextPointer context) override;
    Task<Result<api::Application>> updateApplication(
        admin::ContextPointer context, api::ApplicationUpdate body) override;
    Task<Result<void>> deleteApplication(admin::ContextPointer context) override;
    Task<Result<api::Application>> undeleteApplication(admin::ContextPointer context) override;

    Task<Result<api::ApplicationSecretList>> getApplicationSecrets(admin::ContextPointer context) override;
    Task<Result<api::ApplicationSecret>> createApplicationSecret(
        admin::ContextPointer context, api::ApplicationSecretCreate body) override;
    Task<Result<void>> deleteApplicationSecret(admin::ContextPointer context) override;
    Task<Result<api::ApplicationKeyList>> getApplicationKeys(admin::ContextPointer context) override;
    Task<Result<api::ApplicationKey>> createApplicationKey(
        admin::ContextPointer context, api::ApplicationKeyCreate body) override;
    Task<Result<void>> deleteApplicationKey(admin::ContextPointer context) override;

private:
    /// Replaces the keys of \a application, unless somebody changed it since it was read.
    Task<Result<void>> setKeys(admin::ContextPointer context, ApplicationPointer application, QJsonArray keys);
    /// `{application}`, an id or a client_id. No client_id has the form of an id.
    Task<Result<ApplicationPointer>> find(admin::ContextPointer context);

    /// Nobody gives an application rights that they do not have, nor takes over one that has them: who sets its secret
    /// or keys can act as it (security.md B3).
    Task<Result<void>> checkRights(admin::ContextPointer context, Application application) const;

    ApplicationService *m_applications;
    const SessionService *m_sessions;
    const admin::Lists *m_lists;
    const Clock *m_clock;
    RightsService *m_rights;
    RightsGuard m_guard;
    QString m_adminResource;
};

}
