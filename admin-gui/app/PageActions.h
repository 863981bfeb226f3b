// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QAction>
#include <QtGui/QKeySequence>
#include <QtWidgets/QWidget>

namespace auth::console {

class Connection;

/// What one can do on a page: in the menu Object, by its shortcut, and where the page puts it.
struct ActionTraits {
    QString text; ///< With its mnemonic.
    const char *icon;
    QKeySequence shortcut;
    const char *permission; ///< What one needs for it; empty: nothing.
    const char *name; ///< objectName.
};

/// Adds it to \a page. Where one may not, it stays visible, disabled, and says what it needs.
QAction *addPageAction(QWidget *page, Connection *connection, const ActionTraits &traits);
/// Enables \a action unless \a obstacle says why not, or the right is missing.
void setObstacle(QAction *action, Connection *connection, const QString &obstacle);

/// A button for \a action that shows its text.
QWidget *buttonFor(QAction *action, QWidget *parent, bool isPrimary = false);

}
