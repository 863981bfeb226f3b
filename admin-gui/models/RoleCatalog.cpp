// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RoleCatalog.h"

#include "app/Connection.h"
#include "models/Asking.h"

namespace auth::console {

Task<Result<QList<api::Role>>> readRoles(Connection *connection, QString realm)
{
    QList<api::Role> all;
    api::ListOptions options = largestPage();
    while (true) {
        const api::RoleList page = CO_TRY(co_await connection->client().listRoles(realm, options));
        all.append(page.items);
        if (!page.next.hasValue())
            co_return all;
        options.after = page.next.value();
    }
}

Task<Result<QList<api::PermissionMatrixRow>>> readMatrix(Connection *connection, QString realm)
{
    QList<api::PermissionMatrixRow> all;
    api::ListOptions options = largestPage();
    while (true) {
        const api::PermissionMatrix page = CO_TRY(co_await connection->client().listPermissionMatrix(realm, options));
        all.append(page.items);
        if (!page.next.hasValue())
            co_return all;
        options.after = page.next.value();
    }
}

}
