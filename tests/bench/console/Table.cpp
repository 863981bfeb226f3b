// SPDX-License-Identifier: GPL-3.0-or-later
#include "Table.h"

#include <QtCore/QFile>

#include <cstdio>

namespace auth::bench {

void printHeader()
{
    std::printf("| %-66s | %-15s | %-14s |\n|%s|%s|%s|\n", "What", "Measured", "Aim", QByteArray(68, '-').constData(),
        QByteArray(17, '-').constData(), QByteArray(16, '-').constData());
}

void row(const QString &what, double value, const char *unit, const char *aim)
{
    std::printf("| %-66s | %10.1f %-4s | %-14s |\n", qPrintable(what), value, unit, aim);
    std::fflush(stdout);
}

double residentMegabytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> pages = file.readAll().split(' ');
    return pages.value(1).toDouble() * 4096 / 1e6;
}

}
