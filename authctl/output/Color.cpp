// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/Color.h"

#include <unistd.h>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

bool g_colors = false;

/// no-color.org and bixense.com/clicolors.
bool automatic()
{
    if (!qgetenv("NO_COLOR").isEmpty())
        return false;
    const QByteArray forced = qgetenv("CLICOLOR_FORCE");
    if (!forced.isEmpty() && forced != "0")
        return true;
    return isatty(STDOUT_FILENO) != 0 && qgetenv("CLICOLOR") != "0" && qgetenv("TERM") != "dumb";
}

}

void chooseColor(const QString &when)
{
    g_colors = when == "auto"_L1 ? automatic() : when == "always"_L1;
}

QByteArray colored(Color color, const QByteArray &text)
{
    static constexpr const char *codes[] = { "31", "32", "33", "1" };
    return g_colors ? QByteArray("\033[") + codes[static_cast<int>(color)] + 'm' + text + "\033[0m" : text;
}

}
