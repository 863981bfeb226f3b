// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/RemoteTableModel.h"

#include <QtWidgets/QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QTableView;

namespace auth::console {

class Connection;
class MessageBanner;

/// A list of the server inside a page of one object, with buttons for the chosen row.
class RemoteTab final : public QWidget {
    Q_OBJECT

public:
    RemoteTab(Connection *connection, QList<RemoteColumn> columns, const QString &key, const QString &name,
        const QString &emptyText, QWidget *parent);

    void setCall(const api::Call &call) { m_model->setCall(call); }
    void setFilter(const QString &filter);
    void load() { m_model->load(); }
    RemoteTableModel *model() const { return m_model; }

    /// For the chosen row: an action, of which the first in a tab has Ctrl+1, and its button, which is answered.
    QPushButton *addAction(const QString &text, const char *permission,
        const std::function<void(const QJsonObject &item)> &run,
        const std::function<QString(const QJsonObject &item)> &applies = {});
    /// Without one.
    QPushButton *addGeneralAction(const QString &text, const char *permission, const std::function<void()> &run);

private:
    struct Deed {
        QAction *action;
        bool needsRow;
        std::function<QString(const QJsonObject &)> applies;
    };
    QPushButton *addDeed(const QString &text, const char *permission, bool needsRow,
        const std::function<QString(const QJsonObject &)> &applies, const std::function<void()> &run);
    QJsonObject chosen() const;
    void showState();

    Connection *m_connection;
    RemoteTableModel *m_model;
    MessageBanner *m_banner;
    QTableView *m_table;
    QLabel *m_empty;
    QHBoxLayout *m_buttonRow;
    QList<Deed> m_deeds;
};

}
