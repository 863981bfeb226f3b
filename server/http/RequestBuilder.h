// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/EdgeOptions.h"
#include "http/Request.h"
#include "http/head/HeadParser.h"

namespace auth::http {

Method toMethod(head::Method method);

/// The request that \a head describes, without its body. Hop-by-hop fields, those that Connection names, and those that
/// only proxies may write are left out; the latter are read first where \a peer is a trusted proxy.
Request buildRequest(
    const head::HeadParser &head, const QHostAddress &peer, bool trustedPeer, const EdgeOptions &options);

}
