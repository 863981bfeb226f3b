// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

class QSplitter;

namespace auth::console {

/// Puts \a splitter where the user had it last, under \a name, and remembers where it is moved to.
void keepSplitter(QSplitter *splitter, const QString &name);

}
