// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/SavedViews.h"

#include <QtWidgets/QPushButton>

class QMenu;
class QTableView;

namespace auth::console {

class FilterBar;
class RemoteTableModel;

/// How a list is looked at: which columns, and the views that somebody saved under a name.
class ViewButton final : public QPushButton {
    Q_OBJECT

public:
    ViewButton(const QString &page, FilterBar *filter, QTableView *table, RemoteTableModel *model, QWidget *parent);

    void openMenu();
    /// Asks for a name.
    void askToSave();
    /// Keeps what the list looks like now as \a name.
    void save(const QString &name);
    /// Looks at the list as \a view says.
    void apply(const SavedView &view);

Q_SIGNALS:
    /// Which columns there are has changed.
    void columnsChanged();

private:
    QMenu *makeMenu();

    SavedViews m_views;
    FilterBar *m_filter;
    QTableView *m_table;
    RemoteTableModel *m_model;
};

}
