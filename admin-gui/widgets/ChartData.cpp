// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ChartData.h"

#include <QtCore/QLocale>

#include <algorithm>
#include <cmath>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kHour = 3600;
constexpr qint64 kDay = 24 * kHour;

QString csvCell(const QString &text)
{
    QString cell = text;
    // A spreadsheet would run it.
    if (!cell.isEmpty() && u"=+-@\t\r"_s.contains(cell.front()))
        cell.prepend(u'\'');
    if (cell.contains(u'"') || cell.contains(u',') || cell.contains(u'\n'))
        cell = u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
    return cell;
}

}

bool ChartData::isEmpty() const
{
    return columns.isEmpty() || series.isEmpty();
}

double ChartData::total(qsizetype column) const
{
    double sum = 0;
    for (const ChartSeries &one : series)
        sum += one.at(column);
    return sum;
}

double ChartData::maximum(bool stacked) const
{
    double most = 0;
    for (qsizetype column = 0; column < columns.size(); ++column) {
        if (stacked) {
            most = std::max(most, total(column));
        } else {
            for (const ChartSeries &one : series)
                most = std::max(most, one.at(column));
        }
    }
    return most;
}

QString ChartData::axisLabel(qsizetype column) const
{
    const ChartColumn &one = columns[column];
    if (!one.isTime())
        return one.label;
    const qint64 step = one.from.secsTo(one.until);
    const qint64 span = columns.front().from.secsTo(columns.back().until);
    const QLocale locale;
    if (step >= kDay)
        return locale.toString(one.from, u"d MMM"_s);
    if (span <= 2 * kDay)
        return locale.toString(one.from, u"HH:mm"_s);
    return locale.toString(one.from, u"d MMM HH:mm"_s);
}

QString ChartData::columnText(qsizetype column) const
{
    const ChartColumn &one = columns[column];
    if (!one.isTime())
        return one.label;
    const QLocale locale;
    if (one.from.secsTo(one.until) >= kDay && one.from.time() == QTime(0, 0)) {
        const QString day = locale.toString(one.from, u"ddd d MMM yyyy"_s);
        const QDateTime last = one.until.addSecs(-1);
        return last.date() == one.from.date() ? day : day + u" – "_s + locale.toString(last, u"ddd d MMM yyyy"_s);
    }
    const QString begin = locale.toString(one.from, u"ddd d MMM, HH:mm"_s);
    return begin + u" – "_s
        + locale.toString(one.until, one.until.date() == one.from.date() ? u"HH:mm"_s : u"ddd d MMM, HH:mm"_s);
}

QString ChartData::csv() const
{
    QStringList heading { csvCell(columnHeading) };
    for (const ChartSeries &one : series)
        heading.append(csvCell(one.name));
    QString text = heading.join(u',') + u"\r\n"_s;
    for (qsizetype column = 0; column < columns.size(); ++column) {
        const ChartColumn &place = columns[column];
        QStringList cells { place.isTime() ? place.from.toUTC().toString(Qt::ISODate) : csvCell(place.label) };
        for (const ChartSeries &one : series)
            cells.append(QString::number(one.at(column), 'g', 15));
        text += cells.join(u',') + u"\r\n"_s;
    }
    return text;
}

QString chartNumber(double value)
{
    const QLocale locale;
    return std::floor(value) == value ? locale.toString(value, 'f', 0) : locale.toString(value, 'f', 2);
}

QString shortChartNumber(double value)
{
    const QLocale locale;
    static constexpr std::pair<double, char16_t> kUnits[] = { { 1e9, u'G' }, { 1e6, u'M' }, { 1e3, u'k' } };
    for (const auto &[size, letter] : kUnits) {
        if (value >= size) {
            const double part = value / size;
            return locale.toString(part, 'f', std::floor(part) == part || part >= 100 ? 0 : 1) + QChar(letter);
        }
    }
    return locale.toString(value, 'g', 3);
}

QList<double> chartTicks(double maximum, int most)
{
    if (maximum <= 0)
        return { 0, 1 };
    const double rough = maximum / std::max(1, most - 1);
    const double power = std::pow(10, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double factor : { 1.0, 2.0, 5.0 }) {
        if (factor * power >= rough) {
            step = factor * power;
            break;
        }
    }
    QList<double> ticks;
    for (int i = 0; ticks.isEmpty() || ticks.back() < maximum; ++i)
        ticks.append(i * step);
    return ticks;
}

void ChartTableModel::showData(const ChartData &data)
{
    beginResetModel();
    m_data = data;
    endResetModel();
}

int ChartTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_data.columns.size());
}

int ChartTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_data.columns.isEmpty() ? 0 : static_cast<int>(m_data.series.size()) + 1;
}

QVariant ChartTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole) {
        if (index.column() == 0)
            return m_data.columnText(index.row());
        return chartNumber(m_data.series[index.column() - 1].at(index.row()));
    }
    if (role == Qt::TextAlignmentRole && index.column() > 0)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::DisplayRole)
        return section == 0 ? m_data.columnHeading : m_data.series.value(section - 1).name;
    if (role == Qt::TextAlignmentRole && section > 0)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

}
