// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "applications/Application.h"
#include "core/Task.h"
#include "protocol/Issuer.h"

#include <QtCore/QJsonObject>

#include <optional>

namespace auth {
class SigningKeyService;
}

namespace auth::oauth {

/// What a grant established, from which tokens are made.
struct TokenGrant {
    protocol::Issuer issuer;
    ApplicationPointer application;
    QString subject; ///< The user's id, or the client_id where no person is involved.
    QStringList scope;
    QStringList resource; ///< RFC 8707; empty: the audience is the issuer.
    std::optional<GrantId> grantId;
    std::optional<SessionId> sessionId; ///< Left out of tokens that outlive the session.
    std::optional<Timestamp> authTime;
    QByteArray acr;
    QStringList amr;
    QByteArray device; ///< deviceFingerprint(); empty where none is known.
    bool deviceChanged = false; ///< Trusted less, whatever was proved: see proofOf().
    QStringList userinfoClaims; ///< Of the claims parameter, OpenID Connect Core §5.5.
    QJsonObject claims; ///< Of the access token, beside those of RFC 9068.
    /// When the grant was decided. Taken before the statement that decides, so that whoever ends the grant afterwards
    /// ends these tokens too.
    Timestamp issuedAt {};
};

struct AccessTokenIssued {
    QByteArray token;
    std::chrono::seconds lifetime {};
    QByteArray jti;
};

/// Makes signed tokens. Costs no query once the realm's key is warm.
class TokenIssuer {
public:
    TokenIssuer(SigningKeyService *signingKeys, const Clock *clock)
        : m_signingKeys(signingKeys)
        , m_clock(clock)
    {
    }
    /// What an access token of \a grant says (RFC 9068 §2.2), as JSON.
    static QByteArray accessTokenPayload(const TokenGrant &grant, const QByteArray &jti);
    /// What an ID token says (OpenID Connect Core §2), apart from `nonce` and `at_hash`.
    static QJsonObject idTokenClaims(const TokenGrant &grant, QJsonObject userClaims);

    /// RFC 9068.
    Task<Result<AccessTokenIssued>> accessToken(TokenGrant grant, Deadline deadline);
    /// OpenID Connect Core §2; \a accessToken gives `at_hash`, \a userClaims are those of the claims parameter.
    Task<Result<QByteArray>> idToken(TokenGrant grant, std::optional<QString> nonce, QByteArray accessToken, QJsonObject userClaims, Deadline deadline);
    /// Signs \a claims with the algorithm \a alg of the realm, for example a userinfo answer.
    Task<Result<QByteArray>> sign(RealmPointer realm, QByteArray alg, QByteArray type, QJsonObject claims, Deadline deadline);

private:
    SigningKeyService *m_signingKeys;
    const Clock *m_clock;
};

}
