// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/Signals.h"

#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

namespace auth::app {

Signals::Signals(std::function<void()> stop, std::function<void()> reload)
{
    // Blocked before any thread starts, so that every thread has them blocked and only the descriptor sees them.
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    m_descriptor = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this, stop = std::move(stop), reload = std::move(reload)] {
        signalfd_siginfo info {};
        while (::read(m_descriptor, &info, sizeof info) == sizeof info) {
            if (info.ssi_signo == SIGHUP) {
                reload();
            } else if (m_stopping) {
                ::_exit(1);
            } else {
                m_stopping = true;
                stop();
            }
        }
    });
}

Signals::~Signals()
{
    ::close(m_descriptor);
}

}
