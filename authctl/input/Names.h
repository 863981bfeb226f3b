// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Failure.h"

#include <expected>

namespace auth::cli {

/// Names from \a file, one a line, `-` for standard input; empty lines and those that begin with # are left out.
/// Nothing where \a file is empty.
std::expected<QStringList, Failure> readNames(const QString &file);

}
