// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>
#include <QtGui/QIcon>

namespace auth::console {

/// A line drawing by its name, in the colour of the palette's text. It follows the theme and is sharp at every scale.
QIcon icon(const QString &name);
/// The program's own.
QIcon programIcon();
QStringList iconNames();

}
