// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Failure.h"

#include <expected>

namespace auth::cli {

/// How much is lost when a command was not meant.
enum class Severity : quint8 {
    Moderate, ///< [y/N], or --yes.
    Severe, ///< The object's name is typed, or given with --confirm; --yes is not enough.
};

/// The only place that asks. Nothing when the answer was yes. Never asks with --no-input or where standard input is no
/// terminal: then the failure says which option answers instead.
std::optional<Failure> confirm(const Options &options, Severity severity, const QString &question, const QString &name);

/// A password from standard input, a file, or a prompt without echo. One line feed at its end is not part of it.
std::expected<QString, Failure> readPassword(const Options &options);

}
