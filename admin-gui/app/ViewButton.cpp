// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ViewButton.h"

#include "models/RemoteTableModel.h"
#include "widgets/FilterBar.h"

#include <QtWidgets/QHeaderView>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QTableView>

namespace auth::console {

using namespace Qt::StringLiterals;

ViewButton::ViewButton(
    const QString &page, FilterBar *filter, QTableView *table, RemoteTableModel *model, QWidget *parent)
    : QPushButton(tr("View"), parent)
    , m_views(page)
    , m_filter(filter)
    , m_table(table)
    , m_model(model)
{
    setObjectName(u"viewButton"_s);
    setToolTip(tr("Saved views, and which columns are shown"));
    m_table->horizontalHeader()->setSectionsMovable(true);
    m_table->horizontalHeader()->setFirstSectionMovable(false);
    m_table->horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QPushButton::clicked, this, &ViewButton::openMenu);
    connect(m_table->horizontalHeader(), &QWidget::customContextMenuRequested, this, &ViewButton::openMenu);
}

void ViewButton::openMenu()
{
    makeMenu()->popup(mapToGlobal(rect().bottomLeft()));
}

QMenu *ViewButton::makeMenu()
{
    auto *const menu = new QMenu(this);
    menu->setObjectName(u"viewMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QList<SavedView> views = m_views.all();
    for (const SavedView &view : views) {
        QAction *const action = menu->addAction(view.name, this, [this, view] { apply(view); });
        action->setToolTip(view.filter);
    }
    if (views.isEmpty())
        menu->addAction(tr("No saved views yet"))->setEnabled(false);
    menu->addSeparator();
    menu->addAction(tr("&Save this view…"), this, &ViewButton::askToSave);
    QMenu *const remove = menu->addMenu(tr("&Delete a view"));
    remove->setEnabled(!views.isEmpty());
    for (const SavedView &view : views)
        remove->addAction(view.name, this, [this, name = view.name] { m_views.remove(name); });
    menu->addSeparator();
    QMenu *const columns = menu->addMenu(tr("&Columns"));
    // The first says what a row is.
    for (int column = 1; column < m_model->columns().size(); ++column) {
        QAction *const action = columns->addAction(m_model->columns()[column].title);
        action->setCheckable(true);
        action->setChecked(!m_table->isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            m_table->setColumnHidden(column, !shown);
            Q_EMIT columnsChanged();
        });
    }
    return menu;
}

void ViewButton::askToSave()
{
    auto *const dialog = new QInputDialog(this);
    dialog->setObjectName(u"saveViewDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save this view"));
    dialog->setLabelText(tr("Name of the filter, columns and order that are shown now:"));
    dialog->setOkButtonText(tr("&Save"));
    dialog->setTextValue(m_filter->text());
    // There is none before it is asked for.
    if (auto *const edit = dialog->findChild<QLineEdit *>())
        edit->setAccessibleName(dialog->labelText());
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &name) {
        if (!name.trimmed().isEmpty())
            save(name.trimmed());
    });
    dialog->open();
}

void ViewButton::save(const QString &name)
{
    const QHeaderView *const header = m_table->horizontalHeader();
    const int column = header->sortIndicatorSection();
    const bool sorts = column >= 0 && column < m_model->columns().size();
    m_views.save({ name, m_filter->text(), sorts ? m_model->columns()[column].sort : QString(),
        sorts && header->sortIndicatorOrder() == Qt::DescendingOrder, header->saveState() });
}

void ViewButton::apply(const SavedView &view)
{
    QHeaderView *const header = m_table->horizontalHeader();
    {
        const QSignalBlocker quiet(header);
        // Of a release with other columns: those of now stay.
        header->restoreState(view.columns);
        header->setSortIndicator(-1, Qt::AscendingOrder);
    }
    int column = -1;
    for (int i = 0; i < m_model->columns().size(); ++i) {
        if (!view.sort.isEmpty() && m_model->columns()[i].sort == view.sort)
            column = i;
    }
    m_table->sortByColumn(column, view.isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
    m_filter->setText(view.filter);
    Q_EMIT columnsChanged();
}

}
