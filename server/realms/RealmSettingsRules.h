// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Error.h"

#include <QtCore/QJsonObject>
#include <QtCore/QList>

namespace auth {

struct RealmSettings;

/// What is wrong with \a settings as they would be stored: unknown names (with the nearest known one), other types,
/// values out of range, and values that contradict each other or \a defaults; the message says which, and how to mend it. Paths
/// begin with `/settings`.
QList<FieldError> checkRealmSettings(const QJsonObject &settings, const RealmSettings &defaults);

}
