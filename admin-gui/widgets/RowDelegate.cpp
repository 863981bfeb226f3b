// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/RowDelegate.h"

#include "widgets/Tones.h"

#include <QtGui/QPainter>
#include <QtWidgets/QApplication>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

constexpr int kMark = 8;

QColor colorOf(const QString &tone, const QPalette &palette)
{
    if (tone == "good"_L1)
        return toneColor(palette, Tone::Good);
    if (tone == "warning"_L1)
        return toneColor(palette, Tone::Warning);
    if (tone == "bad"_L1)
        return toneColor(palette, Tone::Bad);
    return quietText(palette);
}

}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    cell.state &= ~QStyle::State_HasFocus;
    const QString tone = index.data(kToneRole).toString();
    const QStyle *const style = cell.widget ? cell.widget->style() : QApplication::style();
    if (tone.isEmpty()) {
        style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
        return;
    }
    const QString text = cell.text;
    cell.text.clear();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    const QRect inner = cell.rect.adjusted(11, 0, -6, -3);
    const bool leftToRight = cell.direction == Qt::LeftToRight;
    const QRect mark(leftToRight ? inner.left() : inner.right() - kMark, inner.center().y() - kMark / 2, kMark, kMark);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colorOf(tone, cell.palette));
    painter->drawEllipse(mark);
    painter->setPen(cell.palette.color(QPalette::Text));
    const QRect rest = leftToRight ? inner.adjusted(kMark + 7, 0, 0, 0) : inner.adjusted(0, 0, -kMark - 7, 0);
    painter->drawText(rest, Qt::AlignVCenter | (leftToRight ? Qt::AlignLeft : Qt::AlignRight),
        cell.fontMetrics.elidedText(text, Qt::ElideRight, rest.width()));
    painter->restore();
}

}
