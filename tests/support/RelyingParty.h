// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "HttpClient.h"
#include "TestServer.h"

#include "crypto/Jws.h"

namespace auth::test {

/// What a token response gave.
struct Tokens {
    QByteArray access;
    QByteArray refresh;
    QByteArray id;
    QByteArray scope;
    qint64 expiresIn = 0;

    Tokens() = default;
    explicit Tokens(const Reply &reply);
    bool isComplete() const { return !access.isEmpty(); }
};

/// Header and claims of a token whose signature is good by the keys that the realm publishes, fetched for this call.
/// The error says what is wrong with it.
Result<crypto::Jws> verifiedToken(const TestRealm &realm, const QByteArray &token, const QByteArray &type);
/// The keys of the realm's JWKS, over HTTP.
QJsonArray publishedKeys(const TestRealm &realm);

/// The application's side of the protocol: knows how to authenticate and what it asked for.
class RelyingParty {
public:
    /// A web application with a secret (client_secret_basic), a redirect URI and PKCE; \a changes on top of it.
    explicit RelyingParty(TestRealm realm, ApplicationChanges changes = {});
    /// A public one.
    static RelyingParty spa(TestRealm realm, ApplicationChanges changes = {});
    static RelyingParty machine(TestRealm realm, ApplicationChanges changes = {});

    /// The same application, at another node.
    RelyingParty seenFrom(TestServer &node) const;

    static constexpr auto kRedirectUri = "https://app.example/callback";

    const TestRealm &realm() const { return m_realm; }
    QByteArray clientId() const { return m_application.clientId; }
    QByteArray secret() const { return m_secret; }
    ApplicationId id() const { return m_application.id; }
    QByteArray verifier() const { return m_verifier; }
    QByteArray challenge() const;
    void update(ApplicationChanges changes) const { m_realm.updateApplication(id(), std::move(changes)); }

    /// A good authorization request: `openid`, PKCE, a state and a nonce; with each of \a changes set.
    Parameters request(const Parameters &changes = {}) const;
    /// Its target.
    QByteArray authorize(const Parameters &changes = {}) const { return authorizeWith(request(changes)); }
    QByteArray authorizeWith(const Parameters &parameters) const
    {
        return m_realm.target("/oauth/authorize?") + parameters.encoded();
    }
    /// Signs \a username in, where the session does not do, allows what is asked, and returns the code.
    QByteArray code(Browser &browser, const QByteArray &username = "alice", const Parameters &changes = {},
        const QByteArray &password = TestRealm::kPassword) const;

    /// A request to the token endpoint with the client's credentials.
    Reply token(const Parameters &parameters, const HeaderList &headers = {}) const
    {
        return post("/oauth/token", parameters, headers);
    }
    /// Redeems \a code; \a changes to a good request, whose parameters with an empty value are left out.
    Reply redeem(const QByteArray &code, const Parameters &changes = {}) const;
    Parameters redemption(const QByteArray &code) const;
    Reply refresh(const QByteArray &refreshToken, const Parameters &changes = {}) const;
    Reply introspect(const QByteArray &token) const { return post("/oauth/introspect", { { "token", token } }); }
    bool isActive(const QByteArray &token) const;
    Reply revoke(const QByteArray &token, const Parameters &more = {}) const;
    Reply userinfo(const QByteArray &accessToken) const;
    /// A POST to any endpoint with the client's credentials.
    Reply post(const char *path, const Parameters &parameters, const HeaderList &headers = {}) const;
    /// Whole: a new browser signs \a username in, and the code is redeemed.
    Tokens tokens(const QByteArray &username = "alice", const Parameters &changes = {}) const;

    HeaderList basic() const;

private:
    TestRealm m_realm;
    Application m_application;
    QByteArray m_secret;
    QByteArray m_verifier;
};

}
