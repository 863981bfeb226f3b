// SPDX-License-Identifier: GPL-3.0-or-later
#include "input/File.h"

#include <QtCore/QFile>

namespace auth::cli {

using namespace Qt::StringLiterals;

std::expected<QByteArray, Failure> readInput(const QString &name)
{
    QFile file(name);
    const bool opened = name == "-"_L1 ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        return std::unexpected(usageFailure(u"%1: %2"_s.arg(name, file.errorString())));
    QByteArray text = file.read(kLargestFile + 1);
    if (text.size() > kLargestFile)
        return std::unexpected(usageFailure(u"%1 is larger than 16 MiB."_s.arg(name)));
    return text;
}

}
