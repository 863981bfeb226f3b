// SPDX-License-Identifier: GPL-3.0-or-later
#include "permissions/RightsService.h"

#include "realms/ReservedNames.h"

#include <algorithm>

namespace auth {

namespace {

// More than this at once are read again: the cache is bounded, not the number of people.
constexpr qsizetype kCacheLimit = 20'000;

RightReach reachOf(const Realm &realm, const std::optional<QList<RealmId>> &limits)
{
    RightReach reach;
    if (realm.name != kSystemRealm)
        reach.realms.insert(realm.id);
    else if (limits)
        reach.realms = QSet<RealmId>(limits->begin(), limits->end());
    else
        reach.everywhere = true;
    return reach;
}

}

const char *subjectKindName(SubjectKind kind)
{
    return kind == SubjectKind::User ? "user" : "application";
}

RightsService::RightsService(db::Database *database, CacheEpochs *epochs, QStringList known)
    : m_store(database)
    , m_epochs(epochs)
    , m_known(std::move(known))
{
}

Holdings RightsService::collect(const Realm &realm, std::vector<HeldRole> roles) const
{
    Holdings holdings;
    for (const HeldRole &role : roles) {
        holdings.permissions += role.permissions;
        for (const QString &right : role.rights)
            holdings.rights.add(right, reachOf(realm, role.realms), m_known);
    }
    holdings.permissions.removeDuplicates();
    holdings.permissions.sort();
    std::erase_if(roles, [](const HeldRole &role) { return role.name.isEmpty(); });
    std::sort(roles.begin(), roles.end(), [](const HeldRole &a, const HeldRole &b) { return a.name < b.name; });
    holdings.roles = std::move(roles);
    return holdings;
}

UsableHoldings RightsService::usable(const Realm &realm, const std::vector<HeldRole> &roles) const
{
    UsableHoldings made;
    made.all = std::make_shared<const Holdings>(collect(realm, roles));
    made.dependsOnContact = std::any_of(roles.begin(), roles.end(), [](const HeldRole &role) { return role.dependsOnContact; });
    const auto without = [&](auto isInactive) -> HoldingsPointer {
        if (std::none_of(roles.begin(), roles.end(), isInactive))
            return made.all;
        std::vector<HeldRole> left = roles;
        std::erase_if(left, isInactive);
        Holdings rest = collect(realm, std::move(left));
        std::copy_if(made.all->roles.begin(), made.all->roles.end(), std::back_inserter(rest.inactive), isInactive);
        return std::make_shared<const Holdings>(std::move(rest));
    };
    made.withTwoFactors = without([](const HeldRole &role) { return role.wantsVerifiedContact; });
    made.withOneFactor = without([](const HeldRole &role) { return role.wantsVerifiedContact || role.requiresMfa; });
    return made;
}

Task<Result<HoldingsPointer>> RightsService::of(RealmPointer realm, SubjectKind kind, Uuid id, Deadline deadline)
{
    co_return CO_TRY(co_await usableOf(realm, { realm->id, kind, id }, deadline)).all;
}

Task<Result<HoldingsPointer>> RightsService::usableBy(RealmPointer realm, SubjectKind kind, Uuid id, Proof proof, Deadline deadline)
{
    // Applications have no factors to prove.
    const Proof counted = kind == SubjectKind::Application ? Proof::TwoFactors : proof;
    co_return CO_TRY(co_await usableOf(realm, { realm->id, kind, id }, deadline)).with(counted);
}

Task<Result<UsableHoldings>> RightsService::usableOf(RealmPointer realm, Subject subject, Deadline deadline)
{
    const quint64 epoch = m_epochs->current(realm->id);
    if (const auto entry = m_cache.constFind(subject); entry != m_cache.constEnd() && entry->epoch == epoch)
        co_return std::as_const(entry->holdings);
    const UsableHoldings made = usable(*realm, CO_TRY(co_await m_store.ofSubject(subject, deadline)));
    if (made.dependsOnContact)
        co_return made;
    if (m_cache.size() >= kCacheLimit)
        m_cache.clear();
    m_cache.insert(subject, { made, epoch });
    co_return made;
}

Task<Result<Holdings>> RightsService::of(ChangePointer change, RealmPointer realm, SubjectKind kind, Uuid id) const
{
    auto roles = CO_TRY(co_await m_store.ofSubject(change, { realm->id, kind, id }));
    co_return collect(*realm, std::move(roles));
}

Task<Result<Holdings>> RightsService::ofRoles(ChangePointer change, RealmPointer realm, QList<RoleId> roles) const
{
    auto held = CO_TRY(co_await m_store.ofRoles(change, realm->id, std::move(roles)));
    co_return collect(*realm, std::move(held));
}

Task<Result<UsableHoldings>> RightsService::ofRoles(
    RealmPointer realm, QList<RoleId> roles, UserId holder, Deadline deadline) const
{
    co_return usable(*realm, CO_TRY(co_await m_store.ofRoles(realm->id, std::move(roles), holder, deadline)));
}

Task<Result<void>> RightsService::lockRealm(ChangePointer change, RealmId realmId) const
{
    co_return co_await m_store.lockRealm(change, realmId);
}

Task<Result<bool>> RightsService::hasAdministrator(ChangePointer change, RealmPointer systemRealm) const
{
    co_return co_await m_store.hasAdministrator(change, systemRealm->id);
}

RightSet RightsService::rightsIn(const Realm &realm, const QStringList &names) const
{
    RightSet rights;
    for (const QString &name : names)
        rights.add(name, reachOf(realm, {}), m_known);
    return rights;
}

}
