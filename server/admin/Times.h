// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Clock.h"
#include "core/Field.h"
#include "core/Result.h"

#include <QtCore/QString>

#include <optional>

namespace auth::admin {

/// The time that \a field names, in UTC (RFC 3339); nothing where it has no value. ValidationFailed at \a path.
Result<std::optional<Timestamp>> parseTime(const Field<QString> &field, const QString &path);
/// The same, and it has to lie behind \a now.
Result<std::optional<Timestamp>> timeToCome(const Field<QString> &field, const QString &path, Timestamp now);

}
