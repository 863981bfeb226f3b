// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "widgets/ChartData.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QDateTimeEdit;

namespace auth::console {

/// From a moment, which is in, to one that is not.
struct TimeSpan {
    QDateTime from;
    QDateTime until;

    friend bool operator==(const TimeSpan &, const TimeSpan &) = default;
};

/// \a span cut into at most \a most equal columns of a length that people think in (minutes, hours, days). The first
/// one begins at or before it, on a full one.
QList<ChartColumn> timeColumns(const TimeSpan &span, int most);

/// Chooses a time range: one that ends now, or two moments.
class TimeRange final : public QWidget {
    Q_OBJECT

public:
    explicit TimeRange(const Clock *clock, QWidget *parent = nullptr);

    /// What is chosen; one that ends now ends now again.
    TimeSpan span() const;
    /// The same in the language of filters: `at<24h`, or `at>=… at<…`.
    QString filter(const QString &field) const;
    void setHours(int hours);
    void setSpan(const TimeSpan &span);

Q_SIGNALS:
    void rangeChanged();

private:
    void showEdits();

    const Clock *m_clock;
    QComboBox *m_choice;
    QDateTimeEdit *m_from;
    QDateTimeEdit *m_until;
};

}
