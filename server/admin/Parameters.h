// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Context.h"

namespace auth::admin {

/// Reads the query (`limit`, `after`, `q`, `sort`, `dry_run`, as the operation has them) and If-Match. Unknown names
/// and repeated ones are refused.
Result<void> readParameters(Context &context);

/// A body of `application/json` that is an object. UnsupportedMediaType, Malformed.
Result<QJsonObject> readBody(const http::Request &request);

/// The Idempotency-Key of a POST, or nothing.
Result<std::optional<QByteArray>> idempotencyKey(const Context &context);

/// SHA-256 of what makes two requests the same: method, target, body.
QByteArray requestHash(const http::Request &request);

}
