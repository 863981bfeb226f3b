// SPDX-License-Identifier: GPL-3.0-or-later
#include "RelyingParty.h"

#include "core/Base64Url.h"
#include "core/Random.h"
#include "crypto/Hash.h"

#include <QtCore/QJsonArray>

namespace auth::test {

namespace {

ApplicationChanges withDefaults(ApplicationChanges changes, const QString &type)
{
    if (!changes.type.isNamed())
        changes.type = type;
    if (!changes.redirectUris.isNamed() && type != u"machine")
        changes.redirectUris = QStringList { QString::fromLatin1(RelyingParty::kRedirectUri) };
    if (!changes.clientId.isNamed())
        changes.clientId = type + u'-' + QString::fromLatin1(randomBytes(6).toHex());
    return changes;
}

}

Tokens::Tokens(const Reply &reply)
    : access(reply.text("access_token").toLatin1())
    , refresh(reply.text("refresh_token").toLatin1())
    , id(reply.text("id_token").toLatin1())
    , scope(reply.text("scope").toLatin1())
    , expiresIn(reply.json()[u"expires_in"].toInteger())
{
}

QJsonArray publishedKeys(const TestRealm &realm)
{
    return HttpClient(realm.server()).get(realm.target("/.well-known/jwks.json")).json()[u"keys"].toArray();
}

Result<crypto::Jws> verifiedToken(const TestRealm &realm, const QByteArray &token, const QByteArray &type)
{
    const QJsonArray keys = publishedKeys(realm);
    crypto::VerifyOptions options;
    options.algorithms
        = { crypto::SignatureAlgorithm::RS256, crypto::SignatureAlgorithm::ES256, crypto::SignatureAlgorithm::EdDSA };
    options.types = { type };
    options.resolveKey
        = [&keys](const QString &kid, crypto::SignatureAlgorithm) -> std::optional<crypto::VerificationKey> {
        for (const auto &jwk : keys) {
            if (jwk[u"kid"].toString() != kid)
                continue;
            const auto key = crypto::VerificationKey::fromJwk(jwk.toObject());
            return key ? std::optional(*key) : std::nullopt;
        }
        return std::nullopt;
    };
    return crypto::parseAndVerify(token, options);
}

RelyingParty::RelyingParty(TestRealm realm, ApplicationChanges changes)
    : m_realm(std::move(realm))
    , m_verifier(randomToken(32))
{
    const QString type = changes.type.valueOr(QStringLiteral("web"));
    auto created = m_realm.createApplication(withDefaults(std::move(changes), type));
    m_application = std::move(created.application);
    m_secret = std::move(created.secret);
}

RelyingParty RelyingParty::spa(TestRealm realm, ApplicationChanges changes)
{
    changes.type = QStringLiteral("spa");
    return RelyingParty(std::move(realm), std::move(changes));
}

RelyingParty RelyingParty::machine(TestRealm realm, ApplicationChanges changes)
{
    changes.type = QStringLiteral("machine");
    return RelyingParty(std::move(realm), std::move(changes));
}

RelyingParty RelyingParty::seenFrom(TestServer &node) const
{
    RelyingParty party = *this;
    party.m_realm = node.seenFromHere(m_realm);
    return party;
}

QByteArray RelyingParty::challenge() const
{
    return toBase64Url(crypto::sha256(m_verifier));
}

Parameters RelyingParty::request(const Parameters &changes) const
{
    return Parameters {
        { "client_id", clientId() },
        { "redirect_uri", m_application.redirectUris.value(0).toUtf8() },
        { "response_type", "code" },
        { "scope", "openid" },
        { "state", "state-of-the-client" },
        { "nonce", "nonce-of-the-client" },
        { "code_challenge", challenge() },
        { "code_challenge_method", "S256" },
    }
        .with(changes);
}

QByteArray RelyingParty::code(
    Browser &browser, const QByteArray &username, const Parameters &changes, const QByteArray &password) const
{
    browser.open(authorize(changes));
    if (!browser.hasLeft() && browser.formWith("submit"))
        browser.signIn(username, password);
    if (!browser.hasLeft() && browser.formWith("allow"))
        browser.submit("allow");
    return browser.page().locationQuery().valueOrEmpty(QLatin1StringView("code")).toLatin1();
}

HeaderList RelyingParty::basic() const
{
    return { { "Authorization",
        "Basic " + (Parameters::encode(clientId()) + ':' + Parameters::encode(m_secret)).toBase64() } };
}

Reply RelyingParty::post(const char *path, const Parameters &parameters, const HeaderList &headers) const
{
    HttpClient client(m_realm.server());
    const QByteArray target = m_realm.target(path);
    if (m_application.tokenEndpointAuthMethod == "client_secret_basic")
        return client.post(target, parameters, basic() + headers);
    Parameters body = parameters;
    body.set("client_id", clientId());
    if (m_application.tokenEndpointAuthMethod == "client_secret_post")
        body.set("client_secret", m_secret);
    return client.post(target, body, headers);
}

Parameters RelyingParty::redemption(const QByteArray &code) const
{
    return {
        { "grant_type", "authorization_code" },
        { "code", code },
        { "redirect_uri", m_application.redirectUris.value(0).toUtf8() },
        { "code_verifier", m_verifier },
    };
}

Reply RelyingParty::redeem(const QByteArray &code, const Parameters &changes) const
{
    return token(redemption(code).with(changes));
}

Reply RelyingParty::refresh(const QByteArray &refreshToken, const Parameters &changes) const
{
    return token(Parameters { { "grant_type", "refresh_token" }, { "refresh_token", refreshToken } }.with(changes));
}

bool RelyingParty::isActive(const QByteArray &token) const
{
    return introspect(token).json()[u"active"].toBool();
}

Reply RelyingParty::revoke(const QByteArray &token, const Parameters &more) const
{
    return post("/oauth/revoke", Parameters { { "token", token } }.with(more));
}

Reply RelyingParty::userinfo(const QByteArray &accessToken) const
{
    return HttpClient(m_realm.server())
        .get(m_realm.target("/oauth/userinfo"), { { "Authorization", "Bearer " + accessToken } });
}

Tokens RelyingParty::tokens(const QByteArray &username, const Parameters &changes) const
{
    Browser browser(m_realm.server());
    return Tokens(redeem(code(browser, username, changes)));
}

}
