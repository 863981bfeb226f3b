// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/AdminScope.h"

#include "applications/ApplicationRights.h"
#include "organizations/OrganizationService.h"
#include "protocol/oauth/GrantedClaims.h"

namespace auth::oauth {

Task<Result<QStringList>> scopeWithinRights(protocol::Services *services, TokenGrant grant, Deadline deadline)
{
    if (!grant.resource.contains(services->adminResource))
        co_return grant.scope;
    RightSet rights;
    if (const auto userId = grant.grantId ? UserId::parse(grant.subject.toLatin1()) : std::nullopt) {
        rights = CO_TRY(co_await services->rights->usableBy(grant.issuer.realm, SubjectKind::User, userId->value, proofOf(grant), deadline))
                     ->rights;
        // What somebody may do in one organisation only: where, the admin API asks with each call.
        rights.unite(CO_TRY(
            co_await services->organizations->rightsAnywhere(grant.issuer.realm, userId->value, proofOf(grant), deadline)));
    } else {
        rights = CO_TRY(co_await rightsOf(
            services->rights, grant.issuer.realm, grant.application, services->adminResource, deadline));
    }
    QStringList scope = grant.scope;
    scope.removeIf(
        [&](const QString &name) { return services->rights->known().contains(name) && !rights.holdsAnywhere(name); });
    co_return scope;
}

QStringList registeredScope(const protocol::Services *services, const Application &application)
{
    QStringList scope;
    for (const QString &name : application.scopes())
        scope += name.startsWith(u'*') ? RightSet::expanded(name, services->rights->known()) : QStringList { name };
    scope.removeIf([](const QString &name) { return name.startsWith(u'*'); });
    scope.removeDuplicates();
    return scope;
}

Task<Result<QStringList>> rightsOfRoles(
    protocol::Services *services, RealmPointer realm, ApplicationPointer application, Deadline deadline)
{
    const auto holdings
        = CO_TRY(co_await services->rights->of(realm, SubjectKind::Application, application->id.value, deadline));
    QStringList names = services->rights->known();
    names.removeIf([&](const QString &name) { return !holdings->rights.holdsAnywhere(name); });
    co_return names;
}

}
