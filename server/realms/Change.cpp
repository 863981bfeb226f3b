// SPDX-License-Identifier: GPL-3.0-or-later
#include "realms/Change.h"

#include "history/VersionLog.h"

#include <algorithm>

namespace auth {

Change::Change(Services services, AuditEvent origin, Deadline deadline)
    : m_services(services)
    , m_origin(std::move(origin))
    , m_deadline(deadline)
{
}

Task<Result<void>> Change::begin()
{
    if (!m_transaction)
        m_transaction = CO_TRY(co_await m_services.database->begin(m_deadline));
    co_return {};
}

Task<Result<db::Rows>> Change::execute(const db::Query *query, db::Params params)
{
    CO_TRY(co_await begin());
    co_return co_await m_transaction->execute(query, std::move(params));
}

void Change::enqueue(const db::Query *query, db::Params params)
{
    transaction()->enqueue(query, std::move(params));
}

db::Transaction *Change::transaction()
{
    Q_ASSERT(m_transaction);
    return &*m_transaction;
}

AuditEvent Change::event(RealmId realm, QByteArray action) const
{
    AuditEvent event = m_origin;
    event.realmId = realm;
    event.action = std::move(action);
    return event;
}

void Change::record(AuditEvent event)
{
    VersionLog::record(transaction(), event, m_services.clock->now());
    m_services.audit->record(transaction(), std::move(event));
}

void Change::revoke(RealmId realm, RevocationKind kind, QByteArray subject)
{
    m_revoked.append(
        m_services.revocations->revoke(transaction(), realm, kind, std::move(subject), kLongestAccessTokenLifetime));
}

void Change::revoked(const QList<Revocations::Pending> &pending)
{
    m_revoked += pending;
}

void Change::invalidate(RealmId realm)
{
    if (std::find(m_invalidated.begin(), m_invalidated.end(), realm) == m_invalidated.end())
        m_invalidated.push_back(realm);
}

Task<Result<void>> Change::commit()
{
    if (!m_transaction)
        co_return {};
    for (const RealmId realm : m_invalidated)
        m_services.fanOut->announce(&*m_transaction, kTopic, realm.toBytes());
    const auto committed = co_await m_transaction->commit();
    // Also where the outcome of the commit is unknown: reading again and refusing more are harmless.
    for (const RealmId realm : m_invalidated) {
        m_services.epochs->bump(realm);
        m_services.fanOut->committed(kTopic, realm.toBytes());
    }
    for (const auto &revoked : m_revoked)
        m_services.revocations->publish(revoked);
    co_return committed;
}

Task<void> Change::rollback()
{
    if (m_transaction)
        co_await m_transaction->rollback();
    m_transaction.reset();
}

}
