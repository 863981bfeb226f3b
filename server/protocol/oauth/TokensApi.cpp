// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/TokensApi.h"

#include "protocol/oauth/TokenPreview.h"
#include "sessions/SessionsApi.h"

namespace auth::oauth {

namespace {

using namespace Qt::StringLiterals;

QString iso(Timestamp time)
{
    return QString::fromLatin1(toIso(time));
}

/// Access tokens are JWTs, refresh tokens have no full stop: they cannot be mistaken for each other.
bool isAccessToken(const QByteArray &token)
{
    return token.contains('.');
}

std::unexpected<Error> noToken(const QString &message)
{
    Error error(ErrorCode::ValidationFailed, message);
    error.fields.append({ u"/token"_s, u"invalid"_s, message });
    return std::unexpected(error);
}

std::unexpected<Error> noTokenOfThisRealm()
{
    return noToken(u"This is no token that this realm issued."_s);
}

}

TokensApi::TokensApi(Services services)
    : m_services(services)
{
}

Task<Result<api::TokenInspection>> TokensApi::inspectToken(admin::ContextPointer context, api::TokenQuery body)
{
    const QByteArray token = body.token.trimmed().toUtf8();
    api::TokenInspection answer;
    answer.kind = u"unknown"_s;
    if (isAccessToken(token)) {
        const auto inspected = CO_TRY(co_await m_services.accessTokens->inspect(
            m_services.issuers->of(context->realm), token, context->deadline()));
        answer.active = inspected.reason.isEmpty();
        if (!answer.active)
            answer.reason = inspected.reason;
        if (!inspected.token)
            co_return answer;
        const AccessToken &access = *inspected.token;
        answer.kind = u"access_token"_s;
        answer.clientId = QString::fromUtf8(access.clientId);
        answer.sub = access.subject;
        answer.scope = access.scope.join(u' ');
        answer.issuedAt = iso(access.issuedAt);
        answer.expiresAt = iso(access.expiresAt);
        if (access.sessionId)
            answer.sessionId = access.sessionId->toString();
        if (access.grantId)
            answer.grantId = access.grantId->toString();
        answer.claims = access.claims;
        co_return answer;
    }
    const auto described
        = CO_TRY(co_await m_services.refreshTokens->describe(context->realm, token, context->deadline()));
    answer.active = described.reason.isEmpty();
    if (!answer.active)
        answer.reason = described.reason;
    if (!described.family)
        co_return answer;
    const RefreshFamily &family = *described.family;
    const auto application = co_await m_services.applications->find(
        context->realm->id, family.applicationId, context->deadline());
    if (!application && application.error().code != ErrorCode::NotFound)
        co_return std::unexpected(application.error());
    answer.kind = u"refresh_token"_s;
    if (application)
        answer.clientId = QString::fromUtf8((*application)->clientId);
    answer.sub = family.userId.toString();
    answer.scope = family.scope.join(u' ');
    answer.resource = family.resource;
    answer.grantId = family.id.toString();
    if (family.sessionId)
        answer.sessionId = family.sessionId->toString();
    answer.issuedAt = iso(family.rotatedAt);
    answer.expiresAt = iso(family.expiresAt);
    co_return answer;
}

Task<Result<api::TokenPreview>> TokensApi::previewToken(admin::ContextPointer context, api::TokenPreviewRequest body)
{
    PreviewRequest request;
    request.issuer = m_services.issuers->of(context->realm);
    request.application = CO_TRY(co_await m_services.applications->findByHandle(
        context->realm->id, body.application, context->deadline()));
    if (body.user.hasValue()) {
        request.user = CO_TRY(
            co_await m_services.users->findByHandle(context->realm->id, body.user.value(), context->deadline()));
    }
    if (body.scope.hasValue())
        request.scope = body.scope.value();
    request.now = m_services.clock->now();
    const auto preview = CO_TRY(co_await previewTokens(m_services.protocol, request, context->deadline()));
    api::TokenPreview answer;
    answer.scope = preview.scope.join(u' ');
    answer.refusedScope = preview.refusedScope;
    answer.accessToken = preview.accessToken;
    if (preview.idToken)
        answer.idToken = *preview.idToken;
    if (preview.userinfo)
        answer.userinfo = *preview.userinfo;
    for (const auto &rule : preview.rules) {
        api::ClaimRule row;
        row.in = rule.in;
        row.claim = rule.claim;
        row.rule = rule.rule;
        answer.rules.append(row);
    }
    co_return answer;
}

Task<Result<void>> TokensApi::endGrant(admin::ContextPointer context, GrantId grant)
{
    CO_TRY(co_await context->change->begin());
    CO_TRY(co_await m_services.refreshTokens->endFamily(
        context->change->transaction(), context->realm->id, grant, m_services.clock->now()));
    context->change->revoke(context->realm->id, RevocationKind::Grant, grant.toBytes());
    AuditEvent event = context->change->event(context->realm->id, "grant.revoked");
    event.target("grant", grant.toString());
    context->change->record(std::move(event));
    co_return {};
}

Task<Result<void>> TokensApi::revokeToken(admin::ContextPointer context, api::TokenQuery body)
{
    const QByteArray token = body.token.trimmed().toUtf8();
    if (!isAccessToken(token)) {
        const auto described
            = CO_TRY(co_await m_services.refreshTokens->describe(context->realm, token, context->deadline()));
        if (!described.family)
            co_return noTokenOfThisRealm();
        co_return co_await endGrant(context, described.family->id);
    }
    const auto inspected = CO_TRY(co_await m_services.accessTokens->inspect(
        m_services.issuers->of(context->realm), token, context->deadline()));
    if (!inspected.token)
        co_return noTokenOfThisRealm();
    CO_TRY(co_await context->change->begin());
    context->change->revoke(context->realm->id, RevocationKind::Token, inspected.token->jti);
    AuditEvent event = context->change->event(context->realm->id, "access_token.revoked");
    event.target("token", QString::fromLatin1(inspected.token->jti));
    event.sessionId = inspected.token->sessionId;
    context->change->record(std::move(event));
    co_return {};
}

Task<Result<void>> TokensApi::revokeTokenFamily(admin::ContextPointer context, api::TokenFamily body)
{
    if (body.grantId.hasValue() == body.token.hasValue())
        co_return noToken(u"Either a token or a grant_id is needed."_s);
    if (body.grantId.hasValue()) {
        const auto grant = GrantId::parse(body.grantId.value().toLatin1());
        if (!grant)
            co_return failure(ErrorCode::NotFound, u"There is no such grant."_s);
        co_return co_await endGrant(context, *grant);
    }
    const QByteArray token = body.token.value().trimmed().toUtf8();
    if (!isAccessToken(token)) {
        const auto described
            = CO_TRY(co_await m_services.refreshTokens->describe(context->realm, token, context->deadline()));
        if (!described.family)
            co_return noTokenOfThisRealm();
        co_return co_await endGrant(context, described.family->id);
    }
    const auto inspected = CO_TRY(co_await m_services.accessTokens->inspect(
        m_services.issuers->of(context->realm), token, context->deadline()));
    if (!inspected.token)
        co_return noTokenOfThisRealm();
    if (!inspected.token->grantId)
        co_return noToken(u"This token came of no grant: an application got it for itself."_s);
    co_return co_await endGrant(context, *inspected.token->grantId);
}

Task<Result<api::Revoked>> TokensApi::revokeAllTokens(admin::ContextPointer context, api::RevokeAll body)
{
    const auto scope
        = CO_TRY(co_await revokeScope(m_services.users, m_services.applications, context, std::move(body)));
    const RealmId realm = context->realm->id;
    std::optional<UserId> user;
    std::optional<ApplicationId> application;
    if (scope.user) {
        // A code is redeemed under a lock on the row: no family is missed.
        CO_TRY(co_await m_services.users->lock(context->change, realm, scope.user->id, std::nullopt));
        user = scope.user->id;
    }
    if (scope.application)
        application = scope.application->id;
    CO_TRY(co_await context->change->begin());
    const qint64 count = CO_TRY(
        co_await m_services.refreshTokens->endFamilies(context->change->transaction(), realm, user, application));
    if (user)
        context->change->revoke(realm, RevocationKind::User, user->toBytes());
    else if (application)
        context->change->revoke(realm, RevocationKind::Application, application->toBytes());
    else
        context->change->revoke(realm, RevocationKind::Realm, realm.toBytes());
    AuditEvent event = context->change->event(realm, "tokens.revoked");
    scope.describe(event);
    event.data.insert(u"families"_s, count);
    context->change->record(std::move(event));
    api::Revoked answer;
    answer.count = count;
    co_return answer;
}

}
