// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Schemas.h"
#include "widgets/ChartData.h"

namespace auth::console {

/// A moment's weekday and hour in this computer's zone, Monday first.
struct HourOfWeek {
    int day = 0;
    int hour = 0;
};
HourOfWeek hourOfWeek(const QDateTime &moment);

/// Rows by outcome (success, refused, failure) over the buckets of \a stats.
ChartData outcomesOverTime(const api::AuditStats &stats);

/// Rows of \a actions over the buckets of \a stats, one series each.
ChartData actionsOverTime(const api::AuditStats &stats, const QStringList &actions, const QStringList &names);

/// The actions that happened most, at most \a most of them.
ChartData commonestActions(const api::AuditStats &stats, int most);

/// Rows by hour and weekday.
ChartData hoursOfTheWeek(const api::AuditStats &stats);

/// What a list's filter leaves of \a stats, which count by action and outcome: nothing can be told where it says anything
/// else. When something happened is left to the range.
std::optional<api::AuditStats> filteredCounts(api::AuditStats stats, const QString &filter);

/// How many rows there are of an outcome, of all of them where it is empty.
qint64 countOutcome(const api::AuditStats &stats, const QString &outcome);
qint64 countAction(const api::AuditStats &stats, const QString &action);

/// The word for an outcome.
QString outcomeText(const QString &outcome);
/// The tone of an outcome, as a column has it: `good`, `warning` or `bad`.
QString outcomeTone(const QString &outcome);

/// `at>=… at<…` for columns \a first to \a last.
QString timeFilter(const ChartData &data, int first, int last);

}
