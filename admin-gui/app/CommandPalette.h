// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Location.h"

#include <QtCore/QTimer>
#include <QtWidgets/QDialog>

#include <functional>

class QAction;
class QLineEdit;
class QListWidget;

namespace auth::console {

class Connection;

/// Goes to anything by name: pages and actions at once, users, applications and roles as the server finds them. `@`
/// looks for users only, `#` for roles, `>` for actions.
class CommandPalette final : public QDialog {
    Q_OBJECT

public:
    CommandPalette(Connection *connection, QList<QAction *> actions, QWidget *parent);

Q_SIGNALS:
    void chosen(const auth::console::Location &location);

private:
    struct Entry {
        QString title;
        QString detail;
        QString icon;
        std::function<void()> run;
    };
    void search();
    void askServer(int operation, const QString &text, const QString &page, const QString &titleField,
        const QString &detailField, const QString &iconName);
    void add(Entry entry);
    void showNothing();
    void choose();
    bool eventFilter(QObject *watched, QEvent *event) override;

    Connection *m_connection;
    QList<QAction *> m_actions;
    QLineEdit *m_text;
    QListWidget *m_list;
    QList<Entry> m_entries;
    QTimer m_pause;
    int m_generation = 0;
    int m_asked = 0; ///< Of the server, and not yet answered.
};

}
