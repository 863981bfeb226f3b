// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "login/Provider.h"

namespace auth::cli {

/// The public client that every realm has for this program.
inline constexpr QLatin1StringView kPublicClient("authctl");

/// Authorization code with PKCE (RFC 7636) through the system's browser and a loopback address (RFC 8252 §7.3). The URL
/// is printed too, for where no browser opens.
std::expected<Login, Failure> loginWithBrowser(const Options &options, const Provider &provider);

/// RFC 8628: a code that is typed on another device; printed with its URL and as a QR code.
std::expected<Login, Failure> loginWithDevice(const Options &options, const Provider &provider);

/// What is asked for: `read` is every permission that reads, nothing is all that one has.
QString requestedScope(const Options &options);

}
