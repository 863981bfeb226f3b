// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api_keys/ApiKey.h"
#include "db/Listing.h"
#include "realms/Change.h"

namespace auth {

/// The SQL of API keys. Those of a deleted application are not there.
class ApiKeyStore {
public:
    explicit ApiKeyStore(db::Database *database)
        : m_database(database)
    {
    }

    Task<Result<std::optional<ApiKey>>> find(RealmId realmId, QString nameOrId, Deadline deadline) const;
    /// Whatever its dates are; nothing where its application is disabled.
    Task<Result<std::optional<ApiKey>>> findByHash(RealmId realmId, QByteArray keyHash, Deadline deadline) const;
    Task<Result<std::optional<ApiKey>>> lock(ChangePointer change, RealmId realmId, QString nameOrId) const;
    /// False when the name is taken.
    Task<Result<bool>> insert(ChangePointer change, ApiKey key) const;
    Task<Result<bool>> update(ChangePointer change, ApiKey key) const;
    Task<Result<void>> remove(ChangePointer change, ApiKey key) const;
    Task<Result<void>> noteUses(QList<std::pair<RealmId, Uuid>> keys, Timestamp now, Deadline deadline) const;
    Task<Result<db::ListPage>> list(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &listSpec();
    static ApiKey fromRow(const db::Rows &rows, int row);

private:
    db::Database *m_database;
};

}
