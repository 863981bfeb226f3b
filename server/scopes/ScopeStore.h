// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Listing.h"
#include "realms/Change.h"
#include "scopes/Scope.h"

namespace auth {

/// The SQL of scopes and resource servers.
class ScopeStore {
public:
    explicit ScopeStore(db::Database *database)
        : m_database(database)
    {
    }

    Task<Result<std::vector<Scope>>> all(RealmId realmId, Deadline deadline) const;
    Task<Result<std::optional<Scope>>> find(RealmId realmId, ScopeId id, Deadline deadline) const;
    Task<Result<std::optional<Scope>>> findByName(RealmId realmId, QString name, Deadline deadline) const;
    Task<Result<db::ListPage>> list(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &listSpec();
    static Scope fromRow(const db::Rows &rows, int row);
    Task<Result<std::optional<Scope>>> lock(ChangePointer change, RealmId realmId, ScopeId id) const;
    /// False when the name is taken.
    Task<Result<bool>> insert(ChangePointer change, Scope scope) const;
    Task<Result<void>> update(ChangePointer change, Scope scope) const;
    Task<Result<void>> remove(ChangePointer change, RealmId realmId, ScopeId id) const;

    Task<Result<std::optional<ResourceServer>>> findServer(
        RealmId realmId, ResourceServerId id, Deadline deadline) const;
    Task<Result<std::optional<ResourceServer>>> findServerByName(
        RealmId realmId, QString name, Deadline deadline) const;
    Task<Result<std::optional<ResourceServer>>> serverInChange(
        ChangePointer change, RealmId realmId, QString name) const;
    Task<Result<db::ListPage>> listServers(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &serverListSpec();
    static ResourceServer serverFromRow(const db::Rows &rows, int row);
    Task<Result<std::optional<ResourceServer>>> lockServer(
        ChangePointer change, RealmId realmId, ResourceServerId id) const;
    /// False when the name or identifier is taken.
    Task<Result<bool>> insertServer(ChangePointer change, ResourceServer server) const;
    Task<Result<bool>> updateServer(ChangePointer change, ResourceServer server) const;
    Task<Result<void>> removeServer(ChangePointer change, RealmId realmId, ResourceServerId id) const;
    Task<Result<QStringList>> scopesOfServer(ChangePointer change, RealmId realmId, ResourceServerId id) const;

private:
    db::Database *m_database;
};

}
