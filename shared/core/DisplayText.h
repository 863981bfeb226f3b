// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace auth {

/// What makes \a text unfit to be shown as a name: control characters, bidirectional overrides and isolates, invisible
/// separators, unassigned or private code points, or more than \a maximum code units. Empty when nothing does.
QString displayTextProblem(const QString &text, qsizetype maximum);

}
