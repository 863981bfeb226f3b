// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/GrantedClaims.h"

#include "organizations/OrganizationService.h"
#include "permissions/RightsService.h"
#include "protocol/oauth/AdminScope.h"
#include "protocol/oauth/OrganizationScope.h"
#include "protocol/oidc/Claims.h"
#include "protocol/oidc/SecondFactor.h"
#include "scopes/ScopeService.h"
#include "sessions/Assurance.h"
#include "users/UserDirectory.h"

#include <QtCore/QJsonArray>

#include <algorithm>

namespace auth::oauth {

namespace {

using namespace Qt::StringLiterals;

QString nameOf(ClaimTarget target)
{
    switch (target) {
    case ClaimTarget::AccessToken:
        return u"access_token"_s;
    case ClaimTarget::IdToken:
        return u"id_token"_s;
    case ClaimTarget::Userinfo:
        return u"userinfo"_s;
    }
    Q_UNREACHABLE();
}

/// The described ones of \a scope.
QList<Scope> described(const RealmScopes &all, const QStringList &scope)
{
    QList<Scope> list;
    for (const QString &name : scope) {
        if (const auto found = all.constFind(name); found != all.constEnd())
            list.append(*found);
    }
    return list;
}

bool gives(const QList<Scope> &scopes, const QStringList &approved, const QString &claim)
{
    return approved.contains(claim)
        || std::any_of(scopes.begin(), scopes.end(), [&](const Scope &scope) { return scope.claims.contains(claim); });
}

QJsonArray rolesOf(const std::vector<HeldRole> &roles, const Application &application)
{
    QJsonArray names;
    for (const HeldRole &role : roles) {
        if (!role.applicationId || *role.applicationId == application.id)
            names.append(role.name);
    }
    return names;
}

QJsonArray permissionsOf(const Holdings &holdings, const QList<Scope> &scopes, bool all)
{
    QJsonArray names;
    for (const QString &permission : holdings.permissions) {
        if (all
            || std::any_of(scopes.begin(), scopes.end(), [&](const Scope &scope) { return scope.covers(permission); }))
            names.append(permission);
    }
    return names;
}

}

Proof proofOf(const TokenGrant &grant)
{
    return grant.acr == kTwoFactors && !grant.deviceChanged ? Proof::TwoFactors : Proof::OneFactor;
}

Proof proofOf(const QJsonObject &claims)
{
    const bool proved = claims[u"acr"].toString() == QLatin1StringView(kTwoFactors);
    return proved && !claims[u"device_changed"].toBool() ? Proof::TwoFactors : Proof::OneFactor;
}

Task<Result<QStringList>> accountClaims(
    protocol::Services *services, RealmPointer realm, QStringList scope, Deadline deadline)
{
    QStringList names = oidc::claimsOfScope(scope);
    const auto all = CO_TRY(co_await services->scopes->ofRealm(realm->id, deadline));
    for (const Scope &one : described(*all, scope))
        names += one.claims;
    names.removeAll(u"roles"_s);
    names.removeAll(u"permissions"_s);
    names.removeDuplicates();
    co_return names;
}

Task<Result<QJsonObject>> grantedClaims(
    protocol::Services *services, ClaimsRequestOf of, ClaimTarget target, Deadline deadline)
{
    QJsonObject released;
    const auto all = CO_TRY(co_await services->scopes->ofRealm(of.realm->id, deadline));
    const QList<Scope> scopes = described(*all, of.scope);
    const bool roles = gives(scopes, of.scope, u"roles"_s);
    const bool everyPermission = gives(scopes, of.scope, u"permissions"_s);
    const bool permissions = everyPermission
        || std::any_of(scopes.begin(), scopes.end(), [](const Scope &scope) { return !scope.permissions.isEmpty(); });
    if (roles || permissions) {
        const auto holdings = CO_TRY(co_await services->rights->usableBy(of.realm, of.kind, of.id, of.proof, deadline));
        if (roles)
            released.insert(u"roles"_s, rolesOf(holdings->roles, *of.application));
        // F6: what does not count for want of a second factor or of a verified address says so.
        if (const QJsonArray inactive = rolesOf(holdings->inactive, *of.application); roles && !inactive.isEmpty())
            released.insert(u"inactive_roles"_s, inactive);
        if (permissions)
            released.insert(u"permissions"_s, permissionsOf(*holdings, scopes, everyPermission));
    }

