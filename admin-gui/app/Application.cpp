// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Application.h"

#include <QtWidgets/QApplication>

namespace auth::console {

int runConsole(int argc, char **argv)
{
    QApplication application(argc, argv);
    application.setApplicationVersion(QStringLiteral(CONSOLE_VERSION));
    return 0;
}

}
