// SPDX-License-Identifier: GPL-3.0-or-later
#include "Measures.h"
#include "Table.h"

#include "app/ListPage.h"
#include "app/MainWindow.h"
#include "app/ObjectPage.h"
#include "app/Profiles.h"
#include "app/Sidebar.h"
#include "models/Draft.h"

#include <QtGui/QAction>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>

namespace auth::bench {

namespace {

using namespace Qt::StringLiterals;
using namespace console;

constexpr int kSteps = 40; ///< How far a list is scrolled each time.

/// Somebody who does everything once, and again.
class Worker {
public:
    explicit Worker(const QString &realm)
    {
        const test::ConsoleServer &server = test::ConsoleServer::shared();
        Connection *const connection = connectWithToken(server.server(), server.token(), nullptr);
        connection->setRealm(realm);
        m_window.setConnection(connection);
        m_window.show();
    }

    void workOnce()
    {
        for (const QString &name : Sidebar::pages()) {
            m_window.open({ name, {}, {}, {} });
            settle();
            if (auto *const list = qobject_cast<ListPage *>(m_window.currentPage()))
                useList(list);
        }
    }

private:
    void settle()
    {
        until([this] { return m_window.connection()->inFlight() == 0 && !m_window.currentPage()->isLoading(); });
    }

    void useList(ListPage *list)
    {
        QScrollBar *const bar = list->table()->verticalScrollBar();
        for (int step = 0; step < kSteps; ++step) {
            bar->setValue(bar->maximum());
            QCoreApplication::processEvents();
        }
        settle();
        list->setFilter(u"a"_s);
        settle();
        list->setFilter({});
        settle();
        if (list->model()->rowCount() == 0)
            return;
        list->table()->selectRow(0);
        QCoreApplication::processEvents();
        auto *const open = list->findChild<QAction *>(u"openAction"_s);
        if (!open || !open->isEnabled())
            return;
        open->trigger();
        settle();
        if (auto *const object = qobject_cast<ObjectPage *>(m_window.currentPage()))
            useObject(object);
        m_window.findChild<QAction *>(u"closeTabAction"_s)->trigger();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        settle();
    }

    void useObject(ObjectPage *object)
    {
        auto *const parts = object->findChild<QTabWidget *>(u"objectTabs"_s);
        for (int part = 0; parts && part < parts->count(); ++part) {
            parts->setCurrentIndex(part);
            settle();
            for (QLineEdit *line : parts->currentWidget()->findChildren<QLineEdit *>()) {
                if (line->isReadOnly() || !line->isEnabled() || !line->isVisible())
                    continue;
                QTest::keyClicks(line, u"edited"_s);
                break;
            }
            object->discard();
        }
    }

    MainWindow m_window;
};

}

void measureUse(const QString &realm, double minutes)
{
    Worker worker(realm);
    // What is made once, fonts and icons and caches, is there after the first times.
    for (int warm = 0; warm < 3; ++warm)
        worker.workOnce();
    const double before = residentMegabytes();
    row(u"memory after everything was used three times"_s, before, "MB", "150 MB");
    constexpr int kReports = 6;
    QElapsedTimer timer;
    timer.start();
    int rounds = 0;
    for (int report = 1; report <= kReports; ++report) {
        while (millisecondsOf(timer) < minutes * 60'000 * report / kReports) {
            worker.workOnce();
            ++rounds;
        }
        row(u"  after %1 minutes, %2 times"_s.arg(millisecondsOf(timer) / 60'000, 0, 'f', 1).arg(rounds),
            residentMegabytes(), "MB", "150 MB");
    }
    row(u"  growth"_s, residentMegabytes() - before, "MB", "0");
}

}
