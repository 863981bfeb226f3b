// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArrayView>

namespace auth {

/// The realm of the server's own administrators. It always exists and is neither renamed, disabled nor deleted.
inline constexpr auto kSystemRealm = "system";

/// Names that paths at the root need (one realm is mounted there) or that mean something to the server itself. The one
/// list; routes at the root must be in it.
bool isReservedRealmName(QByteArrayView name);

}
