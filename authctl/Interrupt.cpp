// SPDX-License-Identifier: GPL-3.0-or-later
#include "Interrupt.h"

#include "Failure.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSocketNotifier>

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace auth::cli {

namespace {

int g_pipe[2] = { -1, -1 };
volatile std::sig_atomic_t g_inEventLoop = 0;
termios g_terminal {};
bool g_isTerminal = false;
std::function<void()> g_say;

[[noreturn]] void end()
{
    if (g_isTerminal)
        tcsetattr(STDIN_FILENO, TCSANOW, &g_terminal);
    _exit(Interrupted);
}

/// Only what is safe in a signal handler.
void handle(int)
{
    const int before = errno;
    if (g_inEventLoop == 0)
        end();
    // The second one does not wait for the first to be handled.
    g_inEventLoop = 0;
    const char byte = 0;
    (void)!write(g_pipe[1], &byte, 1);
    errno = before;
}

}

void watchInterrupts()
{
    g_isTerminal = tcgetattr(STDIN_FILENO, &g_terminal) == 0;
    if (pipe2(g_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    struct sigaction action {};
    action.sa_handler = handle;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

void onInterrupt(std::function<void()> say)
{
    g_say = std::move(say);
}

void handleInterruptsInEventLoop()
{
    auto *const notifier = new QSocketNotifier(g_pipe[0], QSocketNotifier::Read, QCoreApplication::instance());
    QObject::connect(notifier, &QSocketNotifier::activated, notifier, [] {
        if (g_say)
            g_say();
        fflush(stdout);
        end();
    });
    g_inEventLoop = 1;
}

}
