// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QToolButton>

class QFrame;
class QLineEdit;
class QTableView;

namespace auth::console {

class Connection;
class RemoteTableModel;

/// The realm that the window is about, and a search among all of them: never a list of all.
class RealmSwitcher final : public QToolButton {
    Q_OBJECT

public:
    RealmSwitcher(Connection *connection, QWidget *parent);

    void openSearch();

private:
    void choose();
    bool eventFilter(QObject *watched, QEvent *event) override;

    Connection *m_connection;
    RemoteTableModel *m_model;
    QFrame *m_popup;
    QLineEdit *m_search;
    QTableView *m_list;
};

}
