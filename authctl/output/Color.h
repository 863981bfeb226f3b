// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace auth::cli {

enum class Color : quint8 { Red, Green, Yellow, Bold };

/// `auto`, `always` or `never`. `auto` follows NO_COLOR, CLICOLOR, CLICOLOR_FORCE, TERM and whether standard output is
/// a terminal.
void chooseColor(const QString &when);
/// \a text in a color, or as it is. No meaning is carried by color alone.
QByteArray colored(Color color, const QByteArray &text);

}
