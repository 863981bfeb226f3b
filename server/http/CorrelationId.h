// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace auth::http {

/// A new correlation id: unique over threads, nodes and restarts, but not a secret and not unguessable.
QByteArray makeCorrelationId();

/// May an id that a trusted proxy sent be taken over into logs and answers? 8 to 64 of `A-Z a-z 0-9 - _ .`
bool isCorrelationId(QByteArrayView text);

}
