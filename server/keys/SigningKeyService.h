// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/Jwk.h"
#include "keys/RealmKeys.h"
#include "keys/SigningKey.h"
#include "keys/SigningKeyStore.h"
#include "passwords/HashingPool.h"
#include "realms/Change.h"
#include "realms/RealmDirectory.h"

#include <QtCore/QHash>

#include <chrono>
#include <coroutine>
#include <map>

namespace auth {

/// A JWKS document as it goes out, the same bytes from every node.
struct Jwks {
    QByteArray body; ///< application/jwk-set+json.
    QByteArray etag; ///< With its quotes.
};

/// What one run of the schedule did.
struct ScheduleOutcome {
    int created = 0;
    int removed = 0;
};

/// Signing keys of realms. One per thread; keys are cached until CacheEpochs says that the realm changed.
///
/// Keys are made on first use, RSA on the hashing pool. When several nodes make one at once, the first that gets the
/// realm's lock in PostgreSQL keeps its key and the others take that.
class SigningKeyService {
public:
    SigningKeyService(Change::Services services, RealmKeys* realmKeys, HashingPool* pool, KeySchedule schedule = {});

    /// The key that signs with \a algorithm now.
    Task<Result<crypto::SigningKey>> activeKey(
        RealmPointer realm, crypto::SignatureAlgorithm algorithm, Deadline deadline);
    /// The key of a token's header, retired ones included; nothing when it is unknown, removed or revoked. A kid that
    /// is not in the cache is looked up in the table, at most once a second.
    Task<Result<std::optional<crypto::VerificationKey>>> verificationKey(
        RealmPointer realm, QString kid, Deadline deadline);
    /// RFC 7517 §5: the keys that are published, active or retired, oldest first. Makes the realm's first keys, so that
    /// no client caches an empty set.
    Task<Result<Jwks>> jwks(RealmPointer realm, Deadline deadline);

    /// Every row, revoked ones included, oldest first.
    Task<Result<SigningKeyList>> list(RealmPointer realm, Deadline deadline);

    /// A new key for \a algorithm: published at once, signs after KeySchedule::shortestNotice. One that waits already
    /// is answered instead. Writes into \a change, which must not have begun; the caller commits.
    Task<Result<SigningKeyRecord>> rotate(
        ChangePointer change, RealmPointer realm, crypto::SignatureAlgorithm algorithm);
    /// Emergency rotation: the key \a kid neither signs nor verifies once \a change is committed, and leaves the JWKS.
    /// If it was the active one, a new one signs at once. Answers the revoked key. NotFound when there is none or it is
    /// gone.
    Task<Result<SigningKeyRecord>> revoke(ChangePointer change, RealmPointer realm, QString kid);
    /// Signs with the waiting key \a kid from the commit on; the active one retires. NotFound when there is none,
    /// Conflict when it does not wait.
    Task<Result<SigningKeyRecord>> activate(ChangePointer change, RealmPointer realm, QString kid);
    /// The active key \a kid signs no more from the commit on; the one that waits signs, or a new one. Answers the key that
    /// retires. NotFound when there is none, Conflict when it is not active.
    Task<Result<SigningKeyRecord>> retire(ChangePointer change, RealmPointer realm, QString kid);
    /// Makes the successors that are due and deletes what nobody needs. For jobs/, by one node; two are harmless.
    Task<Result<ScheduleOutcome>> runSchedule(RealmPointer realm, Deadline deadline);

private:
    struct KeySet;
    using KeySetPointer = std::shared_ptr<KeySet>;
    struct Making;
    struct Finished;
    using MakingKey = std::pair<RealmId, crypto::SignatureAlgorithm>;

    Task<Result<KeySetPointer>> keySet(RealmPointer realm, Deadline deadline);
    Task<Result<KeySetPointer>> load(RealmPointer realm, Deadline deadline);
    /// A set that has an active key for \a algorithm.
    Task<Result<KeySetPointer>> usableSet(RealmPointer realm, crypto::SignatureAlgorithm algorithm, Deadline deadline);
    Task<Result<void>> makeFirst(RealmPointer realm, crypto::SignatureAlgorithm algorithm, Deadline deadline);
    Task<Result<void>> makeFirstLocked(RealmPointer realm, crypto::SignatureAlgorithm algorithm, Deadline deadline);
    Task<Result<crypto::SigningKey>> generate(RealmPointer realm, crypto::SignatureAlgorithm algorithm);
    /// Begins the change's transaction with the realm's lock; answers the rows as they are under it.
    Task<Result<SigningKeyList>> lockedList(ChangePointer change, RealmPointer realm);
    /// Writes \a key and makes the algorithm's other keys end where it begins, or it where the next begins.
    Result<SigningKeyRecord> insert(Change* change, const Realm& realm, const SigningKeyList& others,
        const crypto::SigningKey& key, PlannedKey plan);
    ChangePointer ownChange(const Realm& realm, Deadline deadline) const;
    Result<crypto::SigningKey> open(KeySet* set, const Realm& realm, const SigningKeyRecord& record);

    Change::Services m_services;
    RealmKeys* m_realmKeys;
    HashingPool* m_pool;
    KeySchedule m_schedule;
    QHash<RealmId, KeySetPointer> m_sets;
    std::map<MakingKey, std::shared_ptr<Making>> m_making;
};

}