    // An ID token says who somebody is; what they may do only where the application maps it there.
    QJsonObject claims = target == ClaimTarget::IdToken ? QJsonObject() : released;
    if (const QString name = organizationOf(of.scope); !name.isEmpty() && of.kind == SubjectKind::User) {
        const auto membership = CO_TRY(co_await services->organizations->membership(of.realm, name, of.id, deadline));
        if (!membership && target == ClaimTarget::AccessToken)
            co_return failure(ErrorCode::InvalidGrant, u"The person is no member of the organisation any more."_s);
        if (membership) {
            QJsonObject organization { { u"id"_s, membership->organization.id.toString() },
                { u"name"_s, membership->organization.name } };
            if (target != ClaimTarget::IdToken) {
                const HoldingsPointer &held = membership->holdings.with(of.proof);
                organization.insert(u"roles"_s, rolesOf(held->roles, *of.application));
                if (const QJsonArray inactive = rolesOf(held->inactive, *of.application); !inactive.isEmpty())
                    organization.insert(u"inactive_roles"_s, inactive);
                if (permissions)
                    organization.insert(u"permissions"_s, permissionsOf(*held, scopes, everyPermission));
            }
            claims.insert(kOrganizationScope, organization);
        }
    }
    const QJsonArray mappings = of.application->metadata[u"claim_mappings"].toArray();
    for (const auto &mapping : mappings) {
        const QJsonArray targets = mapping[u"tokens"].toArray();
        if (!targets.isEmpty() && !targets.contains(nameOf(target)))
            continue;
        const QString source = mapping[u"source"].toString();
        QJsonValue value = released.contains(source) ? released.value(source) : QJsonValue(QJsonValue::Undefined);
        if (value.isUndefined() && of.kind == SubjectKind::User) {
            const QStringList names = CO_TRY(co_await accountClaims(services, of.realm, of.scope, deadline));
            if (!names.contains(source))
                continue;
            if (!of.user)
                of.user = CO_TRY(co_await services->users->find(of.realm->id, UserId { of.id }, deadline));
            value = oidc::claimValue(*of.user, source);
        }
        if (!value.isUndefined() && !value.isNull())
            claims.insert(mapping[u"claim"].toString(), value);
    }
    co_return claims;
}

Task<Result<TokenGrant>> completed(protocol::Services *services, TokenGrant grant, Deadline deadline)
{
    const auto userId = grant.grantId ? UserId::parse(grant.subject.toLatin1()) : std::nullopt;
    // A requirement that was raised meanwhile holds for old sessions, too: the person signs in again.
    const auto wanted = CO_TRY(co_await oidc::secondFactorIn(services, grant.issuer.realm, grant.scope, userId,
        oidc::secondFactorOf(*grant.issuer.realm, grant.application.get()), deadline));
    if (userId && grant.acr != kTwoFactors && wanted == oidc::SecondFactor::Required)
        co_return failure(ErrorCode::InvalidGrant, u"The person has to sign in with a second factor."_s, u"the requirement is newer than the sign-in"_s);
    grant.scope = CO_TRY(co_await scopeWithinRights(services, grant, deadline));
    if (!grant.resource.isEmpty()) {
        // RFC 8707 §2: a token for one resource does not carry scopes of another.
        const auto all = CO_TRY(co_await services->scopes->ofRealm(grant.issuer.realm->id, deadline));
        grant.scope.removeIf([&](const QString &name) {
            const auto scope = all->constFind(name);
            return scope != all->constEnd() && scope->resourceServerId && !grant.resource.contains(scope->resource);
        });
    }
    ClaimsRequestOf of;
    of.realm = grant.issuer.realm;
    of.application = grant.application;
    of.scope = grant.scope;
    of.proof = proofOf(grant);
    of.kind = userId ? SubjectKind::User : SubjectKind::Application;
    of.id = userId ? userId->value : grant.application->id.value;
    grant.claims = CO_TRY(co_await grantedClaims(services, std::move(of), ClaimTarget::AccessToken, deadline));
    if (grant.deviceChanged)
        grant.claims.insert(u"device_changed"_s, true);
    co_return grant;
}

}
