// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

class QListWidget;

namespace auth::console {

class Connection;
class RealmSwitcher;

/// The realm, and the pages there are, in groups. What one may not see stays visible and says which right it needs.
class Sidebar final : public QWidget {
    Q_OBJECT

public:
    Sidebar(Connection *connection, QWidget *parent);

    void setCurrent(const QString &page);
    RealmSwitcher *realmSwitcher() const { return m_realm; }
    /// The names of the pages, from top to bottom.
    static QStringList pages();

Q_SIGNALS:
    void chosen(const QString &page);

private:
    void showRights();
    /// Pages that the server has nothing for are not there.
    void showOperations();

    Connection *m_connection;
    RealmSwitcher *m_realm;
    QListWidget *m_list;
};

}
