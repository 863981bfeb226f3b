// SPDX-License-Identifier: GPL-3.0-or-later
#include "recycle/RecycleService.h"

#include "core/Log.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

constexpr int kBatch = 500;
constexpr int kBatches = 200; ///< Of each kind in one run; the next run goes on.
constexpr std::chrono::seconds kDeadline { 30 };

}

ChangePointer RecycleService::change() const
{
    AuditEvent origin;
    origin.actor("server", {});
    return std::make_shared<Change>(m_services, origin, deadlineIn(kDeadline));
}

Task<Result<void>> RecycleService::purge()
{
    CO_TRY(co_await purgeAll(&recycle_store::purgeUsers, "user"));
    CO_TRY(co_await purgeAll(&recycle_store::purgeApplications, "application"));
    for (int batch = 0; batch < kBatches; ++batch) {
        if (!CO_TRY(co_await purgeSomeOfARealm()))
            break;
    }
    for (int batch = 0; batch < kBatches; ++batch) {
        const recycle_store::Due due { m_services.clock->now(), m_period };
        if (CO_TRY(co_await recycle_store::purgeVersions(m_services.database, due, kBatch, deadlineIn(kDeadline))) == 0)
            break;
    }
    co_return {};
}

Task<Result<void>> RecycleService::purgeAll(Batch batch, QByteArray kind) const
{
    for (int i = 0; i < kBatches; ++i) {
        const ChangePointer purging = change();
        const auto purged = CO_TRY(co_await batch(purging, { m_services.clock->now(), m_period }, kBatch));
        for (const auto &thing : purged) {
            AuditEvent event = purging->event(thing.realmId, kind + ".purged");
            event.target(kind, thing.id.toString(), thing.name);
            purging->record(std::move(event));
        }
        CO_TRY(co_await purging->commit());
        if (purged.size() < size_t(kBatch))
            break;
    }
    co_return {};
}

Task<Result<bool>> RecycleService::purgeSomeOfARealm() const
{
    const ChangePointer purging = change();
    const auto realm = CO_TRY(co_await recycle_store::lockDueRealm(purging, { m_services.clock->now(), m_period }));
    if (!realm) {
        co_await purging->rollback();
        co_return false;
    }
    // Most of what a realm has hangs on its users: the rest goes in one stroke.
    if (CO_TRY(co_await recycle_store::purgeUsersOfRealm(purging, realm->realmId, kBatch)) == 0) {
        CO_TRY(co_await recycle_store::purgeRealm(purging, realm->realmId));
        AuditEvent event = purging->event(realm->realmId, "realm.purged");
        event.target("realm", realm->id.toString(), realm->name);
        purging->record(std::move(event));
        logInfo("recycle.realm_purged", { { "realm", realm->name } });
    }
    CO_TRY(co_await purging->commit());
    co_return true;
}

}
