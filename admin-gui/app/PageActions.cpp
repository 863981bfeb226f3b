// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/PageActions.h"

#include "app/Connection.h"
#include "app/Icons.h"

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
    action->setShortcut(traits.shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setObjectName(QLatin1StringView(traits.name));
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
        why = translated("Needs the right %1").arg(permission);
    action->setEnabled(why.isEmpty());
    QString plain = action->text();
    plain.remove(u'&');
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    action->setToolTip(!why.isEmpty() ? plain + u": "_s + why
            : keys.isEmpty()          ? plain
                                      : u"%1 (%2)"_s.arg(plain, keys));
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
        button->setToolTip(action->toolTip());
        button->setText(action->text());
        button->setVisible(action->isVisible());
    };
    follow();
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

}
