// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonArray>
#include <QtWidgets/QWidget>

class QAction;
class QTableWidget;

namespace auth::console {

class Connection;
class MessageBanner;

/// The secrets of an application: made and shown once, changed with an overlap, taken away.
class SecretsTab final : public QWidget {
    Q_OBJECT

public:
    SecretsTab(Connection *connection, QList<std::pair<QByteArray, QString>> parameters, QWidget *parent);

    void load();

private:
    void rotate();
    void remove();
    void showState();

    Connection *m_connection;
    QList<std::pair<QByteArray, QString>> m_parameters;
    MessageBanner *m_banner;
    QTableWidget *m_table;
    QAction *m_rotate;
    QAction *m_remove;
    QJsonArray m_items;
};

}
