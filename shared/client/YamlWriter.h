// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QJsonValue>

namespace auth::client {

/// \a value as a YAML document in block style. A string that would be read as anything else is quoted.
QByteArray toYaml(const QJsonValue &value);

}
