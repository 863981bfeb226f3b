// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Call.h"

#include <QtWidgets/QWidget>

class QAction;
class QComboBox;
class QLabel;

class QTableView;

namespace auth::console {

class Connection;
class MessageBanner;
class RemoteTableModel;

/// Where somebody has \a item, a role or a permission, from: `given directly, through auditor (finance)`.
QString originText(const QJsonObject &item);

/// What is listed, given and taken.
struct HeldTraits {
    int list;
    int add;
    int remove;
    QString member; ///< Of the bodies: `roles`, `permissions`.
    int choices; ///< The list of what there is to give.
    QString title;
    QString chooseText; ///< What is chosen from them, for screen readers.
    QString permission; ///< To change it.
};

/// The roles or permissions that somebody has, directly or through others, with one to give and the chosen to take.
class HeldList final : public QWidget {
    Q_OBJECT

public:
    /// \a parameters are of the paths of what has them.
    HeldList(Connection *connection, HeldTraits traits, QList<std::pair<QByteArray, QString>> parameters,
        QWidget *parent);

    void load();

private:
    api::Call changeCall(int operation, const QString &name) const;
    /// Says what comes of it, and does it then.
    void askToTake(const QString &name);
    void send(api::Call call, const QString &done);
    void findChoices(const QString &text);
    void showSelection();

    Connection *m_connection;
    HeldTraits m_traits;
    QList<std::pair<QByteArray, QString>> m_parameters;
    RemoteTableModel *m_model;
    MessageBanner *m_banner;
    QTableView *m_table;
    QComboBox *m_choice;
    QAction *m_add;
    QAction *m_remove;
    int m_generation = 0;
};

}
