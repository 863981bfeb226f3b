// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/AuthenticationDemand.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

namespace auth {

/// What went wrong, in the vocabulary of the specifications. Each code has one row in errorTraits().
enum class ErrorCode : quint8 {
    // RFC 6749 §4.1.2.1 and §5.2
    InvalidRequest,
    InvalidClient,
    InvalidGrant,
    UnauthorizedClient,
    UnsupportedGrantType,
    InvalidScope,
    AccessDenied,
    UnsupportedResponseType,
    ServerError,
    TemporarilyUnavailable,
    // OpenID Connect Core §3.1.2.6
    InteractionRequired,
    LoginRequired,
    AccountSelectionRequired,
    ConsentRequired,
    InvalidRequestUri,
    InvalidRequestObject,
    RequestNotSupported,
    RequestUriNotSupported,
    RegistrationNotSupported,
    // OpenID Connect Core Error Code unmet_authentication_requirements 1.0
    UnmetAuthenticationRequirements,
    // RFC 6750 §3.1
    InvalidToken,
    InsufficientScope,
    // RFC 9470 §3
    InsufficientUserAuthentication,
    // RFC 8707 §2
    InvalidTarget,
    // RFC 7009 §2.2.1
    UnsupportedTokenType,
    // RFC 8628 §3.5
    AuthorizationPending,
    SlowDown,
    ExpiredToken,
    DeviceDenied,
    // HTTP and the admin API
    Malformed,
    Unauthenticated,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    Conflict,
    VersionMismatch,
    PayloadTooLarge,
    UnsupportedMediaType,
    ValidationFailed,
    TooManyRequests,
    Unavailable,
    Internal,
};

/// May an authorization endpoint send this code to the client's redirect URI?
enum class Redirectable : quint8 { No, Yes };

/// One row of the error table.
struct ErrorTraits {
    ErrorCode code;
    const char *wireName; ///< `error` of OAuth answers and `code` of problem+json.
    int status; ///< HTTP status where the answer is not a redirect.
    Redirectable redirectable;
    const char *source; ///< The section that defines the code.
};

/// The row of \a code.
const ErrorTraits &errorTraits(ErrorCode code);

/// A field of a request that was refused.
struct FieldError {
    QString path; ///< JSON Pointer, `/redirect_uris/1`.
    QString code; ///< Stable machine word, `required`, `unknown_field`, `exists`.
    QString message; ///< For a person, in English.
};

/// An expected failure. `description` goes to the caller; `detail` goes to the log, once, and nowhere else.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString description;
    QString detail;
    QList<FieldError> fields;
    int retryAfterSeconds = 0; ///< For TooManyRequests and Unavailable; 0 leaves the header out.
    std::optional<AuthenticationDemand> demand; ///< For InsufficientUserAuthentication.

    Error() = default;
    Error(ErrorCode code_, QString description_, QString detail_ = {})
        : code(code_)
        , description(std::move(description_))
        , detail(std::move(detail_))
    {
    }
    const ErrorTraits &traits() const { return errorTraits(code); }
};

}
