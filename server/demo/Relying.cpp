// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/Relying.h"

#include "core/Base64Url.h"
#include "core/Form.h"
#include "core/Json.h"
#include "core/Random.h"
#include "core/Secret.h"
#include "core/Text.h"
#include "crypto/Hash.h"
#include "crypto/Jws.h"
#include "demo/HttpClient.h"

using namespace Qt::StringLiterals;

namespace auth::demo {

namespace {

/// \a url of the metadata as it is reached from here.
QByteArray backchannel(const DemoOptions& options, const QString& url)
{
    const QByteArray bytes = url.toUtf8();
    return bytes.startsWith(options.publicUrl + '/') ? options.backchannelUrl + bytes.mid(options.publicUrl.size())
                                                     : bytes;
}

/// RFC 6749 §2.3.1: both parts are form-encoded before they are put together.
Authorization clientAuthorization(const DemoOptions& options)
{
    if (options.clientSecret.isEmpty())
        return {};
    return "Basic " + (percentEncode(options.clientId) + ':' + percentEncode(options.clientSecret)).toBase64();
}

Form tokenRequest(const DemoOptions& options, const QString& grantType)
{
    Form form;
    form.append(u"grant_type"_s, grantType);
    if (options.clientSecret.isEmpty())
        form.append(u"client_id"_s, QString::fromUtf8(options.clientId));
    return form;
}

Result<crypto::Jws> verify(const QByteArray& token, const QJsonObject& keys)
{
    crypto::VerifyOptions verification;
    verification.algorithms
        = { crypto::SignatureAlgorithm::RS256, crypto::SignatureAlgorithm::ES256, crypto::SignatureAlgorithm::EdDSA };
    verification.types = { "JWT", "" };
    verification.resolveKey
        = [&keys](const QString& kid, crypto::SignatureAlgorithm algorithm) -> std::optional<crypto::VerificationKey> {
        for (const auto& value : keys.value(u"keys").toArray()) {
            const QJsonObject jwk = value.toObject();
            const auto key = crypto::VerificationKey::fromJwk(jwk);
            if (key && key->supports(algorithm) && (kid.isEmpty() || key->kid() == kid))
                return *key;
        }
        return std::nullopt;
    };
    return crypto::parseAndVerify(token, verification);
}

Result<void> require(bool condition, const char* what)
{
    if (condition)
        return {};
    return failure(ErrorCode::InvalidToken, u"The ID token was refused: %1."_s.arg(QLatin1StringView(what)));
}

/// OpenID Connect Core §3.1.3.7, in its order. \a nonce is empty for a refresh (§12.2).
Result<void> checkIdToken(const DemoOptions& options, const crypto::Jws& token, const QByteArray& nonce,
    const QByteArray& accessToken, qint64 now)
{
    const QJsonObject& claims = token.claims;
    TRY(require(claims.value(u"iss").toString().toUtf8() == options.issuer, "another issuer"));
    const QJsonValue audience = claims.value(u"aud");
    const QString client = QString::fromUtf8(options.clientId);
    TRY(require(
        audience.isArray() ? audience.toArray().contains(client) : audience.toString() == client, "another audience"));
    TRY(require(!audience.isArray() || audience.toArray().size() == 1 || claims.value(u"azp").toString() == client,
        "another authorized party"));
    TRY(crypto::checkTimes(claims, { .now = now, .requireIssuedAt = true, .maximumLifetime = {} }));
    TRY(require(nonce.isEmpty() || claims.value(u"nonce").toString().toUtf8() == nonce, "another nonce"));
    TRY(require(!claims.value(u"sub").toString().isEmpty(), "no subject"));
    // §3.1.3.8. EdDSA with Ed25519 hashes with SHA-512; the others here with SHA-256.
    const QString hash = claims.value(u"at_hash").toString();
    if (!hash.isEmpty() && token.algorithm != crypto::SignatureAlgorithm::EdDSA)
        TRY(require(
            hash.toLatin1() == toBase64Url(crypto::sha256(accessToken).first(16)), "another access token's hash"));
    return {};
}

/// Takes a token answer apart. \a person holds what a refresh may leave out.
Task<Result<SignedIn>> accept(
    DemoOptions options, QJsonObject metadata, QJsonObject answer, QByteArray nonce, SignedIn person, qint64 now)
{
    const auto take = [&answer](QLatin1StringView name) { return answer.take(name).toString().toUtf8(); };
    person.accessToken = take("access_token"_L1);
    if (const QByteArray token = take("refresh_token"_L1); !token.isEmpty())
        person.refreshToken = token;
    const QByteArray idToken = take("id_token"_L1);
    person.answer = answer;
    if (answer.value(u"token_type").toString().compare(u"Bearer", Qt::CaseInsensitive) != 0)
        co_return failure(ErrorCode::InvalidToken, u"The access token is of another type than Bearer."_s);
    if (idToken.isEmpty() && person.idToken.isEmpty())
        co_return failure(ErrorCode::InvalidToken, u"The answer has no ID token."_s);
    if (!idToken.isEmpty()) {
        const HttpAnswer keysAnswer
            = CO_TRY(co_await httpGet(backchannel(options, metadata.value(u"jwks_uri").toString())));
        const QJsonObject keys = CO_TRY(jsonOf(keysAnswer, "The JWKS"));
        const crypto::Jws token = CO_TRY(verify(idToken, keys));
        CO_TRY(checkIdToken(options, token, nonce, person.accessToken, now));
        // §12.2: the person stays the same.
        if (!person.idToken.isEmpty() && person.idTokenClaims.value(u"sub") != token.claims.value(u"sub"))
            co_return failure(ErrorCode::InvalidToken, u"The new ID token is somebody else's."_s);
        person.idToken = idToken;
        person.idTokenHeader = token.header;
        person.idTokenClaims = token.claims;
    }
    const HttpAnswer userinfoAnswer = CO_TRY(co_await httpGet(
        backchannel(options, metadata.value(u"userinfo_endpoint").toString()), "Bearer " + person.accessToken));
    person.userinfo = CO_TRY(jsonOf(userinfoAnswer, "Userinfo"));
    // OpenID Connect Core §5.3.2: MUST be verified to match exactly.
    if (person.userinfo.value(u"sub") != person.idTokenClaims.value(u"sub"))
        co_return failure(ErrorCode::InvalidToken, u"Userinfo is about somebody else."_s);
    co_return person;
}

}

PendingSignIn PendingSignIn::make()
{
    return { randomToken(), randomToken(), randomToken() };
}

Task<Result<QJsonObject>> discover(DemoOptions options)
{
    const QString url = QString::fromUtf8(options.issuer) + u"/.well-known/openid-configuration"_s;
    const HttpAnswer answer = CO_TRY(co_await httpGet(backchannel(options, url)));
    const QJsonObject metadata = CO_TRY(jsonOf(answer, "Discovery"));
    if (metadata.value(u"issuer").toString().toUtf8() != options.issuer)
        co_return failure(ErrorCode::Unavailable, u"The metadata names another issuer."_s);
    co_return metadata;
}

QByteArray authorizationUrl(const DemoOptions& options, const QJsonObject& metadata, const PendingSignIn& pending)
{
    Form form;
    form.append(u"response_type"_s, u"code"_s);
    form.append(u"client_id"_s, QString::fromUtf8(options.clientId));
    form.append(u"redirect_uri"_s, QString::fromUtf8(options.redirectUri()));
    form.append(u"scope"_s, u"openid profile email"_s);
    form.append(u"state"_s, QString::fromLatin1(pending.state));
    form.append(u"nonce"_s, QString::fromLatin1(pending.nonce));
    form.append(u"code_challenge"_s, QString::fromLatin1(toBase64Url(crypto::sha256(pending.codeVerifier))));
    form.append(u"code_challenge_method"_s, u"S256"_s);
    return metadata.value(u"authorization_endpoint").toString().toUtf8() + '?' + form.encode();
}

Task<Result<SignedIn>> redeem(
    DemoOptions options, QJsonObject metadata, PendingSignIn pending, QByteArray code, qint64 now)
{
    Form form = tokenRequest(options, u"authorization_code"_s);
    form.append(u"code"_s, QString::fromUtf8(code));
    form.append(u"redirect_uri"_s, QString::fromUtf8(options.redirectUri()));
    form.append(u"code_verifier"_s, QString::fromLatin1(pending.codeVerifier));
    const HttpAnswer answer = CO_TRY(co_await httpPostForm(
        backchannel(options, metadata.value(u"token_endpoint").toString()), form, clientAuthorization(options)));
    const QJsonObject tokens = CO_TRY(jsonOf(answer, "The token endpoint"));
    co_return co_await accept(options, metadata, tokens, pending.nonce, {}, now);
}

Task<Result<SignedIn>> refresh(DemoOptions options, QJsonObject metadata, SignedIn person, qint64 now)
{
    Form form = tokenRequest(options, u"refresh_token"_s);
    form.append(u"refresh_token"_s, QString::fromUtf8(person.refreshToken));
    const HttpAnswer answer = CO_TRY(co_await httpPostForm(
        backchannel(options, metadata.value(u"token_endpoint").toString()), form, clientAuthorization(options)));
    const QJsonObject tokens = CO_TRY(jsonOf(answer, "The token endpoint"));
    ++person.refreshes;
    co_return co_await accept(options, metadata, tokens, {}, person, now);
}

QByteArray logoutUrl(const DemoOptions& options, const QJsonObject& metadata, const SignedIn& person)
{
    Form form;
    form.append(u"id_token_hint"_s, QString::fromLatin1(person.idToken));
    form.append(u"client_id"_s, QString::fromUtf8(options.clientId));
    form.append(u"post_logout_redirect_uri"_s, QString::fromUtf8(options.postLogoutRedirectUri()));
    return metadata.value(u"end_session_endpoint").toString().toUtf8() + '?' + form.encode();
}

}
