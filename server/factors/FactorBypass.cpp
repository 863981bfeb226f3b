// SPDX-License-Identifier: GPL-3.0-or-later
#include "factors/FactorBypass.h"

#include "factors/FactorBypassStore.h"
#include "factors/FactorService.h"

namespace auth {

using namespace Qt::StringLiterals;

QJsonObject bypassToJson(const FactorBypass &bypass, Timestamp now)
{
    QJsonObject object {
        { u"state"_s, QLatin1StringView(bypass.state(now)) },
        { u"reason"_s, bypass.reason },
        { u"minutes"_s, bypass.minutes },
        { u"requested_by"_s, bypass.requestedByName },
        { u"requested_at"_s, QString::fromLatin1(toIso(bypass.requestedAt)) },
    };
    if (!bypass.approvedByName.isEmpty())
        object.insert(u"approved_by"_s, bypass.approvedByName);
    if (bypass.expiresAt)
        object.insert(u"expires_at"_s, QString::fromLatin1(toIso(*bypass.expiresAt)));
    if (bypass.usedAt)
        object.insert(u"used_at"_s, QString::fromLatin1(toIso(*bypass.usedAt)));
    return object;
}

Task<Result<FactorBypass>> FactorService::bypassOf(RealmId realmId, UserId userId, Deadline deadline) const
{
    auto bypass = CO_TRY(co_await factor_bypass_store::find(m_database, realmId, userId, deadline));
    if (!bypass)
        co_return failure(ErrorCode::NotFound, u"Nobody asked for a sign-in without the second factor."_s);
    co_return *std::move(bypass);
}

FactorBypass FactorService::requestBypass(db::Transaction *transaction, const Realm &realm, UserId userId, FactorBypass bypass) const
{
    bypass.requestedAt = m_clock->now();
    if (!realm.settings.mfaBypassApproval)
        bypass.expiresAt = bypass.requestedAt + std::chrono::minutes(bypass.minutes);
    factor_bypass_store::put(transaction, realm.id, userId, bypass);
    return bypass;
}

Task<Result<FactorBypass>> FactorService::approveBypass(
    db::Transaction *transaction, RealmId realmId, UserId userId, QString approver, QString approverName) const
{
    const Timestamp now = m_clock->now();
    auto bypass = CO_TRY(co_await factor_bypass_store::lock(transaction, realmId, userId));
    if (!bypass || !bypass->isWaiting(now))
        co_return failure(ErrorCode::Conflict, u"Nothing waits for a second administrator."_s);
    if (bypass->requestedBy == approver)
        co_return failure(ErrorCode::Forbidden, u"Whoever asked for it cannot approve it."_s);
    bypass->approvedByName = std::move(approverName);
    bypass->expiresAt = now + std::chrono::minutes(bypass->minutes);
    factor_bypass_store::put(transaction, realmId, userId, *bypass);
    co_return *std::move(bypass);
}

Task<Result<FactorBypass>> FactorService::endBypass(db::Transaction *transaction, RealmId realmId, UserId userId) const
{
    const Timestamp now = m_clock->now();
    auto bypass = CO_TRY(co_await factor_bypass_store::lock(transaction, realmId, userId));
    if (!bypass || !(bypass->isWaiting(now) || bypass->isOpen(now)))
        co_return failure(ErrorCode::NotFound, u"There is no sign-in without the second factor to be ended."_s);
    factor_bypass_store::remove(transaction, realmId, userId);
    co_return *std::move(bypass);
}

Task<Result<bool>> FactorService::useBypass(db::Transaction *transaction, RealmId realmId, UserId userId) const
{
    return factor_bypass_store::use(transaction, realmId, userId, m_clock->now());
}

}
