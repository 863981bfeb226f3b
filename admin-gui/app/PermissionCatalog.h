// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Call.h"

#include <QtCore/QObject>

#include <functional>

class QAction;
class QWidget;

namespace auth::console {

class Connection;

/// The permissions that there are: a new one, what one is for, its history, and one less. What roles give is the matrix's.
class PermissionCatalog final : public QObject {
    Q_OBJECT

public:
    /// Adds its actions to \a page.
    PermissionCatalog(Connection *connection, const QString &realm, QWidget *page);

    QAction *createAction() const { return m_create; }
    /// The permission that is looked at; empty: none. \a obstacle: why none can be changed now.
    void setCurrent(const QString &permission, const QString &obstacle);

Q_SIGNALS:
    /// The server has others now.
    void changed(const QString &said);
    /// Nothing was done, and why.
    void refused(const QString &why);

private:
    void create();
    void remove();
    void readCurrent(const std::function<void(const QJsonObject &)> &then);
    void openEditor(const QJsonObject &permission);
    void openHistory(const QJsonObject &permission);
    api::Call permissionCall(int operation, const QString &name) const;

    Connection *m_connection;
    QString m_realm;
    QWidget *m_page;
    QString m_current;
    QAction *m_create;
    QAction *m_edit;
    QAction *m_history;
    QAction *m_remove;
};

}
