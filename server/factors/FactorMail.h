// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/Database.h"
#include "realms/Realm.h"

namespace auth {

/// What an owner is told of, at once and by mail (security.md S12).
enum class FactorNews : quint8 { Added, Removed, BackupCodesMade, BackupCodeUsed, Reset, PasskeyAdded, PasskeyRemoved, PasskeySuspended, BypassOpened, BypassUsed };

/// Leaves a mail to \a address in \a transaction. An address that nobody verified gets none (security.md F5): empty.
void tellOwner(db::Transaction *transaction, const Realm &realm, const QString &address, FactorNews news, Timestamp now);

}
