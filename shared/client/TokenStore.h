// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Tokens.h"

#include <optional>

namespace auth::client {

/// What the login of \a profile' context is kept under; without a context, `default`.
QString storeName(const Profile &profile);

/// What the login of the context was kept in: keychain, file or none. A context remembers it.
QString storageOf(const Profile &profile);

/// Nothing where nobody logged in. A file that others can read is refused.
Task<std::expected<std::optional<Login>, Failure>> readLogin(Profile profile);
/// Where the `storage` of the context says; `none` keeps nothing.
Task<std::expected<void, Failure>> writeLogin(Profile profile, Login login);
/// From wherever it is.
Task<std::expected<void, Failure>> forgetLogin(Profile profile);

/// Is there a keychain that answers? Else why not: any trouble but "not found" means that there is none.
Task<std::expected<void, QString>> tryKeychain();
/// The context of \a from is called \a to from now on.
Task<std::expected<void, Failure>> moveLogin(Profile profile, QString from, QString to);

/// The file of tokens, where there is no keychain.
QString credentialsFile();

}
