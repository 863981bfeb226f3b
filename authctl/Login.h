// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Failure.h"

#include "client/Provider.h"
#include "client/TokenStore.h"

namespace auth::cli {

/// The public client that every realm has for this program.
inline constexpr QLatin1StringView kPublicClient("authctl");

// What shared/client does as tasks, for a program that has nothing to do meanwhile.
std::expected<Provider, Failure> discover(const Options &options);
/// Prints the URL too, for where no browser opens. \a demand is what the person has to prove.
std::expected<Login, Failure> loginWithBrowser(
    const Options &options, const Provider &provider, const AuthenticationDemand &demand = {});
/// Prints the code that is typed on another device, with its URL and as a QR code.
std::expected<Login, Failure> loginWithDevice(const Options &options, const Provider &provider);
std::expected<Login, Failure> redeemClientCredentials(const Options &options, const Login &login);
std::expected<void, Failure> revoke(const Options &options, const Login &login);

/// AUTHCTL_TOKEN, else what client::accessToken() has.
std::expected<QByteArray, Failure> accessToken(const Options &options, const QByteArray &refused = {});
/// Is there more than AUTHCTL_TOKEN to get a token from?
bool canRenew(const Options &options);

/// A desktop that a browser can open on, and nobody who sits at another machine.
bool hasBrowser();
/// Has the person of the login prove who they are, as the server demands (RFC 9470), and keeps the new login. Only where
/// somebody can be asked; else Forbidden with what would help.
std::expected<void, Failure> stepUp(const Options &options, const AuthenticationDemand &demand);

std::expected<std::optional<Login>, Failure> readLogin(const Options &options);
std::expected<void, Failure> writeLogin(const Options &options, const Login &login);
std::expected<void, Failure> forgetLogin(const Options &options);
std::expected<void, Failure> moveLogin(const Options &options, const QString &from, const QString &to);
std::expected<void, QString> tryKeychain();

}
