// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/ClientAuthentication.h"

namespace auth::protocol {

namespace {

// RFC 6749 §2.3.1, credentials in the request body.
bool isPresented(const http::Request &, const Form &form)
{
    return form.contains(QLatin1StringView("client_secret"));
}

Result<QByteArray> clientId(const http::Request &, const Form &form)
{
    return form.valueOrEmpty(QLatin1StringView("client_id")).toUtf8();
}

Result<void> verify(const Application &application, const Issuer &, const http::Request &, const Form &form, Timestamp now)
{
    if (!matchesSecret(application, form.valueOrEmpty(QLatin1StringView("client_secret")).toUtf8(), now))
        return invalidClient(QStringLiteral("wrong client secret"));
    return {};
}

}

extern const ClientAuthMethod client_secret_post_variant;
const ClientAuthMethod client_secret_post_variant { "client_secret_post", isPresented, clientId, verify };

}
