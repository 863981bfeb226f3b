// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Field.h"
#include "realms/IssuerNames.h"
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
    Field<QStringList> hostNames; ///< All of them.
    Field<QJsonObject> settings; ///< By member: a value sets it, null takes it back to its default (RFC 7396).
};

/// Who asks for a realm: the server itself may take reserved names.
enum class RealmOrigin : quint8 { Administrator, Server };

/// The rules of realms, and the cache of them of one thread.
class RealmService final : public RealmDirectory {
public:
    struct Options {
        QByteArray rootRealm; ///< Mounted at the root; its issuer is fixed, so it is not renamed.
        QByteArray publicUrl = {}; ///< Without a trailing slash.
        const RealmDefaults *defaults = nullptr; ///< Outlives this; null: those of RealmSettings.
        /// What other features put into a new realm, in the transaction that makes it.
        std::function<Task<Result<void>>(ChangePointer, Realm)> furnish = {};
    };

    RealmService(db::Database *database, DataKeyMaker makeDataKey, CacheEpochs *epochs, Options options);

    Task<Result<RealmPointer>> find(QByteArray name, Deadline deadline) override;
    Task<Result<RealmPointer>> find(RealmId id, Deadline deadline) override;
    Task<Result<RealmPointer>> findByHost(QByteArray host, Deadline deadline) override;

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
    const IssuerNames &issuers() const { return m_issuers; }

private:
    struct Entry {
        RealmPointer realm;
        quint64 epoch = 0;
    };
    RealmPointer cached(RealmId id) const;
    RealmPointer keep(Realm realm, quint64 epoch);
    Result<Realm> apply(Realm realm, const RealmChanges &changes, RealmOrigin origin) const;
    /// Conflict at /host_names when one is another realm's.
    Task<Result<void>> claimHosts(ChangePointer change, Realm realm) const;
    Task<Result<Realm>> lockedAt(ChangePointer change, RealmId id, std::optional<qint64> ifVersion) const;

    static const RealmDefaults kDefaults;

    RealmStore m_store;
    DataKeyMaker m_makeDataKey;
    CacheEpochs *m_epochs;
    Options m_options;
    QHash<RealmId, Entry> m_cache;
    QHash<QByteArray, RealmId> m_names;
    IssuerNames m_issuers;
    const RealmDefaults *m_defaults;
    /// Host names that were asked for, null where no realm has it; good while m_hostsEpoch is current.
    QHash<QByteArray, RealmId> m_hosts;
    quint64 m_hostsEpoch = 0;
};

/// A realm as audit rows and answers show it: no key.
QJsonObject realmToJson(const Realm &realm);

}
