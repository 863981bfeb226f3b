// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QRectF>
#include <QtGui/QColor>
#include <QtGui/QIcon>

class QPainter;

namespace auth::console {

/// Small signs, drawn so that they are sharp at every size.
enum class Glyph : quint8 { Check, Cross, Dots, Information, Warning, Problem, Search, Plus, Minus };

/// Draws \a glyph into the largest square in the middle of \a area.
void paintGlyph(QPainter *painter, Glyph glyph, const QRectF &area, const QColor &color);

/// The same as an icon, for whatever size and scale it is shown at.
QIcon glyphIcon(Glyph glyph, const QColor &color);

}
