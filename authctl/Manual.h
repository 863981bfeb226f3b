// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace auth::cli {

/// Writes authctl(1) and a page for each noun into \a directory, from the tables of commands. \a date
/// is that of the pages. Answers an exit code.
int writeManual(const QString &directory, const QString &date);

}
