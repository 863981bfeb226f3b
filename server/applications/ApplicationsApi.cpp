// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/ApplicationsApi.h"

#include "applications/ApplicationKeys.h"
#include "applications/ApplicationRights.h"

#include <QtCore/QJsonArray>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

api::Application answer(const Application &application)
{
    return api::decodeLeniently<api::Application>(applicationToJson(application));
}

api::Application answer(const ApplicationService::Written &written)
{
    auto application = answer(written.application);
    if (!written.clientSecret.isEmpty()) {
        application.clientSecret = written.clientSecret;
        application.clientSecretExpiresAt = qint64(0);
    }
    return application;
}

api::ApplicationSecret answer(const ApplicationSecretInfo &secret)
{
    api::ApplicationSecret answer;
    answer.id = secret.id.toString();
    answer.createdAt = QString::fromLatin1(toIso(secret.createdAt));
    if (secret.expiresAt)
        answer.expiresAt = QString::fromLatin1(toIso(*secret.expiresAt));
    return answer;
}

api::ApplicationKey answerKey(const QJsonObject &jwk)
{
    api::ApplicationKey answer;
    answer.kid = application_keys::kidOf(jwk);
    answer.jwk = jwk;
    if (const QString pem = application_keys::toPem(jwk); !pem.isEmpty())
        answer.pem = pem;
    if (const QString certificate = application_keys::certificateOf(jwk); !certificate.isEmpty())
        answer.certificate = certificate;
    return answer;
}

/// Members that have a column, or are not stored at all. All others are metadata.
const QStringList &ownMembers()
{
    static const QStringList list { u"client_id"_s, u"client_secret"_s, u"client_name"_s, u"type"_s, u"enabled"_s,
        u"redirect_uris"_s, u"post_logout_redirect_uris"_s, u"allowed_origins"_s, u"grant_types"_s, u"response_types"_s,
        u"token_endpoint_auth_method"_s, u"scope"_s, u"require_pkce"_s, u"require_consent"_s,
        u"access_token_signed_response_alg"_s, u"id_token_signed_response_alg"_s, u"userinfo_signed_response_alg"_s,
        u"access_token_lifetime"_s, u"refresh_token_lifetime"_s, u"jwks"_s, u"jwks_uri"_s };
    return list;
}

template <typename Body>
ApplicationChanges changesOf(const Body &body)
{
    ApplicationChanges changes;
    changes.clientId = body.clientId;
    changes.clientSecret = body.clientSecret;
    changes.clientName = body.clientName;
    changes.type = body.type;
    changes.enabled = body.enabled;
    changes.redirectUris = body.redirectUris;
    changes.postLogoutRedirectUris = body.postLogoutRedirectUris;
    changes.allowedOrigins = body.allowedOrigins;
    changes.grantTypes = body.grantTypes;
    changes.responseTypes = body.responseTypes;
    changes.tokenEndpointAuthMethod = body.tokenEndpointAuthMethod;
    changes.scope = body.scope;
    changes.requirePkce = body.requirePkce;
    changes.requireConsent = body.requireConsent;
    changes.accessTokenSignedResponseAlg = body.accessTokenSignedResponseAlg;
    changes.idTokenSignedResponseAlg = body.idTokenSignedResponseAlg;
    changes.userinfoSignedResponseAlg = body.userinfoSignedResponseAlg;
    changes.accessTokenLifetime = body.accessTokenLifetime;
    changes.refreshTokenLifetime = body.refreshTokenLifetime;
    changes.jwks = body.jwks;
    changes.jwksUri = body.jwksUri;
    changes.metadata = body.toJson();
    for (const QString &name : ownMembers())
        changes.metadata.remove(name);
    return changes;
}

}

ApplicationsApi::ApplicationsApi(
    ApplicationService *applications, const SessionService *sessions, const admin::Lists *lists, const Clock *clock, RightsService *rights,
    QString adminResource)
    : m_applications(applications)
    , m_sessions(sessions)
    , m_lists(lists)
    , m_clock(clock)
    , m_rights(rights)
    , m_guard(rights)
    , m_adminResource(std::move(adminResource))
{
}

Task<Result<void>> ApplicationsApi::checkRights(admin::ContextPointer context, Application application) const
{
    const QString what = u"The application %1"_s.arg(QString::fromUtf8(application.clientId));
    CO_TRY(m_guard.check(*context, registeredRights(*m_rights, *context->realm, application, m_adminResource), what));
    co_return co_await m_guard.checkSubject(context, SubjectKind::Application, application.id.value, what);
}

Task<Result<ApplicationPointer>> ApplicationsApi::find(admin::ContextPointer context)
{
    const QByteArray handle = context->id("application").toUtf8();
    if (const auto id = ApplicationId::parse(handle))
        co_return co_await m_applications->find(context->realm->id, *id, context->deadline());
    co_return co_await m_applications->find(context->realm->id, handle, context->deadline());
}

Task<Result<api::ApplicationList>> ApplicationsApi::listApplications(admin::ContextPointer context)
{
    const auto &spec = ApplicationService::listSpec();
    auto request = CO_TRY(m_lists->request(*context, spec));
    const auto page
        = CO_TRY(co_await m_applications->list(context->realm->id, std::move(request), context->deadline()));
    api::ApplicationList list;
    for (const Application &application : page.applications)
        list.items.append(answer(application));
    list.next = CO_TRY(m_lists->next(*context, spec, page.page));
    co_return list;
}

Task<Result<api::Application>> ApplicationsApi::createApplication(
    admin::ContextPointer context, api::ApplicationCreate body)
{
    const auto written = CO_TRY(co_await m_applications->create(context->change, context->realm->id, changesOf(body)));
    CO_TRY(co_await checkRights(context, written.application));
    co_return answer(written);
}

