// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/AccessTokenAuthentication.h"

#include "applications/ApplicationRights.h"
#include "sessions/Assurance.h"

namespace auth::admin {

namespace {

using namespace Qt::StringLiterals;

/// RFC 6750 §2.1, the only way in: tokens in a form or a query end up in logs.
Result<QByteArray> bearerToken(const http::Request &request)
{
    const auto header = request.header("authorization");
    if (!header)
        return failure(ErrorCode::Unauthenticated, u"A bearer token is needed."_s);
    const qsizetype space = header->indexOf(' ');
    const QByteArray token = space < 0 ? QByteArray() : header->mid(space + 1).trimmed();
    if (space < 0 || header->left(space).toLower() != "bearer" || token.isEmpty())
        return failure(ErrorCode::Unauthenticated, u"A bearer token is needed."_s);
    return token;
}

}

AccessTokenAuthentication::AccessTokenAuthentication(oauth::AccessTokenVerifier *verifier, RealmDirectory *realms,
    ApplicationDirectory *applications, RightsService *rights, OrganizationService *organizations,
    const QByteArray &publicUrl)
    : m_verifier(verifier)
    , m_realms(realms)
    , m_applications(applications)
    , m_rights(rights)
    , m_organizations(organizations)
    , m_audience(QString::fromLatin1(audience(publicUrl)))
{
}

Task<Result<RightSet>> AccessTokenAuthentication::rightsOfCaller(
    RealmPointer realm, CallerRecord record, Deadline deadline) const
{
    if (!record.isPerson) {
        const ApplicationPointer application
            = CO_TRY(co_await m_applications->find(realm->id, record.clientId, deadline));
        co_return co_await rightsOf(m_rights, realm, application, m_audience, deadline);
    }
    const auto id = UserId::parse(record.subject.toLatin1());
    if (!id)
        co_return failure(ErrorCode::InvalidToken, u"The token is not a person's."_s);
    co_return CO_TRY(co_await m_rights->usableBy(realm, SubjectKind::User, id->value, record.twoFactors ? Proof::TwoFactors : Proof::OneFactor, deadline))->rights;
}

Task<Result<Caller>> AccessTokenAuthentication::authenticate(http::Request request)
{
    const QByteArray bytes = CO_TRY(bearerToken(request));
    const oauth::AccessTokenPointer token = CO_TRY(co_await m_verifier->verifyOfAnyRealm(bytes, request.deadline));
    // RFC 9068 §4: a token for another resource is no token here.
    if (!token->audience.contains(m_audience))
        co_return failure(ErrorCode::InvalidToken, u"The token is not for the admin API."_s);
    // Tokens that turned up on another device do what a sign-in with one factor, long ago, does.
    const bool trusted = !token->claims[u"device_changed"].toBool();
    const qint64 authTime = trusted ? token->claims[u"auth_time"].toInteger() : 0;
    co_return co_await recall({ .realm = token->realmId,
                                  .subject = token->subject,
                                  .clientId = token->clientId,
                                  .scope = token->scope,
                                  .isPerson = token->isOfUser(),
                                  .twoFactors = trusted && token->claims[u"acr"].toString() == QLatin1StringView(kTwoFactors),
                                  .authTime = Timestamp(std::chrono::seconds(authTime)) },
        request.deadline);
}

Task<Result<Caller>> AccessTokenAuthentication::recall(CallerRecord record, Deadline deadline)
{
    Caller caller;
    caller.realm = CO_TRY(co_await m_realms->find(record.realm, deadline));
    caller.subject = record.subject;
    caller.clientId = record.clientId;
    caller.scope = record.scope;
    caller.isPerson = record.isPerson;
    caller.twoFactors = record.twoFactors;
    caller.authTime = record.authTime;
    const RightSet rights = CO_TRY(co_await rightsOfCaller(caller.realm, record, deadline));
    caller.rights = rights.within(record.scope, m_rights->known());
    co_return caller;
}

Task<Result<QStringList>> AccessTokenAuthentication::rightsInside(
    Caller caller, QString organization, Deadline deadline)
{
    const auto id = UserId::parse(caller.subject.toLatin1());
    if (!id)
        co_return QStringList();
    const Proof proof = caller.twoFactors ? Proof::TwoFactors : Proof::OneFactor;
    // A list of organisations: it shows those that they administer.
    if (organization.isEmpty()) {
        const RightSet rights = CO_TRY(co_await m_organizations->rightsAnywhere(caller.realm, id->value, proof, deadline));
        co_return rights.within(caller.scope, m_rights->known()).in(caller.realm->id);
    }
    const auto membership
        = CO_TRY(co_await m_organizations->membership(caller.realm, std::move(organization), id->value, deadline));
    if (!membership)
        co_return QStringList();
    co_return membership->holdings.with(proof)->rights.within(caller.scope, m_rights->known()).in(caller.realm->id);
}

}
