// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Field.h"

#include <QtCore/QDateTime>

namespace auth::console {

/// A time of the API in this computer's zone; invalid where \a text is none.
QDateTime moment(const QString &text);
QDateTime moment(const Field<QString> &field);

/// \a moment as the API takes it, in UTC.
QString apiMoment(const QDateTime &moment);

/// How people say it: `3 Nov 2026, 14:05`.
QString momentText(const QDateTime &moment);

}
