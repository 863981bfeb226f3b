// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/ConsentsApi.h"

#include <QtCore/QJsonArray>

namespace auth::oauth {

using namespace Qt::StringLiterals;

ConsentsApi::ConsentsApi(Consents *consents, RefreshTokens *refreshTokens, UserService *users,
    ApplicationDirectory *applications, const admin::Lists *lists)
    : m_consents(consents)
    , m_refreshTokens(refreshTokens)
    , m_users(users)
    , m_applications(applications)
    , m_lists(lists)
{
}

Task<Result<api::ConsentList>> ConsentsApi::listConsents(admin::ContextPointer context)
{
    const auto &spec = Consents::listSpec();
    auto request = CO_TRY(m_lists->request(*context, spec));
    const auto page = CO_TRY(co_await m_consents->list(context->realm->id, std::move(request), context->deadline()));
    api::ConsentList list;
    for (const Consents::Given &given : page.consents) {
        api::Consent consent;
        consent.userId = given.userId.toString();
        consent.username = given.username;
        consent.applicationId = given.applicationId.toString();
        consent.clientId = given.clientId;
        consent.scope = given.scope;
        consent.grantedAt = QString::fromLatin1(toIso(given.grantedAt));
        list.items.append(consent);
    }
    list.next = CO_TRY(m_lists->next(*context, spec, page.page));
    co_return list;
}

Task<Result<void>> ConsentsApi::revokeConsent(admin::ContextPointer context)
{
    const RealmId realm = context->realm->id;
    const User found = CO_TRY(co_await m_users->findByHandle(realm, context->id("user"), context->deadline()));
    const auto application
        = CO_TRY(co_await m_applications->findByHandle(realm, context->id("application"), context->deadline()));
    const User user = CO_TRY(co_await m_users->lock(context->change, realm, found.id, std::nullopt));
    const auto scope = CO_TRY(co_await m_consents->find(realm, user.id, application->id, context->deadline()));
    if (!CO_TRY(co_await m_consents->takeBack(context->change->transaction(), realm, user.id, application->id)))
        co_return failure(ErrorCode::NotFound, u"The person gave this application nothing."_s);
    const auto grants = CO_TRY(
        co_await m_refreshTokens->endFamiliesOf(context->change->transaction(), realm, user.id, application->id));
    for (const GrantId &grant : grants)
        context->change->revoke(realm, RevocationKind::Grant, grant.toBytes());
    AuditEvent event = userEvent(*context->change, user, "consent.revoked");
    event.applicationId = application->id;
    event.before = QJsonObject { { u"client_id"_s, QString::fromUtf8(application->clientId) },
        { u"scope"_s, QJsonArray::fromStringList(scope) } };
    context->change->record(std::move(event));
    co_return {};
}

}
