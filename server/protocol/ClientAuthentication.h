// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "applications/ApplicationDirectory.h"
#include "core/Form.h"
#include "http/Request.h"
#include "protocol/Issuer.h"
#include "protocol/Services.h"

#include <span>

namespace auth::protocol {

/// One way for a client to prove who it is (RFC 6749 §2.3). A file in client_auth/, named by its wire value.
struct ClientAuthMethod {
    const char *name;
    /// Does the request carry credentials of this kind?
    bool (*isPresented)(const http::Request &request, const Form &form);
    /// The client_id that the credentials name.
    Result<QByteArray> (*clientId)(const http::Request &request, const Form &form);
    /// InvalidClient unless the credentials are \a application's.
    Result<void> (*verify)(const Application &application, const Issuer &issuer, const http::Request &request, const Form &form, Timestamp now);
    /// Takes credentials that count once; InvalidClient where they were used before. Null: they may come again.
    Task<Result<void>> (*useUp)(Services *services, Issuer issuer, ApplicationPointer application, http::Request request, Form form) = nullptr;
};

/// Every method, from the files in client_auth/.
std::span<const ClientAuthMethod *const> clientAuthMethods();

/// The enabled client that sent \a request, proven by the one method that it is registered for. InvalidRequest when
/// methods are mixed (RFC 6749 §2.3), else InvalidClient in one form for every reason.
Task<Result<ApplicationPointer>> authenticateClient(Services *services, Issuer issuer, http::Request request, Form form);

/// What a failed authentication answers, whatever the reason was.
std::unexpected<Error> invalidClient(QString detail);

/// Is \a secret one of the application's that has not expired? Takes the same time for any wrong one.
bool matchesSecret(const Application &application, QByteArrayView secret, Timestamp now);

}
