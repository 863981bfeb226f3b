// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Shortcuts.h"

#include <QtCore/QSettings>
#include <QtGui/QAction>
#include <QtWidgets/QApplication>
#include <QtWidgets/QWidget>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

constexpr const char *kStandard = "standardShortcuts";

QString settingOf(const QAction *action)
{
    return u"shortcuts/"_s + action->objectName();
}

/// Brings what is kept to the actions that there are.
void tellEverybody(const QString &name)
{
    const auto windows = QApplication::topLevelWidgets();
    for (const QWidget *window : windows) {
        for (QAction *action : window->findChildren<QAction *>(name)) {
            if (action->property(kStandard).isValid())
                setStandardShortcuts(action, standardShortcuts(action));
        }
    }
}

}

void setStandardShortcuts(QAction *action, const QList<QKeySequence> &keys)
{
    action->setProperty(kStandard, QKeySequence::listToString(keys, QKeySequence::PortableText));
    const QVariant chosen = QSettings().value(settingOf(action));
    action->setShortcuts(
        chosen.isValid() ? QKeySequence::listFromString(chosen.toString(), QKeySequence::PortableText) : keys);
}

QList<QKeySequence> standardShortcuts(const QAction *action)
{
    return QKeySequence::listFromString(action->property(kStandard).toString(), QKeySequence::PortableText);
}

void chooseShortcuts(const QAction *action, const QList<QKeySequence> &keys)
{
    QSettings().setValue(settingOf(action), QKeySequence::listToString(keys, QKeySequence::PortableText));
    tellEverybody(action->objectName());
}

void forgetShortcuts(const QAction *action)
{
    QSettings().remove(settingOf(action));
    tellEverybody(action->objectName());
}

}
