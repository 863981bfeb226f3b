// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Router.h"

namespace auth::http {

/// Writes \a error in the shape of \a style. `detail` never reaches the client. \a page may be null: then a plain
/// document is sent. Does not log: the router does, once.
Response renderError(RouteStyle style, const Request &request, const Error &error, ErrorPage *page);

/// The status that renderError() sends for \a error: the code's own.
int errorStatus(const Error &error);

/// The reason phrase of RFC 9110 §15, `Not Found`; empty for a status that has none.
QByteArray reasonPhrase(int status);

}
