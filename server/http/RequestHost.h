// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Request.h"

namespace auth::http {

/// The Host of a request (RFC 9110 §7.2), in lower case and without a port; empty for an IP address. Anybody may send
/// any: it only chooses among names that are known.
QByteArray requestHost(const Request &request);

/// The host of an origin such as `https://id.example:8443`.
QByteArray hostOf(const QByteArray &origin);

/// \a origin with another host: scheme and port are the same for every name that a server has.
QByteArray originAt(const QByteArray &origin, const QByteArray &host);

}
