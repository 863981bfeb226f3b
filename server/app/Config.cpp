// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Config.h"

#include <algorithm>

namespace auth::app {

bool Config::isTrustedProxy(const QHostAddress& address) const
{
    // A dual-stack socket shows IPv4 peers as ::ffff:a.b.c.d.
    bool isIpv4 = false;
    const QHostAddress ipv4(address.toIPv4Address(&isIpv4));
    const QHostAddress& peer = isIpv4 ? ipv4 : address;
    return std::any_of(trustedProxies.begin(), trustedProxies.end(),
        [&peer](const Subnet& subnet) { return peer.isInSubnet(subnet.address, subnet.prefixLength); });
}

}
