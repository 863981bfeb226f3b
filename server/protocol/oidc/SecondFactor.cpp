// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oidc/SecondFactor.h"

#include "organizations/OrganizationService.h"
#include "protocol/AuthorizationRequest.h"
#include "protocol/oauth/OrganizationScope.h"
#include "sessions/Assurance.h"

#include <algorithm>

namespace auth::oidc {

SecondFactor secondFactorOf(const Realm &realm, const Application *application)
{
    if (realm.settings.mfa == MfaPolicy::Required || (application && application->metadata[u"require_mfa"].toBool()))
        return SecondFactor::Required;
    if (realm.settings.mfa == MfaPolicy::Off)
        return SecondFactor::No;
    return realm.settings.mfaRememberDays > 0 ? SecondFactor::OnNewBrowsers : SecondFactor::WhereEnrolled;
}

SecondFactor secondFactorFor(const protocol::AuthorizationRequest &request)
{
    const QStringList &demanded = request.claims.essentialAcr;
    if (!demanded.isEmpty() && !demanded.contains(QLatin1StringView(kOneFactor)))
        return SecondFactor::Required;
    const SecondFactor usual = secondFactorOf(*request.issuer.realm, request.application.get());
    // A browser that is remembered proves no second factor: who asks for one gets one.
    return wishesForSecondFactor(request) ? std::max(usual, SecondFactor::WhereEnrolled) : usual;
}

Task<Result<SecondFactor>> secondFactorIn(
    protocol::Services *services, RealmPointer realm, QStringList scope, std::optional<UserId> user, SecondFactor usual, Deadline deadline)
{
    const QString name = oauth::organizationOf(scope);
    if (usual == SecondFactor::Required || name.isEmpty() || !user)
        co_return usual;
    const auto membership = CO_TRY(co_await services->organizations->membership(realm, name, user->value, deadline));
    co_return membership && membership->organization.requireMfa ? SecondFactor::Required : usual;
}

Task<Result<SecondFactor>> secondFactorOfAccount(
    protocol::Services *services, RealmPointer realm, std::optional<UserId> user, SecondFactor usual, Deadline deadline)
{
    if (usual == SecondFactor::Required || !user)
        co_return usual;
    co_return CO_TRY(co_await services->organizations->requiresFactor(realm->id, user->value, deadline)) ? SecondFactor::Required : usual;
}

bool wishesForSecondFactor(const protocol::AuthorizationRequest &request)
{
    for (const QString &value : request.acrValues + request.claims.voluntaryAcr) {
        if (value == QLatin1StringView(kOneFactor))
            return false;
        if (value == QLatin1StringView(kTwoFactors))
            return true;
    }
    return false;
}

}
