// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/BuiltInApplications.h"

#include <QtCore/QJsonArray>

namespace auth {

namespace {

using namespace Qt::StringLiterals;

bool isBuiltIn(const QByteArray &clientId)
{
    return clientId == "authctl" || clientId == "auth-console";
}

}

BuiltInApplications::BuiltInApplications(
    ApplicationService *applications, Change::Services change, QString adminResource, QStringList scope)
    : m_applications(applications)
    , m_change(std::move(change))
    , m_adminResource(std::move(adminResource))
    , m_scope(std::move(scope))
{
}

ApplicationChanges BuiltInApplications::definition(const QByteArray &clientId) const
{
    ApplicationChanges changes;
    changes.clientId = QString::fromLatin1(clientId);
    changes.clientName = clientId == "authctl" ? u"authctl"_s : u"Auth Console"_s;
    changes.type = u"native"_s;
    // RFC 8252 §7.3: the port is free.
    changes.redirectUris = QStringList { u"http://127.0.0.1/callback"_s, u"http://[::1]/callback"_s };
    changes.grantTypes
        = QStringList { u"authorization_code"_s, u"refresh_token"_s, QString(QLatin1StringView(kDeviceCodeGrant)) };
    changes.scope = (QStringList { u"openid"_s, u"profile"_s, u"email"_s, u"offline_access"_s } + m_scope).join(u' ');
    changes.metadata.insert(u"allowed_resources"_s, QJsonArray { m_adminResource });
    return changes;
}

Task<Result<ApplicationPointer>> BuiltInApplications::find(RealmId realmId, QByteArray clientId, Deadline deadline)
{
    auto found = co_await m_applications->find(realmId, clientId, deadline);
    if (found || found.error().code != ErrorCode::NotFound || !isBuiltIn(clientId))
        co_return found;
    const auto change
        = std::make_shared<Change>(m_change, AuditEvent().actor("server", {}, QStringLiteral("auth-server")), deadline);
    const auto created = co_await m_applications->create(change, realmId, definition(clientId));
    // Another node may have been faster: then its one is the one.
    if (created)
        CO_TRY(co_await change->commit());
    else if (created.error().code == ErrorCode::Conflict)
        co_await change->rollback();
    else
        co_return std::unexpected(created.error());
    co_return co_await m_applications->find(realmId, clientId, deadline);
}

Task<Result<ApplicationPointer>> BuiltInApplications::find(RealmId realmId, ApplicationId id, Deadline deadline)
{
    co_return co_await m_applications->find(realmId, id, deadline);
}

Task<Result<bool>> BuiltInApplications::isOriginRegistered(RealmId realmId, QByteArray origin, Deadline deadline)
{
    co_return co_await m_applications->isOriginRegistered(realmId, std::move(origin), deadline);
}

}
