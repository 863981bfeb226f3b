// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Bootstrap.h"

#include "core/Log.h"
#include "jobs/Housekeeping.h"

namespace auth::app {

namespace {

const db::Query kRealmsWithKeys { "bootstrap_realms_with_keys", "SELECT DISTINCT realm_id FROM signing_keys" };

AuditEvent origin()
{
    return AuditEvent().actor("server", {}, QStringLiteral("auth-server"));
}

/// Another node may have been faster: then its realm is the one.
Task<Result<RealmPointer>> ensureRealm(Services *services, QByteArray name, Deadline deadline)
{
    auto found = co_await services->realms.find(name, deadline);
    if (found || found.error().code != ErrorCode::NotFound)
        co_return found;
    const auto change = std::make_shared<Change>(services->changeServices(), origin(), deadline);
    RealmChanges changes;
    changes.name = QString::fromLatin1(name);
    const auto created = co_await services->realms.create(change, changes, RealmOrigin::Server);
    if (created) {
        CO_TRY(co_await change->commit());
        logInfo("realm.created", { { "realm", QString::fromLatin1(name) } });
    } else if (created.error().code != ErrorCode::Conflict) {
        co_return std::unexpected(created.error());
    } else {
        co_await change->rollback();
    }
    co_return co_await services->realms.find(name, deadline);
}

}

Task<Result<void>> ensureRealms(Services *services, Deadline deadline)
{
    // Making realms is audited.
    CO_TRY(co_await jobs::makeAuditPartitions(&services->database, services->process->clock->now()));
    CO_TRY(co_await ensureRealm(services, kSystemRealm, deadline));
    CO_TRY(co_await ensureRealm(services, services->issuers.rootRealm(), deadline));
    co_return {};
}

Task<Result<QList<RealmId>>> realmsWithKeys(db::Database *database, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kRealmsWithKeys, {}, deadline));
    QList<RealmId> realms;
    for (int i = 0; i < rows.count(); ++i)
        realms.append(rows.id<RealmId>(i, "realm_id"));
    co_return realms;
}

}
