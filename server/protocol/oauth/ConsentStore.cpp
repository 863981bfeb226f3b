// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/ConsentStore.h"

namespace auth::oauth::consent_store {

namespace {

const db::Query kFind { "consent_find", "SELECT scope FROM consents WHERE realm_id = $1 AND user_id = $2 AND application_id = $3" };
const db::Query kGrant { "consent_grant",
    "INSERT INTO consents (realm_id, user_id, application_id, scope, granted_at) VALUES ($1, $2, $3, $4, $5)"
    " ON CONFLICT (realm_id, user_id, application_id) DO UPDATE SET granted_at = EXCLUDED.granted_at,"
    " scope = ARRAY(SELECT DISTINCT unnest(consents.scope || EXCLUDED.scope))" };

}

Task<Result<QStringList>> find(db::Database *database, RealmId realmId, UserId userId, ApplicationId applicationId, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kFind, db::Params::of(realmId, userId, applicationId), deadline));
    co_return rows.isEmpty() ? QStringList() : rows.list(0, "scope");
}

void grant(db::Transaction *transaction, RealmId realmId, UserId userId, ApplicationId applicationId, QStringList scope, Timestamp now)
{
    transaction->enqueue(&kGrant, db::Params::of(realmId, userId, applicationId, scope, now));
}

}
