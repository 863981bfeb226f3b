// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "adapters/smtp/Security.h"
#include "core/Log.h"
#include "core/Secret.h"
#include "realms/Realm.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtNetwork/QHostAddress>

#include <chrono>
#include <optional>

namespace auth::app {

/// What the server is run for. Staging keeps production's rules; only development relaxes them.
enum class Environment : quint8 { Development, Staging, Production };

/// An address and port to listen on; port 0 takes a free one.
struct Endpoint {
    QHostAddress address;
    quint16 port = 0;

    bool operator==(const Endpoint&) const = default;
};

/// A range of addresses, `10.0.0.0/8`.
struct Subnet {
    QHostAddress address;
    int prefixLength = 0;

    bool operator==(const Subnet&) const = default;
};

/// Limits and deadlines of the HTTP edge (RFC 9112 leaves them to the server).
struct HttpSettings {
    qsizetype requestLineLimit = 0;
    qsizetype headLimit = 0;
    int headerFields = 0;
    std::chrono::milliseconds headTimeout{};
    std::chrono::milliseconds bodyTimeout{};
    qsizetype bodyMinimumRate = 0; ///< Bytes a second, of bodies and answers.
    std::chrono::milliseconds responseTimeout{};
    std::chrono::milliseconds keepAliveTimeout{};
    std::chrono::milliseconds proxyKeepAliveTimeout{};
    int requestsPerConnection = 0;
    std::chrono::milliseconds connectionLifetime{};
    int connections = 0;
    int connectionsPerAddress = 0;
    qsizetype writeQueueLimit = 0;
    std::chrono::milliseconds tlsHandshakeTimeout{};
};

struct TlsSettings {
    QString certificate; ///< Path of the PEM chain; empty where TLS is a proxy's work.
    QString key;
    bool requestClientCertificates = false; ///< Asked for, not demanded.

    bool isEnabled() const { return !certificate.isEmpty(); }
};

struct DatabaseSettings {
    QByteArray url; ///< libpq connection string or URI. Secret: it may carry a password.
    QByteArray role; ///< `SET ROLE` after connecting; empty stays with the URL's role.
    int connectionsPerThread = 0;
    int waitingLimit = 0;
    std::chrono::milliseconds statementTimeout{};
    bool preparedStatements = true;
    QByteArray failPoint; ///< See db/FailPoint.h.
};

struct HashingSettings {
    int threads = 0; ///< 0: one per core.
    int queuePerRealm = 0; ///< 0: 64 per thread.
    int queue = 0; ///< 0: four times that.
    qsizetype argon2Memory = 0; ///< Bytes.
    int argon2Iterations = 0;
};

struct PasskeySettings {
    QByteArray relyingPartyId; ///< Empty: the host of the public URL.
    QByteArray origins; ///< Further ones that may use the passkeys, separated by spaces.

    QList<QByteArray> relatedOrigins() const { return origins.isEmpty() ? QList<QByteArray> {} : origins.split(' '); }
};

struct MetricsSettings {
    std::optional<Endpoint> listen; ///< A listener of its own for `/metrics`; without one it is on the main listener.
    Secret token; ///< Bearer token of scrapers.
};

/// The server that takes mail over (RFC 6409).
struct SmtpSettings {
    QByteArray host; ///< Empty: no mail is sent.
    int port = 0; ///< 0: the usual one.
    smtp::Security security = smtp::Security::StartTls;
    QByteArray username; ///< Empty: without AUTH.
    Secret password;
    QByteArray from; ///< `Name <local@domain>`
    QString authority; ///< PEM file; empty: whom the system trusts.
    std::chrono::milliseconds timeout{}; ///< Of one mail.

    bool isEnabled() const { return !host.isEmpty(); }
};

/// Everything that is set from outside, typed and checked. Written by ConfigLoader from the table in
/// ConfigSettings.cpp, which has the defaults.
struct Config {
    Environment environment = Environment::Production;
    QByteArray publicUrl; ///< Scheme and authority, without a trailing slash: what issuers and links begin with.
    Secret masterKey; ///< 32 bytes.
    QByteArray rootRealm;

    DatabaseSettings database;
    QByteArray redisUrl; ///< Empty: none. Secret: it may carry a password.

    Endpoint listen;
    int threads = 0; ///< 0: one per core.
    TlsSettings tls;
    QList<Subnet> trustedProxies;
    HttpSettings http;
    std::chrono::milliseconds shutdownTimeout{};

    SmtpSettings smtp;
    HashingSettings hashing;
    PasskeySettings passkeys;
    RealmSettings realmDefaults; ///< What a realm has where it sets nothing itself.

    LogLevel logLevel = LogLevel::Info;
    LogFormat logFormat = LogFormat::Json;
    MetricsSettings metrics;
    QString placesDatabase; ///< Path of a file in MaxMind's format; empty: places of addresses are not shown.
    QString checkpointFile; ///< Where audit checkpoints go beside the database; empty: to the log only.

    bool isDevelopment() const { return environment == Environment::Development; }
    /// \a address is a reverse proxy whose `Forwarded` headers count.
    bool isTrustedProxy(const QHostAddress& address) const;
};

}
