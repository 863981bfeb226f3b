// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Command.h"

namespace auth::cli {

/// Prints an authorization request of the application, ready for a browser, with the secrets that its answer is checked
/// and redeemed with (RFC 6749 §4.1.1, RFC 7636 §4, OpenID Connect Core §3.1.2.1).
int printAuthorizeUrl(const Invocation &invocation);

inline constexpr Flag kAuthorizeUrlFlags[] = {
    { "redirect-uri", "URI", "One of the application's; its first without it" },
    { "scope", "SCOPE", "What to ask for, separated by spaces; openid without it" },
    { "prompt", "PROMPT", "none, login, consent, select_account or create" },
    { "login-hint", "USER", "Who is going to sign in" },
};

}
