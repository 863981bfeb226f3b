// SPDX-License-Identifier: GPL-3.0-or-later
#include "Measures.h"
#include "Table.h"
#include "Watchdog.h"

#include "app/ListPage.h"

#include <QtGui/QWheelEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTableView>

#include <memory>

namespace auth::bench {

namespace {

using namespace Qt::StringLiterals;
using console::ListPage;

constexpr int kFrameMs = 8; ///< Between what a hand does.
constexpr int kKeyMs = 120; ///< Between two keys of somebody who types quickly.
constexpr int kNotches = 600;
constexpr int kPageKeys = 200;
constexpr int kFramesBack = 300;

/// A list page as a window shows it, read once.
struct Shown {
    Shown(const QString &name, const QString &realm)
        : connection(test::ConsoleServer::shared().connect())
    {
        connection->setRealm(realm);
        QElapsedTimer timer;
        timer.start();
        page.reset(static_cast<ListPage *>(
            console::findPageKind(name)->make(connection.get(), { name, realm, {}, {} }, nullptr)));
        page->resize(1400, 900);
        page->show();
        page->load();
        until([this] { return page->model()->loadedAt().isValid() && !page->isLoading(); });
        page->table()->viewport()->repaint();
        openedIn = millisecondsOf(timer);
        until([this] { return connection->inFlight() == 0; });
        page->table()->setFocus();
    }

    std::unique_ptr<console::Connection> connection;
    std::unique_ptr<ListPage> page;
    double openedIn = 0;
};

/// How much somebody waits while \a act goes on.
template <typename Act>
void watch(Watchdog &watchdog, const QString &what, Act act)
{
    watchdog.reset();
    QElapsedTimer timer;
    timer.start();
    act();
    row(what, millisecondsOf(timer), "ms", "");
    row(u"  stalls of the event loop over 16 ms"_s, watchdog.stalls(), "", "0");
    row(u"  the longest one"_s, watchdog.longestMs(), "ms", "16 ms");
    row(u"  those of its own work, whatever else the machine did"_s, watchdog.ownStalls(), "", "0");
    row(u"  the longest one"_s, watchdog.longestOwnMs(), "ms", "16 ms");
}

void turnWheel(QWidget *viewport)
{
    const QPointF middle(viewport->width() / 2.0, viewport->height() / 2.0);
    QWheelEvent notch(middle, viewport->mapToGlobal(middle), {}, QPoint(0, -QWheelEvent::DefaultDeltasPerStep),
        Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(viewport, &notch);
}

}

void measureList(const QString &name, const QString &realm, int rows)
{
    const Shown shown(name, realm);
    ListPage *const page = shown.page.get();
    QTableView *const table = page->table();
    QScrollBar *const bar = table->verticalScrollBar();
    row(name + u": opened, with its first rows drawn"_s, shown.openedIn, "ms", "");
    Watchdog watchdog;
    QTest::qWait(200);
    watch(watchdog, name + u": %1 notches of the wheel"_s.arg(kNotches), [table] {
        for (int i = 0; i < kNotches; ++i) {
            turnWheel(table->viewport());
            QTest::qWait(kFrameMs);
        }
    });
    watch(watchdog, name + u": %1 times Page Down"_s.arg(kPageKeys), [table] {
        for (int i = 0; i < kPageKeys; ++i) {
            QTest::keyClick(table, Qt::Key_PageDown);
            QTest::qWait(kFrameMs);
        }
    });
    const double before = residentMegabytes();
    watch(watchdog, name + u": dragged to the end until %1 rows are read"_s.arg(rows), [page, bar, rows] {
        while (page->model()->rowCount() < rows && !page->model()->isComplete()) {
            const int known = page->model()->rowCount();
            bar->setValue(bar->maximum());
            until([page, known] { return page->model()->rowCount() > known || !page->isLoading(); });
            QTest::qWait(1);
        }
    });
    row(name + u": rows that the list has now"_s, page->model()->rowCount(), "", "");
    row(u"  rows of it in memory"_s, page->model()->heldRows(), "", "");
    row(u"  memory that dragging took"_s, residentMegabytes() - before, "MB", "");
    watch(watchdog, name + u": dragged back to the top, until it is drawn"_s, [page, bar] {
        const int from = bar->value();
        for (int frame = 1; frame <= kFramesBack; ++frame) {
            bar->setValue(from - static_cast<int>(qint64(from) * frame / kFramesBack));
            QTest::qWait(kFrameMs);
        }
        until([page] { return !page->model()->id(0).isEmpty(); });
    });
}

void measureFilter(const QString &name, const QString &realm, const QStringList &filters)
{
    const Shown shown(name, realm);
    ListPage *const page = shown.page.get();
    page->activateWindow();
    page->focusFilter();
    auto *const line = page->findChild<QLineEdit *>(u"filterLineEdit"_s);
    QList<double> taken;
    for (const QString &filter : filters) {
        line->clear();
        until([page, &shown] { return page->model()->filter().isEmpty() && shown.connection->inFlight() == 0; });
        QElapsedTimer timer;
        for (const QChar key : filter) {
            QTest::qWait(kKeyMs);
            timer.start();
            QTest::keyClick(line, key.toLatin1());
        }
        until([page, &filter] { return page->model()->filter() == filter && !page->isLoading(); });
        page->table()->viewport()->repaint();
        taken.append(millisecondsOf(timer));
        if (page->model()->rowCount() == 0)
            qWarning("nothing matches %s", qPrintable(filter));
    }
    std::sort(taken.begin(), taken.end());
    row(name + u": from the last key of a filter to its first rows, median"_s,
        taken[taken.size() / 2], "ms", "150 ms");
    row(u"  the slowest of them"_s, taken.last(), "ms", "150 ms");
}

}
