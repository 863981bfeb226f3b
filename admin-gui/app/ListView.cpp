// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ListView.h"

#include "models/RemoteTableModel.h"
#include "widgets/RowDelegate.h"

#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTableView>

namespace auth::console {

namespace {

constexpr int kUsualWidth = 18;

}

void setUpTable(QTableView *table, RemoteTableModel *model, const QString &accessibleName)
{
    table->setAccessibleName(accessibleName);
    table->setModel(model);
    table->setItemDelegate(new RowDelegate(table));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 16);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setStretchLastSection(true);
    const int em = table->fontMetrics().averageCharWidth();
    for (int column = 0; column < model->columns().size(); ++column) {
        const int width = model->columns()[column].width;
        // Whole titles, in every language.
        table->setColumnWidth(column,
            std::max(em * (width > 0 ? width : kUsualWidth), table->horizontalHeader()->sectionSizeHint(column)));
    }
}

}
