// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "widgets/ChartPanel.h"

#include <QtWidgets/QTableView>

namespace auth::console {

using namespace Qt::StringLiterals;

namespace {

ChartData hours(int count)
{
    ChartData data;
    data.columnHeading = u"Time"_s;
    const QDateTime start(QDate(2026, 11, 3), QTime(0, 0), Qt::UTC);
    for (int hour = 0; hour < count; ++hour)
        data.columns.append(
            { .label = {}, .from = start.addSecs(hour * 3600), .until = start.addSecs(hour * 3600 + 3600) });
    ChartSeries good { u"success"_s, {}, Tone::Good };
    ChartSeries bad { u"failure"_s, {}, Tone::Bad };
    for (int hour = 0; hour < count; ++hour) {
        good.values.append(10 + hour);
        bad.values.append(hour % 3);
    }
    data.series = { good, bad };
    return data;
}

ChartData categories()
{
    return { u"Action"_s, { { .label = u"user.created"_s }, { .label = u"=cmd"_s } }, { { u"Rows"_s, { 12, 3.5 } } } };
}

QPoint middleOf(const Chart &chart, int column)
{
    return chart.layoutOfMarks().column(column).center().toPoint();
}

void show(QWidget *widget, QSize size)
{
    widget->resize(size);
    widget->show();
    QVERIFY(QTest::qWaitForWindowExposed(widget));
}

}

class ChartTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesCsvThatASpreadsheetDoesNotRun()
    {
        QCOMPARE(categories().csv(), u"Action,Rows\r\nuser.created,12\r\n'=cmd,3.5\r\n"_s);
        QCOMPARE(hours(1).csv(), u"Time,success,failure\r\n2026-11-03T00:00:00Z,10,0\r\n"_s);
    }

    void choosesRoundTicksThatReachTheMaximum()
    {
        QCOMPARE(chartTicks(97, 6), (QList<double> { 0, 20, 40, 60, 80, 100 }));
        QCOMPARE(chartTicks(0, 6), (QList<double> { 0, 1 }));
        for (const double maximum : { 0.003, 1.0, 7.0, 12345.0, 9e9 })
            QVERIFY(chartTicks(maximum, 5).back() >= maximum && chartTicks(maximum, 5).size() <= 6);
    }

