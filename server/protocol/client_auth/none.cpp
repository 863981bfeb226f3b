// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/ClientAuthentication.h"

namespace auth::protocol {

namespace {

bool isPresented(const http::Request &request, const Form &form)
{
    return !request.header("authorization") && form.contains(QLatin1StringView("client_id")) && !form.contains(QLatin1StringView("client_secret"))
        && !form.contains(QLatin1StringView("client_assertion")) && !form.contains(QLatin1StringView("client_assertion_type"));
}

Result<QByteArray> clientId(const http::Request &, const Form &form)
{
    return form.valueOrEmpty(QLatin1StringView("client_id")).toUtf8();
}

/// A public client proves nothing: PKCE stands in for its secret (RFC 8252 §6).
Result<void> verify(const Application &, const Issuer &, const http::Request &, const Form &, Timestamp)
{
    return {};
}

}

extern const ClientAuthMethod none_variant;
const ClientAuthMethod none_variant { "none", isPresented, clientId, verify };

}
