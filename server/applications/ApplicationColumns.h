// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What ApplicationStore::fromRow() reads, of `applications a`.
#define APPLICATION_COLUMNS                                                                                            \
    "a.realm_id, a.id, a.client_id, a.client_name, a.type, a.enabled, a.redirect_uris, a.post_logout_redirect_uris,"   \
    " a.allowed_origins, a.grant_types, a.response_types, a.token_endpoint_auth_method, a.scope, a.require_pkce,"      \
    " a.require_consent, a.access_token_signed_response_alg, a.id_token_signed_response_alg,"                          \
    " a.userinfo_signed_response_alg, a.access_token_lifetime, a.refresh_token_lifetime, a.jwks, a.jwks_uri,"          \
    " a.metadata, a.version, a.created_at, a.updated_at, a.deleted_at,"                                                \
    " coalesce((SELECT jsonb_agg(jsonb_build_object('hash', encode(s.secret_hash, 'hex'), 'expires_at',"               \
    " (extract(epoch FROM s.expires_at) * 1000000)::bigint)) FROM application_secrets s"                               \
    " WHERE s.realm_id = a.realm_id AND s.application_id = a.id), '[]') AS secrets"
