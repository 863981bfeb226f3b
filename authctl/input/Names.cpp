// SPDX-License-Identifier: GPL-3.0-or-later
#include "input/Names.h"

#include "core/Text.h"

#include <QtCore/QFile>

#include <cstdio>

namespace auth::cli {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kLargestFile = 16 * 1024 * 1024;

}

std::expected<QStringList, Failure> readNames(const QString &file)
{
    if (file.isEmpty())
        return QStringList();
    QFile source(file);
    const bool opened = file == "-"_L1 ? source.open(stdin, QIODevice::ReadOnly) : source.open(QIODevice::ReadOnly);
    if (!opened)
        return std::unexpected(usageFailure(u"\"%1\" cannot be read: %2."_s.arg(file, source.errorString())));
    const QByteArray bytes = source.read(kLargestFile + 1);
    const auto text = decodeUtf8(bytes);
    if (bytes.size() > kLargestFile || !text)
        return std::unexpected(usageFailure(u"\"%1\" is no text, or larger than 16 MiB."_s.arg(file)));
    QStringList names;
    for (const QString &line : text->split(u'\n')) {
        if (const QString name = line.trimmed(); !name.isEmpty() && !name.startsWith(u'#'))
            names.append(name);
    }
    return names;
}

}
