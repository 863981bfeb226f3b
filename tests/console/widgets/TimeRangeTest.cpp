// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "widgets/TimeRange.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateTimeEdit>

namespace auth::console {

using namespace Qt::StringLiterals;

class TimeRangeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endsNow()
    {
        const SystemClock clock;
        TimeRange range(&clock);
        QCOMPARE(range.filter(u"at"_s), u"at<24h"_s);
        range.setHours(7 * 24);
        QCOMPARE(range.filter(u"at"_s), u"at<7d"_s);
        QCOMPARE(range.span().from.secsTo(range.span().until), 7 * 24 * 3600);
    }

    void isTwoMomentsWhereSomebodyChoseThem()
    {
        const SystemClock clock;
        TimeRange range(&clock);
        QSignalSpy changed(&range, &TimeRange::rangeChanged);
        const TimeSpan wanted { QDateTime(QDate(2026, 11, 3), QTime(10, 0), Qt::UTC).toLocalTime(),
            QDateTime(QDate(2026, 11, 3), QTime(12, 30), Qt::UTC).toLocalTime() };
        range.setSpan(wanted);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(range.span(), wanted);
        QCOMPARE(range.filter(u"at"_s), u"at>=2026-11-03T10:00:00Z at<2026-11-03T12:30:00Z"_s);
        QVERIFY(!range.findChild<QDateTimeEdit *>(u"fromDateTimeEdit"_s)->isHidden());
    }

    void cutsASpanIntoColumnsThatPeopleThinkIn()
    {
        const QDateTime end(QDate(2026, 11, 3), QTime(10, 17), Qt::UTC);
        const auto columns = timeColumns({ end.addSecs(-24 * 3600), end }, 60);
        QVERIFY(columns.size() > 24 && columns.size() <= 60);
        QCOMPARE(columns[0].from.time().minute() % 30, 0);
        QVERIFY(columns[0].from <= end.addSecs(-24 * 3600) && columns.back().until >= end);
        for (qsizetype i = 1; i < columns.size(); ++i)
            QCOMPARE(columns[i].from, columns[i - 1].until);
        QVERIFY(timeColumns({ end, end }, 60).isEmpty());
        QVERIFY(timeColumns({ end.addYears(-9), end }, 30).size() <= 31);
    }
};

AUTH_TEST(TimeRangeTest);

}

#include "TimeRangeTest.moc"
