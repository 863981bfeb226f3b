// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "applications/ApplicationDirectory.h"
#include "db/Listing.h"
#include "realms/Change.h"

namespace auth {

/// The SQL of applications and their secrets.
class ApplicationStore {
public:
    explicit ApplicationStore(db::Database *database)
        : m_database(database)
    {
    }

    /// Nothing when there is none or it is deleted.
    Task<Result<std::optional<Application>>> findByClientId(
        RealmId realmId, QByteArray clientId, Deadline deadline) const;
    Task<Result<std::optional<Application>>> find(RealmId realmId, ApplicationId id, Deadline deadline) const;
    Task<Result<bool>> isOriginRegistered(RealmId realmId, QByteArray origin, Deadline deadline) const;

    /// The row as the change sees it, locked until its end.
    Task<Result<std::optional<Application>>> lock(ChangePointer change, RealmId realmId, ApplicationId id) const;
    /// False when the client_id is taken.
    Task<Result<bool>> insert(ChangePointer change, Application application) const;
    Task<Result<void>> update(ChangePointer change, Application application) const;
    Task<Result<void>> remove(ChangePointer change, RealmId realmId, ApplicationId id) const;
    /// A deleted application, locked; of several that had the client_id, the one that was deleted last.
    Task<Result<std::optional<Application>>> lockDeleted(
        ChangePointer change, RealmId realmId, QString clientIdOrId) const;
    /// False when the client_id was taken meanwhile.
    Task<Result<bool>> undelete(ChangePointer change, Application application) const;
    /// Makes \a secret the only one of the application.
    void replaceSecrets(ChangePointer change, Application application, std::optional<ApplicationSecret> secret) const;
    /// Oldest first, without those that expired.
    Task<Result<std::vector<ApplicationSecretInfo>>> secrets(
        RealmId realmId, ApplicationId id, Timestamp now, Deadline deadline) const;
    /// Adds \a secret, and drops those that expired.
    void addSecret(
        ChangePointer change, Application application, ApplicationSecretInfo info, ApplicationSecret secret) const;
    /// No other secret than \a except is good after \a moment.
    void expireOtherSecrets(ChangePointer change, Application application, Uuid except, Timestamp moment) const;
    /// False when there is no such secret.
    Task<Result<bool>> removeSecret(ChangePointer change, Application application, Uuid secret) const;
    Task<Result<db::ListPage>> list(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &listSpec();
    static Application fromRow(const db::Rows &rows, int row);

private:
    db::Database *m_database;
};

const char *applicationTypeName(ApplicationType type);
std::optional<ApplicationType> applicationTypeFromName(QByteArrayView name);

}