    void emitsTheColumnThatIsClicked()
    {
        Chart chart;
        chart.setKind(ChartKind::Stacked);
        chart.setData(hours(24));
        show(&chart, { 800, 240 });
        QSignalSpy chosen(&chart, &Chart::rangeChosen);
        QTest::mouseClick(&chart, Qt::LeftButton, {}, chart.layoutOfMarks().mark(5, 0).center().toPoint());
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0], (QVariantList { 5, 5, 0 }));
    }

    void emitsTheColumnsThatAreDraggedOver()
    {
        Chart chart;
        chart.setKind(ChartKind::Bar);
        chart.setData(hours(24));
        show(&chart, { 800, 240 });
        QSignalSpy chosen(&chart, &Chart::rangeChosen);
        QTest::mousePress(&chart, Qt::LeftButton, {}, middleOf(chart, 9));
        QTest::mouseMove(&chart, middleOf(chart, 4));
        QTest::mouseRelease(&chart, Qt::LeftButton, {}, middleOf(chart, 4));
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toInt(), 4);
        QCOMPARE(chosen[0][1].toInt(), 9);
        QCOMPARE(chart.range(), std::optional(std::pair(4, 9)));
    }

    void isWorkedWithTheKeyboardAlone()
    {
        Chart chart;
        chart.setKind(ChartKind::Line);
        chart.setTitle(u"Sign-ins"_s);
        chart.setData(hours(24));
        show(&chart, { 800, 240 });
        chart.setFocus();
        QSignalSpy chosen(&chart, &Chart::rangeChosen);
        QTest::keyClick(&chart, Qt::Key_Right);
        QTest::keyClick(&chart, Qt::Key_Right);
        QCOMPARE(chart.cursorColumn(), 1);
        QVERIFY2(chart.accessibleDescription().contains(u"success: 11"_s), qPrintable(chart.accessibleDescription()));
        QTest::keyClick(&chart, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&chart, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(chosen[0], (QVariantList { 1, 3, -1 }));
        QTest::keyClick(&chart, Qt::Key_End);
        QCOMPARE(chart.cursorColumn(), 23);
        QCOMPARE(chart.range(), std::nullopt);
    }

    void saysTheCellOfAHeatMap()
    {
        Chart chart;
        chart.setKind(ChartKind::HeatMap);
        chart.setData(hours(24));
        show(&chart, { 800, 240 });
        QSignalSpy chosen(&chart, &Chart::rangeChosen);
        QTest::keyClick(&chart, Qt::Key_Right);
        QTest::keyClick(&chart, Qt::Key_Right);
        QTest::keyClick(&chart, Qt::Key_Down);
        QVERIFY2(chart.accessibleDescription().startsWith(u"failure"_s), qPrintable(chart.accessibleDescription()));
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(chosen[0], (QVariantList { 1, 1, 1 }));
    }

    void layCategoriesDownWithTheirNames()
    {
        Chart chart;
        chart.setKind(ChartKind::Bar);
        chart.setData(categories());
        show(&chart, { 600, 120 });
        QVERIFY(chart.layoutOfMarks().isLying());
        const QRectF more = chart.layoutOfMarks().mark(0, 0);
        const QRectF less = chart.layoutOfMarks().mark(1, 0);
        QVERIFY(more.width() > less.width() * 3 && more.bottom() <= less.top());
    }

    void drawsEverySeriesInAColourOfItsOwn()
    {
        for (const ChartKind kind : { ChartKind::Line, ChartKind::Bar, ChartKind::Stacked }) {
            Chart chart;
            chart.setKind(kind);
            chart.setData(hours(12));
            show(&chart, { 700, 300 });
            const QImage image = chart.grab().toImage();
            for (const Tone tone : { Tone::Good, Tone::Bad }) {
                const QRgb wanted = toneColor(chart.palette(), tone).rgb();
                int found = 0;
                for (int y = 0; y < image.height(); ++y) {
                    for (int x = 0; x < image.width(); ++x)
                        found += image.pixel(x, y) == wanted ? 1 : 0;
                }
                QVERIFY2(found > 20, QByteArray::number(static_cast<int>(kind)));
            }
        }
    }

    void standsOutFromItsBackgroundInLightAndDark()
    {
        QPalette dark;
        dark.setColor(QPalette::Base, QColor(0x1e, 0x20, 0x24));
        dark.setColor(QPalette::Text, Qt::white);
        QPalette light;
        light.setColor(QPalette::Base, Qt::white);
        light.setColor(QPalette::Text, Qt::black);
        for (const QPalette &palette : { dark, light }) {
            const QColor base = palette.color(QPalette::Base);
            for (const Tone tone : { Tone::Neutral, Tone::Accent, Tone::Good, Tone::Warning, Tone::Bad }) {
                QVERIFY(contrast(toneColor(palette, tone), base) >= 4.5);
                QVERIFY(contrast(palette.color(QPalette::Text), toneSurface(palette, tone)) >= 7);
            }
            for (int series = 0; series < 14; ++series)
                QVERIFY(contrast(seriesColor(palette, series), base) >= 3);
        }
    }

    void isATableToo()
    {
        ChartPanel panel(u"Sign-ins"_s, ChartKind::Stacked);
        panel.setData(hours(24));
        show(&panel, { 700, 300 });
        panel.setShowsTable(true);
        const QAbstractItemModel *model = panel.table()->model();
        QCOMPARE(model->rowCount(), 24);
        QCOMPARE(model->headerData(1, Qt::Horizontal).toString(), u"success"_s);
        QCOMPARE(model->index(3, 1).data().toString(), u"13"_s);
        QSignalSpy chosen(&panel, &ChartPanel::rangeChosen);
        panel.table()->setFocus();
        panel.table()->setCurrentIndex(model->index(7, 2));
        QTest::keyClick(panel.table(), Qt::Key_Return);
        QCOMPARE(chosen[0], (QVariantList { 7, 7, 1 }));
    }

    void drawsNothingWithoutValues()
    {
        for (const ChartKind kind : { ChartKind::Line, ChartKind::HeatMap, ChartKind::Sparkline }) {
            Chart chart;
            chart.setKind(kind);
            show(&chart, { 200, 100 });
            QTest::keyClick(&chart, Qt::Key_Right);
            QTest::mouseClick(&chart, Qt::LeftButton, {}, { 50, 50 });
            QCOMPARE(chart.cursorColumn(), -1);
            chart.setData({ u"Time"_s, hours(3).columns, { { u"none"_s, {} } } });
            QVERIFY(!chart.grab().isNull());
        }
    }
};

AUTH_TEST(ChartTest);

}

#include "ChartTest.moc"
