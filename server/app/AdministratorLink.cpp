// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/AdministratorLink.h"

#include "app/Bootstrap.h"
#include "setup/OneTimeLinks.h"

namespace auth::app {

Task<Result<QByteArray>> createAdministratorLink(Services *services)
{
    const Deadline deadline = deadlineIn(std::chrono::seconds(30));
    CO_TRY(co_await ensureRealms(services, deadline));
    const auto realm = CO_TRY(co_await services->realms.find(QByteArray(kSystemRealm), deadline));
    const setup::OneTimeLinks links(&services->database, services->process->clock);
    auto transaction = CO_TRY(co_await services->database.begin(deadline));
    const QByteArray secret = links.create(&transaction, realm->id, setup::LinkPurpose::Administrator, std::chrono::minutes(30));
    AuditEvent event(realm->id, "administrator.link_created");
    event.actor("server", {}, QStringLiteral("auth-server"));
    services->audit.record(&transaction, std::move(event));
    CO_TRY(co_await transaction.commit());
    co_return services->process->config.publicUrl + "/setup/" + secret;
}

}
