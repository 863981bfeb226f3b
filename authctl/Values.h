// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Command.h"

namespace auth::cli {

/// Commands on one member of an object that holds several values: a list, or words in one text. \a column is what one of
/// its values is called.

/// A row for each value.
int listValues(const Invocation &invocation, QLatin1StringView member, const QString &column);
/// Adds the arguments to what is there; refused where the object is another by then.
int addValues(const Invocation &invocation, QLatin1StringView member, const QString &column);
int removeValues(const Invocation &invocation, QLatin1StringView member, const QString &column);
/// The arguments and nothing else.
int setValues(const Invocation &invocation, QLatin1StringView member, const QString &column);

/// Sets the member `enabled`.
int enableObject(const Invocation &invocation);
int disableObject(const Invocation &invocation);

}
