// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/AuditStatistics.h"

#include "models/Moments.h"
#include "widgets/FilterText.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>
#include <QtCore/QLocale>
#include <QtCore/QRegularExpression>

#include <algorithm>

namespace auth::console {

namespace {

using namespace Qt::StringLiterals;

QString translated(const char *text)
{
    return QCoreApplication::translate("AuditStatistics", text);
}

qint64 bucketSeconds(const QString &bucket)
{
    return bucket == "minute"_L1 ? 60 : bucket == "hour"_L1 ? 3600 : 24 * 3600;
}

/// A column for each bucket, those without rows too.
QList<ChartColumn> bucketColumns(const api::AuditStats &stats)
{
    const qint64 step = bucketSeconds(stats.bucket);
    const qint64 since = moment(stats.since).toSecsSinceEpoch() / step * step;
    const qint64 until = moment(stats.until).toSecsSinceEpoch();
    QList<ChartColumn> columns;
    for (qint64 at = since; at < until; at += step)
        columns.append({ .label = {},
            .from = QDateTime::fromSecsSinceEpoch(at),
            .until = QDateTime::fromSecsSinceEpoch(at + step) });
    return columns;
}

int columnOf(const QList<ChartColumn> &columns, const QDateTime &at)
{
    const auto after = std::upper_bound(columns.begin(), columns.end(), at,
        [](const QDateTime &time, const ChartColumn &column) { return time < column.from; });
    return static_cast<int>(after - columns.begin()) - 1;
}

/// Series by what \a seriesOf says of a row; -1 leaves it out.
template <typename SeriesOf>
ChartData overTime(const api::AuditStats &stats, QList<ChartSeries> series, SeriesOf seriesOf)
{
    ChartData data { translated(QT_TRANSLATE_NOOP("AuditStatistics", "Time")), bucketColumns(stats),
        std::move(series) };
    for (ChartSeries &one : data.series)
        one.values.fill(0, data.columns.size());
    for (const api::AuditCount &count : stats.items) {
        const int place = seriesOf(count);
        const int column = columnOf(data.columns, moment(count.at));
        if (place >= 0 && column >= 0)
            data.series[place].values[column] += static_cast<double>(count.count);
    }
    return data;
}

}

HourOfWeek hourOfWeek(const QDateTime &moment)
{
    return { moment.date().dayOfWeek() - 1, moment.time().hour() };
}

ChartData outcomesOverTime(const api::AuditStats &stats)
{
    static const QStringList outcomes { u"success"_s, u"refused"_s, u"failure"_s };
    return overTime(stats,
        { { outcomeText(outcomes[0]), {}, Tone::Good }, { outcomeText(outcomes[1]), {}, Tone::Warning },
            { outcomeText(outcomes[2]), {}, Tone::Bad } },
        [](const api::AuditCount &count) { return static_cast<int>(outcomes.indexOf(count.outcome)); });
}

ChartData actionsOverTime(const api::AuditStats &stats, const QStringList &actions, const QStringList &names)
{
    QList<ChartSeries> series;
    for (const QString &name : names)
        series.append({ name, {}, {} });
    return overTime(stats, series,
        [&actions](const api::AuditCount &count) { return static_cast<int>(actions.indexOf(count.action)); });
}

ChartData commonestActions(const api::AuditStats &stats, int most)
{
    QHash<QString, qint64> counts;
    for (const api::AuditCount &count : stats.items)
        counts[count.action] += count.count;
    QStringList actions = counts.keys();
    std::sort(actions.begin(), actions.end(), [&counts](const QString &a, const QString &b) {
        return counts[a] == counts[b] ? a < b : counts[a] > counts[b];
    });
    ChartData data { translated(QT_TRANSLATE_NOOP("AuditStatistics", "Action")), {},
        { { translated(QT_TRANSLATE_NOOP("AuditStatistics", "Rows")), {}, {} } } };
    for (const QString &action : actions.mid(0, most)) {
        data.columns.append({ .label = action });
        data.series[0].values.append(static_cast<double>(counts[action]));
    }
    return data.columns.isEmpty() ? ChartData() : data;
}

ChartData hoursOfTheWeek(const api::AuditStats &stats)
{
    ChartData data { translated(QT_TRANSLATE_NOOP("AuditStatistics", "Hour")), {}, {} };
    for (int hour = 0; hour < 24; ++hour)
        data.columns.append({ .label = QString::number(hour) });
    for (int day = 1; day <= 7; ++day)
        data.series.append({ QLocale().standaloneDayName(day, QLocale::ShortFormat), QList<double>(24, 0.0), {} });
    for (const api::AuditCount &count : stats.items) {
        const HourOfWeek when = hourOfWeek(moment(count.at));
        data.series[when.day].values[when.hour] += static_cast<double>(count.count);
    }
    return data;
}

std::optional<api::AuditStats> filteredCounts(api::AuditStats stats, const QString &filter)
{
    for (const FilterToken &token : filterTokens(filter)) {
        const bool isAction = token.field == "action"_L1;
        if (token.kind == FilterToken::Kind::Term && token.field == "at"_L1 && !token.isNegated)
            continue;
        if (token.kind != FilterToken::Kind::Term || (!isAction && token.field != "outcome"_L1)
            || token.comparison != ":"_L1 || !token.problem.isEmpty())
            return std::nullopt;
        const QRegularExpression wanted(QRegularExpression::anchoredPattern(
            QRegularExpression::escape(token.value).replace(u"\\*"_s, u".*"_s)));
        stats.items.removeIf([&](const api::AuditCount &count) {
            return wanted.match(isAction ? count.action : count.outcome).hasMatch() == token.isNegated;
        });
    }
    return stats;
}

qint64 countOutcome(const api::AuditStats &stats, const QString &outcome)
{
    qint64 sum = 0;
    for (const api::AuditCount &count : stats.items)
        sum += outcome.isEmpty() || count.outcome == outcome ? count.count : 0;
    return sum;
}

qint64 countAction(const api::AuditStats &stats, const QString &action)
{
    qint64 sum = 0;
    for (const api::AuditCount &count : stats.items)
        sum += count.action == action ? count.count : 0;
    return sum;
}

QString outcomeText(const QString &outcome)
{
    return outcome == "success"_L1 ? translated(QT_TRANSLATE_NOOP("AuditStatistics", "success"))
        : outcome == "refused"_L1  ? translated(QT_TRANSLATE_NOOP("AuditStatistics", "refused"))
        : outcome == "failure"_L1  ? translated(QT_TRANSLATE_NOOP("AuditStatistics", "failure"))
                                   : outcome;
}

QString outcomeTone(const QString &outcome)
{
    return outcome == "success"_L1 ? u"good"_s : outcome == "refused"_L1 ? u"warning"_s : u"bad"_s;
}

QString timeFilter(const ChartData &data, int first, int last)
{
    return u"at>=%1 at<%2"_s.arg(apiMoment(data.columns[first].from), apiMoment(data.columns[last].until));
}

}
