// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Tones.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QDateTime>
#include <QtCore/QList>

#include <optional>

namespace auth::console {

/// One step of the horizontal axis: a category with a label, or a time span.
struct ChartColumn {
    QString label;
    QDateTime from {};
    QDateTime until {};

    bool isTime() const { return from.isValid(); }
};

/// One line, set of bars, layer or row.
struct ChartSeries {
    QString name;
    QList<double> values; ///< One for each column; what is missing counts as 0.
    std::optional<Tone> tone = {}; ///< Where the colour has to say something.

    double at(qsizetype column) const { return values.value(column, 0.0); }
};

/// What a chart shows: every series over the same columns.
struct ChartData {
    QString columnHeading;
    QList<ChartColumn> columns;
    QList<ChartSeries> series;

    bool isEmpty() const;
    /// The largest value, of the sums of columns where they are stacked.
    double maximum(bool stacked) const;
    double total(qsizetype column) const;
    /// What the axis says below a column: the label, or the time as coarsely as the whole span allows.
    QString axisLabel(qsizetype column) const;
    /// What a column is, in full: `Tue 3 Nov, 14:00 – 15:00`.
    QString columnText(qsizetype column) const;
    /// RFC 4180, with a heading; times as ISO 8601.
    QString csv() const;
};

/// \a value as people read it: `1,240`, `0.5`.
QString chartNumber(double value);

/// \a value in the room of an axis: `1.2k`.
QString shortChartNumber(double value);

/// Steps of 1, 2 or 5 times a power of ten from 0 to \a maximum or a little above, at most \a most of them.
QList<double> chartTicks(double maximum, int most);

/// A chart's values as a table: a row for each column, so that time runs downwards.
class ChartTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void showData(const ChartData &data);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    ChartData m_data;
};

}
