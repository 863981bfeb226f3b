// SPDX-License-Identifier: GPL-3.0-or-later
#include "organizations/OrganizationService.h"

#include <QtCore/QJsonArray>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

// More members than this at once are read again: the cache is bounded, not the number of people.
constexpr qsizetype kCacheLimit = 20'000;

AuditEvent eventOf(const Change &change, const Organization &organization, QByteArray action)
{
    AuditEvent event = change.event(organization.realmId, std::move(action));
    event.target("organization", organization.id.toString(), organization.name);
    return event;
}

std::unexpected<Error> nameTaken()
{
    Error error(ErrorCode::Conflict, u"An organisation of this name exists."_s);
    error.fields.append({ u"/name"_s, u"exists"_s, u"This name is taken."_s });
    return std::unexpected(error);
}

Result<void> refuseTaken(const Organization &organization, const QStringList &taken)
{
    if (taken.isEmpty())
        return {};
    Error error(ErrorCode::Conflict, u"Another organisation has the domain %1."_s.arg(taken.join(u", "_s)));
    for (const QString &domain : taken)
        error.fields.append({ u"/domains/%1"_s.arg(organization.domains.indexOf(domain)), u"exists"_s,
            u"Another organisation has this domain."_s });
    return std::unexpected(error);
}

QList<Uuid> idsOf(const QList<OrganizationService::Person> &people)
{
    QList<Uuid> ids;
    for (const auto &person : people)
        ids.append(person.id);
    return ids;
}

/// One row for each person, so that a search for somebody finds what happened to them. What they have in the
/// organisation is read again.
void recordMembers(const ChangePointer &change, const Organization &organization,
    const QList<OrganizationService::Person> &people, const QList<Uuid> &changed, const QByteArray &action)
{
    for (const auto &person : people) {
        if (!changed.contains(person.id))
            continue;
        AuditEvent event = change->event(organization.realmId, action);
        event.target("user", person.id.toString(), person.name);
        event.data.insert(u"organization"_s, organization.name);
        change->record(std::move(event));
    }
    if (!changed.isEmpty())
        change->invalidate(organization.realmId);
}

OrganizationService::Page pageOf(db::ListPage rows)
{
    OrganizationService::Page page { {}, std::move(rows) };
    for (int i = 0; i < page.page.count; ++i)
        page.organizations.push_back(OrganizationStore::fromRow(page.page.rows, i));
    return page;
}

QJsonObject listed(const QStringList &roles)
{
    return { { u"roles"_s, QJsonArray::fromStringList(roles) } };
}

}

Task<Result<Organization>> OrganizationService::find(RealmId realmId, QString nameOrId, Deadline deadline) const
{
    const auto id = OrganizationId::parse(nameOrId.toUtf8());
    auto organization
        = id ? co_await m_store.find(realmId, *id, deadline) : co_await m_store.findByName(realmId, nameOrId, deadline);
    if (!organization)
        co_return std::unexpected(organization.error());
    if (!*organization)
        co_return failure(ErrorCode::NotFound, u"There is no such organisation."_s);
    co_return **std::move(organization);
}

Task<Result<OrganizationService::Page>> OrganizationService::list(
    RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    co_return pageOf(CO_TRY(co_await m_store.list(realmId, std::move(request), deadline)));
}

Task<Result<OrganizationService::Page>> OrganizationService::listAdministered(
    RealmPointer realm, Uuid user, Proof proof, QString right, db::ListRequest request, Deadline deadline)
{
    QStringList administered;
    for (const QString &id : CO_TRY(co_await m_store.withRolesOf(realm->id, user, deadline))) {
        const auto member = CO_TRY(co_await membership(realm, id, user, deadline));
        if (member && member->holdings.with(proof)->rights.holds(right, realm->id))
            administered.append(id);
    }
    co_return pageOf(CO_TRY(co_await m_store.listOf(realm->id, administered, std::move(request), deadline)));
}

Task<Result<Organization>> OrganizationService::lockedAt(
    ChangePointer change, RealmId realmId, OrganizationId id, std::optional<qint64> ifVersion) const
{
    auto organization = CO_TRY(co_await m_store.lock(change, realmId, id));
    if (!organization)
        co_return failure(ErrorCode::NotFound, u"There is no such organisation."_s);
    if (ifVersion && *ifVersion != organization->version)
        co_return failure(ErrorCode::VersionMismatch,
            u"The organisation was changed meanwhile: it is at version %1."_s.arg(organization->version));
    co_return *std::move(organization);
}

Task<Result<Organization>> OrganizationService::create(
    ChangePointer change, RealmId realmId, OrganizationChanges changes) const
{
    Organization base;
    base.realmId = realmId;
    Organization organization = CO_TRY(applyChanges(std::move(base), changes));
    organization.createdAt = organization.updatedAt = change->clock().now();
    organization.id = OrganizationId { Uuid::v7(organization.createdAt) };
    if (!CO_TRY(co_await m_store.insert(change, organization)))
        co_return nameTaken();
    const QStringList taken = CO_TRY(co_await m_store.setDomains(change, organization));
    CO_TRY(refuseTaken(organization, taken));
    AuditEvent event = eventOf(*change, organization, "organization.created");
    event.after = organizationToJson(organization);
    change->record(std::move(event));
    change->invalidate(realmId);
    co_return organization;
}

