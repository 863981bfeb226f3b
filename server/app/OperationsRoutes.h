// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Services.h"
#include "http/Router.h"

namespace auth::app {

/// `/health/live`, `/health/ready` and `/metrics`.
void addOperationsRoutes(http::Router *router, Services *services);

/// Counts each answer by its route.
void observeRequests(http::Router *router);

}
