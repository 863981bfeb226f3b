// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/ProcessStatus.h"

#include <QtCore/QByteArray>
#include <QtCore/QFile>
#include <QtCore/QList>

#include <filesystem>

#include <sys/resource.h>
#include <unistd.h>

namespace auth::metrics {

namespace {

double seconds(const timeval& time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}

ProcessStatus processStatus()
{
    ProcessStatus status;

    // proc_pid_statm(5): size, resident, … in pages.
    QFile memory(QStringLiteral("/proc/self/statm"));
    if (memory.open(QIODevice::ReadOnly)) {
        const QList<QByteArray> pages = memory.readAll().split(' ');
        if (pages.size() > 1)
            status.residentBytes = pages[1].toLongLong() * sysconf(_SC_PAGESIZE);
    }

    std::error_code error;
    for (std::filesystem::directory_iterator it("/proc/self/fd", error), end; !error && it != end; it.increment(error))
        ++status.openDescriptors;
    for (std::filesystem::directory_iterator it("/proc/self/task", error), end; !error && it != end;
        it.increment(error))
        ++status.threads;

    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) == 0)
        status.cpuSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    return status;
}

}
