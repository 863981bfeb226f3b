// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace auth::console {

/// Cells of lists: what a column calls good, bad or off stands behind a mark of that colour, so that it is told apart by
/// more than its words; rows can stand on the surface of a tone, and light up; nothing is drawn for focus inside a selected row.
class RowDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// The role that answers the tone: `good`, `warning`, `bad`, `off`, or nothing.
    static constexpr int kToneRole = Qt::UserRole + 2;
    /// The same for the whole row, `accent` too.
    static constexpr int kRowToneRole = Qt::UserRole + 3;
    /// How much the row is lit up, 0 to 1.
    static constexpr int kLightRole = Qt::UserRole + 4;

    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

}
