// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/PageActions.h"

#include "app/Connection.h"
#include "app/Icons.h"
#include "app/Shortcuts.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QPushButton>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

QString translated(const char *text)
{
    return QCoreApplication::translate("PageActions", text);
}

}

QAction *addPageAction(QWidget *page, Connection *connection, const ActionTraits &traits)
{
    auto *const action = new QAction(icon(QLatin1StringView(traits.icon)), traits.text, page);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setObjectName(QLatin1StringView(traits.name));
    setStandardShortcuts(
        action, traits.shortcut.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence> { traits.shortcut });
    action->setProperty("permission", QLatin1StringView(traits.permission));
    page->addAction(action);
    setObstacle(action, connection, {});
    QObject::connect(connection, &Connection::rightsChanged, action, [action, connection] {
        setObstacle(action, connection, action->property("obstacle").toString());
    });
    return action;
}

void setObstacle(QAction *action, Connection *connection, const QString &obstacle)
{
    action->setProperty("obstacle", obstacle);
    const QString permission = action->property("permission").toString();
    QString why = obstacle;
    if (connection->knowsRights() && !connection->may(permission))
        why = connection->isOffline() ? QCoreApplication::translate("PageActions", "Not while you are working offline")
                                      : translated("Needs the right %1").arg(permission);
    action->setEnabled(why.isEmpty());
    QString plain = action->text();
    plain.remove(u'&');
    action->setToolTip(why.isEmpty() ? plain : plain + u": "_s + why);
    action->setStatusTip(why);
}

QWidget *buttonFor(QAction *action, QWidget *parent, bool isPrimary)
{
    auto *const button = new QPushButton(action->icon(), action->text(), parent);
    button->setObjectName(action->objectName() + "Button"_L1);
    if (isPrimary) {
        button->setProperty("primary", true);
        button->setIcon({});
    }
    const auto follow = [action, button] {
        button->setEnabled(action->isEnabled());
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        button->setToolTip(
            keys.isEmpty() || !action->isEnabled() ? action->toolTip() : u"%1 (%2)"_s.arg(action->toolTip(), keys));
        button->setText(action->text());
        button->setVisible(action->isVisible());
    };
    follow();
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

}