Task<Result<Organization>> OrganizationService::update(ChangePointer change, RealmId realmId, OrganizationId id,
    OrganizationChanges changes, std::optional<qint64> ifVersion) const
{
    const Organization before = CO_TRY(co_await lockedAt(change, realmId, id, ifVersion));
    Organization organization = CO_TRY(applyChanges(before, changes));
    if (organizationToJson(organization) == organizationToJson(before))
        co_return before;
    ++organization.version;
    organization.updatedAt = change->clock().now();
    CO_TRY(co_await m_store.update(change, organization));
    const QStringList taken = CO_TRY(co_await m_store.setDomains(change, organization));
    CO_TRY(refuseTaken(organization, taken));
    AuditEvent event = eventOf(*change, organization, "organization.updated");
    event.before = organizationToJson(before);
    event.after = organizationToJson(organization);
    change->record(std::move(event));
    change->invalidate(realmId);
    co_return organization;
}

Task<Result<void>> OrganizationService::remove(
    ChangePointer change, RealmId realmId, OrganizationId id, std::optional<qint64> ifVersion) const
{
    const Organization organization = CO_TRY(co_await lockedAt(change, realmId, id, ifVersion));
    CO_TRY(co_await m_store.remove(change, realmId, id));
    AuditEvent event = eventOf(*change, organization, "organization.deleted");
    event.before = organizationToJson(organization);
    change->record(std::move(event));
    change->invalidate(realmId);
    co_return {};
}

Task<Result<db::ListPage>> OrganizationService::members(
    RealmId realmId, OrganizationId id, db::ListRequest request, Deadline deadline) const
{
    co_return co_await m_store.members(realmId, id, std::move(request), deadline);
}

Task<Result<db::ListPage>> OrganizationService::memberships(
    RealmId realmId, Uuid user, db::ListRequest request, Deadline deadline) const
{
    co_return co_await m_store.memberships(realmId, user, std::move(request), deadline);
}

Task<Result<QList<Uuid>>> OrganizationService::addMembers(
    ChangePointer change, Organization organization, QList<Person> people) const
{
    const auto changed
        = CO_TRY(co_await m_store.addMembers(change, organization.realmId, organization.id, idsOf(people)));
    recordMembers(change, organization, people, changed, "user.joined_organization");
    co_return changed;
}

Task<Result<QList<Uuid>>> OrganizationService::removeMembers(
    ChangePointer change, Organization organization, QList<Person> people) const
{
    const auto changed
        = CO_TRY(co_await m_store.removeMembers(change, organization.realmId, organization.id, idsOf(people)));
    recordMembers(change, organization, people, changed, "user.left_organization");
    co_return changed;
}

Task<Result<QStringList>> OrganizationService::moveRoles(
    ChangePointer change, Organization organization, Person person, QStringList roles, Direction direction) const
{
    const auto before = CO_TRY(co_await m_store.rolesOf(change, organization.realmId, organization.id, person.id));
    if (!before)
        co_return failure(ErrorCode::NotFound, u"There is no such member."_s);
    if (direction == Direction::Add)
        CO_TRY(co_await m_store.addRoles(change, organization.realmId, organization.id, person.id, roles));
    else
        CO_TRY(co_await m_store.removeRoles(change, organization.realmId, organization.id, person.id, roles));
    const auto after = CO_TRY(co_await m_store.rolesOf(change, organization.realmId, organization.id, person.id));
    const QStringList now = after.value_or(QStringList());
    if (now != *before) {
        AuditEvent event = change->event(organization.realmId, "user.organization_roles_changed");
        event.target("user", person.id.toString(), person.name);
        event.data.insert(u"organization"_s, organization.name);
        event.before = listed(*before);
        event.after = listed(now);
        change->record(std::move(event));
        change->invalidate(organization.realmId);
    }
    co_return now;
}

Task<Result<QStringList>> OrganizationService::addRoles(
    ChangePointer change, Organization organization, Person person, QStringList roles) const
{
    co_return co_await moveRoles(change, organization, person, roles, Direction::Add);
}

Task<Result<QStringList>> OrganizationService::removeRoles(
    ChangePointer change, Organization organization, Person person, QStringList roles) const
{
    co_return co_await moveRoles(change, organization, person, roles, Direction::Remove);
}

Task<Result<MembershipPointer>> OrganizationService::membership(
    RealmPointer realm, QString nameOrId, Uuid user, Deadline deadline)
{
    const Key key { realm->id, nameOrId, user };
    const quint64 epoch = m_epochs->current(realm->id);
    if (const auto entry = m_cache.constFind(key); entry != m_cache.constEnd() && entry->epoch == epoch)
        co_return std::as_const(entry->membership);
    const auto member = CO_TRY(co_await m_store.member(realm->id, nameOrId, user, deadline));
    MembershipPointer found;
    if (member) {
        auto holdings = CO_TRY(co_await m_rights->ofRoles(realm, member->roles, UserId { user }, deadline));
        found = std::make_shared<const Membership>(Membership { member->organization, std::move(holdings) });
        if (found->holdings.dependsOnContact)
            co_return found;
    }
    if (m_cache.size() >= kCacheLimit)
        m_cache.clear();
    m_cache.insert(key, { found, epoch });
    co_return found;
}

Task<Result<RightSet>> OrganizationService::rightsAnywhere(
    RealmPointer realm, Uuid user, Proof proof, Deadline deadline) const
{
    auto roles = CO_TRY(co_await m_store.rolesAnywhere(realm->id, user, deadline));
    if (roles.isEmpty())
        co_return RightSet();
    co_return CO_TRY(co_await m_rights->ofRoles(realm, std::move(roles), UserId { user }, deadline)).with(proof)->rights;
}

Task<Result<QList<Uuid>>> OrganizationService::inDomains(
    ChangePointer change, Organization organization, QList<Person> people) const
{
    co_return co_await m_store.inDomains(change, organization.realmId, organization.id, idsOf(people));
}

Task<Result<QList<RoleId>>> OrganizationService::rolesOfPeople(
    ChangePointer change, Organization organization, QList<Person> people) const
{
    co_return co_await m_store.rolesOfPeople(change, organization.realmId, organization.id, idsOf(people));
}

}
