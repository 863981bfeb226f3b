// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Task.h"
#include "db/Database.h"
#include "sign_in/Account.h"
#include "sign_in/Flow.h"

namespace auth::sign_in::flow_store {

Task<Result<void>> insert(db::Database *database, Flow flow, Deadline deadline);
/// The flow whatever its state; nothing when there is none.
Task<Result<std::optional<Flow>>> find(db::Database *database, RealmId realmId, FlowId id, Deadline deadline);
/// Writes the state of an unused flow; false when it was used meanwhile.
Task<Result<bool>> update(db::Transaction *transaction, Flow flow);
Task<Result<bool>> update(db::Database *database, Flow flow, Deadline deadline);
/// An unused flow that is not over lasts until \a until, or until \a longest after it began. When it ends; nothing where
/// it has ended.
Task<Result<std::optional<Timestamp>>> extend(db::Database *database, Flow flow, Timestamp now, Timestamp until, std::chrono::seconds longest, Deadline deadline);
/// Uses the flow up. One statement decides: true once.
Task<Result<bool>> consume(db::Transaction *transaction, RealmId realmId, FlowId id, Timestamp now);
/// The person has to choose another password before they get in.
Task<Result<void>> requirePasswordChange(db::Transaction *transaction, RealmId realmId, UserId userId, Timestamp now);
/// What was required of the person is done.
void meetAction(db::Transaction *transaction, RealmId realmId, UserId userId, QString action, Timestamp now);
/// \a address, where it is still the account's, is verified; and nobody asks for that any more.
void verifyEmail(db::Transaction *transaction, RealmId realmId, UserId userId, QString address, Timestamp now);
/// The account, if it is active, as it stands with a browser. Its row stays locked until the transaction ends, so that
/// disabling it and a sign-in cannot pass each other.
Task<Result<std::optional<Account>>> lockActiveUser(
    db::Transaction *transaction, RealmId realmId, UserId userId, QByteArray browserHash, Timestamp now);

}
