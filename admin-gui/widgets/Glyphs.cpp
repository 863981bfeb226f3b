// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Glyphs.h"

#include <QtGui/QIconEngine>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

namespace auth::console {

namespace {

class GlyphEngine final : public QIconEngine {
public:
    GlyphEngine(Glyph glyph, const QColor &color)
        : m_glyph(glyph)
        , m_color(color)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QColor color = m_color;
        if (mode == QIcon::Disabled)
            color.setAlphaF(0.4F);
        paintGlyph(painter, m_glyph, QRectF(rect), color);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap drawn(size);
        drawn.fill(Qt::transparent);
        QPainter painter(&drawn);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return drawn;
    }
    QIconEngine *clone() const override { return new GlyphEngine(m_glyph, m_color); }

private:
    Glyph m_glyph;
    QColor m_color;
};

void strokes(QPainter *painter, std::initializer_list<std::initializer_list<QPointF>> lines)
{
    QPainterPath path;
    for (const auto &line : lines) {
        bool first = true;
        for (const QPointF &point : line) {
            first ? path.moveTo(point) : path.lineTo(point);
            first = false;
        }
    }
    painter->drawPath(path);
}

}

void paintGlyph(QPainter *painter, Glyph glyph, const QRectF &area, const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const qreal side = qMin(area.width(), area.height());
    painter->translate(area.center().x() - side / 2, area.center().y() - side / 2);
    // In sixteenths of the side.
    painter->scale(side / 16, side / 16);
    painter->setPen(QPen(color, 1.9, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    const auto dot = [&](qreal x, qreal y, qreal radius) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(color);
        painter->drawEllipse(QPointF(x, y), radius, radius);
    };
    switch (glyph) {
    case Glyph::Check:
        strokes(painter, { { { 3, 8.6 }, { 6.4, 12 }, { 13, 4.6 } } });
        break;
    case Glyph::Cross:
        strokes(painter, { { { 4, 4 }, { 12, 12 } }, { { 12, 4 }, { 4, 12 } } });
        break;
    case Glyph::Dots:
        dot(3.4, 8, 1.4);
        dot(8, 8, 1.4);
        dot(12.6, 8, 1.4);
        break;
    case Glyph::Information:
        painter->drawEllipse(QPointF(8, 8), 6.4, 6.4);
        strokes(painter, { { { 8, 7.6 }, { 8, 11 } } });
        dot(8, 4.9, 1.1);
        break;
    case Glyph::Warning:
        strokes(painter, { { { 8, 2 }, { 14.6, 13.6 }, { 1.4, 13.6 }, { 8, 2 } }, { { 8, 6.6 }, { 8, 9.4 } } });
        dot(8, 11.6, 1.05);
        break;
    case Glyph::Problem:
        painter->drawEllipse(QPointF(8, 8), 6.4, 6.4);
        strokes(painter, { { { 8, 4.8 }, { 8, 8.6 } } });
        dot(8, 11.2, 1.1);
        break;
    case Glyph::Search:
        painter->drawEllipse(QPointF(6.8, 6.8), 4.4, 4.4);
        strokes(painter, { { { 10.2, 10.2 }, { 13.6, 13.6 } } });
        break;
    case Glyph::Plus:
        strokes(painter, { { { 8, 3.4 }, { 8, 12.6 } }, { { 3.4, 8 }, { 12.6, 8 } } });
        break;
    case Glyph::Minus:
        strokes(painter, { { { 3.4, 8 }, { 12.6, 8 } } });
        break;
    }
    painter->restore();
}

QIcon glyphIcon(Glyph glyph, const QColor &color)
{
    return QIcon(new GlyphEngine(glyph, color));
}

}
