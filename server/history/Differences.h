// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonObject>

namespace auth {

/// What differs between two versions of an object, by JSON pointer (RFC 6901): `{"before": …, "after": …}`, either
/// missing where there was no such member. Lists are compared whole; `version` and `updated_at` differ always and are
/// left out.
QJsonObject differences(const QJsonObject &before, const QJsonObject &after);

}
