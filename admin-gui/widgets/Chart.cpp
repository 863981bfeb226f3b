// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Chart.h"

#include "widgets/ChartPainter.h"

#include <QtGui/QAccessible>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>

#include <algorithm>

namespace auth::console {

using namespace Qt::StringLiterals;

Chart::Chart(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"chart"_s);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void Chart::setKind(ChartKind kind)
{
    m_kind = kind;
    // A sparkline stands in a cell or a tile, whose values are text already.
    setFocusPolicy(kind == ChartKind::Sparkline ? Qt::NoFocus : Qt::StrongFocus);
    measure();
}

void Chart::setTitle(const QString &title)
{
    setAccessibleName(title);
}

void Chart::setData(const ChartData &data)
{
    const bool sameColumns = m_data.columns.size() == data.columns.size();
    m_data = data;
    m_hover = m_hoverSeries = m_pressed = -1;
    if (!sameColumns) {
        m_cursor = -1;
        m_anchor = m_end = -1;
    }
    m_cursorSeries = std::clamp(m_cursorSeries, 0, std::max(0, static_cast<int>(data.series.size()) - 1));
    measure();
}

void Chart::measure()
{
    m_layout = ChartLayout(m_data, m_kind, QRectF(contentsRect()), font());
    update();
}

QString Chart::columnSentence(int column) const
{
    if (column < 0 || column >= m_data.columns.size())
        return {};
    QStringList parts;
    for (const ChartSeries &series : m_data.series)
        parts.append(tr("%1: %2").arg(series.name, chartNumber(series.at(column))));
    return tr("%1. %2").arg(m_data.columnText(column), parts.join(u", "_s));
}

void Chart::setRange(int first, int last)
{
    m_anchor = first;
    m_end = last;
    update();
}

void Chart::clearRange()
{
    setRange(-1, -1);
}

std::optional<std::pair<int, int>> Chart::range() const
{
    const auto count = static_cast<int>(m_data.columns.size());
    if (m_anchor < 0 || m_end < 0 || m_anchor >= count || m_end >= count)
        return std::nullopt;
    return std::minmax({ m_anchor, m_end });
}

int Chart::shownColumn() const
{
    return m_hover >= 0 ? m_hover : hasFocus() ? m_cursor : -1;
}

QSize Chart::sizeHint() const
{
    const QFontMetrics metrics(font());
    if (m_kind == ChartKind::Sparkline)
        return { metrics.averageCharWidth() * 18, metrics.height() * 2 };
    if (m_layout.isLying() && !m_data.isEmpty()) {
        const auto bars = static_cast<int>(m_data.columns.size() * m_data.series.size());
        return { metrics.averageCharWidth() * 48, bars * metrics.height() * 7 / 4 };
    }
    return { metrics.averageCharWidth() * 60, metrics.height() * 11 };
}

QSize Chart::minimumSizeHint() const
{
    const QFontMetrics metrics(font());
    if (m_kind == ChartKind::Sparkline)
        return { metrics.averageCharWidth() * 8, metrics.height() * 3 / 2 };
    return { metrics.averageCharWidth() * 24, metrics.height() * 5 };
}

void Chart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool active = isEnabled();
    QPalette shown = palette();
    if (!active)
        shown.setCurrentColorGroup(QPalette::Disabled);
    if (m_data.isEmpty()) {
        painter.setPen(quietText(shown));
        painter.drawText(contentsRect(), Qt::AlignCenter | Qt::TextWordWrap, tr("Nothing in this range"));
    } else {
        const int column = shownColumn();
        paintChart(&painter, m_data, m_layout, shown,
            { .column = column,
                .series = m_hover >= 0 ? m_hoverSeries : m_cursorSeries,
                .readout = true,
                .range = range() });
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(toneColor(shown, Tone::Accent), QFontMetricsF(font()).height() / 12));
        painter.setBrush(Qt::NoBrush);
        const qreal inset = QFontMetricsF(font()).height() / 24;
        painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), inset * 4, inset * 4);
    }
}

