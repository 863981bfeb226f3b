// SPDX-License-Identifier: GPL-3.0-or-later
#include "declarations/DeclarationStore.h"

namespace auth::declarations::declaration_store {

// The first half of the key is this table's, the second the realm's.
const db::Query kLock { "declaration_lock", "SELECT pg_advisory_xact_lock(1684366434, hashtext($1))" };

namespace {

#define DECLARATION_COLUMNS "owner, kind, name, labels, spec, secret_macs"
const db::Query kList { "declaration_list",
    "SELECT " DECLARATION_COLUMNS " FROM declarations WHERE realm_id = $1 ORDER BY kind, name, owner" };
const db::Query kListOfOwner { "declaration_list_of_owner",
    "SELECT " DECLARATION_COLUMNS " FROM declarations WHERE realm_id = $1 AND owner = $2 ORDER BY kind, name" };
const db::Query kFind { "declaration_find",
    "SELECT " DECLARATION_COLUMNS " FROM declarations WHERE realm_id = $1 AND owner = $2 AND kind = $3 AND name = $4" };
#undef DECLARATION_COLUMNS
const db::Query kIsDeclaredByOthers { "declaration_is_declared_by_others",
    "SELECT 1 FROM declarations WHERE realm_id = $1 AND owner <> $2 AND owner <> '' AND kind = $3 AND name = $4 LIMIT 1" };
const db::Query kWrite { "declaration_write",
    "INSERT INTO declarations (realm_id, owner, kind, name, labels, spec, secret_macs, declared_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (realm_id, owner, kind, name) DO UPDATE SET"
    " labels = EXCLUDED.labels, spec = EXCLUDED.spec, secret_macs = EXCLUDED.secret_macs, declared_at = EXCLUDED.declared_at"
    " WHERE (declarations.labels, declarations.spec, declarations.secret_macs)"
    " IS DISTINCT FROM (EXCLUDED.labels, EXCLUDED.spec, EXCLUDED.secret_macs)" };
const db::Query kRemove { "declaration_remove",
    "DELETE FROM declarations WHERE realm_id = $1 AND owner = $2 AND kind = $3 AND name = $4" };

Declaration fromRow(const db::Rows &rows, int row)
{
    return { rows.text(row, "owner"), rows.text(row, "kind"), rows.text(row, "name"), rows.object(row, "labels"), rows.object(row, "spec"), rows.object(row, "secret_macs") };
}

std::vector<Declaration> all(const db::Rows &rows)
{
    std::vector<Declaration> list;
    for (int i = 0; i < rows.count(); ++i)
        list.push_back(fromRow(rows, i));
    return list;
}

}

db::Params lockParams(QString realmName)
{
    return db::Params::of(realmName);
}

Task<Result<std::vector<Declaration>>> list(db::Transaction *transaction, RealmId realmId)
{
    co_return all(CO_TRY(co_await transaction->execute(&kList, db::Params::of(realmId))));
}

Task<Result<std::vector<Declaration>>> listOfOwner(db::Transaction *transaction, RealmId realmId, QString owner)
{
    co_return all(CO_TRY(co_await transaction->execute(&kListOfOwner, db::Params::of(realmId, owner))));
}

Task<Result<std::optional<Declaration>>> find(db::Transaction *transaction, RealmId realmId, QString owner, QString kind, QString name)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kFind, db::Params::of(realmId, owner, kind, name)));
    co_return rows.isEmpty() ? std::nullopt : std::optional(fromRow(rows, 0));
}

Task<Result<bool>> isDeclaredByOthers(db::Transaction *transaction, RealmId realmId, QString owner, QString kind, QString name)
{
    const auto rows = CO_TRY(co_await transaction->execute(&kIsDeclaredByOthers, db::Params::of(realmId, owner, kind, name)));
    co_return !rows.isEmpty();
}

void write(db::Transaction *transaction, RealmId realmId, Declaration declaration, Timestamp now)
{
    transaction->enqueue(&kWrite,
        db::Params::of(realmId, declaration.owner, declaration.kind, declaration.name, declaration.labels, declaration.spec, declaration.secretMacs, now));
}

void remove(db::Transaction *transaction, RealmId realmId, QString owner, QString kind, QString name)
{
    transaction->enqueue(&kRemove, db::Params::of(realmId, owner, kind, name));
}

}
