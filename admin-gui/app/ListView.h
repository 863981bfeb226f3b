// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

class QTableView;

namespace auth::console {

class RemoteTableModel;

/// What all tables of the console look and work like: whole rows, no grid, widths by the columns, one row of height.
void setUpTable(QTableView *table, RemoteTableModel *model, const QString &accessibleName);

}