Task<Result<api::Application>> ApplicationsApi::getApplication(admin::ContextPointer context)
{
    const ApplicationPointer application = CO_TRY(co_await find(context));
    co_return answer(*application);
}

Task<Result<api::Application>> ApplicationsApi::updateApplication(
    admin::ContextPointer context, api::ApplicationUpdate body)
{
    const ApplicationPointer application = CO_TRY(co_await find(context));
    CO_TRY(co_await checkRights(context, *application));
    const auto written = CO_TRY(co_await m_applications->update(
        context->change, context->realm->id, application->id, changesOf(body), context->ifVersion));
    CO_TRY(co_await checkRights(context, written.application));
    if (!written.application.enabled)
        m_sessions->endAllOfApplication(context->change->transaction(), context->realm->id, application->id);
    co_return answer(written);
}

Task<Result<void>> ApplicationsApi::deleteApplication(admin::ContextPointer context)
{
    const ApplicationPointer application = CO_TRY(co_await find(context));
    CO_TRY(co_await checkRights(context, *application));
    CO_TRY(co_await m_applications->remove(context->change, context->realm->id, application->id, context->ifVersion));
    m_sessions->endAllOfApplication(context->change->transaction(), context->realm->id, application->id);
    co_return {};
}

Task<Result<api::Application>> ApplicationsApi::undeleteApplication(admin::ContextPointer context)
{
    const auto application = CO_TRY(co_await m_applications->undelete(
        context->change, context->realm->id, context->id("application"), context->ifVersion));
    CO_TRY(co_await checkRights(context, application));
    co_return answer(application);
}

Task<Result<api::ApplicationSecretList>> ApplicationsApi::getApplicationSecrets(admin::ContextPointer context)
{
    const ApplicationPointer application = CO_TRY(co_await find(context));
    api::ApplicationSecretList list;
    for (const auto &secret : CO_TRY(co_await m_applications->secrets(
             context->realm->id, application->id, m_clock->now(), context->deadline())))
        list.items.append(answer(secret));
    co_return list;
}

Task<Result<api::ApplicationSecret>> ApplicationsApi::createApplicationSecret(
    admin::ContextPointer context, api::ApplicationSecretCreate body)
{
    const ApplicationPointer application = CO_TRY(co_await find(context));
    CO_TRY(co_await checkRights(context, *application));
    const auto seconds = [](const Field<qint64> &field) {
        return field.hasValue() ? std::optional(std::chrono::seconds(field.value())) : std::nullopt;
    };
    const auto added = CO_TRY(co_await m_applications->addSecret(context->change, context->realm->id, application->id,
        { body.clientSecret, seconds(body.expiresIn), seconds(body.othersExpireIn) }));
    auto answered = answer(added.info);
    answered.clientSecret = added.clientSecret;
    co_return answered;
}

Task<Result<void>> ApplicationsApi::deleteApplicationSecret(admin::ContextPointer context)
{
    const ApplicationPointer application = CO_TRY(co_await find(context));
    CO_TRY(co_await checkRights(context, *application));
    // A secret has no version of its own.
    if (context->ifVersion && *context->ifVersion != application->version)
        co_return failure(ErrorCode::VersionMismatch,
            u"The application was changed meanwhile: it is at version %1."_s.arg(application->version));
    const auto secret = Uuid::parse(context->id("secret").toLatin1());
    if (!secret)
        co_return failure(ErrorCode::NotFound, u"There is no such secret."_s);
    co_return co_await m_applications->revokeSecret(context->change, context->realm->id, application->id, *secret);
}

Task<Result<void>> ApplicationsApi::setKeys(
    admin::ContextPointer context, ApplicationPointer application, QJsonArray keys)
{
    CO_TRY(co_await checkRights(context, *application));
    ApplicationChanges changes;
    changes.jwks = keys.isEmpty() ? Field<QJsonObject>::null() : Field(QJsonObject { { u"keys"_s, keys } });
    CO_TRY(co_await m_applications->update(context->change, context->realm->id, application->id, std::move(changes),
        context->ifVersion.value_or(application->version)));
    co_return {};
}

Task<Result<api::ApplicationKeyList>> ApplicationsApi::getApplicationKeys(admin::ContextPointer context)
{
    const ApplicationPointer application = CO_TRY(co_await find(context));
    api::ApplicationKeyList list;
    for (const auto &key : application->jwks[u"keys"].toArray())
        list.items.append(answerKey(key.toObject()));
    co_return list;
}

Task<Result<api::ApplicationKey>> ApplicationsApi::createApplicationKey(
    admin::ContextPointer context, api::ApplicationKeyCreate body)
{
    const ApplicationPointer application = CO_TRY(co_await find(context));
    const QJsonObject jwk = CO_TRY(
        application_keys::toJwk({ body.kid.valueOr({}), body.jwk.optional(), body.pem.valueOr({}) }));
    QJsonArray keys = application->jwks[u"keys"].toArray();
    if (application_keys::without(keys, jwk[u"kid"].toString())) {
        Error error(ErrorCode::Conflict, u"The application has a key with this kid."_s);
        error.fields.append({ u"/kid"_s, u"exists"_s, error.description });
        co_return std::unexpected(error);
    }
    keys.append(jwk);
    CO_TRY(co_await setKeys(context, application, keys));
    co_return answerKey(jwk);
}

Task<Result<void>> ApplicationsApi::deleteApplicationKey(admin::ContextPointer context)
{
    const ApplicationPointer application = CO_TRY(co_await find(context));
    const auto rest = application_keys::without(application->jwks[u"keys"].toArray(), context->id("kid"));
    if (!rest)
        co_return failure(ErrorCode::NotFound, u"The application has no such key."_s);
    co_return co_await setKeys(context, application, *rest);
}

}
