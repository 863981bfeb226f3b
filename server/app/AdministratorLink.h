// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Services.h"

namespace auth::app {

/// A new one-time link that makes an administrator, as an absolute URL. Audited. Makes the system realm if need be.
Task<Result<QByteArray>> createAdministratorLink(Services *services);

}
