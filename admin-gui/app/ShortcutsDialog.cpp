// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ShortcutsDialog.h"

#include "app/Shortcuts.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QKeySequenceEdit>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

QString plainText(const QAction *action)
{
    QString text = action->text();
    return text.remove(u'&');
}

QString keysText(const QAction *action)
{
    return QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText);
}

}

ShortcutsDialog::ShortcutsDialog(const QList<QAction *> &actions, QWidget *parent)
    : QDialog(parent)
    , m_table(new QTableWidget(static_cast<int>(actions.size()), 2, this))
    , m_keys(new QKeySequenceEdit(this))
    , m_standard(new QPushButton(tr("&Standard keys"), this))
    , m_problem(new QLabel(this))
{
    setObjectName(u"shortcutsDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard"));
    resize(fontMetrics().averageCharWidth() * 76, fontMetrics().height() * 34);
    m_table->setAccessibleName(tr("Actions and their keys"));
    m_table->setHorizontalHeaderLabels({ tr("Action"), tr("Keys") });
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (QAction *action : actions) {
        m_actions.append(action);
        const int row = static_cast<int>(m_actions.size()) - 1;
        m_table->setItem(row, 0, new QTableWidgetItem(plainText(action)));
        m_table->setItem(row, 1, new QTableWidgetItem);
        showRow(row);
    }
    m_keys->setObjectName(u"keysKeySequenceEdit"_s);
    m_keys->setAccessibleName(tr("Keys of the chosen action"));
    m_standard->setObjectName(u"standardButton"_s);
    m_problem->setObjectName(u"problemLabel"_s);
    m_problem->setProperty("problem", true);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();
    auto *const version = new QLabel(tr("Auth Console %1").arg(QApplication::applicationVersion()), this);
    version->setProperty("quiet", true);
    auto *const label = new QLabel(tr("&Press its new keys"), this);
    label->setBuddy(m_keys);
    auto *const edit = new QHBoxLayout;
    edit->addWidget(label);
    edit->addWidget(m_keys, 1);
    edit->addWidget(m_standard);
    auto *const buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    // Enter belongs to the keys.
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    m_standard->setAutoDefault(false);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(m_table, 1);
    column->addLayout(edit);
    column->addWidget(m_problem);
    column->addWidget(version);
    column->addWidget(buttons);

    connect(m_table, &QTableWidget::itemSelectionChanged, this, &ShortcutsDialog::showChosen);
    connect(m_keys, &QKeySequenceEdit::editingFinished, this, &ShortcutsDialog::take);
    connect(m_standard, &QPushButton::clicked, this, [this] {
        if (const QAction *const action = chosen()) {
            forgetShortcuts(action);
            showRow(m_table->currentRow());
            showChosen();
        }
    });
    m_table->selectRow(0);
}

QAction *ShortcutsDialog::chosen() const
{
    return m_actions.value(m_table->currentRow());
}

void ShortcutsDialog::showRow(int row)
{
    if (m_actions[row])
        m_table->item(row, 1)->setText(keysText(m_actions[row]));
}

void ShortcutsDialog::showChosen()
{
    const QAction *const action = chosen();
    m_problem->hide();
    m_keys->setEnabled(action);
    m_standard->setEnabled(action && action->shortcuts() != standardShortcuts(action));
    m_keys->setKeySequence(action ? action->shortcut() : QKeySequence());
}

void ShortcutsDialog::take()
{
    QAction *const action = chosen();
    const QKeySequence keys = m_keys->keySequence();
    // Without any it could not be reached by keyboard; the standard ones have a button.
    if (!action || keys.isEmpty() || action->shortcuts().contains(keys))
        return;
    for (const QPointer<QAction> &other : std::as_const(m_actions)) {
        if (!other || other == action || !other->shortcuts().contains(keys))
            continue;
        m_problem->setText(
            tr("%1 belongs to “%2” already.").arg(keys.toString(QKeySequence::NativeText), plainText(other)));
        m_problem->show();
        return;
    }
    chooseShortcuts(action, { keys });
    showRow(m_table->currentRow());
    showChosen();
}

}
