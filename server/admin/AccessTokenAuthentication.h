// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Caller.h"
#include "protocol/oauth/AccessTokenVerifier.h"

namespace auth::admin {

/// Bearer access tokens (RFC 6750, RFC 9068) of any of our issuers with the audience of the admin API.
class AccessTokenAuthentication final : public Authentication {
public:
    /// \a publicUrl without a trailing slash.
    AccessTokenAuthentication(
        oauth::AccessTokenVerifier *verifier, RealmDirectory *realms, const QByteArray &publicUrl);

    Task<Result<Caller>> authenticate(http::Request request) override;

    /// `{base}/admin/v1`: what `aud` of a token must hold.
    static QByteArray audience(const QByteArray &publicUrl) { return publicUrl + "/admin/v1"; }

private:
    oauth::AccessTokenVerifier *m_verifier;
    RealmDirectory *m_realms;
    QString m_audience;
};

}
