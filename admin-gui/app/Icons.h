// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>
#include <QtGui/QIcon>

namespace auth::console {

/// Makes drawings and texts known: what a static library carries is not there by itself.
void loadResources();

/// A line drawing by its name, in the colour of the palette's text. It follows the theme and is sharp at every scale.
QIcon icon(const QString &name);
/// The program's own.
QIcon programIcon();
QStringList iconNames();

}
