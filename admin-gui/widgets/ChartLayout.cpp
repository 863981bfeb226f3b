// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ChartLayout.h"

#include <QtGui/QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace auth::console {

namespace {

constexpr qreal kGap = 0.22; ///< Of a column, left free beside its bars.

}

ChartLayout::ChartLayout(const ChartData &data, ChartKind kind, const QRectF &area, const QFont &font)
    : m_data(data)
    , m_kind(kind)
    , m_lying(kind == ChartKind::Bar && !data.isEmpty() && !data.columns.front().isTime())
    , m_plot(area)
{
    if (data.isEmpty())
        return;
    const QFontMetricsF metrics(font);
    if (kind == ChartKind::Sparkline) {
        const qreal margin = metrics.height() / 5;
        m_plot.adjust(margin, margin, -margin, -margin);
        m_ticks = { 0, std::max(1e-9, data.maximum(false)) };
    } else if (m_lying) {
        measureLying(area, font);
    } else {
        measureUpright(area, font);
    }
}

QList<double> ChartLayout::valueTicks(qreal room, qreal each) const
{
    return chartTicks(m_data.maximum(m_kind == ChartKind::Stacked), std::clamp(static_cast<int>(room / each), 2, 6));
}

void ChartLayout::measureLying(const QRectF &area, const QFont &font)
{
    const QFontMetricsF metrics(font);
    qreal names = 0;
    for (const ChartColumn &column : m_data.columns)
        names = std::max(names, metrics.horizontalAdvance(column.label));
    names = std::min(names, area.width() * 0.45);
    // Values stand behind the bars.
    const qreal values = metrics.horizontalAdvance(chartNumber(m_data.maximum(false))) + metrics.averageCharWidth() * 2;
    m_plot = area.adjusted(names + metrics.averageCharWidth() * 1.5, 0, -values, 0);
    // Few of them need not fill the place: a bar is a line of text, not a wall.
    m_plot.setHeight(std::min(m_plot.height(), metrics.height() * 3 * static_cast<qreal>(m_data.columns.size())));
    m_ticks = { 0, std::max(1e-9, m_data.maximum(false)) };
}

void ChartLayout::measureUpright(const QRectF &area, const QFont &font)
{
    const QFontMetricsF metrics(font);
    const qreal below = metrics.height() * 1.35;
    const qreal above = metrics.height() * 0.6;
    qreal left = 0;
    if (m_kind == ChartKind::HeatMap) {
        for (const ChartSeries &series : m_data.series)
            left = std::max(left, metrics.horizontalAdvance(series.name));
        left = std::min(left, area.width() * 0.35) + metrics.averageCharWidth() * 1.5;
        m_ticks = { 0, std::max(1e-9, m_data.maximum(false)) };
        m_plot = area.adjusted(left, 0, 0, -below);
    } else {
        m_ticks = valueTicks(area.height() - above - below, metrics.height() * 2);
        for (const double tick : m_ticks)
            left = std::max(left, metrics.horizontalAdvance(shortChartNumber(tick)));
        m_plot = area.adjusted(left + metrics.averageCharWidth(), above, -metrics.averageCharWidth(), -below);
    }
    qreal label = 0;
    for (qsizetype column = 0; column < m_data.columns.size(); ++column)
        label = std::max(label, metrics.horizontalAdvance(m_data.axisLabel(column)));
    const qreal each = m_plot.width() / static_cast<qreal>(m_data.columns.size());
    m_labelStep
        = std::max(1, static_cast<int>(std::ceil((label + metrics.averageCharWidth() * 2) / std::max(0.1, each))));
}

QRectF ChartLayout::column(qsizetype index) const
{
    const auto count = static_cast<qreal>(m_data.columns.size());
    const auto place = static_cast<qreal>(index);
    if (m_lying) {
        const qreal each = m_plot.height() / count;
        return { m_plot.left(), m_plot.top() + place * each, m_plot.width(), each };
    }
    const qreal each = m_plot.width() / count;
    return { m_plot.left() + place * each, m_plot.top(), each, m_plot.height() };
}

qreal ChartLayout::position(double value) const
{
    const double share = m_ticks.isEmpty() ? 0 : value / m_ticks.back();
    return m_lying ? m_plot.left() + share * m_plot.width() : m_plot.bottom() - share * m_plot.height();
}

QPointF ChartLayout::point(qsizetype column, qsizetype series) const
{
    const double value = m_data.series[series].at(column);
    if (m_kind != ChartKind::Sparkline)
        return { this->column(column).center().x(), position(value) };
    const qreal steps = std::max<qreal>(1, static_cast<qreal>(m_data.columns.size() - 1));
    return { m_plot.left() + m_plot.width() * static_cast<qreal>(column) / steps, position(value) };
}

QRectF ChartLayout::mark(qsizetype column, qsizetype series) const
{
    const QRectF whole = this->column(column);
    const double value = m_data.series[series].at(column);
    const auto count = static_cast<qreal>(m_data.series.size());
    const auto place = static_cast<qreal>(series);
    if (m_kind == ChartKind::HeatMap) {
        const qreal row = m_plot.height() / count;
        const qreal gap = std::min({ whole.width(), row }) * 0.08;
        return QRectF(whole.left(), m_plot.top() + place * row, whole.width(), row).adjusted(gap, gap, -gap, -gap);
    }
    if (m_lying) {
        const qreal gap = whole.height() * kGap;
        const qreal each = (whole.height() - gap) / count;
        return { m_plot.left(), whole.top() + gap / 2 + place * each, position(value) - m_plot.left(), each };
    }
    const qreal gap = whole.width() * kGap;
    if (m_kind == ChartKind::Stacked) {
        double below = 0;
        for (qsizetype other = 0; other < series; ++other)
            below += m_data.series[other].at(column);
        const qreal top = position(below + value);
        return { whole.left() + gap / 2, top, whole.width() - gap, position(below) - top };
    }
    const qreal each = (whole.width() - gap) / count;
    return { whole.left() + gap / 2 + place * each, position(value), each, m_plot.bottom() - position(value) };
}

int ChartLayout::columnAt(const QPointF &place) const
{
    const auto count = static_cast<int>(m_data.columns.size());
    if (count == 0 || m_plot.isEmpty())
        return -1;
    const qreal share
        = m_lying ? (place.y() - m_plot.top()) / m_plot.height() : (place.x() - m_plot.left()) / m_plot.width();
    return std::clamp(static_cast<int>(std::floor(share * count)), 0, count - 1);
}

int ChartLayout::seriesAt(const QPointF &place) const
{
    const int column = columnAt(place);
    if (column < 0)
        return -1;
    if (m_kind == ChartKind::HeatMap) {
        const auto rows = static_cast<int>(m_data.series.size());
        const qreal share = (place.y() - m_plot.top()) / m_plot.height();
        return share < 0 || share >= 1 ? -1 : static_cast<int>(share * rows);
    }
    for (qsizetype series = 0; series < m_data.series.size(); ++series) {
        if (mark(column, series).contains(place))
            return static_cast<int>(series);
    }
    return -1;
}

}
