// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "applications/ApplicationService.h"

namespace auth {

/// The public clients that every realm has for the programs of this product: `authctl` and `auth-console`. One is made
/// when somebody first comes with it, as a realm's keys are: ten thousand realms that nobody administers hold none.
class BuiltInApplications final : public ApplicationDirectory {
public:
    /// They may have tokens for the admin API, \a adminResource; \a scope is what they may ask for beside the standard
    /// scopes. What a token of theirs may do in the end are the rights of the person.
    BuiltInApplications(
        ApplicationService *applications, Change::Services change, QString adminResource, QStringList scope);

    Task<Result<ApplicationPointer>> find(RealmId realmId, QByteArray clientId, Deadline deadline) override;
    Task<Result<ApplicationPointer>> find(RealmId realmId, ApplicationId id, Deadline deadline) override;
    Task<Result<bool>> isOriginRegistered(RealmId realmId, QByteArray origin, Deadline deadline) override;

private:
    ApplicationChanges definition(const QByteArray &clientId) const;

    ApplicationService *m_applications;
    Change::Services m_change;
    QString m_adminResource;
    QStringList m_scope;
};

}
