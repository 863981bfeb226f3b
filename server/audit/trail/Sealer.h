// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/trail/TrailStore.h"
#include "keys/RealmKeys.h"
#include "ledger/Merkle.h"
#include "ledger/Note.h"

#include <functional>
#include <map>
#include <optional>

namespace auth {

/// Appends audit rows to the logs of their realms and signs what they are then. Writers only insert: the sealer takes the
/// rows of transactions that lie behind the snapshot horizon, so that none can appear among them later, in the order of
/// their transactions.
class Sealer {
public:
    /// Gets each checkpoint once it is committed.
    using Publish = std::function<void(QByteArrayList notes)>;

    Sealer(db::Database *database, const Clock *clock, RealmKeys *keys, QByteArray rowKey, Publish publish);

    /// Seals everything that can be. Only one at a time does over all nodes; another that tries does nothing.
    Task<Result<void>> run();

private:
    struct Log {
        ledger::NoteSigner signer;
        ledger::Merkle tree;
        qint64 first = 0;
        bool isNew = false; ///< Nothing was signed yet.
    };
    enum class More : bool { No, Yes };

    Task<Result<More>> sealSome();
    Result<Log> open(const Head &head) const;
    Leaf append(Log *log, const TrailRow &trail, bool fromBefore) const;

    TrailStore m_store;
    db::Database *m_database;
    const Clock *m_clock;
    RealmKeys *m_keys;
    QByteArray m_rowKey;
    Publish m_publish;
};

/// The signer of \a realm's log. \a dataKeySealed is the realm's.
Result<ledger::NoteSigner> noteSigner(RealmKeys *keys, RealmId realm, const QByteArray &dataKeySealed);

}
