// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/Consents.h"

#include "protocol/oauth/ConsentStore.h"

namespace auth::oauth {

Task<Result<QStringList>> Consents::find(RealmId realmId, UserId userId, ApplicationId applicationId, Deadline deadline)
{
    return consent_store::find(m_database, realmId, userId, applicationId, deadline);
}

Task<Result<Consents::Page>> Consents::list(RealmId realmId, db::ListRequest request, Deadline deadline) const
{
    Page page;
    page.page = CO_TRY(co_await consent_store::list(m_database, realmId, std::move(request), deadline));
    for (int i = 0; i < page.page.count; ++i) {
        const db::Rows &rows = page.page.rows;
        page.consents.push_back({ rows.id<UserId>(i, "user_id"), rows.text(i, "username"), rows.id<ApplicationId>(i, "application_id"),
            rows.text(i, "client_id"), rows.list(i, "scope"), rows.time(i, "granted_at") });
    }
    co_return page;
}

const db::ListSpec &Consents::listSpec()
{
    return consent_store::listSpec();
}

Task<Result<bool>> Consents::takeBack(db::Transaction *transaction, RealmId realmId, UserId userId, ApplicationId applicationId) const
{
    return consent_store::remove(transaction, realmId, userId, applicationId);
}

void Consents::grant(db::Transaction *transaction, RealmId realmId, UserId userId, ApplicationId applicationId, QStringList scope) const
{
    consent_store::grant(transaction, realmId, userId, applicationId, std::move(scope), m_clock->now());
}

}
