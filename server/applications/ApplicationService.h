// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "applications/ApplicationRules.h"
#include "applications/ApplicationStore.h"

#include <QtCore/QHash>

namespace auth {

/// The rules of applications, and the cache of them of one thread.
class ApplicationService final : public ApplicationDirectory {
public:
    ApplicationService(db::Database *database, CacheEpochs *epochs);

    Task<Result<ApplicationPointer>> find(RealmId realmId, QByteArray clientId, Deadline deadline) override;
    Task<Result<ApplicationPointer>> find(RealmId realmId, ApplicationId id, Deadline deadline) override;
    Task<Result<bool>> isOriginRegistered(RealmId realmId, QByteArray origin, Deadline deadline) override;

    struct Page {
        std::vector<Application> applications;
        db::ListPage page;
    };
    Task<Result<Page>> list(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &listSpec() { return ApplicationStore::listSpec(); }

    /// An application, and its secret where one was made or given: it is never shown again.
    struct Written {
        Application application;
        QString clientSecret;
    };

    /// ValidationFailed with all problems at once, or Conflict when the client_id is taken.
    Task<Result<Written>> create(ChangePointer change, RealmId realmId, ApplicationChanges changes);
    /// VersionMismatch when \a ifVersion is another one than the row's.
    Task<Result<Written>> update(ChangePointer change, RealmId realmId, ApplicationId id, ApplicationChanges changes,
        std::optional<qint64> ifVersion);
    /// Its tokens are refused from the commit on.
    Task<Result<void>> remove(ChangePointer change, RealmId realmId, ApplicationId id, std::optional<qint64> ifVersion);

    /// Its secrets, oldest first; none is readable.
    Task<Result<std::vector<ApplicationSecretInfo>>> secrets(
        RealmId realmId, ApplicationId id, Timestamp now, Deadline deadline) const;
    struct NewSecret {
        Field<QString> given; ///< Made where there is none.
        std::optional<std::chrono::seconds> expiresIn;
        std::optional<std::chrono::seconds> othersExpireIn; ///< The others stay where there is none.
    };
    struct AddedSecret {
        ApplicationSecretInfo info;
        QString clientSecret; ///< Never shown again.
    };
    /// One more secret beside those that are there: rotation without downtime.
    Task<Result<AddedSecret>> addSecret(ChangePointer change, RealmId realmId, ApplicationId id, NewSecret secret);
    /// Refused from the commit on. NotFound when there is none.
    Task<Result<void>> revokeSecret(ChangePointer change, RealmId realmId, ApplicationId id, Uuid secret);
    /// Takes a deleted application back, with its secrets. NotFound, or Conflict when the client_id was taken
    /// meanwhile.
    Task<Result<Application>> undelete(
        ChangePointer change, RealmId realmId, QString clientIdOrId, std::optional<qint64> ifVersion);

private:
    struct Entry {
        ApplicationPointer application;
        quint64 epoch = 0;
    };
    struct OriginEntry {
        bool registered = false;
        quint64 epoch = 0;
    };
    ApplicationPointer cached(RealmId realmId, const QByteArray &clientId) const;
    ApplicationPointer keep(Application application, quint64 epoch);
    Task<Result<Application>> lockedAt(
        ChangePointer change, RealmId realmId, ApplicationId id, std::optional<qint64> ifVersion) const;

    ApplicationStore m_store;
    CacheEpochs *m_epochs;
    QHash<std::pair<RealmId, QByteArray>, Entry> m_cache;
    QHash<std::pair<RealmId, ApplicationId>, QByteArray> m_clientIds;
    QHash<std::pair<RealmId, QByteArray>, OriginEntry> m_origins;
};

/// An application as audit rows and answers show it: no secret and no hash of one.
QJsonObject applicationToJson(const Application &application);

}
