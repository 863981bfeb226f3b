// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "core/Task.h"
#include "db/Listing.h"

namespace auth::oauth {

/// What people let applications have.
class Consents {
public:
    Consents(db::Database *database, const Clock *clock)
        : m_database(database)
        , m_clock(clock)
    {
    }
    /// The scopes that the person gave the application; empty when they gave none.
    Task<Result<QStringList>> find(RealmId realmId, UserId userId, ApplicationId applicationId, Deadline deadline);
    /// What somebody gave to something.
    struct Given {
        UserId userId;
        QString username;
        ApplicationId applicationId;
        QString clientId;
        QStringList scope;
        Timestamp grantedAt {};
    };
    struct Page {
        std::vector<Given> consents;
        db::ListPage page;
    };
    Task<Result<Page>> list(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &listSpec();
    /// False when there was none; the caller writes the audit row.
    Task<Result<bool>> takeBack(db::Transaction *transaction, RealmId realmId, UserId userId, ApplicationId applicationId) const;
    /// Adds \a scope to what was given; the caller writes the audit row.
    void grant(db::Transaction *transaction, RealmId realmId, UserId userId, ApplicationId applicationId, QStringList scope) const;

private:
    db::Database *m_database;
    const Clock *m_clock;
};

}
