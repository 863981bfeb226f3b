// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "factors/FactorKind.h"

namespace auth {

// Codes that are sent to people, whatever carries them.

// NIST SP 800-63B-4 §3.1.3.2: ten minutes at most.
inline constexpr std::chrono::minutes kSentCodeLifetime { 10 };
inline constexpr int kMostSends = 3;
inline constexpr std::chrono::minutes kSendWindow { 10 };

/// A new code of \a kind, in place of the one before it, for whoever sends it. Nothing: enough were sent for now.
Task<Result<std::optional<QByteArray>>> makeSentCode(FactorSending sending, const char *kind);

/// FactorKind::verify: uses a code of \a kind up.
Task<Result<FactorVerdict>> useSentCode(FactorAttempt attempt, const char *kind);

}
