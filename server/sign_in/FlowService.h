// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Task.h"
#include "db/Database.h"
#include "realms/RealmDirectory.h"
#include "sign_in/Account.h"
#include "sign_in/Flow.h"

namespace auth::sign_in {

/// Flows of one thread: begun when a page has to be shown, and never before.
class FlowService {
public:
    FlowService(db::Database *database, const Clock *clock, Channels channels)
        : m_database(database)
        , m_clock(clock)
        , m_channels(channels)
    {
    }

    /// A new flow of \a realm, with its id and times.
    Task<Result<FlowId>> create(RealmPointer realm, Flow flow, Deadline deadline);
    /// The flow whatever its state; nothing when there is none.
    Task<Result<std::optional<Flow>>> find(RealmId realmId, FlowId id, Deadline deadline);
    /// Writes the state of an unused flow; false when it was used meanwhile.
    Task<Result<bool>> update(Flow flow, Deadline deadline);
    Task<Result<bool>> update(db::Transaction *transaction, Flow flow);
    /// A person needs more time (WCAG 2.2, 2.2.1): the flow lasts as long again from now, up to longestOf(). When it ends;
    /// nothing where it has ended.
    Task<Result<std::optional<Timestamp>>> extend(RealmPointer realm, Flow flow, Deadline deadline);
    /// How long a flow of \a realm can be made to last: ten times its time beyond the first.
    static std::chrono::seconds longestOf(const Realm &realm) { return 11 * realm.settings.flowLifetime; }
    /// Uses the flow up: true once.
    Task<Result<bool>> consume(db::Transaction *transaction, Flow flow);
    /// The realm wants another password than the one that was just shown.
    Task<Result<void>> requirePasswordChange(db::Transaction *transaction, RealmId realmId, UserId userId);
    /// What was required of the person is done. No round trip.
    void meetAction(db::Transaction *transaction, RealmId realmId, UserId userId, QString action);
    /// \a address, where it is still the account's, is verified. No round trip.
    void verifyEmail(db::Transaction *transaction, RealmId realmId, UserId userId, QString address);
    /// The account, if it is active, as it stands with the browser of \a browserHash (or none). Its row stays locked until the
    /// transaction ends, so that disabling it and a sign-in cannot pass each other.
    Task<Result<std::optional<Account>>> lockActiveUser(
        db::Transaction *transaction, RealmId realmId, UserId userId, QByteArray browserHash = {});

private:
    db::Database *m_database;
    const Clock *m_clock;
    Channels m_channels;
};

}
