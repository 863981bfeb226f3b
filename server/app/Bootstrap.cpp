// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Bootstrap.h"

#include "core/Log.h"
#include "jobs/Housekeeping.h"

namespace auth::app {

namespace {

const db::Query kEnsureRole { "bootstrap_ensure_role",
    "INSERT INTO roles (realm_id, id, name, description, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5)"
    " ON CONFLICT (realm_id, name) DO UPDATE SET name = EXCLUDED.name RETURNING id" };
const db::Query kEnsurePermission { "bootstrap_ensure_permission",
    "INSERT INTO role_permissions (realm_id, role_id, permission) VALUES ($1, $2, '*') ON CONFLICT DO NOTHING" };
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
    const auto system = CO_TRY(co_await ensureRealm(services, kSystemRealm, deadline));
    const auto role = CO_TRY(co_await services->database.execute(&kEnsureRole,
        db::Params::of(system->id, Uuid::v7(services->process->clock->now()), QByteArray(kAdministratorRole), QByteArrayLiteral("May do everything, in every realm."), services->process->clock->now()), deadline));
    CO_TRY(co_await services->database.execute(&kEnsurePermission, db::Params::of(system->id, role.uuid(0, "id")), deadline));
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
