// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api_keys/ApiKeyStore.h"
#include "applications/ApplicationDirectory.h"
#include "core/Field.h"

#include <QtCore/QSet>

namespace auth {

/// What a key is made from, and what a change of one names.
struct ApiKeyChanges {
    Field<QString> name;
    Field<QString> scope;
    Field<QString> tier;
    Field<Timestamp> expiresAt; ///< Null: it does not expire.
    QString text; ///< The key itself, where it was made elsewhere; else one is made.
};

/// The rules of API keys.
class ApiKeyService {
public:
    /// What every key begins with; no token of ours does.
    static constexpr auto kPrefix = "ak~";

    ApiKeyService(db::Database *database, const Clock *clock)
        : m_store(database)
        , m_clock(clock)
    {
    }

    Task<Result<ApiKey>> find(RealmId realmId, QString nameOrId, Deadline deadline) const;
    /// The live key \a text of an enabled application, or nothing.
    Task<Result<std::optional<ApiKey>>> verify(RealmId realmId, QByteArray text, Deadline deadline);
    /// Writes when keys were used last.
    Task<> flush();

    struct Page {
        std::vector<ApiKey> keys;
        db::ListPage page;
    };
    Task<Result<Page>> list(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &listSpec() { return ApiKeyStore::listSpec(); }

    struct Written {
        ApiKey key;
        QString text; ///< Never shown again.
    };
    /// ValidationFailed with all problems at once, or Conflict when the name is taken.
    Task<Result<Written>> create(ChangePointer change, ApplicationPointer application, ApiKeyChanges changes) const;
    Task<Result<ApiKey>> update(ChangePointer change, ApplicationPointer application, QString nameOrId,
        ApiKeyChanges changes, std::optional<qint64> ifVersion) const;
    /// Another key in its place; the old one is refused from the commit on.
    Task<Result<Written>> rotate(
        ChangePointer change, RealmId realmId, QString nameOrId, std::optional<qint64> ifVersion) const;
    Task<Result<void>> remove(
        ChangePointer change, RealmId realmId, QString nameOrId, std::optional<qint64> ifVersion) const;

private:
    Task<Result<ApiKey>> lockedAt(
        ChangePointer change, RealmId realmId, QString nameOrId, std::optional<qint64> ifVersion) const;

    ApiKeyStore m_store;
    const Clock *m_clock;
    QSet<std::pair<RealmId, Uuid>> m_used;
};

/// A key as audit rows and answers show it: neither the key nor its hash.
QJsonObject apiKeyToJson(const ApiKey &key);

}
