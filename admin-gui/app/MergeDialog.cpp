// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/MergeDialog.h"

#include "app/ReviewDialog.h"

#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;

MergeDialog::MergeDialog(Draft *draft, const QList<DraftConflict> &conflicts, QWidget *parent)
    : QDialog(parent)
    , m_draft(draft)
{
    setObjectName(u"mergeDialog"_s);
    setWindowTitle(tr("Changed by somebody else"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(fontMetrics().averageCharWidth() * 110, fontMetrics().height() * 22);

    auto *const explanation = new QLabel(
        tr("Since you began, somebody else changed the same fields. Choose what counts; nothing is saved before you "
           "save."),
        this);
    explanation->setWordWrap(true);

    auto *const pane = new QWidget(this);
    pane->setObjectName(u"formPane"_s);
    auto *const grid = new QGridLayout(pane);
    grid->setHorizontalSpacing(18);
    grid->setVerticalSpacing(10);
    const QStringList titles { tr("Field"), tr("It was"), tr("Theirs"), tr("Yours") };
    for (int column = 0; column < titles.size(); ++column) {
        auto *const title = new QLabel(titles[column], pane);
        title->setProperty("quiet", true);
        grid->addWidget(title, 0, column);
        grid->setColumnStretch(column, column == 0 ? 1 : 2);
    }
    for (const DraftConflict &conflict : conflicts) {
        const int row = grid->rowCount();
        grid->addWidget(new QLabel(conflict.path, pane), row, 0, Qt::AlignTop);
        auto *const base = new QLabel(cellText(conflict.base), pane);
        base->setWordWrap(true);
        grid->addWidget(base, row, 1, Qt::AlignTop);
        auto *const theirs = new QRadioButton(cellText(conflict.theirs).replace(u'&', u"&&"_s), pane);
        theirs->setObjectName(u"theirs_"_s + conflict.path);
        theirs->setAccessibleName(tr("%1, theirs: %2").arg(conflict.path, cellText(conflict.theirs)));
        auto *const mine = new QRadioButton(cellText(conflict.mine).replace(u'&', u"&&"_s), pane);
        mine->setObjectName(u"mine_"_s + conflict.path);
        mine->setAccessibleName(tr("%1, yours: %2").arg(conflict.path, cellText(conflict.mine)));
        mine->setChecked(true);
        auto *const group = new QButtonGroup(this);
        group->addButton(theirs);
        group->addButton(mine);
        grid->addWidget(theirs, row, 2, Qt::AlignTop);
        grid->addWidget(mine, row, 3, Qt::AlignTop);
        m_choices.append({ conflict, theirs });
    }
    grid->setRowStretch(grid->rowCount(), 1);
    auto *const area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(pane);

    auto *const buttons = new QDialogButtonBox(this);
    auto *const take = buttons->addButton(tr("&Take these"), QDialogButtonBox::AcceptRole);
    take->setProperty("primary", true);
    take->setObjectName(u"mergeButton"_s);
    buttons->addButton(tr("&Later"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        for (const Choice &choice : m_choices) {
            const DraftConflict &conflict = choice.conflict;
            if (choice.theirs->isChecked())
                m_draft->set(conflict.path, conflict.theirs, conflict.path);
            m_draft->resolve(conflict.path, conflict.theirs);
        }
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(explanation);
    column->addWidget(area, 1);
    column->addWidget(buttons);
}

}
