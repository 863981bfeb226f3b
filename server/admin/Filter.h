// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Listing.h"

namespace auth::admin {

/// Reads a filter for the fields of \a spec. Terms beside each other all have to hold; `OR` binds weaker, parentheses
/// group:
///
///     field:value   "free text"   name   enabled:false   email:*@acme.com   created_at>=2026-01-01   created_at<30d
///     -email:*   (status:locked OR status:disabled) -name:"jane doe"
///
/// A hyphen before a term or a group negates it; `*` stands for any text, alone for "has one"; quotes keep spaces and
/// parentheses in a value (`""` in them is one quotation mark). A relative time is an age: `created_at<30d` is younger
/// than thirty days (units m, h, d, w). ValidationFailed at `/q` for what it does not understand, with the nearest field
/// or value where one is unknown.
Result<db::ListFilter> parseFilter(const QString &text, const db::ListSpec &spec, Timestamp now);

}
