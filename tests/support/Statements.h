// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QMap>

namespace auth::test {

/// Statements of the whole process that somebody waited for, by name, as /metrics counts them: a round trip each.
QMap<QByteArray, qint64> statements();

}
