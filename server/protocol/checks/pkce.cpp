// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/AuthorizationRequest.h"

namespace auth::protocol::checks {

namespace {

/// RFC 7636 §4.2: base64url of a SHA-256, 43 characters.
bool isChallenge(const QString &challenge)
{
    return challenge.size() == 43 && std::all_of(challenge.begin(), challenge.end(), [](QChar character) {
        const char16_t c = character.unicode();
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_';
    });
}

}

/// RFC 7636, S256 only (RFC 9700 §2.1.1). An empty code_challenge counts as missing.
Task<Result<void>> pkce(Services *, AuthorizationRequest *request)
{
    const auto challenge = request->parameters.value(QLatin1StringView("code_challenge"));
    const auto method = request->parameters.value(QLatin1StringView("code_challenge_method"));
    if (!challenge) {
        if (request->application->isPublic() || request->application->requirePkce)
            co_return failure(ErrorCode::InvalidRequest, QStringLiteral("code_challenge is missing: this client must use PKCE."));
        if (method)
            co_return failure(ErrorCode::InvalidRequest, QStringLiteral("code_challenge_method stands without code_challenge."));
        co_return {};
    }
    // §4.3: without a method it would be "plain".
    if (method != u"S256"_qs)
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("code_challenge_method must be S256."));
    if (!isChallenge(*challenge))
        co_return failure(ErrorCode::InvalidRequest, QStringLiteral("code_challenge must be 43 characters of base64url."));
    request->codeChallenge = challenge;
    co_return {};
}

}
