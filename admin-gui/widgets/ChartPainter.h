// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/ChartLayout.h"

#include <QtGui/QPainter>

#include <optional>

namespace auth::console {

/// What of a chart stands out.
struct ChartMarks {
    int column = -1; ///< Whose values are shown.
    int series = -1;
    bool readout = true; ///< Say the values beside the column.
    std::optional<std::pair<int, int>> range = {};
};

/// Draws \a data where \a layout has it.
void paintChart(QPainter *painter, const ChartData &data, const ChartLayout &layout, const QPalette &palette,
    const ChartMarks &marks);

/// The colour of a series, in the chart and in its legend.
QColor chartColor(const ChartData &data, qsizetype series, const QPalette &palette);

}
