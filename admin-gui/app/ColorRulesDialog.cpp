// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ColorRulesDialog.h"

#include "widgets/RowDelegate.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;

ColorRulesDialog::ColorRulesDialog(const QString &page, const QList<FilterField> &fields, QWidget *parent)
    : QDialog(parent)
    , m_page(page)
    , m_fields(fields)
    , m_rules(colorRules(page))
    , m_table(new QTableWidget(0, 2, this))
    , m_filter(new QLineEdit(this))
    , m_tone(new QComboBox(this))
    , m_add(new QPushButton(tr("&Add"), this))
    , m_remove(new QPushButton(tr("&Remove"), this))
    , m_up(new QPushButton(tr("Move &up"), this))
    , m_problem(new QLabel(this))
{
    setObjectName(u"colorRulesDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Colour rules"));
    resize(fontMetrics().averageCharWidth() * 76, fontMetrics().height() * 26);
    auto *const explanation = new QLabel(
        tr("Rows that a filter fits get its colour; the first rule that fits counts. The rules are yours alone."), this);
    explanation->setWordWrap(true);
    m_table->setObjectName(u"rulesTable"_s);
    m_table->setAccessibleName(tr("Colour rules"));
    m_table->setHorizontalHeaderLabels({ tr("Filter"), tr("Colour") });
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_filter->setObjectName(u"ruleFilterLineEdit"_s);
    m_filter->setPlaceholderText(u"action:key.* outcome:failure"_s);
    m_tone->setObjectName(u"ruleToneComboBox"_s);
    m_tone->addItem(tr("red"), u"bad"_s);
    m_tone->addItem(tr("amber"), u"warning"_s);
    m_tone->addItem(tr("green"), u"good"_s);
    m_tone->addItem(tr("blue"), u"accent"_s);
    m_add->setObjectName(u"addRuleButton"_s);
    m_remove->setObjectName(u"removeRuleButton"_s);
    m_up->setObjectName(u"raiseRuleButton"_s);
    m_problem->setObjectName(u"problemLabel"_s);
    m_problem->setProperty("problem", true);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    auto *const form = new QFormLayout;
    form->addRow(tr("&Filter"), m_filter);
    form->addRow(tr("&Colour"), m_tone);
    auto *const row = new QHBoxLayout;
    row->addWidget(m_add);
    row->addStretch(1);
    row->addWidget(m_up);
    row->addWidget(m_remove);
    auto *const buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    // Enter adds what is typed.
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    m_add->setDefault(true);
    for (QPushButton *button : { m_remove, m_up })
        button->setAutoDefault(false);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(explanation);
    column->addWidget(m_table, 1);
    column->addLayout(form);
    column->addWidget(m_problem);
    column->addLayout(row);
    column->addWidget(buttons);

    connect(m_filter, &QLineEdit::textChanged, this, &ColorRulesDialog::show);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &ColorRulesDialog::show);
    connect(m_add, &QPushButton::clicked, this, &ColorRulesDialog::add);
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_rules.removeAt(m_table->currentRow());
        keep();
    });
    keep();
}

void ColorRulesDialog::add()
{
    const QString filter = m_filter->text().trimmed();
    m_rules.removeIf([&filter](const ColorRule &rule) { return rule.filter == filter; });
    m_rules.append({ filter, m_tone->currentData().toString() });
    m_filter->clear();
    keep();
}

void ColorRulesDialog::move(int by)
{
    const int row = m_table->currentRow();
    m_rules.move(row, row + by);
    keep();
    m_table->selectRow(row + by);
}

void ColorRulesDialog::keep()
{
    if (m_rules != colorRules(m_page)) {
        setColorRules(m_page, m_rules);
        Q_EMIT rulesChanged();
    }
    m_table->setRowCount(static_cast<int>(m_rules.size()));
    for (int row = 0; row < m_rules.size(); ++row) {
        const ColorRule &rule = m_rules[row];
        const QString tone = m_tone->itemText(m_tone->findData(rule.tone));
        for (const auto &[at, text] : { std::pair(0, rule.filter), std::pair(1, tone) }) {
            auto *const item = new QTableWidgetItem(text);
            item->setData(RowDelegate::kRowToneRole, rule.tone);
            m_table->setItem(row, at, item);
        }
    }
    show();
}

void ColorRulesDialog::show()
{
    const QString filter = m_filter->text().trimmed();
    const QString problem = filter.isEmpty() ? QString() : RowFilter::problem(filter, m_fields);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_add->setEnabled(!filter.isEmpty() && problem.isEmpty());
    m_add->setToolTip(filter.isEmpty() ? tr("Enter a filter") : problem);
    const int row = m_table->currentRow();
    m_remove->setEnabled(row >= 0);
    m_remove->setToolTip(row >= 0 ? QString() : tr("Choose a rule"));
    m_up->setEnabled(row > 0);
    m_up->setToolTip(row > 0 ? QString() : row == 0 ? tr("It is the first one") : tr("Choose a rule"));
}

}
