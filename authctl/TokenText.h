// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Failure.h"

#include <expected>

namespace auth::cli {

/// The token of the command: its argument, or standard input where that is `-` or missing.
std::expected<QByteArray, Failure> readToken(const Options &options);

/// Decodes a JWT and verifies its signature: with a JWKS file, or with the keys that its issuer publishes.
int inspectToken(const Invocation &invocation);

}
