// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/PathTree.h"

namespace auth::http {

/// What \a route's policy says to the request's `Origin`: the value of `Access-Control-Allow-Origin`, empty for no.
/// An origin of `null` is never let in. \a origins may be null: then no origin is registered.
Task<QByteArray> allowedOrigin(const Route *route, Request request, CorsOrigins *origins);

/// Is it a preflight (Fetch Standard, "CORS-preflight request")?
bool isPreflight(const Request &request);

/// The route that a preflight asks about; null when its method has none here.
const RegisteredRoute *preflightedRoute(const Endpoint &endpoint, const Request &request);

/// The answer to a preflight of \a endpoint from \a origin, as allowedOrigin() gave it.
Response preflightResponse(const Endpoint &endpoint, const QByteArray &origin);

/// Adds what a browser needs to hand \a response to a script of \a origin.
void addCorsHeaders(CorsPolicy policy, const QByteArray &origin, Response &response);

}
