// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/SetupPages.h"

namespace auth::setup {

/// `/realms/{realm}/new-device/{secret}`: asks a person whether a browser that signed in to their account was theirs. It
/// acts on POST only: `mine`, or `not-mine`, which ends all sessions and forces another password.
void addDeviceLinkRoutes(http::Router *router, SetupServices *services);

}
