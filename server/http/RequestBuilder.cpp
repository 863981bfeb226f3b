// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/RequestBuilder.h"

#include "http/CorrelationId.h"

#include <array>

namespace auth::http {

namespace {

QByteArray bytes(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

/// The names that nearly every request has, without an allocation.
QByteArray fieldName(std::string_view name)
{
#define COMMON(literal)                                                                                                \
    if (name == literal)                                                                                               \
    return QByteArrayLiteral(literal)
    switch (name.size()) {
    case 4:
        COMMON("host");
        break;
    case 6:
        COMMON("accept");
        COMMON("cookie");
        COMMON("origin");
        break;
    case 7:
        COMMON("referer");
        break;
    case 10:
        COMMON("user-agent");
        break;
    case 12:
        COMMON("content-type");
        break;
    case 13:
        COMMON("authorization");
        COMMON("cache-control");
        break;
    case 14:
        COMMON("content-length");
        COMMON("sec-fetch-site");
        COMMON("sec-fetch-mode");
        COMMON("sec-fetch-dest");
        break;
    case 15:
        COMMON("accept-language");
        COMMON("accept-encoding");
        COMMON("x-forwarded-for");
        break;
    default:
        break;
    }
#undef COMMON
    return bytes(name);
}

/// RFC 9110 §7.6.1; and `expect`, which the gate has answered.
bool isHopByHop(std::string_view name)
{
    static constexpr std::array<std::string_view, 9> names { "connection", "keep-alive", "proxy-connection",
        "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "expect" };
    return std::find(names.begin(), names.end(), name) != names.end();
}

}

Method toMethod(head::Method method)
{
    switch (method) {
    case head::Method::Get:
        return Method::Get;
    case head::Method::Head:
        return Method::Head;
    case head::Method::Post:
        return Method::Post;
    case head::Method::Put:
        return Method::Put;
    case head::Method::Patch:
        return Method::Patch;
    case head::Method::Delete:
        return Method::Delete;
    case head::Method::Options:
        return Method::Options;
    case head::Method::Trace:
        return Method::Trace;
    }
    return Method::Options;
}

Request buildRequest(
    const head::HeadParser &head, const QHostAddress &peer, bool trustedPeer, const EdgeOptions &options)
{
    Request request;
    request.method = toMethod(head.method());
    const auto target = head.target();
    const auto question = target.find('?');
    request.path = bytes(target.substr(0, question));
    if (question != std::string_view::npos)
        request.query = bytes(target.substr(question + 1));

    const auto count = head.fieldCount();
    bool connection = false;
    for (std::size_t i = 0; i < count && !connection; ++i)
        connection = head.field(i).name == "connection";
    QList<Header> forwarding;
    request.headers.reserve(static_cast<qsizetype>(count));
    for (std::size_t i = 0; i < count; ++i) {
        const auto field = head.field(i);
        if (isHopByHop(field.name) || (connection && field.name != "host" && head.isConnectionOption(field.name)))
            continue;
        if (isForwardingHeader({ field.name.data(), static_cast<qsizetype>(field.name.size()) })) {
            if (trustedPeer)
                forwarding.append({ fieldName(field.name), bytes(field.value) });
            continue;
        }
        request.headers.append({ fieldName(field.name), bytes(field.value) });
    }

    request.peer = peer;
    if (trustedPeer) {
        const auto client = options.trustedProxies.client(peer, forwarding);
        request.peer = client.address;
        // A proxy that says nothing of the protocol stands where it was put: in front of the public origin.
        request.secure = client.protocol == ForwardedClient::Protocol::Https
            || (client.protocol == ForwardedClient::Protocol::Unknown && options.publicOrigin.startsWith("https:"));
        for (const auto &header : forwarding) {
            if (header.name == "x-request-id" && isCorrelationId(header.value))
                request.correlationId = header.value;
        }
    }
    if (request.correlationId.isEmpty())
        request.correlationId = makeCorrelationId();
    return request;
}

}
