// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Inside.h"
#include "api/Schemas.h"

namespace auth::declarations {

/// Every object of the context's realm as a document, without secrets, as \a transaction sees them: one moment, where it
/// is a snapshot. Needs the permission to read each kind.
Task<Result<api::Configuration>> exportDocuments(admin::ContextPointer context, std::shared_ptr<admin::Inside> inside, db::Transaction *transaction);

/// Begins a snapshot, before anything is read.
extern const db::Query kSnapshot;

}
