// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonArray>
#include <QtWidgets/QWidget>

class QAction;
class QTableWidget;

namespace auth::console {

class Connection;
class MessageBanner;

/// The public keys that an application proves itself with (RFC 7523 §2.2): added as JWK, PEM or certificate, saved as PEM,
/// taken away.
class ApplicationKeys final : public QWidget {
    Q_OBJECT

public:
    ApplicationKeys(Connection *connection, QList<std::pair<QByteArray, QString>> parameters, QWidget *parent);

    void load();

private:
    void show(const QJsonArray &items);
    void showState();
    void add();
    void save();
    void remove();
    QJsonObject chosen() const;

    Connection *m_connection;
    QList<std::pair<QByteArray, QString>> m_parameters;
    MessageBanner *m_banner;
    QTableWidget *m_table;
    QAction *m_add;
    QAction *m_save;
    QAction *m_remove;
    QJsonArray m_items;
};

}
