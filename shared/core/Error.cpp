// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/Error.h"

#include <array>

namespace auth {

namespace {

constexpr std::array kTraits {
    ErrorTraits { ErrorCode::InvalidRequest, "invalid_request", 400, Redirectable::Yes, "RFC 6749 §4.1.2.1" },
    ErrorTraits { ErrorCode::InvalidClient, "invalid_client", 401, Redirectable::No, "RFC 6749 §5.2" },
    ErrorTraits { ErrorCode::InvalidGrant, "invalid_grant", 400, Redirectable::No, "RFC 6749 §5.2" },
    ErrorTraits { ErrorCode::UnauthorizedClient, "unauthorized_client", 400, Redirectable::Yes, "RFC 6749 §4.1.2.1" },
    ErrorTraits { ErrorCode::UnsupportedGrantType, "unsupported_grant_type", 400, Redirectable::No, "RFC 6749 §5.2" },
    ErrorTraits { ErrorCode::InvalidScope, "invalid_scope", 400, Redirectable::Yes, "RFC 6749 §4.1.2.1" },
    ErrorTraits { ErrorCode::AccessDenied, "access_denied", 403, Redirectable::Yes, "RFC 6749 §4.1.2.1" },
    ErrorTraits { ErrorCode::UnsupportedResponseType, "unsupported_response_type", 400, Redirectable::Yes, "RFC 6749 §4.1.2.1" },
    ErrorTraits { ErrorCode::ServerError, "server_error", 500, Redirectable::Yes, "RFC 6749 §4.1.2.1" },
    ErrorTraits { ErrorCode::TemporarilyUnavailable, "temporarily_unavailable", 503, Redirectable::Yes, "RFC 6749 §4.1.2.1" },
    ErrorTraits { ErrorCode::InteractionRequired, "interaction_required", 400, Redirectable::Yes, "OIDC Core §3.1.2.6" },
    ErrorTraits { ErrorCode::LoginRequired, "login_required", 400, Redirectable::Yes, "OIDC Core §3.1.2.6" },
    ErrorTraits { ErrorCode::AccountSelectionRequired, "account_selection_required", 400, Redirectable::Yes, "OIDC Core §3.1.2.6" },
    ErrorTraits { ErrorCode::ConsentRequired, "consent_required", 400, Redirectable::Yes, "OIDC Core §3.1.2.6" },
    ErrorTraits { ErrorCode::InvalidRequestUri, "invalid_request_uri", 400, Redirectable::Yes, "OIDC Core §3.1.2.6" },
    ErrorTraits { ErrorCode::InvalidRequestObject, "invalid_request_object", 400, Redirectable::Yes, "OIDC Core §3.1.2.6" },
    ErrorTraits { ErrorCode::RequestNotSupported, "request_not_supported", 400, Redirectable::Yes, "OIDC Core §3.1.2.6" },
    ErrorTraits { ErrorCode::RequestUriNotSupported, "request_uri_not_supported", 400, Redirectable::Yes, "OIDC Core §3.1.2.6" },
    ErrorTraits { ErrorCode::RegistrationNotSupported, "registration_not_supported", 400, Redirectable::Yes, "OIDC Core §3.1.2.6" },
    ErrorTraits { ErrorCode::UnmetAuthenticationRequirements, "unmet_authentication_requirements", 400, Redirectable::Yes, "OIDC unmet_authentication_requirements §2" },
    ErrorTraits { ErrorCode::InvalidToken, "invalid_token", 401, Redirectable::No, "RFC 6750 §3.1" },
    ErrorTraits { ErrorCode::InsufficientScope, "insufficient_scope", 403, Redirectable::No, "RFC 6750 §3.1" },
    ErrorTraits { ErrorCode::InsufficientUserAuthentication, "insufficient_user_authentication", 401, Redirectable::No, "RFC 9470 §3" },
    ErrorTraits { ErrorCode::InvalidTarget, "invalid_target", 400, Redirectable::Yes, "RFC 8707 §2" },
    ErrorTraits { ErrorCode::UnsupportedTokenType, "unsupported_token_type", 400, Redirectable::No, "RFC 7009 §2.2.1" },
    ErrorTraits { ErrorCode::AuthorizationPending, "authorization_pending", 400, Redirectable::No, "RFC 8628 §3.5" },
    ErrorTraits { ErrorCode::SlowDown, "slow_down", 400, Redirectable::No, "RFC 8628 §3.5" },
    ErrorTraits { ErrorCode::ExpiredToken, "expired_token", 400, Redirectable::No, "RFC 8628 §3.5" },
    // At the token endpoint it is an error of RFC 6749 §5.2, whose status is 400.
    ErrorTraits { ErrorCode::DeviceDenied, "access_denied", 400, Redirectable::No, "RFC 8628 §3.5" },
    ErrorTraits { ErrorCode::Malformed, "malformed_request", 400, Redirectable::No, "RFC 9110 §15.5.1" },
    ErrorTraits { ErrorCode::Unauthenticated, "unauthenticated", 401, Redirectable::No, "RFC 9110 §15.5.2" },
    ErrorTraits { ErrorCode::Forbidden, "forbidden", 403, Redirectable::No, "RFC 9110 §15.5.4" },
    ErrorTraits { ErrorCode::NotFound, "not_found", 404, Redirectable::No, "RFC 9110 §15.5.5" },
    ErrorTraits { ErrorCode::MethodNotAllowed, "method_not_allowed", 405, Redirectable::No, "RFC 9110 §15.5.6" },
    ErrorTraits { ErrorCode::Conflict, "conflict", 409, Redirectable::No, "RFC 9110 §15.5.10" },
    ErrorTraits { ErrorCode::VersionMismatch, "version_mismatch", 412, Redirectable::No, "RFC 9110 §15.5.13" },
    ErrorTraits { ErrorCode::PayloadTooLarge, "payload_too_large", 413, Redirectable::No, "RFC 9110 §15.5.14" },
    ErrorTraits { ErrorCode::UnsupportedMediaType, "unsupported_media_type", 415, Redirectable::No, "RFC 9110 §15.5.16" },
    ErrorTraits { ErrorCode::ValidationFailed, "validation_failed", 422, Redirectable::No, "RFC 9110 §15.5.21" },
    ErrorTraits { ErrorCode::TooManyRequests, "too_many_requests", 429, Redirectable::No, "RFC 6585 §4" },
    ErrorTraits { ErrorCode::Unavailable, "temporarily_unavailable", 503, Redirectable::Yes, "RFC 9110 §15.6.4" },
    ErrorTraits { ErrorCode::Internal, "server_error", 500, Redirectable::Yes, "RFC 9110 §15.6.1" },
};

constexpr bool tableIsInOrder()
{
    for (size_t i = 0; i < kTraits.size(); ++i) {
        if (static_cast<size_t>(kTraits[i].code) != i)
            return false;
    }
    return kTraits.size() == static_cast<size_t>(ErrorCode::Internal) + 1;
}
static_assert(tableIsInOrder(), "kTraits must list every ErrorCode once, in the order of the enum");

}

const ErrorTraits &errorTraits(ErrorCode code)
{
    return kTraits[static_cast<size_t>(code)];
}

}
