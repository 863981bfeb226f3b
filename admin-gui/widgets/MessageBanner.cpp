// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/MessageBanner.h"

#include "widgets/Glyphs.h"

#include <QtGui/QAccessible>
#include <QtGui/QAction>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

namespace auth::console {

using namespace Qt::StringLiterals;

MessageBanner::MessageBanner(QWidget *parent)
    : QFrame(parent)
    , m_sign(new QLabel(this))
    , m_text(new QLabel(this))
    , m_buttons(new QHBoxLayout)
    , m_close(new QToolButton(this))
{
    setObjectName(u"messageBanner"_s);
    setFrameShape(QFrame::NoFrame);
    m_text->setObjectName(u"messageLabel"_s);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setObjectName(u"closeToolButton"_s);
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Close the message"));
    m_close->setAccessibleName(m_close->toolTip());
    connect(m_close, &QToolButton::clicked, this, &MessageBanner::dismiss);
    const int space = fontMetrics().height() / 2;
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space * 3 / 2, space, space, space);
    row->setSpacing(space);
    row->addWidget(m_sign);
    row->addWidget(m_text, 1);
    row->addLayout(m_buttons);
    row->addWidget(m_close);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
}

void MessageBanner::showMessage(Tone tone, const QString &text)
{
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_tone = tone;
    m_text->setText(text);
    setAccessibleName(text);
    showTone();
    show();
    QAccessibleEvent told(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&told);
}

QAction *MessageBanner::addButton(const QString &text)
{
    auto *button = new QPushButton(text, this);
    auto *action = new QAction(text, button);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    m_buttons->addWidget(button);
    return action;
}

void MessageBanner::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

void MessageBanner::dismiss()
{
    hide();
    Q_EMIT dismissed();
}

QString MessageBanner::text() const
{
    return isHidden() ? QString() : m_text->text();
}

void MessageBanner::showTone()
{
    const Glyph glyph = m_tone == Tone::Good ? Glyph::Check
        : m_tone == Tone::Warning            ? Glyph::Warning
        : m_tone == Tone::Bad                ? Glyph::Problem
                                             : Glyph::Information;
    const int side = fontMetrics().height();
    m_sign->setPixmap(glyphIcon(glyph, toneColor(palette(), m_tone)).pixmap(QSize(side, side), devicePixelRatioF()));
    m_close->setIcon(glyphIcon(Glyph::Cross, quietText(palette())));
    QPalette words = palette();
    words.setColor(QPalette::WindowText, palette().color(QPalette::Text));
    m_text->setPalette(words);
    update();
}

void MessageBanner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal radius = fontMetrics().height() / 3.0;
    painter.setPen(mixed(toneColor(palette(), m_tone), palette().color(QPalette::Base), 0.45));
    painter.setBrush(toneSurface(palette(), m_tone));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

void MessageBanner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        showTone();
}

void MessageBanner::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_close->isVisible())
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

}
