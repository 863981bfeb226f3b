// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QtGlobal>

namespace auth::smtp {

/// How a connection is protected.
enum class Security : quint8 {
    StartTls, ///< RFC 3207; a server that does not offer it gets nothing.
    Implicit, ///< RFC 8314 §3.3: TLS from the first byte.
    None,
};

}
