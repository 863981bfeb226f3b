// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ConsequenceDialog.h"

#include "widgets/FitToContents.h"
#include "widgets/Glyphs.h"

#include <QtGui/QFontDatabase>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;

ConsequenceDialog::ConsequenceDialog(const QString &title, const QString &question, QWidget *parent)
    : QDialog(parent)
    , m_reason(new QLineEdit(this))
    , m_area(new QScrollArea(this))
    , m_list(new QWidget(this))
    , m_commands(new QPlainTextEdit(this))
{
    setObjectName(u"consequenceDialog"_s);
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    fitToContents(this);
    setMinimumWidth(fontMetrics().averageCharWidth() * 72);
    const int space = fontMetrics().height() * 3 / 4;

    auto *text = new QLabel(question, this);
    text->setObjectName(u"questionLabel"_s);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    auto *grid = new QGridLayout(m_list);
    grid->setContentsMargins(space, space, space, space);
    grid->setHorizontalSpacing(space);
    grid->setVerticalSpacing(space / 2);
    grid->setColumnStretch(1, 1);
    m_area->setObjectName(u"consequencesScrollArea"_s);
    m_area->setAccessibleName(tr("What comes of it"));
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidget(m_list);

    m_commands->setObjectName(u"commandsPlainTextEdit"_s);
    m_commands->setAccessibleName(tr("The same as commands"));
    m_commands->setReadOnly(true);
    m_commands->setTabChangesFocus(true);
    m_commands->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_commands->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_commands->hide();

    m_reason->setObjectName(u"reasonLineEdit"_s);
    m_reason->setPlaceholderText(tr("Kept with the change in the audit log"));
    auto *form = new QFormLayout;
    form->addRow(tr("R&eason"), m_reason);

    auto *buttons = new QDialogButtonBox(this);
    m_do = buttons->addButton(tr("&Do it"), QDialogButtonBox::AcceptRole);
    m_do->setObjectName(u"confirmPushButton"_s);
    QPushButton *back = buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT confirmed(m_reason->text().trimmed());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    // Enter in the reason must not do it by accident.
    m_do->setAutoDefault(false);
    m_do->setDefault(false);
    back->setAutoDefault(false);

    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(space * 4 / 3, space * 4 / 3, space * 4 / 3, space * 4 / 3);
    rows->setSpacing(space);
    rows->addWidget(text);
    rows->addWidget(m_area, 1);
    rows->addWidget(m_commands);
    rows->addLayout(form);
    rows->addWidget(buttons);
}

void ConsequenceDialog::setConsequences(const QList<Consequence> &consequences)
{
    auto *grid = static_cast<QGridLayout *>(m_list->layout());
    const int side = fontMetrics().height();
    for (int row = 0; row < consequences.size(); ++row) {
        const Consequence &one = consequences[row];
        const Glyph glyph = one.tone == Tone::Good ? Glyph::Plus
            : one.tone == Tone::Bad                ? Glyph::Minus
            : one.tone == Tone::Warning            ? Glyph::Warning
                                                   : Glyph::Information;
        auto *sign = new QLabel(m_list);
        sign->setPixmap(
            glyphIcon(glyph, toneColor(palette(), one.tone)).pixmap(QSize(side, side), devicePixelRatioF()));
        auto *text = new QLabel(one.text, m_list);
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        grid->addWidget(sign, row, 0, Qt::AlignTop);
        grid->addWidget(text, row, 1);
    }
    grid->setRowStretch(static_cast<int>(consequences.size()), 1);
    // All of it, as long as that is no wall of text.
    const int width = minimumWidth() - fontMetrics().height() * 2;
    m_area->setMinimumHeight(qMin(grid->heightForWidth(width), fontMetrics().height() * 18));
}

void ConsequenceDialog::setCommands(const QStringList &commands)
{
    m_commands->setPlainText(commands.join(u'\n'));
    const int lines = qBound(1, static_cast<int>(commands.size()), 6);
    m_commands->setFixedHeight(m_commands->fontMetrics().lineSpacing() * lines + fontMetrics().height() * 2);
    m_commands->setVisible(!commands.isEmpty());
}

void ConsequenceDialog::setDeed(const QString &text, Tone tone)
{
    m_do->setText(text);
    const QColor color = toneColor(palette(), tone);
    const QColor words = contrast(color, Qt::white) > contrast(color, Qt::black) ? Qt::white : Qt::black;
    m_do->setStyleSheet(
        u"QPushButton { background: %1; border-color: %1; color: %2; }"_s.arg(color.name(), words.name()));
}

}
