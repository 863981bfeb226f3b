// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Call.h"

#include <QtWidgets/QWidget>

class QAction;
class QTableView;
class QTableWidget;

namespace auth::console {

class Connection;
class RemoteTableModel;

/// The versions of an object: who made them, what they changed, and the way back to one.
class HistoryTab final : public QWidget {
    Q_OBJECT

public:
    /// \a permission: what one needs to go back.
    HistoryTab(Connection *connection, const char *permission, QWidget *parent);

    void setCall(const api::Call &call);
    void load();
    void setCurrentVersion(qint64 version);

Q_SIGNALS:
    void revertRequested(qint64 version);

private:
    void show();

    Connection *m_connection;
    RemoteTableModel *m_model;
    QTableView *m_versions;
    QTableWidget *m_changes;
    QAction *m_revert;
    qint64 m_current = 0;
};

}
