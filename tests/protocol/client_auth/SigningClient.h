// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "RelyingParty.h"

#include "core/Random.h"

#include <QtCore/QJsonArray>

namespace auth::test {

/// A client that proves itself by its own key: private_key_jwt.
struct SigningClient {
    static constexpr auto kJwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    crypto::SigningKey key;
    RelyingParty app;

    explicit SigningClient(const TestRealm &realm, crypto::SignatureAlgorithm algorithm = crypto::SignatureAlgorithm::ES256, const QString &type = QStringLiteral("machine"))
        : key(*crypto::SigningKey::generate(algorithm))
        , app(realm, changes(key, type))
    {
    }

    static ApplicationChanges changes(const crypto::SigningKey &key, const QString &type)
    {
        ApplicationChanges changes;
        changes.type = type;
        changes.tokenEndpointAuthMethod = QStringLiteral("private_key_jwt");
        changes.jwks = QJsonObject { { QStringLiteral("keys"), QJsonArray { key.publicJwk() } } };
        if (type == u"machine")
            changes.scope = QStringLiteral("orders:read");
        return changes;
    }

    /// Claims that are good (RFC 7523 §3), and never the same.
    QJsonObject claims() const
    {
        const QString client = QString::fromUtf8(app.clientId());
        const qint64 now = app.realm().server().now();
        return { { QStringLiteral("iss"), client }, { QStringLiteral("sub"), client },
            { QStringLiteral("aud"), QString::fromLatin1(app.realm().issuer()) },
            { QStringLiteral("jti"), QString::fromLatin1(randomToken(16)) }, { QStringLiteral("iat"), now },
            { QStringLiteral("exp"), now + 60 } };
    }
    static Parameters presenting(const QByteArray &token)
    {
        return { { "client_assertion_type", kJwtBearer }, { "client_assertion", token } };
    }
    Parameters assertion() const { return assertion(claims()); }
    Parameters assertion(const QJsonObject &claims, const QByteArray &type = "JWT") const
    {
        return presenting(crypto::signCompact(key, type, claims));
    }
    /// A request that proves who sends it.
    Reply post(const char *path, const Parameters &parameters) const
    {
        return HttpClient(app.realm().server()).post(app.realm().target(path), parameters.with(assertion()));
    }
};

}
