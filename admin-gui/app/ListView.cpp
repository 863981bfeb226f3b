// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ListView.h"

#include "models/RemoteTableModel.h"
#include "widgets/RowDelegate.h"

#include <QtGui/QFocusEvent>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTableView>

namespace auth::console {

namespace {

constexpr int kUsualWidth = 18;

/// Who comes to a table by the keyboard stands on its first row. A view makes that one current without selecting it, so that
/// Return would do nothing, and in a list of one row no arrow key could change that.
class SelectionOnFocus final : public QObject {
public:
    explicit SelectionOnFocus(QTableView *table)
        : QObject(table)
        , m_table(table)
    {
        table->installEventFilter(this);
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::FocusIn && static_cast<QFocusEvent *>(event)->reason() != Qt::MouseFocusReason)
            QMetaObject::invokeMethod(this, [this] { select(); }, Qt::QueuedConnection);
        return false;
    }

private:
    void select()
    {
        QItemSelectionModel *const selection = m_table->selectionModel();
        if (!m_table->hasFocus() || selection->hasSelection() || m_table->model()->rowCount() == 0)
            return;
        const QModelIndex current = selection->currentIndex();
        selection->setCurrentIndex(current.isValid() ? current : m_table->model()->index(0, 0),
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }

    QTableView *m_table;
};

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
    new SelectionOnFocus(table);
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
