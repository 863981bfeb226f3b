// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/RemoteTableModel.h"

#include <QtWidgets/QWidget>

class QAction;
class QLineEdit;
class QPushButton;
class QTableView;

namespace auth::console {

class Connection;

/// A list of what something has, with a line that adds to it and a button that takes away. What came through something
/// else says so, and cannot be taken away here.
class GrantTab final : public QWidget {
    Q_OBJECT

public:
    struct Traits {
        QString title; ///< `Permissions`
        QString addText; ///< On the button that adds.
        QString removeText;
        QString hint; ///< What one types.
        const char *permission; ///< To change it.
        const char *name; ///< objectName
    };
    GrantTab(Connection *connection, const Traits &traits, QList<RemoteColumn> columns, QWidget *parent);

    void setCall(const api::Call &call);
    void load();
    /// Words that the line completes.
    void setKnown(const QStringList &names);
    /// Why nothing can be changed; empty where it can.
    void setObstacle(const QString &obstacle);

Q_SIGNALS:
    void addRequested(const QStringList &names);
    /// Items that are the object's own.
    void removeRequested(const QList<QJsonObject> &items);

private:
    void showSelection();
    QList<QJsonObject> ownSelected() const;

    Connection *m_connection;
    RemoteTableModel *m_model;
    QTableView *m_table;
    QLineEdit *m_names;
    QAction *m_add;
    QAction *m_remove;
    QString m_obstacle;
};

}
