// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/RowDelegate.h"

#include "widgets/Tones.h"

#include <QtGui/QPainter>
#include <QtWidgets/QTableView>

#include <optional>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

constexpr int kMark = 8;
constexpr int kSpace = 11; ///< Beside the text.

std::optional<Tone> toneNamed(const QString &name)
{
    if (name == "good"_L1)
        return Tone::Good;
    if (name == "warning"_L1)
        return Tone::Warning;
    if (name == "bad"_L1)
        return Tone::Bad;
    return name == "accent"_L1 ? std::optional(Tone::Accent) : std::nullopt;
}

QColor colorOf(const QString &name, const QPalette &palette)
{
    const auto tone = toneNamed(name);
    return tone ? toneColor(palette, *tone) : quietText(palette);
}

}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isTable = qobject_cast<const QTableView *>(option.widget);
    if (!isTable || index.data(Qt::DecorationRole).isValid() || index.data(Qt::CheckStateRole).isValid()) {
        QStyleOptionViewItem cell = option;
        cell.state &= ~QStyle::State_HasFocus;
        QStyledItemDelegate::paint(painter, cell, index);
        return;
    }
    // What the style sheet says of cells, without asking it: a list that is scrolled draws some hundred of them for
    // each frame, and the sheet takes longer than a frame.
    const QPalette &palette = option.palette;
    if (const auto tone = toneNamed(index.data(kRowToneRole).toString()))
        painter->fillRect(option.rect, toneSurface(palette, *tone));
    if (const double light = index.data(kLightRole).toDouble(); light > 0) {
        QColor color = toneSurface(palette, Tone::Accent);
        color.setAlphaF(static_cast<float>(light));
        painter->fillRect(option.rect, color);
    }
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, selectionSurface(palette));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, hoverSurface(palette));
    painter->setPen(rowLineColor(palette));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());

    QRect inner = option.rect.adjusted(kSpace, 0, -kSpace / 2, -1);
    const bool leftToRight = option.direction == Qt::LeftToRight;
    if (!leftToRight)
        inner = option.rect.adjusted(kSpace / 2, 0, -kSpace, -1);
    if (const QString tone = index.data(kToneRole).toString(); !tone.isEmpty()) {
        const int left = leftToRight ? inner.left() : inner.right() - kMark;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colorOf(tone, palette));
        painter->drawEllipse(QRect(left, inner.center().y() - kMark / 2, kMark, kMark));
        painter->restore();
        inner = leftToRight ? inner.adjusted(kMark + 7, 0, 0, 0) : inner.adjusted(0, 0, -kMark - 7, 0);
    }
    const QString text = index.data(Qt::DisplayRole).toString();
    if (text.isEmpty())
        return;
    const QVariant wanted = index.data(Qt::TextAlignmentRole);
    const Qt::Alignment alignment = wanted.metaType() == QMetaType::fromType<Qt::Alignment>()
        ? wanted.value<Qt::Alignment>()
        : Qt::Alignment(wanted.isValid() ? wanted.toInt() : int(Qt::AlignLeft | Qt::AlignVCenter));
    painter->setPen(palette.color(QPalette::Text));
    // What somebody typed in English stays that between languages that run the other way.
    const Qt::LayoutDirection before = painter->layoutDirection();
    painter->setLayoutDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    painter->drawText(inner,
        static_cast<int>(QStyle::visualAlignment(option.direction, alignment)) | Qt::TextSingleLine,
        option.fontMetrics.elidedText(text, Qt::ElideRight, inner.width()));
    painter->setLayoutDirection(before);
}

}
