// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ChartPainter.h"

#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

class Drawing {
public:
    Drawing(QPainter *painter, const ChartData &data, const ChartLayout &layout, const QPalette &palette,
        const ChartMarks &marks)
        : m_painter(painter)
        , m_data(data)
        , m_layout(layout)
        , m_palette(palette)
        , m_marks(marks)
        , m_metrics(painter->font())
        , m_thin(m_metrics.height() / 16)
    {
    }

    void run()
    {
        m_painter->setRenderHint(QPainter::Antialiasing);
        const bool bare = m_layout.kind() == ChartKind::Sparkline;
        if (!bare && !m_layout.isLying())
            axes();
        if (m_marks.range)
            range();
        if (m_marks.column >= 0 && !bare)
            band();
        switch (m_layout.kind()) {
        case ChartKind::Line:
        case ChartKind::Sparkline:
            lines();
            break;
        case ChartKind::Bar:
        case ChartKind::Stacked:
            bars();
            break;
        case ChartKind::HeatMap:
            cells();
            break;
        }
        if (m_layout.isLying())
            names();
        if (m_marks.column >= 0 && m_marks.readout && !bare && !m_layout.isLying())
            readout();
    }

private:
    const QRectF &plot() const { return m_layout.plot(); }
    QColor color(qsizetype series) const { return chartColor(m_data, series, m_palette); }

