// SPDX-License-Identifier: GPL-3.0-or-later
#include "CommandLine.h"
#include "Interrupt.h"

int main(int argc, char **argv)
{
    auth::cli::watchInterrupts();
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromUtf8(argv[i]));
    return auth::cli::runCommand(arguments);
}
