// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace auth::cli {

/// Of the terminal at standard output; 80 and 24 where it does not say.
int terminalWidth();
int terminalHeight();

/// How many columns \a text takes: letters of East Asia take two, combining marks none.
qsizetype displayWidth(const QString &text);
/// \a text cut to \a width columns, with an ellipsis where it was longer.
QString fitted(const QString &text, qsizetype width);

}
