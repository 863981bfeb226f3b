// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>

namespace auth::cli {

/// What stands between two states of an object, a line for each member: `+ path: value`, `- path: value`, and both
/// where it changed. Versions and times of change are left out.
QByteArray differences(const QJsonObject &before, const QJsonObject &after);

}
