// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "widgets/DurationEdit.h"

namespace auth::console {

using namespace Qt::StringLiterals;

class DurationEditTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrites_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("seconds") << u"45 s"_s << Q_INT64_C(45);
        QTest::newRow("minutes") << u"15 min"_s << Q_INT64_C(900);
        QTest::newRow("parts") << u"1 h 30 min"_s << Q_INT64_C(5400);
        QTest::newRow("days") << u"30 d"_s << Q_INT64_C(2'592'000);
    }
    void readsWhatItWrites()
    {
        QFETCH(const QString, text);
        QFETCH(const qint64, seconds);
        QCOMPARE(parseDuration(text), std::optional(seconds));
        QCOMPARE(formatDuration(seconds), text);
    }

    void readsWhatPeopleWrite()
    {
        QCOMPARE(parseDuration(u" 2days "_s), std::optional<qint64>(172'800));
        QCOMPARE(parseDuration(u"90"_s), std::optional<qint64>(90));
        for (const auto &text : { u""_s, u"soon"_s, u"5 fortnights"_s, u"-3 h"_s, u"1.5 h"_s })
            QVERIFY2(!parseDuration(text), qPrintable(text));
    }

    void leavesWhatIsBeingTypedAsItIs()
    {
        DurationEdit edit;
        edit.setText(u"90 s"_s);
        edit.setSeconds(90);
        QCOMPARE(edit.text(), u"90 s"_s);
        edit.setSeconds(3600);
        QCOMPARE(edit.text(), u"1 h"_s);
        edit.setSeconds(std::nullopt);
        QVERIFY(edit.isEmpty());
    }
};
AUTH_TEST(DurationEditTest);

}

#include "DurationEditTest.moc"
