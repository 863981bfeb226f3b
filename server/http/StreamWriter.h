// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Gate.h"

namespace auth::http {

/// Writes \a chunks to \a gate until they end or the client has left, no faster than the client takes them. What the
/// generator throws is logged and breaks the connection, so that nobody takes half an answer for a whole one.
void streamBody(Gate *gate, std::shared_ptr<QCoro::AsyncGenerator<QByteArray>> chunks);

}
