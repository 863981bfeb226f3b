// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>
#include <QtGui/QKeySequence>

class QAction;

namespace auth::console {

/// Gives \a action the keys that somebody chose for actions of its objectName, or else \a keys.
void setStandardShortcuts(QAction *action, const QList<QKeySequence> &keys);
/// What it has where nobody chose anything.
QList<QKeySequence> standardShortcuts(const QAction *action);

/// From now on every action of this name has \a keys, in all windows and from one start of the program to the next.
void chooseShortcuts(const QAction *action, const QList<QKeySequence> &keys);
/// Nobody has chosen anything for it.
void forgetShortcuts(const QAction *action);

}
