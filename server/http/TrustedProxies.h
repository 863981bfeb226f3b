// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Result.h"
#include "http/Request.h"

#include <QtCore/QStringList>

namespace auth::http {

/// Which header the trusted proxies write. Only that one is read: a proxy passes the other on as the client sent it.
enum class ForwardedHeader : quint8 {
    XForwarded, ///< `X-Forwarded-For` and `X-Forwarded-Proto`.
    Forwarded, ///< RFC 7239.
};

/// What a chain of trusted proxies says of the client.
struct ForwardedClient {
    QHostAddress address;
    enum class Protocol : quint8 { Unknown, Http, Https } protocol = Protocol::Unknown;
};

/// The address ranges whose word about the client is taken.
class TrustedProxies {
public:
    TrustedProxies() = default;
    /// \a ranges are addresses or CIDR ranges; the error names the first that is neither.
    static Result<TrustedProxies> parse(QStringList ranges, ForwardedHeader header = ForwardedHeader::XForwarded);

    bool isEmpty() const { return m_ranges.isEmpty(); }
    bool contains(const QHostAddress &address) const;
    /// The client as the trusted \a peer names it: from the right, the first address that is not trusted itself. What
    /// cannot be read ends the walk, so that a client can never choose its own address.
    ForwardedClient client(const QHostAddress &peer, const QList<Header> &headers) const;

private:
    QList<std::pair<QHostAddress, int>> m_ranges;
    ForwardedHeader m_header = ForwardedHeader::XForwarded;
};

/// Names (lower case) that only proxies may write. The edge removes them from every request.
bool isForwardingHeader(QByteArrayView name);

/// IPv4 in place of an IPv4-mapped IPv6 address.
QHostAddress normalised(const QHostAddress &address);

}
