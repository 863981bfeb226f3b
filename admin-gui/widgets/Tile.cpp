// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Tile.h"

#include "widgets/ChartPainter.h"

#include <QtGui/QFontMetricsF>

namespace auth::console {

using namespace Qt::StringLiterals;

Tile::Tile(const QString &title, QWidget *parent)
    : QAbstractButton(parent)
{
    setText(title);
    setAccessibleName(title);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Tile::setValue(const QString &value, const QString &note, Tone tone)
{
    m_value = value;
    m_note = note;
    m_tone = tone;
    setAccessibleName(tr("%1: %2").arg(text(), value));
    setAccessibleDescription(note);
    updateGeometry();
    update();
}

void Tile::setCourse(const QList<double> &values)
{
    m_course = {};
    if (values.size() > 1) {
        m_course.columns.resize(values.size());
        m_course.series = { { text(), values, {} } };
    }
    update();
}

QFont Tile::valueFont() const
{
    QFont large = font();
    large.setPointSizeF(font().pointSizeF() * 1.7);
    large.setWeight(QFont::DemiBold);
    return large;
}

QSize Tile::sizeHint() const
{
    const QFontMetrics plain(font());
    const QFontMetrics large(valueFont());
    const int space = plain.height() * 3 / 4;
    const int width = qMax(plain.averageCharWidth() * 22,
        qMax(plain.horizontalAdvance(text()), plain.horizontalAdvance(m_note)) + 2 * space);
    return { width, 2 * plain.height() + large.height() + 2 * space };
}

void Tile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetrics plain(font());
    const qreal radius = plain.height() / 3.0;
    const bool isActive = hasFocus() || (underMouse() && isEnabled());
    painter.setPen(QPen(hasFocus() ? toneColor(palette(), Tone::Accent)
            : isActive             ? mixed(palette().color(QPalette::Text), palette().color(QPalette::Base), 0.3)
                                   : lineColor(palette()),
        hasFocus() ? plain.height() / 12.0 : 1.0));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius, radius);

    const int space = plain.height() * 3 / 4;
    const QRect inside = rect().adjusted(space, space, -space, -space);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const Qt::Alignment side = Qt::AlignAbsolute | (mirrored ? Qt::AlignRight : Qt::AlignLeft);
    if (!m_course.isEmpty()) {
        const QRectF area(inside.left() + (mirrored ? 0 : inside.width() * 0.5), inside.bottom() - plain.height() * 2.2,
            inside.width() * 0.5, plain.height() * 1.8);
        paintChart(&painter, m_course, ChartLayout(m_course, ChartKind::Sparkline, area, font()), palette(), {});
    }
    painter.setPen(quietText(palette()));
    painter.drawText(inside, side | Qt::AlignTop, plain.elidedText(text(), Qt::ElideRight, inside.width()));
    painter.drawText(inside, side | Qt::AlignBottom, plain.elidedText(m_note, Qt::ElideRight, inside.width()));
    painter.setFont(valueFont());
    const bool stands = m_tone == Tone::Bad || m_tone == Tone::Warning;
    painter.setPen(stands ? toneColor(palette(), m_tone) : palette().color(QPalette::Text));
    painter.setLayoutDirection(m_value.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    painter.drawText(inside.adjusted(0, plain.height(), 0, -plain.height()), side | Qt::AlignVCenter, m_value);
}

}
