// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Page.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QAction>

#include <algorithm>

namespace auth::console {

QString PageKind::translatedTitle() const
{
    return QCoreApplication::translate("PageKind", title);
}

const PageKind *findPageKind(const QString &name)
{
    const auto kinds = pageKinds();
    const auto found = std::find_if(kinds.begin(), kinds.end(),
        [&name](const PageKind *kind) { return name == QLatin1StringView(kind->name); });
    return found == kinds.end() ? nullptr : *found;
}

Page::Page(Connection *connection, Location location, QWidget *parent)
    : QWidget(parent)
    , m_location(std::move(location))
    , m_connection(connection)
{
    if (m_location.realm.isEmpty())
        m_location.realm = connection->realm();
    setObjectName(m_location.page + QLatin1StringView("Page"));
}

QString Page::title() const
{
    return kind()->translatedTitle();
}

QList<QAction *> Page::deeds() const
{
    QList<QAction *> all = actions();
    for (const QWidget *part : findChildren<QWidget *>()) {
        if (!part->isVisibleTo(this))
            continue;
        const auto own = part->actions();
        std::copy_if(own.begin(), own.end(), std::back_inserter(all),
            [&all](QAction *action) { return action->property("permission").isValid() && !all.contains(action); });
    }
    return all;
}

const PageKind *Page::kind() const
{
    return findPageKind(m_location.page);
}

}
