// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/TokenPreview.h"

#include "core/Json.h"
#include "core/Random.h"
#include "protocol/oauth/DeviceBinding.h"
#include "protocol/oauth/GrantedClaims.h"
#include "protocol/oauth/OrganizationScope.h"
#include "protocol/oauth/Scope.h"
#include "protocol/oidc/Claims.h"
#include "protocol/oidc/SecondFactor.h"
#include "sessions/Assurance.h"

#include <array>

namespace auth::oauth {

namespace {

using namespace Qt::StringLiterals;

struct Rule {
    QLatin1StringView claim;
    QStringView rule;
};

constexpr std::array kRules {
    Rule { "iss"_L1, u"the realm's issuer" },
    Rule { "sub"_L1, u"the user's id, or the client_id where no person is involved" },
    Rule { "aud"_L1, u"access tokens: the resources asked for (RFC 8707), else the issuer; ID tokens: the client_id" },
    Rule { "client_id"_L1, u"the application (RFC 9068 §2.2)" },
    Rule { "iat"_L1, u"the time of issue" },
    Rule { "exp"_L1, u"iat and access_token_lifetime of the application, else of the realm" },
    Rule { "jti"_L1, u"a new one for each token" },
    Rule { "scope"_L1, u"what was asked for, within the application's scope" },
    Rule { "auth_time"_L1, u"when the person last proved who they are" },
    Rule { "acr"_L1, u"how strong that proof is" },
    Rule { "amr"_L1, u"how it was made" },
    Rule { "sid"_L1, u"the session; absent from tokens that outlive it" },
    Rule { "device"_L1, u"a fingerprint of the device of the session, another one for each application" },
    Rule { "grant_id"_L1, u"the grant, by which everything that came of it is revoked" },
};

QString ruleOf(const QString &claim)
{
    const auto known
        = std::find_if(kRules.begin(), kRules.end(), [&](const Rule &rule) { return rule.claim == claim; });
    if (known != kRules.end())
        return known->rule.toString();
    for (const auto &scope : { u"profile"_s, u"email"_s, u"address"_s, u"phone"_s }) {
        if (oidc::claimsOfScope({ scope }).contains(claim))
            return u"scope %1 (OpenID Connect Core §5.4)"_s.arg(scope);
    }
    if (claim == kOrganizationScope)
        return u"the organisation of the scope, with what the person has in it"_s;
    return u"roles and permissions that the scope gives, a scope of the realm, or claim_mappings of the application"_s;
}

void explain(Preview &preview, const QString &in, const QJsonObject &claims)
{
    for (auto claim = claims.begin(); claim != claims.end(); ++claim)
        preview.rules.append({ in, claim.key(), ruleOf(claim.key()) });
}

}

Task<Result<Preview>> previewTokens(protocol::Services *services, PreviewRequest request, Deadline deadline)
{
    Preview preview;
    const QStringList allowed = request.application->scopes();
    const QStringList asked = request.scope && !request.scope->isEmpty() ? CO_TRY(parseScope(*request.scope)) : allowed;
    for (const QString &scope : asked) {
        // A scope that is a person's means nothing where there is none.
        const bool ofPerson = scope == "openid"_L1 || scope == "offline_access"_L1
            || !oidc::claimsOfScope({ scope }).isEmpty();
        bool granted = allowed.contains(scope) && scope != kOrganizationScope && (request.user || !ofPerson);
        if (!organizationOf({ scope }).isEmpty() && request.user && allowed.contains(kOrganizationScope))
            granted = !CO_TRY(co_await organizationRefusal(
                services, request.issuer.realm, { scope }, request.user->id, deadline));
        (granted ? preview.scope : preview.refusedScope).append(scope);
    }

    TokenGrant grant;
    grant.issuer = request.issuer;
    grant.application = request.application;
    grant.scope = preview.scope;
    grant.issuedAt = request.now;
    grant.subject = QString::fromUtf8(request.application->clientId);
    if (request.user) {
        grant.subject = request.user->id.toString();
        grant.grantId = GrantId { Uuid::v7(request.now) };
        if (!preview.scope.contains("offline_access"_L1))
            grant.sessionId = SessionId { Uuid::v7(request.now) };
        grant.device = randomBytes(kFingerprintSize);
        grant.authTime = request.now;
        grant.amr = { u"pwd"_s };
        // As strong a sign-in as there has to be.
        const auto wanted = CO_TRY(co_await oidc::secondFactorIn(services, grant.issuer.realm, grant.scope,
            request.user->id, oidc::secondFactorOf(*grant.issuer.realm, grant.application.get()), deadline));
        if (wanted == oidc::SecondFactor::Required)
            grant.amr += QStringList { u"otp"_s, kMfaMethod.toString() };
        grant.acr = acrOf(grant.amr);
    }
    grant = CO_TRY(co_await completed(services, std::move(grant), deadline));
    for (const QString &scope : preview.scope) {
        if (!grant.scope.contains(scope))
            preview.refusedScope.append(scope);
    }
    preview.scope = grant.scope;
    preview.accessToken
        = CO_TRY(parseJsonObject(TokenIssuer::accessTokenPayload(grant, Uuid::v7(request.now).toBytes())));
    explain(preview, u"access_token"_s, preview.accessToken);
    if (!request.user || !preview.scope.contains("openid"_L1))
        co_return preview;
    ClaimsRequestOf of;
    of.realm = request.issuer.realm;
    of.application = request.application;
    of.scope = preview.scope;
    of.id = request.user->id.value;
    of.proof = proofOf(grant);
    of.user = request.user;
    preview.idToken = TokenIssuer::idTokenClaims(
        grant, CO_TRY(co_await grantedClaims(services, of, ClaimTarget::IdToken, deadline)));
    explain(preview, u"id_token"_s, *preview.idToken);
    preview.userinfo = oidc::claims(
        *request.user, CO_TRY(co_await accountClaims(services, request.issuer.realm, preview.scope, deadline)));
    const QJsonObject granted = CO_TRY(co_await grantedClaims(services, of, ClaimTarget::Userinfo, deadline));
    for (auto claim = granted.begin(); claim != granted.end(); ++claim)
        preview.userinfo->insert(claim.key(), claim.value());
    preview.userinfo->insert(u"sub"_s, grant.subject);
    explain(preview, u"userinfo"_s, *preview.userinfo);
    co_return preview;
}

}
