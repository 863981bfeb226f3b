// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/HistoryTab.h"

#include "app/PageActions.h"
#include "app/Layouts.h"
#include "app/ReviewDialog.h"
#include "models/RemoteTableModel.h"
#include "widgets/RowDelegate.h"

#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

QString fieldsOf(const QJsonObject &entry)
{
    QStringList names;
    for (const QString &pointer : entry[u"changes"].toObject().keys())
        names.append(pointer.mid(1).replace(u'/', u'.'));
    return names.join(u", "_s);
}

}

HistoryTab::HistoryTab(Connection *connection, const char *permission, QWidget *parent)
    : QWidget(parent)
    , m_connection(connection)
    , m_model(new RemoteTableModel(connection,
          { { tr("Version"), u"version"_s }, { tr("When"), u"at"_s }, { tr("Who"), u"actor_name"_s },
              { tr("What"), u"action"_s }, { tr("Fields"), {}, fieldsOf } },
          u"version"_s, this))
    , m_versions(new QTableView(this))
    , m_changes(new QTableWidget(0, 3, this))
    , m_revert(addPageAction(this, connection,
          { tr("&Go back to this version"), "undo", QKeySequence(u"Ctrl+Alt+R"_s), permission, "revert" }))
{
    const int em = fontMetrics().averageCharWidth();
    m_versions->setModel(m_model);
    m_versions->setItemDelegate(new RowDelegate(m_versions));
    m_versions->setObjectName(u"historyTableView"_s);
    m_versions->setAccessibleName(tr("Versions"));
    m_changes->setAccessibleName(tr("What this version changed"));
    m_changes->setHorizontalHeaderLabels({ tr("Field"), tr("Before"), tr("After") });
    for (QTableView *view : { m_versions, static_cast<QTableView *>(m_changes) }) {
        view->setSelectionBehavior(QAbstractItemView::SelectRows);
        view->setSelectionMode(QAbstractItemView::SingleSelection);
        view->setEditTriggers(QAbstractItemView::NoEditTriggers);
        view->setShowGrid(false);
        view->setTabKeyNavigation(false);
        view->verticalHeader()->hide();
        view->horizontalHeader()->setHighlightSections(false);
        view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        view->horizontalHeader()->setStretchLastSection(true);
    }
    m_versions->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 16);
    for (const auto &[column, width] : { std::pair(0, 12), std::pair(1, 22), std::pair(2, 24), std::pair(3, 26) })
        m_versions->setColumnWidth(
            column, std::max(em * width, m_versions->horizontalHeader()->sectionSizeHint(column)));
    m_changes->setColumnWidth(0, em * 28);
    m_changes->setColumnWidth(1, em * 36);

    auto *const lower = new QWidget(this);
    auto *const lowerColumn = new QVBoxLayout(lower);
    lowerColumn->setContentsMargins(0, 0, 0, 0);
    lowerColumn->addWidget(m_changes, 1);
    lowerColumn->addWidget(buttonFor(m_revert, lower), 0, Qt::AlignRight);
    auto *const splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_versions);
    splitter->addWidget(lower);
    splitter->setHandleWidth(10);
    keepSplitter(splitter, u"history"_s);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(20, 14, 20, 14);
    column->addWidget(splitter);

    connect(m_versions->selectionModel(), &QItemSelectionModel::selectionChanged, this, &HistoryTab::show);
    connect(m_revert, &QAction::triggered, this, [this] {
        const QModelIndex index = m_versions->currentIndex();
        if (index.isValid())
            Q_EMIT revertRequested(m_model->item(index.row())[u"version"].toInteger());
    });
    connect(m_model, &RemoteTableModel::loaded, this, [this] {
        if (!m_versions->currentIndex().isValid() && m_model->rowCount() > 0)
            m_versions->selectRow(0);
    });
    show();
}

void HistoryTab::setCall(const api::Call &call)
{
    m_model->setCall(call);
}

void HistoryTab::load()
{
    m_model->load();
}

void HistoryTab::setCurrentVersion(qint64 version)
{
    m_current = version;
    show();
}

void HistoryTab::show()
{
    const QModelIndexList rows = m_versions->selectionModel()->selectedRows();
    const QJsonObject entry = rows.isEmpty() ? QJsonObject() : m_model->item(rows.first().row());
    const QJsonObject changes = entry[u"changes"].toObject();
    m_changes->setRowCount(static_cast<int>(changes.size()));
    int row = 0;
    for (auto change = changes.begin(); change != changes.end(); ++change, ++row) {
        const QStringList texts { change.key().mid(1).replace(u'/', u'.'), cellText(change.value()[u"before"]),
            cellText(change.value()[u"after"]) };
        for (int column = 0; column < 3; ++column) {
            auto *const item = new QTableWidgetItem(texts[column]);
            item->setToolTip(texts[column]);
            m_changes->setItem(row, column, item);
        }
    }
    m_changes->resizeRowsToContents();
    const qint64 version = entry[u"version"].toInteger();
    setObstacle(m_revert, m_connection,
        entry.isEmpty()            ? tr("No version is selected")
            : version == m_current ? tr("This is how it is now")
                                   : QString());
}

}
