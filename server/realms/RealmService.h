// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Field.h"
#include "realms/RealmStore.h"

#include <QtCore/QHash>

#include <functional>

namespace auth {

/// A new random data key of 256 bits for a realm, sealed under the master key (associated data: table and id). Keys are
/// another feature, which stands after this one.
using DataKeyMaker = std::function<QByteArray(RealmId)>;

/// What a new realm is made from, and what a change of one names.
struct RealmChanges {
    Field<QString> name;
    Field<QString> displayName;
    Field<bool> enabled;
    Field<QJsonObject> settings; ///< By member: a value sets it, null takes it back to its default (RFC 7396).
};

/// Who asks for a realm: the server itself may take reserved names.
enum class RealmOrigin : quint8 { Administrator, Server };

/// The rules of realms, and the cache of them of one thread.
class RealmService final : public RealmDirectory {
public:
    struct Options {
        QByteArray rootRealm; ///< Mounted at the root; its issuer is fixed, so it is not renamed.
        /// What other features put into a new realm, in the transaction that makes it.
        std::function<Task<Result<void>>(ChangePointer, Realm)> furnish = {};
    };

    RealmService(db::Database *database, DataKeyMaker makeDataKey, CacheEpochs *epochs, Options options);

    Task<Result<RealmPointer>> find(QByteArray name, Deadline deadline) override;
    Task<Result<RealmPointer>> find(RealmId id, Deadline deadline) override;

    struct Page {
        std::vector<Realm> realms;
        db::ListPage page;
    };
    Task<Result<Page>> list(db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &listSpec() { return RealmStore::listSpec(); }

    /// A realm with a data key of its own. ValidationFailed with all problems at once, or Conflict.
    Task<Result<Realm>> create(
        ChangePointer change, RealmChanges changes, RealmOrigin origin = RealmOrigin::Administrator);
    /// VersionMismatch when \a ifVersion is another one than the row's.
    Task<Result<Realm>> update(ChangePointer change, RealmId id, RealmChanges changes, std::optional<qint64> ifVersion);
    /// Marks the realm deleted: nothing of it answers any more, nothing is lost yet, its name is free.
    Task<Result<void>> remove(ChangePointer change, RealmId id, std::optional<qint64> ifVersion);

    /// Takes a deleted realm back as it was. NotFound, or Conflict when the name was taken meanwhile.
    Task<Result<Realm>> undelete(ChangePointer change, QString nameOrId, std::optional<qint64> ifVersion);

    const QByteArray &rootRealm() const { return m_options.rootRealm; }

private:
    struct Entry {
        RealmPointer realm;
        quint64 epoch = 0;
    };
    RealmPointer cached(RealmId id) const;
    RealmPointer keep(Realm realm, quint64 epoch);
    Task<Result<Realm>> lockedAt(ChangePointer change, RealmId id, std::optional<qint64> ifVersion) const;

    RealmStore m_store;
    DataKeyMaker m_makeDataKey;
    CacheEpochs *m_epochs;
    Options m_options;
    QHash<RealmId, Entry> m_cache;
    QHash<QByteArray, RealmId> m_names;
};

/// A realm as audit rows and answers show it: no key.
QJsonObject realmToJson(const Realm &realm);

}
