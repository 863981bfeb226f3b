// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Task.h"
#include "db/Listing.h"
#include "passkeys/ClientData.h"
#include "passkeys/Passkey.h"

namespace auth::passkeys::store {

/// What was asked of an authenticator: one question per ceremony of a flow or session, so that a new one ends the last.
struct Challenge {
    RealmId realmId;
    Uuid boundTo; ///< The flow or session.
    Ceremony ceremony = Ceremony::FirstFactor;
    QByteArray value;
    QByteArray browserHash;
    std::optional<UserId> userId; ///< Whose passkey it has to be, where that is known.
    Timestamp createdAt {};
    Timestamp expiresAt {};
};

Task<Result<void>> saveChallenge(db::Database *database, Challenge challenge, Deadline deadline);

/// What takeChallenge() found.
struct Taken {
    std::optional<UserId> userId; ///< Of the challenge.
    std::optional<Passkey> passkey; ///< With the credential id, in the realm.
};
/// Uses the challenge up: nothing unless it was asked of this browser, flow or session, for this ceremony, and in time.
/// One statement decides, and finds the passkey in passing.
Task<Result<std::optional<Taken>>> takeChallenge(db::Database *database, Challenge asked, QByteArray credentialId, Deadline deadline);
Task<Result<std::optional<Taken>>> takeChallenge(db::Transaction *transaction, Challenge asked, QByteArray credentialId);

/// Conflict when the realm has the credential id.
Task<Result<void>> insert(db::Transaction *transaction, Passkey passkey);
/// Notes a use: false when the counter has not gone on (WebAuthn §7.2 step 22), or the passkey is gone or suspended.
Task<Result<bool>> use(db::Transaction *transaction, Passkey passkey, quint32 signCount, bool backedUp, bool userVerified, Timestamp now);
/// False when it is suspended already.
Task<Result<bool>> suspend(db::Transaction *transaction, RealmId realmId, PasskeyId id, Timestamp now);
/// NotFound; VersionMismatch when \a ifVersion is another one.
Task<Result<Passkey>> rename(db::Transaction *transaction, RealmId realmId, UserId userId, PasskeyId id, QString label, std::optional<qint64> ifVersion);
Task<Result<void>> remove(db::Transaction *transaction, RealmId realmId, PasskeyId id);
/// Locks the person's row until the transaction ends, so that two removals do not each leave the other's passkey.
Task<Result<void>> lockUser(db::Transaction *transaction, RealmId realmId, UserId userId);
/// Is there another way in for the person than the passkey: a password, or another passkey that is not suspended?
Task<Result<bool>> hasOtherWayIn(db::Transaction *transaction, RealmId realmId, UserId userId, PasskeyId id);

Task<Result<std::vector<Passkey>>> listOfUser(db::Database *database, RealmId realmId, UserId userId, Deadline deadline);
Task<Result<PasskeySeen>> find(db::Database *database, RealmId realmId, PasskeyId id, Deadline deadline);
struct Page {
    std::vector<PasskeySeen> passkeys;
    db::ListPage page;
};
Task<Result<Page>> list(db::Database *database, RealmId realmId, db::ListRequest request, Deadline deadline);
const db::ListSpec &listSpec();

/// May a passkey be offered to the person: has none, and did not decline?
Task<Result<bool>> mayOffer(db::Database *database, RealmId realmId, UserId userId, Deadline deadline);
Task<Result<void>> decline(db::Database *database, RealmId realmId, UserId userId, Timestamp now, Deadline deadline);

}