    void axes()
    {
        const bool rows = m_layout.kind() == ChartKind::HeatMap;
        m_painter->setPen(QPen(lineColor(m_palette), m_thin));
        if (!rows) {
            for (const double tick : m_layout.ticks()) {
                const qreal y = m_layout.position(tick);
                m_painter->drawLine(QPointF(plot().left(), y), QPointF(plot().right(), y));
            }
        }
        m_painter->setPen(quietText(m_palette));
        const qreal space = m_metrics.averageCharWidth();
        if (rows) {
            const qreal row = plot().height() / static_cast<qreal>(m_data.series.size());
            const qreal width = plot().left() - space * 1.5;
            for (qsizetype series = 0; series < m_data.series.size(); ++series) {
                const QRectF place(0, plot().top() + static_cast<qreal>(series) * row, width, row);
                m_painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter,
                    m_metrics.elidedText(m_data.series[series].name, Qt::ElideMiddle, width));
            }
        } else {
            for (const double tick : m_layout.ticks()) {
                const qreal y = m_layout.position(tick);
                m_painter->drawText(QRectF(0, y - m_metrics.height(), plot().left() - space, 2 * m_metrics.height()),
                    Qt::AlignRight | Qt::AlignVCenter, shortChartNumber(tick));
            }
        }
        qreal taken = 0;
        for (qsizetype column = 0; column < m_data.columns.size(); column += m_layout.labelStep()) {
            const QString text = m_data.axisLabel(column);
            const qreal width = m_metrics.horizontalAdvance(text) + 2;
            // Bars and cells carry their label in their middle.
            const qreal x = std::clamp(
                m_layout.column(column).center().x() - width / 2, 0.0, std::max(0.0, plot().right() + space - width));
            // The last one is pushed inwards, perhaps into the one before.
            if (x < taken)
                continue;
            taken = x + width + space;
            m_painter->drawText(QRectF(x, plot().bottom() + m_metrics.height() * 0.3, width, m_metrics.height()),
                Qt::AlignCenter, text);
        }
    }

    void range()
    {
        const QRectF area = m_layout.column(m_marks.range->first).united(m_layout.column(m_marks.range->second));
        m_painter->setPen(QPen(toneColor(m_palette, Tone::Accent), m_thin * 1.5));
        m_painter->setBrush(toneSurface(m_palette, Tone::Accent));
        m_painter->drawRoundedRect(area, m_thin * 3, m_thin * 3);
    }

    void band()
    {
        m_painter->setPen(Qt::NoPen);
        m_painter->setBrush(mixed(m_palette.color(QPalette::Text), m_palette.color(QPalette::Base), 0.07));
        m_painter->drawRect(m_layout.column(m_marks.column));
    }

    void lines()
    {
        const bool bare = m_layout.kind() == ChartKind::Sparkline;
        for (qsizetype series = 0; series < m_data.series.size(); ++series) {
            QPainterPath path;
            for (qsizetype column = 0; column < m_data.columns.size(); ++column) {
                const QPointF point = m_layout.point(column, series);
                column == 0 ? path.moveTo(point) : path.lineTo(point);
            }
            if (m_data.series.size() == 1) {
                QPainterPath area = path;
                area.lineTo(area.currentPosition().x(), plot().bottom());
                area.lineTo(m_layout.point(0, series).x(), plot().bottom());
                QColor fill = color(series);
                fill.setAlphaF(0.14F);
                m_painter->fillPath(area, fill);
            }
            m_painter->setPen(QPen(color(series), m_thin * 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            m_painter->setBrush(Qt::NoBrush);
            m_painter->drawPath(path);
            const qsizetype dot = bare ? m_data.columns.size() - 1 : m_marks.column;
            if (dot >= 0) {
                m_painter->setPen(QPen(m_palette.color(QPalette::Base), m_thin));
                m_painter->setBrush(color(series));
                m_painter->drawEllipse(m_layout.point(dot, series), m_thin * 3, m_thin * 3);
            }
        }
    }

    void bars()
    {
        m_painter->setPen(Qt::NoPen);
        for (qsizetype column = 0; column < m_data.columns.size(); ++column) {
            for (qsizetype series = 0; series < m_data.series.size(); ++series) {
                if (m_data.series[series].at(column) <= 0)
                    continue;
                QRectF mark = m_layout.mark(column, series);
                // What there is one of among ten thousand is still there.
                if (m_layout.isLying() && mark.width() < m_thin * 2)
                    mark.setWidth(m_thin * 2);
                else if (!m_layout.isLying() && m_layout.kind() == ChartKind::Bar && mark.height() < m_thin)
                    mark.setTop(mark.bottom() - m_thin);
                if (m_layout.kind() == ChartKind::Bar && m_data.series.size() > 1)
                    mark.adjust(m_thin / 2, 0, -m_thin / 2, 0);
                m_painter->setBrush(color(series));
                const qreal radius = std::min({ m_thin * 2, mark.width() / 3, mark.height() / 3 });
                m_layout.kind() == ChartKind::Stacked ? m_painter->drawRect(mark)
                                                      : m_painter->drawRoundedRect(mark, radius, radius);
            }
        }
    }

    void cells()
    {
        const double most = m_layout.ticks().back();
        const QColor base = m_palette.color(QPalette::Base);
        const QColor none = mixed(m_palette.color(QPalette::Text), base, 0.05);
        for (qsizetype column = 0; column < m_data.columns.size(); ++column) {
            for (qsizetype series = 0; series < m_data.series.size(); ++series) {
                const double value = m_data.series[series].at(column);
                const QRectF cell = m_layout.mark(column, series);
                const qreal radius = std::min(m_thin * 2, std::min(cell.width(), cell.height()) / 4);
                const bool isMarked = column == m_marks.column && series == m_marks.series;
                m_painter->setPen(isMarked ? QPen(m_palette.color(QPalette::Text), m_thin * 1.5) : QPen(Qt::NoPen));
                // The eye sees the square root: few and none stay apart.
                m_painter->setBrush(value <= 0
                        ? none
                        : mixed(toneColor(m_palette, Tone::Accent), base, 0.18 + 0.82 * std::sqrt(value / most)));
                m_painter->drawRoundedRect(cell, radius, radius);
            }
        }
    }

    void names()
    {
        const qreal space = m_metrics.averageCharWidth();
        const qreal width = plot().left() - space * 1.5;
        for (qsizetype column = 0; column < m_data.columns.size(); ++column) {
            const QRectF whole = m_layout.column(column);
            m_painter->setPen(m_palette.color(QPalette::Text));
            m_painter->drawText(QRectF(0, whole.top(), width, whole.height()), Qt::AlignRight | Qt::AlignVCenter,
                m_metrics.elidedText(m_data.columns[column].label, Qt::ElideMiddle, width));
            m_painter->setPen(quietText(m_palette));
            for (qsizetype series = 0; series < m_data.series.size(); ++series) {
                const QRectF mark = m_layout.mark(column, series);
                m_painter->drawText(QRectF(mark.right() + space, mark.top(), plot().right() * 2, mark.height()),
                    Qt::AlignLeft | Qt::AlignVCenter, chartNumber(m_data.series[series].at(column)));
            }
        }
    }

    void readout()
    {
        struct Line {
            QString name;
            QString value;
            QColor color;
        };
        QList<Line> rows;
        qreal nameWidth = 0;
        qreal valueWidth = 0;
        const qreal space = m_metrics.averageCharWidth();
        const bool only = m_layout.kind() == ChartKind::HeatMap && m_marks.series >= 0;
        for (qsizetype series = 0; series < m_data.series.size(); ++series) {
            if (only && series != m_marks.series)
                continue;
            const ChartSeries &one = m_data.series[series];
            rows.append({ one.name, chartNumber(one.at(m_marks.column)),
                only ? toneColor(m_palette, Tone::Accent) : color(series) });
            nameWidth = std::max(nameWidth, m_metrics.horizontalAdvance(one.name));
            valueWidth = std::max(valueWidth, m_metrics.horizontalAdvance(rows.back().value));
        }
        const QString heading = m_data.columnText(m_marks.column);
        const qreal line = m_metrics.height() * 1.25;
        const qreal swatch = m_metrics.height() * 0.6;
        const qreal width
            = std::max(m_metrics.horizontalAdvance(heading), swatch + space * 3 + nameWidth + valueWidth) + space * 3;
        const qreal height = line * static_cast<qreal>(rows.size() + 1) + space * 1.4;
        const QRectF column = m_layout.column(m_marks.column);
        qreal x = column.right() + space;
        if (x + width > plot().right())
            x = column.left() - space - width;
        x = std::max(0.0, x);
        const qreal room = static_cast<qreal>(m_painter->device()->height());
        const QRectF box(x, std::clamp(plot().top(), 0.0, std::max(0.0, room - height)), width, height);
        m_painter->setPen(QPen(mixed(m_palette.color(QPalette::Text), m_palette.color(QPalette::Base), 0.3), m_thin));
        QColor surface = m_palette.color(QPalette::Base);
        surface.setAlphaF(0.96F);
        m_painter->setBrush(surface);
        m_painter->drawRoundedRect(box, m_thin * 4, m_thin * 4);
        QRectF place(box.left() + space * 1.5, box.top() + space * 0.7, width - space * 3, line);
        m_painter->setPen(quietText(m_palette));
        m_painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, heading);
        for (const Line &row : rows) {
            place.translate(0, line);
            m_painter->setPen(Qt::NoPen);
            m_painter->setBrush(row.color);
            m_painter->drawRoundedRect(
                QRectF(place.left(), place.center().y() - swatch / 2, swatch, swatch), m_thin * 2, m_thin * 2);
            m_painter->setPen(m_palette.color(QPalette::Text));
            m_painter->drawText(place.adjusted(swatch + space, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, row.name);
            m_painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter, row.value);
        }
    }

    QPainter *m_painter;
    const ChartData &m_data;
    const ChartLayout &m_layout;
    const QPalette &m_palette;
    const ChartMarks &m_marks;
    QFontMetricsF m_metrics;
    qreal m_thin;
};

}

void paintChart(QPainter *painter, const ChartData &data, const ChartLayout &layout, const QPalette &palette,
    const ChartMarks &marks)
{
    // Time and numbers run to the right, as in every chart, whichever way the language is written.
    painter->save();
    painter->setLayoutDirection(Qt::LeftToRight);
    Drawing(painter, data, layout, palette, marks).run();
    painter->restore();
}

QColor chartColor(const ChartData &data, qsizetype series, const QPalette &palette)
{
    const auto &tone = data.series[series].tone;
    return tone ? toneColor(palette, *tone) : seriesColor(palette, static_cast<int>(series));
}

}
