// SPDX-License-Identifier: GPL-3.0-or-later
#include "realms/ReservedNames.h"

#include <algorithm>
#include <array>

namespace auth {

bool isReservedRealmName(QByteArrayView name)
{
    // `.well-known`, `robots.txt` and `favicon.ico` cannot be names of realms: a full stop is not allowed in one.
    static constexpr std::array<QByteArrayView, 33> kNames { "account", "admin", "api", "assets", "authorize",
        "callback", "connect", "console", "demo", "dev", "device", "docs", "flow", "health", "introspect", "jwks",
        "login", "logout", "metrics", "oauth", "openapi", "par", "realms", "recover", "register", "revoke", "setup",
        "signin", "signout", "static", "system", "token", "userinfo" };
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

}
