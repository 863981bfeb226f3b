// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/oauth/ConsentStore.h"

namespace auth::oauth::consent_store {

namespace {

const db::Query kFind { "consent_find", "SELECT scope FROM consents WHERE realm_id = $1 AND user_id = $2 AND application_id = $3" };
const db::Query kGrant { "consent_grant",
    "INSERT INTO consents (realm_id, user_id, application_id, scope, granted_at) VALUES ($1, $2, $3, $4, $5)"
    " ON CONFLICT (realm_id, user_id, application_id) DO UPDATE SET granted_at = EXCLUDED.granted_at,"
    " scope = ARRAY(SELECT DISTINCT unnest(consents.scope || EXCLUDED.scope))" };

const db::Query kRemove { "consent_remove",
    "DELETE FROM consents WHERE realm_id = $1 AND user_id = $2 AND application_id = $3" };

}

const db::ListSpec &listSpec()
{
    using enum db::ListKind;
    static const db::ListSpec spec {
        .name = "consent_list",
        .columns = "c.user_id, u.username, c.application_id, a.client_id, c.scope, c.granted_at",
        .from = "consents c JOIN users u ON u.realm_id = c.realm_id AND u.id = c.user_id JOIN applications a ON "
                "a.realm_id = c.realm_id AND a.id = c.application_id",
        .condition = "c.realm_id = $1 AND u.deleted_at IS NULL AND a.deleted_at IS NULL",
        // One id of two.
        .id = "md5(c.user_id::text || c.application_id::text)::uuid",
        .fields = {
            { QLatin1StringView("granted_at"), "c.granted_at", Time, db::ListSort::Yes },
            { QLatin1StringView("username"), "u.username", Text, db::ListSort::Yes },
            { QLatin1StringView("email"), "coalesce(u.email, '')", Text },
            { QLatin1StringView("client_id"), "a.client_id", Text, db::ListSort::Yes },
            { QLatin1StringView("scope"), "c.scope", Array },
            { QLatin1StringView("user_id"), "c.user_id", Id },
            { QLatin1StringView("application_id"), "c.application_id", Id },
        },
        .freeText = { "u.username", "u.email", "a.client_id", "a.client_name" },
        .descending = true,
    };
    return spec;
}

Task<Result<db::ListPage>> list(db::Database *database, RealmId realmId, db::ListRequest request, Deadline deadline)
{
    co_return co_await db::list(database, &listSpec(), db::Params::of(realmId), std::move(request), deadline);
}

Task<Result<bool>> remove(db::Transaction *transaction, RealmId realmId, UserId userId, ApplicationId applicationId)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kRemove, db::Params::of(realmId, userId, applicationId)));
    co_return rows.affected() == 1;
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
