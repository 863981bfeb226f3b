// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Listing.h"

namespace auth::admin {

/// Reads a filter for the fields of \a spec. Terms are separated by spaces and all have to hold:
///
///     field:value   "free text"   name   enabled:false   email:*@acme.com   created_at>=2026-01-01   created_at<30d
///
/// A hyphen before a term negates it; quotes keep spaces in a value. A relative time is an age: `created_at<30d` is
/// younger than thirty days (units m, h, d, w). ValidationFailed at `/q` for what it does not understand, with the
/// nearest field where one is unknown.
Result<QList<db::ListTerm>> parseFilter(const QString &text, const db::ListSpec &spec, Timestamp now);

}
