// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Failure.h"

#include <expected>

namespace auth::cli {

/// How much is lost when a command was not meant.
enum class Severity : quint8 {
    Mild, ///< Not asked about.
    Moderate, ///< [y/N], or --yes.
    Severe, ///< The object's name is typed, or given with --confirm; --yes is not enough.
};

/// The only place that asks. Nothing when the answer was yes. Never asks with --no-input or where standard input is no
/// terminal: then the failure says which option answers instead. A protected context raises everything one step.
std::optional<Failure> confirm(const Options &options, Severity severity, const QString &question, const QString &name);

/// Was this command confirmed, or did it need no confirmation?
bool wasConfirmed();
/// Before each command.
void forgetConfirmation();

/// May somebody be asked: is there a terminal, and no --no-input?
bool mayAsk(const Options &options);

/// A password from standard input, a file, or a prompt without echo. One line feed at its end is not part of it.
std::expected<QString, Failure> readPassword(const Options &options);

}
