// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QSocketNotifier>

#include <functional>

namespace auth::app {

/// SIGTERM, SIGINT and SIGHUP as calls on the event loop. One per process.
class Signals {
public:
    /// \a stop comes with the first SIGTERM or SIGINT; the second ends the process at once. \a reload comes with SIGHUP.
    Signals(std::function<void()> stop, std::function<void()> reload);
    ~Signals();
    Signals(const Signals &) = delete;
    Signals &operator=(const Signals &) = delete;

private:
    int m_descriptor = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
    bool m_stopping = false;
};

}
