// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Development.h"

#include "api/Operations.h"
#include "app/Bootstrap.h"
#include "core/Random.h"

namespace auth::app {

namespace {

constexpr auto kDemoClientId = "demo";
constexpr auto kDevelopmentClientId = "auth-server-dev";

AuditEvent origin()
{
    return AuditEvent().actor("server", {}, QStringLiteral("auth-server dev"));
}

/// Makes the application, or brings it to what \a changes say.
Task<Result<ApplicationService::Written>> ensureApplication(Services *services, RealmPointer realm, ApplicationChanges changes, Deadline deadline)
{
    const auto change = std::make_shared<Change>(services->changeServices(), origin(), deadline);
    const auto existing = co_await services->applications.find(realm->id, changes.clientId.valueOr({}).toUtf8(), deadline);
    if (!existing && existing.error().code != ErrorCode::NotFound)
        co_return std::unexpected(existing.error());
    if (existing)
        changes.clientId = {};
    auto written = existing ? CO_TRY(co_await services->applications.update(change, realm->id, (*existing)->id, changes, std::nullopt))
                            : CO_TRY(co_await services->applications.create(change, realm->id, changes));
    CO_TRY(co_await change->commit());
    co_return written;
}

Task<Result<void>> makeAdministrator(Services *services, RealmPointer realm, Application application, Deadline deadline)
{
    const auto change = std::make_shared<Change>(services->changeServices(), origin(), deadline);
    const Role role
        = CO_TRY(co_await services->roles.find(realm->id, QString::fromLatin1(kAdministratorRole), deadline));
    const GrantService::Named named { QString::fromUtf8(application.clientId), application.id.value,
        QString::fromUtf8(application.clientId) };
    CO_TRY(co_await services->grants.assign(change, realm->id, SubjectKind::Application, { named }, role));
    co_return co_await change->commit();
}

}

Task<Result<demo::DemoOptions>> ensureDemoApplication(Services *services, QByteArray backchannelUrl)
{
    const Deadline deadline = deadlineIn(std::chrono::seconds(30));
    const auto issuer = CO_TRY(co_await services->issuers.find(services->issuers.rootRealm(), deadline));
    demo::DemoOptions options;
    options.publicUrl = services->process->config.publicUrl;
    options.issuer = issuer.identifier;
    options.backchannelUrl = std::move(backchannelUrl);
    options.clientId = kDemoClientId;
    options.clientSecret = randomToken();
    ApplicationChanges changes;
    changes.clientId = QString(QLatin1StringView(kDemoClientId));
    changes.clientSecret = QString::fromLatin1(options.clientSecret);
    changes.clientName = QStringLiteral("Demo");
    changes.type = QStringLiteral("web");
    changes.redirectUris = QStringList { QString::fromLatin1(options.redirectUri()) };
    changes.postLogoutRedirectUris = QStringList { QString::fromLatin1(options.postLogoutRedirectUri()) };
    CO_TRY(co_await ensureApplication(services, issuer.realm, changes, deadline));
    co_return options;
}

Task<Result<QByteArray>> issueAdministratorToken(Services *services)
{
    const Deadline deadline = deadlineIn(std::chrono::seconds(30));
    const auto issuer = CO_TRY(co_await services->issuers.find(QByteArray(kSystemRealm), deadline));
    ApplicationChanges changes;
    changes.clientId = QString(QLatin1StringView(kDevelopmentClientId));
    changes.clientName = QStringLiteral("Development");
    changes.type = QStringLiteral("machine");
    changes.accessTokenLifetime = 3600;
    const auto written = CO_TRY(co_await ensureApplication(services, issuer.realm, changes, deadline));
    CO_TRY(co_await makeAdministrator(services, issuer.realm, written.application, deadline));
    oauth::TokenGrant grant;
    grant.issuer = issuer;
    grant.application = std::make_shared<const Application>(written.application);
    grant.subject = QLatin1StringView(kDevelopmentClientId);
    grant.resource = { QString::fromLatin1(services->process->config.publicUrl + "/admin/v1") };
    for (const char *const permission : api::permissions())
        grant.scope.append(QString::fromLatin1(permission));
    grant.issuedAt = services->process->clock->now();
    co_return CO_TRY(co_await services->tokenIssuer.accessToken(std::move(grant), deadline)).token;
}

}
