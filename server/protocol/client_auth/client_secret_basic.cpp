// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Base64Url.h"
#include "protocol/ClientAuthentication.h"

namespace auth::protocol {

namespace {

struct Credentials {
    QByteArray clientId;
    QByteArray secret;
};

std::optional<QByteArray> formDecoded(const QByteArray &component)
{
    if (component.contains('&') || component.contains('='))
        return component;
    const auto form = Form::parse("c=" + component);
    if (!form)
        return std::nullopt;
    return form->valueOrEmpty(QLatin1StringView("c")).toUtf8();
}

/// RFC 4648 §4 with its padding, canonical; the strict decoder knows the other alphabet.
std::optional<QByteArray> fromBase64(QByteArray text)
{
    if (text.size() % 4 != 0 || text.contains('-') || text.contains('_'))
        return std::nullopt;
    for (int i = 0; i < 2 && text.endsWith('='); ++i)
        text.chop(1);
    return fromBase64Url(text.replace('+', '-').replace('/', '_'));
}

/// RFC 7617, with both halves form-encoded as RFC 6749 §2.3.1 wants.
std::optional<Credentials> parse(const http::Request &request)
{
    const QByteArray value = request.header("authorization").value_or(QByteArray());
    if (value.size() > 4096 || value.first(std::min<qsizetype>(6, value.size())).toLower() != "basic ")
        return std::nullopt;
    const auto decoded = fromBase64(value.sliced(6).trimmed());
    const auto colon = decoded ? decoded->indexOf(':') : -1;
    if (colon < 1)
        return std::nullopt;
    const auto clientId = formDecoded(decoded->first(colon));
    const auto secret = formDecoded(decoded->sliced(colon + 1));
    if (!clientId || !secret)
        return std::nullopt;
    return Credentials { *clientId, *secret };
}

bool isPresented(const http::Request &request, const Form &)
{
    return request.header("authorization").has_value();
}

Result<QByteArray> clientId(const http::Request &request, const Form &)
{
    const auto credentials = parse(request);
    if (!credentials)
        return invalidClient(QStringLiteral("malformed Authorization header"));
    return credentials->clientId;
}

Result<void> verify(const Application &application, const Issuer &, const http::Request &request, const Form &, Timestamp now)
{
    const auto credentials = parse(request);
    if (!credentials || !matchesSecret(application, credentials->secret, now))
        return invalidClient(QStringLiteral("wrong client secret"));
    return {};
}

}

extern const ClientAuthMethod client_secret_basic_variant;
const ClientAuthMethod client_secret_basic_variant { "client_secret_basic", isPresented, clientId, verify };

}
