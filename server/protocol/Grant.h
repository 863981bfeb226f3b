// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "applications/Application.h"
#include "core/Form.h"
#include "core/Task.h"
#include "http/Request.h"
#include "http/Response.h"
#include "protocol/Issuer.h"
#include "protocol/Services.h"

#include <span>

namespace auth::protocol {

/// A request to the token endpoint whose client is known and may use the grant.
struct TokenRequest {
    Issuer issuer;
    ApplicationPointer application;
    Form form;
    http::Request request;
};

enum class PublicClients : quint8 { Refused, Allowed };

/// One `grant_type`. A file in grants/, named by its wire value.
struct Grant {
    const char *grantType;
    PublicClients publicClients;
    Task<Result<http::Response>> (*handle)(Services *services, TokenRequest request);
};

/// Every grant, from the files in grants/.
std::span<const Grant *const> grants();

/// RFC 6749 §5.1. \a refreshToken and \a idToken are left out when empty.
http::Response tokenResponse(const QByteArray &accessToken, std::chrono::seconds lifetime, const QStringList &scope,
    const QByteArray &refreshToken = {}, const QByteArray &idToken = {});

}
