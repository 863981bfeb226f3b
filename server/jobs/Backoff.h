// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QRandomGenerator>

#include <algorithm>
#include <chrono>

namespace auth::jobs {

/// How long to wait after failed attempt number \a attempt (from 1): \a first, doubled each time, at most \a longest;
/// of that a random part between half and all, so that what failed together does not come back together.
inline std::chrono::milliseconds backoff(
    int attempt, std::chrono::milliseconds first, std::chrono::milliseconds longest)
{
    const auto whole = std::min<std::chrono::milliseconds>(longest, first * (qint64(1) << std::clamp(attempt - 1, 0, 20)));
    const qint64 half = whole.count() / 2;
    return std::chrono::milliseconds(half + QRandomGenerator::global()->bounded(half + 1));
}

}
