// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scopes/ScopeRules.h"
#include "scopes/ScopeStore.h"

namespace auth {

/// The rules of scopes and resource servers, and the cache of one thread.
class ScopeService {
public:
    /// \a knownClaims are those that we can give about somebody.
    ScopeService(db::Database *database, CacheEpochs *epochs, QStringList knownClaims);

    /// What the realm describes. Costs no query once warm.
    Task<Result<RealmScopesPointer>> ofRealm(RealmId realmId, Deadline deadline);

    /// By name or id. NotFound.
    Task<Result<Scope>> find(RealmId realmId, QString nameOrId, Deadline deadline) const;
    struct Page {
        std::vector<Scope> scopes;
        db::ListPage page;
    };
    Task<Result<Page>> list(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &listSpec() { return ScopeStore::listSpec(); }
    /// ValidationFailed with all problems at once, or Conflict.
    Task<Result<Scope>> create(ChangePointer change, RealmId realmId, ScopeChanges changes) const;
    Task<Result<Scope>> update(
        ChangePointer change, RealmId realmId, ScopeId id, ScopeChanges changes, std::optional<qint64> ifVersion) const;
    Task<Result<void>> remove(ChangePointer change, RealmId realmId, ScopeId id, std::optional<qint64> ifVersion) const;

    Task<Result<ResourceServer>> findServer(RealmId realmId, QString nameOrId, Deadline deadline) const;
    struct ServerPage {
        std::vector<ResourceServer> servers;
        db::ListPage page;
    };
    Task<Result<ServerPage>> listServers(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &serverListSpec() { return ScopeStore::serverListSpec(); }
    Task<Result<ResourceServer>> createServer(
        ChangePointer change, RealmId realmId, ResourceServerChanges changes) const;
    Task<Result<ResourceServer>> updateServer(ChangePointer change, RealmId realmId, ResourceServerId id,
        ResourceServerChanges changes, std::optional<qint64> ifVersion) const;
    /// Conflict while scopes belong to it.
    Task<Result<void>> removeServer(
        ChangePointer change, RealmId realmId, ResourceServerId id, std::optional<qint64> ifVersion) const;

private:
    /// Finds the resource server that \a scope names.
    Task<Result<Scope>> placed(ChangePointer change, Scope scope) const;
    Task<Result<Scope>> lockedAt(
        ChangePointer change, RealmId realmId, ScopeId id, std::optional<qint64> ifVersion) const;
    Task<Result<ResourceServer>> serverLockedAt(
        ChangePointer change, RealmId realmId, ResourceServerId id, std::optional<qint64> ifVersion) const;

    struct Entry {
        RealmScopesPointer scopes;
        quint64 epoch = 0;
    };
    ScopeStore m_store;
    CacheEpochs *m_epochs;
    QStringList m_knownClaims;
    QHash<RealmId, Entry> m_cache;
};

}
