// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/ConnectionCounter.h"
#include "http/TrustedProxies.h"
#include "http/head/HeadParser.h"

#include <QtCore/QByteArray>

#include <chrono>
#include <memory>

namespace auth::http {

/// Limits and deadlines of the edge. The defaults are what the product ships with; each can be configured.
struct EdgeOptions {
    head::Limits head;
    std::chrono::milliseconds handshakeTimeout { 5'000 }; ///< TLS, from accept.
    std::chrono::milliseconds headTimeout { 5'000 }; ///< From the first byte of a head to its last: 408.
    std::chrono::milliseconds bodyTimeout { 15'000 }; ///< For the body, beyond what minimumRate grants it: 408.
    std::chrono::milliseconds responseTimeout { 15'000 }; ///< For the client to take an answer, beyond minimumRate.
    std::chrono::milliseconds idleTimeout { 15'000 }; ///< Between requests.
    std::chrono::milliseconds proxyIdleTimeout { 75'000 }; ///< The same for a trusted proxy, which pools connections.
    std::chrono::milliseconds lingerTimeout { 2'000 }; ///< For the client to close after our last answer.
    std::chrono::milliseconds connectionLifetime {
        3'600'000
    }; ///< After that the next answer says `Connection: close`.
    int requestsPerConnection = 10'000; ///< The same.
    qint64 minimumRate = 16 * 1024; ///< Bytes a second: a body or answer of n bytes is granted n / minimumRate more.
    qint64 readBuffer = 32 * 1024; ///< Bytes per connection that may wait unread while a request is in flight.
    qint64 writeQueue = 1024 * 1024; ///< Bytes per connection that may wait for the client; then nothing more is read.

    int connections = 4096; ///< Used where connectionCounter is not given.
    int connectionsPerAddress = 256; ///< An IPv6 /64 counts as one address. Trusted proxies are exempt.
    bool exemptLoopback = false; ///< `dev`: loopback has no limit per address.
    std::shared_ptr<ConnectionCounter> connectionCounter; ///< Shared by the edges of all threads.

    TrustedProxies trustedProxies;
    QByteArray
        publicOrigin; ///< `https://id.example`; a trusted proxy that names no protocol is taken to speak this one.
};

}
