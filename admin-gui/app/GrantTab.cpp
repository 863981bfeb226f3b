// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/GrantTab.h"

#include "app/Connection.h"
#include "app/PageActions.h"
#include "widgets/RowDelegate.h"

#include <QtGui/QAction>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;

GrantTab::GrantTab(Connection *connection, const Traits &traits, QList<RemoteColumn> columns, QWidget *parent)
    : QWidget(parent)
    , m_connection(connection)
    , m_model(new RemoteTableModel(connection, std::move(columns), u"id"_s, this))
    , m_table(new QTableView(this))
    , m_names(new QLineEdit(this))
{
    const QString name = QString::fromLatin1(traits.name);
    m_table->setObjectName(name + "TableView"_L1);
    m_table->setAccessibleName(traits.title);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 16);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    for (int column = 0; column < m_model->columnCount(); ++column)
        m_table->setColumnWidth(column, fontMetrics().averageCharWidth() * m_model->columns()[column].width);
    m_names->setObjectName(name + "LineEdit"_L1);
    m_names->setAccessibleName(traits.hint);
    m_names->setPlaceholderText(traits.hint);

    m_add = addPageAction(this, connection,
        { traits.addText, "plus", {}, traits.permission, QByteArray(traits.name + QByteArrayLiteral("Add")).constData() });
    m_remove = addPageAction(this, connection,
        { traits.removeText, "trash", QKeySequence::Delete, traits.permission,
            QByteArray(traits.name + QByteArrayLiteral("Remove")).constData() });
    auto *const row = new QHBoxLayout;
    row->addWidget(m_names, 1);
    row->addWidget(buttonFor(m_add, this));
    row->addWidget(buttonFor(m_remove, this));
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(20, 12, 20, 16);
    column->setSpacing(10);
    column->addLayout(row);
    column->addWidget(m_table, 1);

    connect(m_add, &QAction::triggered, this, [this] {
        QStringList names;
        for (const QString &one : m_names->text().split(u',', Qt::SkipEmptyParts)) {
            if (!one.trimmed().isEmpty())
                names.append(one.trimmed());
        }
        if (names.isEmpty())
            return m_names->setFocus();
        m_names->clear();
        Q_EMIT addRequested(names);
    });
    connect(m_names, &QLineEdit::returnPressed, m_add, &QAction::trigger);
    connect(m_remove, &QAction::triggered, this, [this] {
        if (const auto items = ownSelected(); !items.isEmpty())
            Q_EMIT removeRequested(items);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &GrantTab::showSelection);
    connect(m_model, &RemoteTableModel::loaded, this, &GrantTab::showSelection);
    showSelection();
}

void GrantTab::setCall(const api::Call &call)
{
    m_model->setCall(call);
}

void GrantTab::load()
{
    m_model->load();
}

void GrantTab::setKnown(const QStringList &names)
{
    auto *const completer = new QCompleter(names, m_names);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_names->setCompleter(completer);
}

void GrantTab::setObstacle(const QString &obstacle)
{
    m_obstacle = obstacle;
    showSelection();
}

QList<QJsonObject> GrantTab::ownSelected() const
{
    QList<QJsonObject> items;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows()) {
        if (const QJsonObject item = m_model->item(index.row()); item[u"direct"_s].toBool())
            items.append(item);
    }
    return items;
}

void GrantTab::showSelection()
{
    const bool isAny = m_table->selectionModel()->hasSelection();
    console::setObstacle(m_add, m_connection, m_obstacle);
    console::setObstacle(m_remove, m_connection,
        !m_obstacle.isEmpty()          ? m_obstacle
            : !isAny                   ? tr("nothing is chosen")
            : ownSelected().isEmpty() ? tr("it comes through something else")
                                       : QString());
    m_names->setEnabled(m_add->isEnabled());
}

}
