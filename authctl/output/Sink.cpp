// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/Sink.h"

#include "output/Terminal.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>

#include <sys/wait.h>
#include <unistd.h>

namespace auth::cli {

namespace {

Captured *g_capture = nullptr;

[[noreturn]] void endWith(int error)
{
    if (error == EPIPE) {
        std::signal(SIGPIPE, SIG_DFL);
        raise(SIGPIPE);
    }
    writeError(QByteArrayLiteral("error: standard output: ") + std::strerror(error));
    _exit(1);
}

QByteArray pagerCommand()
{
    for (const char *const name : { "AUTHCTL_PAGER", "PAGER" }) {
        const QByteArray value = qgetenv(name).trimmed();
        if (!value.isEmpty())
            return value;
    }
    return QByteArrayLiteral("less -FRX");
}

}

void capture(Captured *target)
{
    g_capture = target;
}

void writeText(const QByteArray &text)
{
    if (g_capture) {
        g_capture->out += text;
        return;
    }
    if (std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stdout) < static_cast<size_t>(text.size())
        || std::fflush(stdout) != 0)
        endWith(errno);
}

void writeLong(const QByteArray &text, bool mayPage)
{
    const bool page = mayPage && !g_capture && isatty(STDOUT_FILENO) != 0 && text.count('\n') >= terminalHeight();
    FILE *const pager = page ? popen(pagerCommand().constData(), "w") : nullptr;
    if (!pager) {
        writeText(text);
        return;
    }
    // Who quits the pager early has seen enough.
    std::signal(SIGPIPE, SIG_IGN);
    std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), pager);
    // What the shell says where there is no such program.
    if (const int status = pclose(pager); WIFEXITED(status) && WEXITSTATUS(status) == 127)
        writeText(text);
}

void writeError(const QByteArray &line)
{
    if (g_capture) {
        g_capture->err += line + '\n';
        return;
    }
    const QByteArray whole = line + '\n';
    std::fwrite(whole.constData(), 1, static_cast<size_t>(whole.size()), stderr);
}

}
