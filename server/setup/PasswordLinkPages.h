// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Router.h"
#include "setup/SetupPages.h"

namespace auth::setup {

/// `/realms/{realm}/new-password/{secret}`: a person chooses a password by a one-time link that an administrator made,
/// or that signing in led to because the password has to be changed. It works once; every session of the person ends,
/// and with `tx` the person goes back to the sign-in that it interrupted.
void addPasswordLinkRoutes(http::Router *router, SetupServices *services);

}
