// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Task.h"
#include "db/Database.h"
#include "factors/Factor.h"

#include <vector>

namespace auth::factor_store {

/// Whose factor, and of which kind.
struct Subject {
    RealmId realmId;
    UserId userId;
    QString kind;
};

struct SealedAuthenticator {
    Authenticator authenticator;
    QByteArray secretSealed;
};

Task<Result<std::vector<Authenticator>>> list(db::Database *database, RealmId realmId, UserId userId, Deadline deadline);
/// One that waits for its confirmation, or that is there.
Task<Result<std::optional<SealedAuthenticator>>> find(db::Database *database, RealmId realmId, UserId userId, AuthenticatorId id, Deadline deadline);
/// The newest of \a kind that waits for its confirmation.
Task<Result<std::optional<SealedAuthenticator>>> waiting(db::Transaction *transaction, Subject subject);
Task<Result<FactorsOfAccount>> ofAccount(db::Database *database, RealmId realmId, UserId userId, Timestamp now, Deadline deadline);

/// Takes the place of those of its kind that wait for their confirmation.
void insert(db::Transaction *transaction, Subject subject, SealedAuthenticator authenticator);
/// False when there is none that waits. Who was to set one up has done so.
Task<Result<bool>> confirm(db::Transaction *transaction, Subject subject, AuthenticatorId id, qint64 step, Timestamp now);
/// The name of what was removed; nothing when it was not there.
Task<Result<std::optional<QString>>> remove(db::Transaction *transaction, RealmId realmId, UserId userId, AuthenticatorId id);
/// Everything: authenticators, codes and counters. How many confirmed authenticators there were.
Task<Result<int>> removeAll(db::Transaction *transaction, RealmId realmId, UserId userId);

/// Counts an attempt before it is looked at, so that no two at the same moment are one. Nothing when attempts are
/// refused for now; else the authenticators of the kind.
Task<Result<std::optional<std::vector<SealedAuthenticator>>>> claim(db::Transaction *transaction, Subject subject, Timestamp now);
/// The attempt succeeded: the count starts over.
void forgetAttempts(db::Transaction *transaction, Subject subject);
/// RFC 6238 §5.2: one statement decides, on all nodes; false when the step, or a later one, was used before. The attempt
/// succeeded with it: the count starts over.
Task<Result<bool>> acceptStep(db::Transaction *transaction, Subject subject, AuthenticatorId id, qint64 step, Timestamp now);

/// The kind of \a subject is asked for first from now on.
void prefer(db::Transaction *transaction, Subject subject, Timestamp now);

/// Ends the old ones.
void replaceBackupCodes(db::Transaction *transaction, RealmId realmId, UserId userId, QList<QByteArray> macs, Timestamp now, Timestamp expiresAt);
struct Used {
    bool blocked = false;
    bool accepted = false;
    int left = 0; ///< Backup codes, before this one was used.
};
/// Counts the attempt and uses the code up, in one statement.
Task<Result<Used>> useBackupCode(db::Transaction *transaction, Subject subject, QByteArray mac, Timestamp now);

/// Where a code goes, and whence it is asked for.
struct Sending {
    QByteArray destinationMac;
    QByteArray networkMac;
};
struct SendLimits {
    int most; ///< To one person, and to one destination.
    int mostOfNetwork;
    std::chrono::seconds window;
};
/// Counts it for each. False when as many were sent lately as may be.
Task<Result<bool>> claimSend(db::Transaction *transaction, Subject subject, Sending sending, SendLimits limits, Timestamp now);
void keepSentCode(db::Transaction *transaction, Subject subject, FlowId flowId, QByteArray mac, Timestamp now, Timestamp expiresAt);
Task<Result<Used>> useSentCode(db::Transaction *transaction, Subject subject, FlowId flowId, QByteArray mac, Timestamp now);

/// A number that waits for its code, in place of the one before it.
void keepPhone(db::Transaction *transaction, Subject subject, QString number, QByteArray mac, Timestamp now, Timestamp expiresAt);
Task<Result<std::optional<QString>>> waitingPhone(db::Database *database, RealmId realmId, UserId userId, Timestamp now, Deadline deadline);
Task<Result<std::optional<QString>>> waitingPhone(db::Transaction *transaction, RealmId realmId, UserId userId, Timestamp now);
/// Counts the attempt; with the right code the number becomes the account's, verified.
Task<Result<Used>> confirmPhone(db::Transaction *transaction, Subject subject, QByteArray mac, Timestamp now);
/// False where the account has none.
Task<Result<bool>> removePhone(db::Transaction *transaction, RealmId realmId, UserId userId, Timestamp now);

}
