// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "factors/FactorKind.h"

namespace auth {

// Codes that are sent to people, whatever carries them.

// NIST SP 800-63B-4 §3.1.3.2: ten minutes at most.
inline constexpr std::chrono::minutes kSentCodeLifetime { 10 };
inline constexpr int kMostSends = 3;
// Of a network, which may be an office with many people.
inline constexpr int kMostSendsOfNetwork = 60;
inline constexpr std::chrono::minutes kSendWindow { 10 };

/// A code that is about to be sent.
struct CountedSend {
    db::Transaction *transaction;
    RealmPointer realm;
    UserId userId;
    QString kind;
    QString destination; ///< A mail address or phone number.
    QString network; ///< Of who asks.
    RealmKeys *keys;
    Timestamp now;
};
/// Counts it for the person (and its kind), for the destination, whomever else it belongs to, and for the network of who
/// asks. False: enough were sent for now (security.md §1.14).
Task<Result<bool>> claimSend(CountedSend send);

/// A new code of \a kind, in place of the one before it, for whoever sends it to \a destination. Nothing: enough were sent
/// for now. It is good for \a about only.
Task<Result<std::optional<QByteArray>>> makeSentCode(FactorSending sending, const char *kind, QString destination, QString about = {});

/// FactorKind::verify: uses a code of \a kind up.
Task<Result<FactorVerdict>> useSentCode(FactorAttempt attempt, const char *kind, QString about = {});

}
