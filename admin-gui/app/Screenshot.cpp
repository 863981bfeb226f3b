// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Screenshot.h"

#include "app/Connection.h"
#include "app/MainWindow.h"
#include "app/Page.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QTimer>
#include <QtGui/QPixmap>
#include <QtWidgets/QApplication>

#include <cstdio>

namespace auth::console {

namespace {

constexpr std::chrono::seconds kPatience { 30 };
constexpr std::chrono::milliseconds kPoll { 40 };
/// Nothing has been under way for so many polls: what an answer asks for further has been sent by then.
constexpr int kQuietPolls = 5;

}

int takeScreenshot(Connection *connection, const Location &location, const QString &file, QSize size)
{
    MainWindow window;
    window.resize(size.isEmpty() ? QSize(1280, 820) : size);
    window.setConnection(connection);
    if (connection)
        window.open(location);
    window.show();
    int code = 1;
    int quiet = 0;
    const QDeadlineTimer deadline(kPatience);
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &window, [&] {
        const Page *const page = window.currentPage();
        const bool busy = connection && ((page && page->isLoading()) || connection->inFlight() > 0);
        quiet = busy ? 0 : quiet + 1;
        if (connection
            && (connection->state() == Connection::State::Unreachable
                || connection->state() == Connection::State::SignedOut)) {
            std::fprintf(stderr, "auth-console: %s\n", connection->problem().toUtf8().constData());
            QCoreApplication::exit(1);
            return;
        }
        if (quiet >= kQuietPolls) {
            const bool good = window.grab().save(file, "PNG");
            if (!good)
                std::fprintf(stderr, "auth-console: %s cannot be written\n", file.toLocal8Bit().constData());
            code = good ? 0 : 1;
            QCoreApplication::exit(code);
        } else if (deadline.hasExpired()) {
            std::fprintf(stderr, "auth-console: the page took too long\n");
            QCoreApplication::exit(1);
        }
    });
    poll.start(kPoll);
    return QApplication::exec();
}

}
