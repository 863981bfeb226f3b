// SPDX-License-Identifier: GPL-3.0-or-later
#include "sign_in/FlowService.h"

#include "sign_in/FlowStore.h"

namespace auth::sign_in {

Task<Result<FlowId>> FlowService::create(RealmPointer realm, Flow flow, Deadline deadline)
{
    flow.realmId = realm->id;
    flow.id = FlowId::make(*m_clock);
    flow.createdAt = m_clock->now();
    flow.expiresAt = flow.createdAt + realm->settings.flowLifetime;
    const FlowId id = flow.id;
    CO_TRY(co_await flow_store::insert(m_database, std::move(flow), deadline));
    co_return id;
}

Task<Result<std::optional<Flow>>> FlowService::find(RealmId realmId, FlowId id, Deadline deadline)
{
    return flow_store::find(m_database, realmId, id, deadline);
}

Task<Result<bool>> FlowService::update(Flow flow, Deadline deadline)
{
    return flow_store::update(m_database, std::move(flow), deadline);
}

Task<Result<bool>> FlowService::update(db::Transaction *transaction, Flow flow)
{
    return flow_store::update(transaction, std::move(flow));
}

Task<Result<std::optional<Timestamp>>> FlowService::extend(RealmPointer realm, Flow flow, Deadline deadline)
{
    const Timestamp now = m_clock->now();
    return flow_store::extend(m_database, std::move(flow), now, now + realm->settings.flowLifetime, longestOf(*realm), deadline);
}

Task<Result<bool>> FlowService::consume(db::Transaction *transaction, Flow flow)
{
    return flow_store::consume(transaction, flow.realmId, flow.id, m_clock->now());
}

Task<Result<void>> FlowService::requirePasswordChange(db::Transaction *transaction, RealmId realmId, UserId userId)
{
    return flow_store::requirePasswordChange(transaction, realmId, userId, m_clock->now());
}

void FlowService::meetAction(db::Transaction *transaction, RealmId realmId, UserId userId, QString action)
{
    flow_store::meetAction(transaction, realmId, userId, std::move(action), m_clock->now());
}

void FlowService::verifyEmail(db::Transaction *transaction, RealmId realmId, UserId userId, QString address)
{
    flow_store::verifyEmail(transaction, realmId, userId, std::move(address), m_clock->now());
}

Task<Result<std::optional<Account>>> FlowService::lockActiveUser(
    db::Transaction *transaction, RealmId realmId, UserId userId, QByteArray browserHash)
{
    auto account
        = CO_TRY(co_await flow_store::lockActiveUser(transaction, realmId, userId, std::move(browserHash), m_clock->now()));
    if (account) {
        account->factors.contact.limitTo(m_channels);
        if (!m_channels.mail)
            account->address.clear();
    }
    co_return account;
}

}
