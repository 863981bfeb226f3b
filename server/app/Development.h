// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Services.h"
#include "demo/DemoApplication.h"

namespace auth::app {

/// What `auth-server dev` adds to a server: an application that can be signed in to, and a token that may do everything.

/// The demo application in the root realm, with a new secret each time.
Task<Result<demo::DemoOptions>> ensureDemoApplication(Services *services, QByteArray backchannelUrl);

/// A bearer token of the system realm for the admin API, with every right, for an hour.
Task<Result<QByteArray>> issueAdministratorToken(Services *services);

}
