// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "organizations/OrganizationStore.h"
#include "permissions/RightsService.h"

namespace auth {

/// What a member of an organisation has in it, through the roles given there.
struct Membership {
    Organization organization;
    UsableHoldings holdings;
};
/// Shared, immutable: a cache entry that changes is replaced.
using MembershipPointer = std::shared_ptr<const Membership>;

/// The rules of organisations, and the cache of one thread of who has what in them.
class OrganizationService {
public:
    OrganizationService(db::Database *database, RightsService *rights, CacheEpochs *epochs)
        : m_store(database)
        , m_rights(rights)
        , m_epochs(epochs)
    {
    }

    /// By name or id. NotFound.
    Task<Result<Organization>> find(RealmId realmId, QString nameOrId, Deadline deadline) const;
    struct Page {
        std::vector<Organization> organizations;
        db::ListPage page;
    };
    Task<Result<Page>> list(RealmId realmId, db::ListRequest request, Deadline deadline) const;
    /// Those in which \a user, having proved \a proof, has the right \a right by their roles there.
    Task<Result<Page>> listAdministered(
        RealmPointer realm, Uuid user, Proof proof, QString right, db::ListRequest request, Deadline deadline);
    static const db::ListSpec &listSpec() { return OrganizationStore::listSpec(); }
    /// ValidationFailed with all problems at once, or Conflict.
    Task<Result<Organization>> create(ChangePointer change, RealmId realmId, OrganizationChanges changes) const;
    Task<Result<Organization>> update(ChangePointer change, RealmId realmId, OrganizationId id,
        OrganizationChanges changes, std::optional<qint64> ifVersion) const;
    /// Nobody is a member any more; the accounts stay.
    Task<Result<void>> remove(
        ChangePointer change, RealmId realmId, OrganizationId id, std::optional<qint64> ifVersion) const;

    /// A person of the realm.
    struct Person {
        Uuid id;
        QString name;
    };
    /// The page has the columns that OrganizationStore names.
    Task<Result<db::ListPage>> members(
        RealmId realmId, OrganizationId id, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &membersSpec() { return OrganizationStore::membersSpec(); }
    /// The same of the organisations of \a user.
    Task<Result<db::ListPage>> memberships(
        RealmId realmId, Uuid user, db::ListRequest request, Deadline deadline) const;
    static const db::ListSpec &membershipsSpec() { return OrganizationStore::membershipsSpec(); }
    /// The ids of those who were no members.
    Task<Result<QList<Uuid>>> addMembers(ChangePointer change, Organization organization, QList<Person> people) const;
    /// The ids of those who were members.
    Task<Result<QList<Uuid>>> removeMembers(
        ChangePointer change, Organization organization, QList<Person> people) const;
    /// The roles that \a person then has in the organisation. NotFound for who is no member.
    Task<Result<QStringList>> addRoles(
        ChangePointer change, Organization organization, Person person, QStringList roles) const;
    Task<Result<QStringList>> removeRoles(
        ChangePointer change, Organization organization, Person person, QStringList roles) const;

    /// Null for who is no member of an organisation of this name or id that is enabled. Costs no query once warm, unless
    /// a role there wants a verified mail address.
    Task<Result<MembershipPointer>> membership(RealmPointer realm, QString nameOrId, Uuid user, Deadline deadline);
    /// Does any organisation that is enabled want a second factor of \a user, who is in it?
    Task<Result<bool>> requiresFactor(RealmId realmId, Uuid user, Deadline deadline) const
    {
        return m_store.requiresFactor(realmId, user, deadline);
    }
    /// The rights that \a user has in any organisation, each in that one only, by a sign-in that gave \a proof.
    Task<Result<RightSet>> rightsAnywhere(RealmPointer realm, Uuid user, Proof proof, Deadline deadline) const;
    /// Those of \a people whose verified mail address is in a domain of the organisation.
    Task<Result<QList<Uuid>>> inDomains(ChangePointer change, Organization organization, QList<Person> people) const;
    /// Every role that one of \a people has in the organisation, directly.
    Task<Result<QList<RoleId>>> rolesOfPeople(
        ChangePointer change, Organization organization, QList<Person> people) const;

private:
    struct Key {
        RealmId realm;
        QString organization;
        Uuid user;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.realm, key.organization, key.user);
        }
    };
    struct Entry {
        MembershipPointer membership;
        quint64 epoch = 0;
    };
    enum class Direction : quint8 { Add, Remove };
    Task<Result<Organization>> lockedAt(
        ChangePointer change, RealmId realmId, OrganizationId id, std::optional<qint64> ifVersion) const;
    Task<Result<QStringList>> moveRoles(
        ChangePointer change, Organization organization, Person person, QStringList roles, Direction direction) const;

    OrganizationStore m_store;
    RightsService *m_rights;
    CacheEpochs *m_epochs;
    QHash<Key, Entry> m_cache;
};

}
