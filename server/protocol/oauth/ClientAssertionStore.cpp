// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/ClientAssertionStore.h"

namespace auth::oauth::client_assertion_store {

namespace {

const db::Query kUse { "client_assertion_use",
    "INSERT INTO client_assertions (realm_id, application_id, jti_hash, expires_at) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT DO NOTHING" };

}

Task<Result<bool>> use(db::Database *database, Assertion assertion, Deadline deadline)
{
    const auto rows = CO_TRY(co_await database->execute(&kUse,
        db::Params::of(assertion.realmId, assertion.applicationId, db::Bytes { assertion.jtiHash }, assertion.expiresAt), deadline));
    co_return rows.affected() == 1;
}

}
