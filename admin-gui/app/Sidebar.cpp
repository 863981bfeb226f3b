// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Sidebar.h"

#include "app/Connection.h"
#include "app/Icons.h"
#include "app/Page.h"
#include "app/RealmSwitcher.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

QString areaTitle(PageKind::Area area)
{
    switch (area) {
    case PageKind::Area::Directory:
        return Sidebar::tr("Directory");
    case PageKind::Area::Applications:
        return Sidebar::tr("Applications");
    case PageKind::Area::Governance:
        return Sidebar::tr("Governance");
    case PageKind::Area::Server:
        return Sidebar::tr("Server");
    default:
        return {};
    }
}

QList<const PageKind *> sidebarKinds()
{
    QList<const PageKind *> kinds;
    for (const PageKind *kind : pageKinds()) {
        if (kind->area != PageKind::Area::Object)
            kinds.append(kind);
    }
    std::sort(kinds.begin(), kinds.end(), [](const PageKind *one, const PageKind *other) {
        return std::pair(one->area, one->order) < std::pair(other->area, other->order);
    });
    return kinds;
}

}

Sidebar::Sidebar(Connection *connection, QWidget *parent)
    : QWidget(parent)
    , m_connection(connection)
    , m_realm(new RealmSwitcher(connection, this))
    , m_list(new QListWidget(this))
{
    setObjectName(u"sidebar"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_list->setObjectName(u"sidebarList"_s);
    m_list->setAccessibleName(tr("Pages"));
    m_list->setIconSize({ 18, 18 });
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto area = PageKind::Area::Overview;
    for (const PageKind *kind : sidebarKinds()) {
        if (kind->area != area) {
            area = kind->area;
            auto *const heading = new QListWidgetItem(areaTitle(area), m_list);
            heading->setFlags(Qt::NoItemFlags);
            QFont font = m_list->font();
            font.setPointSizeF(font.pointSizeF() * 0.88);
            font.setBold(true);
            heading->setFont(font);
        }
        auto *const item = new QListWidgetItem(icon(QLatin1StringView(kind->icon)), kind->translatedTitle(), m_list);
        item->setData(Qt::UserRole, QString::fromLatin1(kind->name));
    }
    // As wide as its longest word, in whatever language.
    m_list->setMinimumWidth(m_list->sizeHintForColumn(0) + fontMetrics().averageCharWidth() * 4);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 8);
    column->setSpacing(6);
    auto *const realmRow = new QHBoxLayout;
    realmRow->setContentsMargins(8, 0, 8, 0);
    realmRow->addWidget(m_realm);
    column->addLayout(realmRow);
    column->addWidget(m_list, 1);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item)
            Q_EMIT chosen(item->data(Qt::UserRole).toString());
    });
    connect(connection, &Connection::rightsChanged, this, &Sidebar::showRights);
    connect(connection, &Connection::operationsChanged, this, &Sidebar::showOperations);
    showRights();
    showOperations();
}

QStringList Sidebar::pages()
{
    QStringList names;
    for (const PageKind *kind : sidebarKinds())
        names.append(QLatin1StringView(kind->name));
    return names;
}

void Sidebar::setCurrent(const QString &page)
{
    const QSignalBlocker quiet(m_list);
    m_list->setCurrentRow(-1);
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(Qt::UserRole).toString() == page)
            m_list->setCurrentRow(row);
    }
}

void Sidebar::showOperations()
{
    QListWidgetItem *heading = nullptr;
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *const item = m_list->item(row);
        const PageKind *const kind = findPageKind(item->data(Qt::UserRole).toString());
        if (!kind) {
            heading = item;
            heading->setHidden(true);
            continue;
        }
        item->setHidden(!m_connection->has(kind->operation));
        if (heading && !item->isHidden())
            heading->setHidden(false);
    }
}

void Sidebar::showRights()
{
    if (!m_connection->knowsRights())
        return;
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *const item = m_list->item(row);
        const PageKind *const kind = findPageKind(item->data(Qt::UserRole).toString());
        if (!kind)
            continue;
        const QString permission = QLatin1StringView(kind->permission);
        const bool may = m_connection->may(permission);
        item->setFlags(may ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags);
        item->setToolTip(may ? QString() : tr("Needs the right %1").arg(permission));
    }
}

}
