// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "login/Tokens.h"

#include <optional>

namespace auth::cli {

/// What the login of \a options' context is kept under; without a context, `default`.
QString storeName(const Options &options);

/// What the login of the context was kept in: keychain, file or none. A context remembers it.
QString storageOf(const Options &options);

/// Nothing where nobody logged in. A file that others can read is refused.
std::expected<std::optional<Login>, Failure> readLogin(const Options &options);
/// Where the `storage` of the context says; `none` keeps nothing.
std::expected<void, Failure> writeLogin(const Options &options, const Login &login);
/// From wherever it is.
std::expected<void, Failure> forgetLogin(const Options &options);

/// Is there a keychain that answers? Else why not: any trouble but "not found" means that there is none.
std::expected<void, QString> tryKeychain();
/// The context of \a from is called \a to from now on.
std::expected<void, Failure> moveLogin(const Options &options, const QString &from, const QString &to);

/// The file of tokens, where there is no keychain.
QString credentialsFile();

}
