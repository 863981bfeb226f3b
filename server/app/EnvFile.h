// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ConfigProblem.h"

#include <QtCore/QList>

namespace auth::app {

/// `NAME=value` lines of a `.env` file. Empty lines and lines that begin with `#` are skipped; `export ` before the
/// name is allowed; a value in single quotes is taken as it stands, one in double quotes knows `\n`, `\"`, `\\` and
/// `\$`; an unquoted value ends at ` #`. Nothing is substituted, so that a `$` in a password stays one.
struct EnvFile {
    struct Entry {
        QByteArray name;
        QByteArray value;
        int line = 0;
    };
    QList<Entry> entries;
    QList<ConfigProblem> problems;

    /// \a fileName is what problems call the file.
    static EnvFile parse(const QByteArray& text, const QString& fileName);
};

}
