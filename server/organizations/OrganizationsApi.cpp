// SPDX-License-Identifier: GPL-3.0-or-later
#include "organizations/OrganizationsApi.h"

namespace auth {

namespace {

using namespace Qt::StringLiterals;

api::Organization answer(const Organization &organization)
{
    return api::decodeLeniently<api::Organization>(organizationToJson(organization));
}

template <typename Body>
OrganizationChanges changesOf(const Body &body)
{
    OrganizationChanges changes;
    if constexpr (requires { body.name; })
        changes.name = body.name;
    changes.displayName = body.displayName;
    changes.description = body.description;
    changes.enabled = body.enabled;
    changes.requireMfa = body.requireMfa;
    changes.domains = body.domains;
    return changes;
}

}

OrganizationsApi::OrganizationsApi(Services services)
    : m_services(services)
{
}

Task<Result<Organization>> OrganizationsApi::find(admin::ContextPointer context) const
{
    co_return co_await m_services.organizations->find(
        context->realm->id, context->id("organization"), context->deadline());
}

Task<Result<api::OrganizationList>> OrganizationsApi::listOrganizations(admin::ContextPointer context)
{
    const auto &spec = OrganizationService::listSpec();
    auto request = CO_TRY(m_services.lists->request(*context, spec));
    const auto user = UserId::parse(context->caller.subject.toLatin1());
    const auto page = CO_TRY(context->caller.isDelegate && user
            ? co_await m_services.organizations->listAdministered(context->realm, user->value,
                context->caller.twoFactors ? Proof::TwoFactors : Proof::OneFactor, QLatin1StringView(context->operation->permission), std::move(request), context->deadline())
            : co_await m_services.organizations->list(context->realm->id, std::move(request), context->deadline()));
    api::OrganizationList list;
    for (const Organization &organization : page.organizations)
        list.items.append(answer(organization));
    list.next = CO_TRY(m_services.lists->next(*context, spec, page.page));
    co_return list;
}

Task<Result<api::Organization>> OrganizationsApi::createOrganization(
    admin::ContextPointer context, api::OrganizationCreate body)
{
    co_return answer(
        CO_TRY(co_await m_services.organizations->create(context->change, context->realm->id, changesOf(body))));
}

Task<Result<api::Organization>> OrganizationsApi::getOrganization(admin::ContextPointer context)
{
    co_return answer(CO_TRY(co_await find(context)));
}

Task<Result<api::Organization>> OrganizationsApi::updateOrganization(
    admin::ContextPointer context, api::OrganizationUpdate body)
{
    const Organization found = CO_TRY(co_await find(context));
    if (context->caller.isDelegate && (body.enabled.isNamed() || body.domains.isNamed()))
        co_return failure(ErrorCode::Forbidden,
            u"Whether the organisation is enabled, and its domains, are up to the administrators of the realm."_s);
    co_return answer(CO_TRY(co_await m_services.organizations->update(
        context->change, context->realm->id, found.id, changesOf(body), context->ifVersion)));
}

Task<Result<void>> OrganizationsApi::deleteOrganization(admin::ContextPointer context)
{
    const Organization found = CO_TRY(co_await find(context));
    co_return co_await m_services.organizations->remove(
        context->change, context->realm->id, found.id, context->ifVersion);
}

Task<Result<api::OrganizationMemberList>> OrganizationsApi::listOrganizationMembers(admin::ContextPointer context)
{
    const Organization organization = CO_TRY(co_await find(context));
    const auto &spec = OrganizationService::membersSpec();
    auto request = CO_TRY(m_services.lists->request(*context, spec));
    const auto page = CO_TRY(co_await m_services.organizations->members(
        context->realm->id, organization.id, std::move(request), context->deadline()));
    api::OrganizationMemberList list;
    for (int i = 0; i < page.count; ++i) {
        api::OrganizationMember member;
        member.id = page.rows.uuid(i, "id").toString();
        member.name = page.rows.text(i, "name");
        if (!page.rows.isNull(i, "email"))
            member.email = page.rows.text(i, "email");
        member.roles = page.rows.list(i, "roles");
        member.joinedAt = QString::fromLatin1(toIso(page.rows.time(i, "joined_at")));
        list.items.append(member);
    }
    list.next = CO_TRY(m_services.lists->next(*context, spec, page));
    co_return list;
}

Task<Result<api::MembershipList>> OrganizationsApi::listUserOrganizations(admin::ContextPointer context)
{
    const User user = CO_TRY(co_await m_services.users->findByHandle(
        context->realm->id, context->id("user"), context->deadline()));
    const auto &spec = OrganizationService::membershipsSpec();
    auto request = CO_TRY(m_services.lists->request(*context, spec));
    const auto page = CO_TRY(co_await m_services.organizations->memberships(
        context->realm->id, user.id.value, std::move(request), context->deadline()));
    api::MembershipList list;
    for (int i = 0; i < page.count; ++i) {
        api::Membership membership;
        membership.id = page.rows.uuid(i, "id").toString();
        membership.name = page.rows.text(i, "name");
        membership.displayName = page.rows.text(i, "display_name");
        membership.enabled = page.rows.boolean(i, "enabled");
        membership.roles = page.rows.list(i, "roles");
        membership.joinedAt = QString::fromLatin1(toIso(page.rows.time(i, "joined_at")));
        list.items.append(membership);
    }
    list.next = CO_TRY(m_services.lists->next(*context, spec, page));
    co_return list;
}

Task<Result<void>> OrganizationsApi::checkDelegate(admin::ContextPointer context, QList<RoleId> roles) const
{
    if (!context->caller.isDelegate)
        co_return {};
    const auto wanted = CO_TRY(co_await m_services.rights->ofRoles(context->change, context->realm, std::move(roles)));
    const auto id = UserId::parse(context->caller.subject.toLatin1());
    const auto own = id ? CO_TRY(co_await m_services.organizations->membership(
                              context->realm, context->id("organization"), id->value, context->deadline()))
                        : nullptr;
    const HoldingsPointer held = own ? own->holdings.with(context->caller.twoFactors ? Proof::TwoFactors : Proof::OneFactor) : nullptr;
    QStringList missing = held ? held->rights.missing(wanted.rights) : wanted.rights.names();
    for (const QString &permission : wanted.permissions) {
        if (!held || !held->permissions.contains(permission))
            missing.append(permission);
    }
    if (missing.isEmpty())
        co_return {};
    co_return failure(ErrorCode::Forbidden,
        u"This needs what you do not have in the organisation yourself: %1."_s.arg(missing.join(u", "_s)));
}

Task<Result<QList<GrantService::Named>>> OrganizationsApi::peopleFor(
    admin::ContextPointer context, Organization organization, QStringList handles, Direction direction) const
{
    auto named
        = CO_TRY(co_await m_services.grants->resolve(context->change, context->realm->id, SubjectKind::User, handles));
    if (!context->caller.isDelegate)
        co_return named;
    QList<OrganizationService::Person> people;
    for (const GrantService::Named &one : named)
        people.append({ one.id, one.name });
    if (direction == Direction::Remove) {
        const auto roles
            = CO_TRY(co_await m_services.organizations->rolesOfPeople(context->change, organization, people));
        CO_TRY(co_await checkDelegate(context, roles));
        co_return named;
    }
    // The others of the realm are not theirs to know of: the same answer as for who is not there.
    const auto known = CO_TRY(co_await m_services.organizations->inDomains(context->change, organization, people));
    named.removeIf([&known](const GrantService::Named &one) { return !known.contains(one.id); });
    co_return named;
}

Task<Result<api::RoleAssignment>> OrganizationsApi::move(
    admin::ContextPointer context, QStringList handles, Direction direction) const
{
    const Organization organization = CO_TRY(co_await find(context));
    handles.removeDuplicates();
    const auto named = CO_TRY(co_await peopleFor(context, organization, handles, direction));
    QList<OrganizationService::Person> people;
    QHash<QString, GrantService::Named> found;
    for (const GrantService::Named &one : named) {
        people.append({ one.id, one.name });
        found.insert(one.handle, one);
    }
    const auto changed = direction == Direction::Add
        ? CO_TRY(co_await m_services.organizations->addMembers(context->change, organization, people))
        : CO_TRY(co_await m_services.organizations->removeMembers(context->change, organization, people));
    api::RoleAssignment answer;
    for (const QString &handle : handles) {
        api::RoleAssignmentItem item;
        item.kind = u"user"_s;
        item.handle = handle;
        if (const auto one = found.constFind(handle); one != found.constEnd()) {
            item.id = one->id.toString();
            item.name = one->name;
            item.result = changed.contains(one->id) ? u"changed"_s : u"unchanged"_s;
            answer.changed += changed.contains(one->id) ? 1 : 0;
        } else {
            item.result = u"not_found"_s;
            item.message = u"There is no such user."_s;
            ++answer.failed;
        }
        answer.items.append(item);
    }
    co_return answer;
}

Task<Result<api::RoleAssignment>> OrganizationsApi::addOrganizationMembers(
    admin::ContextPointer context, api::OrganizationPeople body)
{
    co_return co_await move(context, body.users, Direction::Add);
}

Task<Result<api::RoleAssignment>> OrganizationsApi::removeOrganizationMembers(
    admin::ContextPointer context, api::OrganizationPeople body)
{
    co_return co_await move(context, body.users, Direction::Remove);
}

Task<Result<api::GrantedRoles>> OrganizationsApi::moveRoles(
    admin::ContextPointer context, QStringList names, Direction direction) const
{
    const Organization organization = CO_TRY(co_await find(context));
    const QString handle = context->id("user");
    const auto id = UserId::parse(handle.toUtf8());
    const auto user = id ? co_await m_services.users->find(context->realm->id, *id, context->deadline())
                         : co_await m_services.users->findByIdentifier(context->realm->id, handle, context->deadline());
    // Who administers the organisation only learns nothing about people who are not in it.
    if (!user && user.error().code == ErrorCode::NotFound)
        co_return failure(ErrorCode::NotFound, u"There is no such member."_s);
    if (!user)
        co_return std::unexpected(user.error());
    const OrganizationService::Person person { user->id.value, user->username };
    QList<RoleId> roles;
    for (const Role &role :
        CO_TRY(co_await m_services.roles->findAll(context->change, context->realm->id, names, u"/roles"_s)))
        roles.append(role.id);
    CO_TRY(co_await checkDelegate(context, roles));
    api::GrantedRoles answer;
    answer.roles = direction == Direction::Add
        ? CO_TRY(co_await m_services.organizations->addRoles(context->change, organization, person, names))
        : CO_TRY(co_await m_services.organizations->removeRoles(context->change, organization, person, names));
    co_return answer;
}

Task<Result<api::GrantedRoles>> OrganizationsApi::addOrganizationMemberRoles(
    admin::ContextPointer context, api::RoleNames body)
{
    co_return co_await moveRoles(context, body.roles, Direction::Add);
}

Task<Result<api::GrantedRoles>> OrganizationsApi::removeOrganizationMemberRoles(
    admin::ContextPointer context, api::RoleNames body)
{
    co_return co_await moveRoles(context, body.roles, Direction::Remove);
}

}
