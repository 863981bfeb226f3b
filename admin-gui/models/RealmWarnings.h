// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QMap>

namespace auth::console {

/// What the server takes and somebody may not have meant: settings that a realm makes of its \a own and that do
/// nothing, or too much, beside those that are \a inForce. Sentences, by the setting's name.
QMap<QString, QString> realmWarnings(const QJsonObject &own, const QJsonObject &inForce);

}
