// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/Consents.h"

#include "protocol/oauth/ConsentStore.h"

namespace auth::oauth {

Task<Result<QStringList>> Consents::find(RealmId realmId, UserId userId, ApplicationId applicationId, Deadline deadline)
{
    return consent_store::find(m_database, realmId, userId, applicationId, deadline);
}

void Consents::grant(db::Transaction *transaction, RealmId realmId, UserId userId, ApplicationId applicationId, QStringList scope) const
{
    consent_store::grant(transaction, realmId, userId, applicationId, std::move(scope), m_clock->now());
}

}
