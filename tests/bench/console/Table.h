// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QDeadlineTimer>
#include <QtCore/QElapsedTimer>
#include <QtCore/QThread>
#include <QtTest/QTest>

namespace auth::bench {

void printHeader();
void row(const QString &what, double value, const char *unit, const char *aim);
/// Of this process, in megabytes.
double residentMegabytes();
inline double millisecondsOf(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// Runs the event loop until \a done, at most a minute; finer than QTest, which looks every ten milliseconds.
template <typename Done>
void until(Done done)
{
    for (const QDeadlineTimer deadline(std::chrono::minutes(1)); !done(); QThread::usleep(200)) {
        if (deadline.hasExpired())
            qFatal("it takes more than a minute");
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

}
