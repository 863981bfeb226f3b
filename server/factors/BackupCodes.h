// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "factors/FactorKind.h"

namespace auth {

inline constexpr int kBackupCodes = 10;
/// With so few left, the account page asks for new ones.
inline constexpr int kFewBackupCodes = 3;
inline constexpr std::chrono::hours kBackupCodeLifetime { 365 * 24 };

/// Ten new codes in place of the old ones, to be shown once. Only their HMACs are kept.
Result<QList<QByteArray>> makeBackupCodes(db::Transaction *transaction, RealmKeys *keys, const Realm &realm, UserId userId, Timestamp now);

/// FactorKind::verify: uses a code up.
Task<Result<FactorVerdict>> useBackupCode(FactorAttempt attempt);

}
