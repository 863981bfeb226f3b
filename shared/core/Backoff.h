// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Random.h"

#include <algorithm>
#include <chrono>
#include <cstring>

namespace auth {

/// A random time between half of \a whole and all of it, so that what failed together does not come back together.
inline std::chrono::milliseconds jittered(std::chrono::milliseconds whole)
{
    quint32 random = 0;
    std::memcpy(&random, randomBytes(sizeof random).constData(), sizeof random);
    const qint64 half = whole.count() / 2;
    return std::chrono::milliseconds(whole.count() - half + (half * random >> 32));
}

/// How long to wait after failed attempt number \a attempt (from 1): \a first, doubled each time, at most \a longest,
/// jittered.
inline std::chrono::milliseconds backoff(
    int attempt, std::chrono::milliseconds first, std::chrono::milliseconds longest)
{
    const auto whole = first * (qint64(1) << std::clamp(attempt - 1, 0, 20));
    return jittered(std::min<std::chrono::milliseconds>(longest, whole));
}

}
