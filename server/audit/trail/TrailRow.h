// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Id.h"
#include "db/Database.h"

#include <QtCore/QJsonObject>

#include <optional>

namespace auth {

/// A row of the audit table, as the admin API and exports show it.
struct TrailRow {
    RealmId realm;
    Timestamp at {};
    QByteArray tx; ///< The writing transaction.
    QJsonObject row;
    std::optional<QByteArray> actorSalt; ///< Nothing when the values are erased.
    std::optional<QByteArray> targetSalt;
    QByteArray mac;
};

/// From the columns of EventColumns.h.
TrailRow trailRowFrom(const db::Rows &rows, int row);

}