void Chart::resizeEvent(QResizeEvent *event)
{
    measure();
    QWidget::resizeEvent(event);
}

void Chart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange) {
        measure();
        updateGeometry();
    }
    QWidget::changeEvent(event);
}

void Chart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_data.isEmpty())
        return;
    m_pressed = m_layout.columnAt(event->position());
    m_anchor = m_end = m_pressed;
    update();
}

void Chart::mouseMoveEvent(QMouseEvent *event)
{
    if (m_data.isEmpty())
        return;
    const bool inside = QRectF(contentsRect()).contains(event->position());
    m_hover = inside || m_pressed >= 0 ? m_layout.columnAt(event->position()) : -1;
    m_hoverSeries = m_layout.seriesAt(event->position());
    if (m_pressed >= 0)
        m_end = m_hover;
    update();
}

void Chart::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_pressed < 0)
        return;
    const int series = m_layout.seriesAt(event->position());
    m_pressed = -1;
    if (const auto chosen = range())
        Q_EMIT rangeChosen(chosen->first, chosen->second, series);
}

void Chart::leaveEvent(QEvent *event)
{
    m_hover = m_hoverSeries = -1;
    update();
    QWidget::leaveEvent(event);
}

void Chart::keyPressEvent(QKeyEvent *event)
{
    if (m_data.isEmpty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const bool extends = event->modifiers() & Qt::ShiftModifier;
    const auto last = static_cast<int>(m_data.columns.size()) - 1;
    const bool lying = m_layout.isLying();
    const int forward = lying ? Qt::Key_Down : Qt::Key_Right;
    const int back = lying ? Qt::Key_Up : Qt::Key_Left;
    const int key = event->key();
    if (key == forward)
        moveCursor(m_cursor + 1, m_cursorSeries, extends);
    else if (key == back)
        moveCursor(m_cursor < 0 ? last : m_cursor - 1, m_cursorSeries, extends);
    else if (key == Qt::Key_Home)
        moveCursor(0, m_cursorSeries, extends);
    else if (key == Qt::Key_End)
        moveCursor(last, m_cursorSeries, extends);
    else if (!lying && (key == Qt::Key_Up || key == Qt::Key_Down))
        moveCursor(std::max(0, m_cursor), m_cursorSeries + (key == Qt::Key_Down ? 1 : -1), false);
    else if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_cursor >= 0) {
        const auto chosen = range().value_or(std::pair(m_cursor, m_cursor));
        Q_EMIT rangeChosen(chosen.first, chosen.second, m_kind == ChartKind::HeatMap ? m_cursorSeries : -1);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void Chart::moveCursor(int column, int series, bool extends)
{
    column = std::clamp(column, 0, static_cast<int>(m_data.columns.size()) - 1);
    m_cursorSeries = std::clamp(series, 0, static_cast<int>(m_data.series.size()) - 1);
    if (extends) {
        if (m_anchor < 0)
            m_anchor = std::max(0, m_cursor);
        m_end = column;
    } else {
        m_anchor = m_end = -1;
    }
    m_cursor = column;
    m_hover = -1;
    const QString said = m_kind == ChartKind::HeatMap
        ? tr("%1, %2: %3")
              .arg(m_data.series[m_cursorSeries].name, m_data.columnText(column),
                  chartNumber(m_data.series[m_cursorSeries].at(column)))
        : columnSentence(column);
    setAccessibleDescription(said);
    QAccessibleEvent told(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&told);
    update();
    Q_EMIT cursorMoved(m_cursor, m_cursorSeries);
}

void Chart::focusInEvent(QFocusEvent *event)
{
    update();
    QWidget::focusInEvent(event);
}

void Chart::focusOutEvent(QFocusEvent *event)
{
    update();
    QWidget::focusOutEvent(event);
}

}
