// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "TestDatabase.h"

#include "applications/ApplicationService.h"
#include "core/Random.h"
#include "jobs/PostgresFanOut.h"
#include "realms/RealmService.h"
#include "users/UserService.h"

namespace auth::test {

/// The services of realms, applications and users on a fresh database, without a server.
struct ServiceFixture {
    TestDatabase testDatabase;
    db::Database database { { .connectionString = testDatabase.connectionString() } };
    OffsetClock clock;
    AuditLog audit { &clock, randomBytes(32) };
    RevocationSet revocationSet;
    jobs::PostgresFanOut fanOut { { .connectionString = testDatabase.connectionString() } };
    Revocations revocations { &revocationSet, &clock, &fanOut };
    CacheEpochs epochs;
    RealmService realms { &database, [](RealmId) { return randomBytes(61); }, &epochs, { .rootRealm = "main" } };
    ApplicationService applications { &database, &epochs };
    UserService users { &database, &clock };

    Deadline deadline() const { return deadlineIn(std::chrono::seconds(30)); }

    ChangePointer change()
    {
        AuditEvent origin;
        origin.actor("administrator", QStringLiteral("tester"));
        return std::make_shared<Change>(
            Change::Services { &database, &clock, &audit, &revocations, &epochs, &fanOut }, origin, deadline());
    }

    /// Runs \a task of \a change, and commits when it succeeded.
    template <typename T>
    static Task<Result<T>> committed(ChangePointer change, Task<Result<T>> task)
    {
        Result<T> result = co_await task;
        if (!result)
            co_return result;
        if (auto done = co_await change->commit(); !done)
            co_return std::unexpected(done.error());
        co_return result;
    }

    Result<Realm> makeRealm(const QString &name)
    {
        const auto c = change();
        RealmChanges changes;
        changes.name = name;
        return QCoro::waitFor(committed(c, realms.create(c, changes)));
    }
};

}
