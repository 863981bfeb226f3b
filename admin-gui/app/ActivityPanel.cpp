// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ActivityPanel.h"

#include "models/Activity.h"
#include "widgets/RowDelegate.h"

#include <QtGui/QClipboard>
#include <QtGui/QFontDatabase>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;

ActivityPanel::ActivityPanel(Activity *activity, QWidget *parent)
    : QWidget(parent)
    , m_activity(activity)
    , m_table(new QTableView(this))
    , m_request(new QPlainTextEdit(this))
{
    setObjectName(u"activityPanel"_s);
    const int em = fontMetrics().averageCharWidth();
    auto *const title = new QLabel(tr("Activity"), this);
    title->setObjectName(u"sectionTitle"_s);
    auto *const copy = new QPushButton(tr("Copy the co&mmand"), this);
    copy->setObjectName(u"copyCommandButton"_s);
    m_table->setModel(activity);
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setObjectName(u"activityTableView"_s);
    m_table->setAccessibleName(tr("Requests"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setColumnWidth(Activity::Time, em * 12);
    m_table->horizontalHeader()->setSectionResizeMode(Activity::Command, QHeaderView::Stretch);
    m_request->setReadOnly(true);
    m_request->setTabChangesFocus(true);
    m_request->setAccessibleName(tr("The request as HTTP"));
    m_request->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *const splitter = new QSplitter(this);
    splitter->addWidget(m_table);
    splitter->addWidget(m_request);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto *const head = new QHBoxLayout;
    head->addWidget(title);
    head->addStretch(1);
    head->addWidget(copy);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(20, 8, 20, 10);
    column->addLayout(head);
    column->addWidget(splitter, 1);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(command()); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &index) {
        m_request->setPlainText(index.isValid() ? m_activity->http(index.row()) : QString());
    });
}

QString ActivityPanel::command() const
{
    const QModelIndex current = m_table->currentIndex();
    const int row = current.isValid() ? current.row() : 0;
    if (row >= m_activity->rowCount())
        return {};
    return m_activity->index(row, Activity::Command).data().toString();
}

}
