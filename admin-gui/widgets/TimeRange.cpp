// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/TimeRange.h"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateTimeEdit>
#include <QtWidgets/QHBoxLayout>

namespace auth::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int kCustom = 0;
constexpr qint64 kMinute = 60;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;

QDateTime momentOf(const Clock *clock)
{
    return QDateTime::fromSecsSinceEpoch(clock->epochSeconds());
}

QString written(const QDateTime &moment)
{
    return moment.toUTC().toString(Qt::ISODate);
}

}

QList<ChartColumn> timeColumns(const TimeSpan &span, int most)
{
    const qint64 length = span.from.secsTo(span.until);
    if (length <= 0 || most < 1)
        return {};
    qint64 step = 0;
    for (const qint64 candidate : { kMinute, 2 * kMinute, 5 * kMinute, 10 * kMinute, 15 * kMinute, 30 * kMinute, kHour,
             2 * kHour, 3 * kHour, 6 * kHour, 12 * kHour, kDay, 2 * kDay, 7 * kDay, 14 * kDay, 28 * kDay }) {
        step = candidate;
        // The first one may begin before the span.
        if (length / candidate + 1 <= most)
            break;
    }
    while (length / step + 1 > most)
        step *= 2;
    QDateTime start = span.from;
    if (step < kDay)
        start = start.addSecs(-(QTime(0, 0).secsTo(start.time()) % step));
    else
        start.setTime(QTime(0, 0));
    QList<ChartColumn> columns;
    while (start < span.until) {
        // Days have 23 or 25 hours where clocks are moved.
        const QDateTime end = step < kDay ? start.addSecs(step) : start.addDays(step / kDay);
        columns.append({ .label = {}, .from = start, .until = end });
        start = end;
    }
    return columns;
}

TimeRange::TimeRange(const Clock *clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_choice(new QComboBox(this))
    , m_from(new QDateTimeEdit(this))
    , m_until(new QDateTimeEdit(this))
{
    setObjectName(u"timeRange"_s);
    m_choice->setObjectName(u"timeRangeComboBox"_s);
    m_choice->setAccessibleName(tr("Time range"));
    m_choice->addItem(tr("Last hour"), 1);
    m_choice->addItem(tr("Last 24 hours"), 24);
    m_choice->addItem(tr("Last 7 days"), 7 * 24);
    m_choice->addItem(tr("Last 30 days"), 30 * 24);
    m_choice->addItem(tr("Last 90 days"), 90 * 24);
    m_choice->addItem(tr("From – to"), kCustom);
    m_choice->setCurrentIndex(1);
    for (QDateTimeEdit *edit : { m_from, m_until }) {
        edit->setCalendarPopup(true);
        edit->setDisplayFormat(u"yyyy-MM-dd HH:mm"_s);
        edit->hide();
        connect(edit, &QDateTimeEdit::editingFinished, this, &TimeRange::rangeChanged);
    }
    m_from->setObjectName(u"fromDateTimeEdit"_s);
    m_from->setAccessibleName(tr("From"));
    m_until->setObjectName(u"untilDateTimeEdit"_s);
    m_until->setAccessibleName(tr("Until"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_choice);
    row->addWidget(m_from);
    row->addWidget(m_until);
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this] {
        showEdits();
        Q_EMIT rangeChanged();
    });
    m_until->setDateTime(momentOf(m_clock));
    m_from->setDateTime(m_until->dateTime().addDays(-1));
}

void TimeRange::showEdits()
{
    const bool custom = m_choice->currentData().toInt() == kCustom;
    m_from->setVisible(custom);
    m_until->setVisible(custom);
}

TimeSpan TimeRange::span() const
{
    const int hours = m_choice->currentData().toInt();
    if (hours == kCustom)
        return { m_from->dateTime(), qMax(m_until->dateTime(), m_from->dateTime().addSecs(kMinute)) };
    const QDateTime now = momentOf(m_clock);
    return { now.addSecs(-hours * kHour), now };
}

QString TimeRange::filter(const QString &field) const
{
    const int hours = m_choice->currentData().toInt();
    if (hours != kCustom)
        return hours < 48 ? u"%1<%2h"_s.arg(field).arg(hours) : u"%1<%2d"_s.arg(field).arg(hours / 24);
    const TimeSpan chosen = span();
    return u"%1>=%2 %1<%3"_s.arg(field, written(chosen.from), written(chosen.until));
}

void TimeRange::setHours(int hours)
{
    const int index = m_choice->findData(hours);
    if (index >= 0)
        m_choice->setCurrentIndex(index);
}

void TimeRange::setSpan(const TimeSpan &span)
{
    {
        const QSignalBlocker quiet(m_choice);
        m_choice->setCurrentIndex(m_choice->findData(kCustom));
        m_from->setDateTime(span.from);
        m_until->setDateTime(span.until);
    }
    showEdits();
    Q_EMIT rangeChanged();
}

}
