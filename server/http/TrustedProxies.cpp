// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/TrustedProxies.h"

#include <algorithm>
#include <array>

namespace auth::http {

namespace {

/// The elements of a comma-separated list over all \a headers of \a name, in order. Commas in quoted strings (RFC 7239
/// §4) do not separate.
QList<QByteArray> listElements(const QList<Header> &headers, QByteArrayView name)
{
    QList<QByteArray> elements;
    for (const auto &header : headers) {
        if (header.name != name)
            continue;
        bool quoted = false;
        QByteArray element;
        for (const char c : header.value) {
            quoted = c == '"' ? !quoted : quoted;
            if (c == ',' && !quoted) {
                elements.append(element.trimmed());
                element.clear();
            } else {
                element += c;
            }
        }
        elements.append(element.trimmed());
    }
    return elements;
}

/// `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]:80`.
std::optional<QHostAddress> parseNode(QByteArrayView node)
{
    if (node.startsWith('[')) {
        const auto end = node.indexOf(']');
        if (end < 0)
            return std::nullopt;
        node = node.sliced(1, end - 1);
    } else if (node.count(':') == 1) {
        node = node.first(node.indexOf(':'));
    }
    QHostAddress address;
    // QHostAddress also takes `1.2` and scope ids; RFC 7239 §6 does not.
    if (node.contains('%') || (!node.contains(':') && node.count('.') != 3)
        || !address.setAddress(QString::fromLatin1(node)))
        return std::nullopt;
    return normalised(address);
}

/// The value of parameter \a name of one `forwarded-element`, unquoted.
std::optional<QByteArray> forwardedParameter(const QByteArray &element, QByteArrayView name)
{
    std::optional<QByteArray> found;
    for (const auto &part : element.split(';')) {
        const auto equals = part.indexOf('=');
        if (equals < 0 || part.first(equals).trimmed().toLower() != name)
            continue;
        if (found)
            return std::nullopt;
        QByteArray value = part.sliced(equals + 1).trimmed();
        if (value.size() >= 2 && value.startsWith('"') && value.endsWith('"'))
            value = value.sliced(1, value.size() - 2);
        found = value;
    }
    return found;
}

ForwardedClient::Protocol protocolOf(const QByteArray &name)
{
    if (name.compare("https", Qt::CaseInsensitive) == 0)
        return ForwardedClient::Protocol::Https;
    if (name.compare("http", Qt::CaseInsensitive) == 0)
        return ForwardedClient::Protocol::Http;
    return ForwardedClient::Protocol::Unknown;
}

}

QHostAddress normalised(const QHostAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    return isV4 ? QHostAddress(v4) : address;
}

Result<TrustedProxies> TrustedProxies::parse(QStringList ranges, ForwardedHeader header)
{
    TrustedProxies proxies;
    proxies.m_header = header;
    for (const auto &range : ranges) {
        const auto subnet = QHostAddress::parseSubnet(range);
        if (subnet.first.isNull() || subnet.second < 0)
            return failure(
                ErrorCode::ValidationFailed, QStringLiteral("\"%1\" is not an address or a CIDR range.").arg(range));
        proxies.m_ranges.append(subnet);
    }
    return proxies;
}

bool TrustedProxies::contains(const QHostAddress &address) const
{
    return std::any_of(
        m_ranges.begin(), m_ranges.end(), [&address](const auto &range) { return address.isInSubnet(range); });
}

ForwardedClient TrustedProxies::client(const QHostAddress &peer, const QList<Header> &headers) const
{
    ForwardedClient client { .address = peer };
    const bool standard = m_header == ForwardedHeader::Forwarded;
    const auto elements
        = listElements(headers, standard ? QByteArrayView("forwarded") : QByteArrayView("x-forwarded-for"));
    // Only the nearest proxy's word on the protocol: that one speaks to the client, or trusts who does.
    if (standard) {
        if (!elements.isEmpty())
            client.protocol = protocolOf(forwardedParameter(elements.last(), "proto").value_or(QByteArray()));
    } else if (const auto protocols = listElements(headers, "x-forwarded-proto"); !protocols.isEmpty()) {
        client.protocol = protocolOf(protocols.last());
    }
    for (auto element = elements.rbegin(); element != elements.rend() && contains(client.address); ++element) {
        const auto node = standard ? forwardedParameter(*element, "for") : std::optional(*element);
        const auto address = node ? parseNode(*node) : std::nullopt;
        if (!address)
            break;
        client.address = *address;
    }
    return client;
}

bool isForwardingHeader(QByteArrayView name)
{
    static constexpr std::array<QByteArrayView, 6> names { "forwarded", "x-real-ip", "x-original-url", "x-rewrite-url",
        "x-request-id", "x-client-ip" };
    return name.startsWith("x-forwarded-") || std::find(names.begin(), names.end(), name) != names.end();
}

}
