// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Chip.h"

#include "widgets/Glyphs.h"
#include "widgets/Tones.h"

#include <QtGui/QPainter>

namespace auth::console {

namespace {

constexpr int kMostLetters = 40;

}

Chip::Chip(const QString &text, QWidget *parent)
    : QAbstractButton(parent)
{
    setText(text);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
}

QString Chip::shownText() const
{
    return fontMetrics().elidedText(text(), Qt::ElideRight, fontMetrics().averageCharWidth() * kMostLetters);
}

QSize Chip::sizeHint() const
{
    const int height = fontMetrics().height() * 3 / 2;
    return { fontMetrics().horizontalAdvance(shownText()) + height * 2, height };
}

void Chip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF pill = QRectF(rect()).adjusted(1, 1, -1, -1);
    const QColor accent = toneColor(palette(), Tone::Accent);
    const QColor base = palette().color(QPalette::Base);
    painter.setPen(
        QPen(hasFocus() ? accent : mixed(accent, base, 0.35), hasFocus() ? fontMetrics().height() / 10.0 : 1));
    painter.setBrush(underMouse() ? mixed(accent, base, 0.22) : toneSurface(palette(), Tone::Accent));
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    const int side = height() / 2;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const QRectF sign(mirrored ? side * 0.7 : width() - side * 1.7, (height() - side) / 2.0, side, side);
    paintGlyph(&painter, Glyph::Cross, sign, quietText(palette()));
    painter.setPen(palette().color(QPalette::Text));
    const QRect words
        = mirrored ? rect().adjusted(height(), 0, -height() / 2, 0) : rect().adjusted(height() / 2, 0, -height(), 0);
    painter.drawText(
        words, Qt::AlignAbsolute | Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft), shownText());
}

}
