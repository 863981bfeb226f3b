// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Failure.h"

#include <expected>

namespace auth::cli {

/// What files of commands may hold, in bytes.
inline constexpr qint64 kLargestFile = 16 * 1024 * 1024;

/// The bytes of a file, or of standard input for `-`.
std::expected<QByteArray, Failure> readInput(const QString &name);

}
