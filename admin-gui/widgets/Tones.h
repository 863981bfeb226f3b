// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QColor>
#include <QtGui/QPalette>

namespace auth::console {

/// What a colour says.
enum class Tone : quint8 { Neutral, Accent, Good, Warning, Bad };

/// Is \a palette a dark one?
bool isDark(const QPalette &palette);

/// \a share of \a over on \a under, 0 to 1.
QColor mixed(const QColor &over, const QColor &under, qreal share);

/// The contrast of two colours (WCAG 2.2 §1.4.3), 1 to 21.
qreal contrast(const QColor &one, const QColor &other);

/// For marks and text on the palette's Base: a contrast of 4.5 at least.
QColor toneColor(const QPalette &palette, Tone tone);

/// For surfaces that carry ordinary text.
QColor toneSurface(const QPalette &palette, Tone tone);

/// For the series number \a index of a chart: a contrast of 3 at least (WCAG 2.2 §1.4.11).
QColor seriesColor(const QPalette &palette, int index);

/// Hairlines between things.
QColor lineColor(const QPalette &palette);

/// Behind what is selected, and what is pointed at.
QColor selectionSurface(const QPalette &palette);
QColor hoverSurface(const QPalette &palette);
/// Between rows.
QColor rowLineColor(const QPalette &palette);

/// Text that stands behind other text.
QColor quietText(const QPalette &palette);

}
