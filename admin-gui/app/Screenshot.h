// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/Location.h"

#include <QtCore/QSize>

namespace auth::console {

class Connection;

/// Draws the window with \a location into \a file, a PNG, when everything that it shows has come. Without a connection,
/// the page that connects. Answers the exit code; a sentence on standard error where it is not 0.
int takeScreenshot(Connection *connection, const Location &location, const QString &file, QSize size);

}
