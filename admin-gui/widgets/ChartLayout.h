// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/ChartData.h"

#include <QtCore/QRectF>
#include <QtGui/QFont>

namespace auth::console {

enum class ChartKind : quint8 {
    Line,
    Bar, ///< Upright over time; lying, with their names, over categories.
    Stacked,
    HeatMap, ///< A row for each series.
    Sparkline, ///< A line without axes.
};

/// Where things of a chart are.
class ChartLayout {
public:
    ChartLayout() = default;
    ChartLayout(const ChartData &data, ChartKind kind, const QRectF &area, const QFont &font);

    const QRectF &plot() const { return m_plot; }
    const QList<double> &ticks() const { return m_ticks; }
    ChartKind kind() const { return m_kind; }
    /// Do the columns run downwards?
    bool isLying() const { return m_lying; }
    /// A column's whole share of the plot.
    QRectF column(qsizetype index) const;
    /// The mark of a value: a bar, a layer of a bar, or a cell.
    QRectF mark(qsizetype column, qsizetype series) const;
    /// A point of a line.
    QPointF point(qsizetype column, qsizetype series) const;
    /// Along the axis of values.
    qreal position(double value) const;
    /// The column at \a place, or the nearest one; -1 where there is none.
    int columnAt(const QPointF &place) const;
    /// The row of a heat map, the layer or bar at \a place; -1 where there is none.
    int seriesAt(const QPointF &place) const;
    /// Each how many columns a label fits below the axis.
    int labelStep() const { return m_labelStep; }

private:
    QList<double> valueTicks(qreal room, qreal each) const;
    void measureLying(const QRectF &area, const QFont &font);
    void measureUpright(const QRectF &area, const QFont &font);

    ChartData m_data;
    ChartKind m_kind = ChartKind::Line;
    bool m_lying = false;
    QRectF m_plot;
    QList<double> m_ticks;
    int m_labelStep = 1;
};

}
