// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "widgets/KeyTimeline.h"

namespace auth::console {

using namespace Qt::StringLiterals;

namespace {

QDateTime day(int number)
{
    return QDateTime(QDate(2026, 11, 1), QTime(12, 0)).addDays(number);
}

QList<TimelineKey> keys()
{
    using enum TimelineKey::State;
    return { { .id = u"1"_s,
                 .kid = u"old"_s,
                 .algorithm = u"ES256"_s,
                 .state = Retired,
                 .published = day(-60),
                 .activates = day(-60),
                 .retires = day(-10),
                 .removes = day(5) },
        { .id = u"2"_s,
            .kid = u"now"_s,
            .algorithm = u"ES256"_s,
            .state = Active,
            .published = day(-11),
            .activates = day(-10) },
        { .id = u"3"_s,
            .kid = u"next"_s,
            .algorithm = u"ES256"_s,
            .state = Waiting,
            .published = day(0),
            .activates = day(1) } };
}

}

class KeyTimelineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryMomentInSight()
    {
        KeyTimelineModel model;
        model.setKeys(keys(), day(0));
        for (const TimelineKey &key : keys()) {
            for (const QDateTime &moment : { key.published, key.activates, key.removes }) {
                if (moment.isValid())
                    QVERIFY(model.position(moment) > 0 && model.position(moment) < 1);
            }
        }
        QVERIFY(model.position(day(-60)) < model.position(day(0)));
        const auto marks = model.marks(8);
        QVERIFY(marks.size() >= 3 && marks.size() <= 9);
    }

    void saysWhatTheBarsShow()
    {
        KeyTimelineModel model;
        model.setKeys(keys(), day(0));
        const auto said = [&model](int row) {
            return model.index(row, KeyTimelineModel::Time).data(Qt::AccessibleTextRole).toString();
        };
        QCOMPARE(said(0), u"Signs no more; verifies up to 6 Nov 2026 12:00"_s);
        QCOMPARE(said(1), u"Signs since 22 Oct 2026 12:00"_s);
        QCOMPARE(said(2), u"Published; signs from 2 Nov 2026 12:00"_s);
    }

    void keepsTheChosenKeyWhenItReadsAgain()
    {
        KeyTimeline timeline;
        timeline.setKeys(keys(), day(0));
        timeline.show();
        QCOMPARE(timeline.currentKey(), nullptr);
        timeline.setCurrentIndex(timeline.timeline()->index(1, 0));
        QSignalSpy changed(&timeline, &KeyTimeline::currentKeyChanged);
        QTest::keyClick(&timeline, Qt::Key_Down);
        QCOMPARE(timeline.currentKey()->id, u"3"_s);
        QCOMPARE(changed.size(), 1);
        QList<TimelineKey> fewer = keys();
        fewer.removeFirst();
        timeline.setKeys(fewer, day(1));
        QCOMPARE(timeline.currentKey()->id, u"3"_s);
        QCOMPARE(timeline.currentIndex().row(), 1);
    }
};

AUTH_TEST(KeyTimelineTest);

}

#include "KeyTimelineTest.moc"
