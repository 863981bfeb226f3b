// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ConfigSettings.h"

#include "app/ConfigValues.h"

#include <array>

namespace auth::app::config {

namespace {

#define FIELD(path) +[](Config& config) -> auto& { return config.path; }

constexpr qint64 kib = 1024;
constexpr qint64 mib = 1024 * kib;
constexpr qint64 gib = 1024 * mib;
constexpr qint64 second = 1000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

const Setting identity[] = {
    { .name = "AUTH_ENV",
        .field = FIELD(environment),
        .standard = "production",
        .choices = "development|staging|production",
        .description = "What this server is run for. Only development relaxes the rules on TLS and secrets." },
    { .name = "AUTH_PUBLIC_URL",
        .field = FIELD(publicUrl),
        .form = TextForm::Origin,
        .description
        = "The address at which browsers and applications reach the server: issuers and links begin with it. "
          "Changing it changes every issuer." },
    { .name = "AUTH_MASTER_KEY",
        .field = FIELD(masterKey),
        .form = TextForm::Key,
        .secret = true,
        .description = "32 random bytes that seal every other key, the same on all nodes. Make one with "
                       "`openssl rand -base64 32` and keep a copy apart from the database's backups." },
    { .name = "AUTH_ROOT_REALM",
        .field = FIELD(rootRealm),
        .standard = "main",
        .form = TextForm::Name,
        .description = "The realm whose issuer is the public URL itself. Changing it changes issuers." },
};

const Setting database[] = {
    { .name = "AUTH_DATABASE_URL",
        .field = FIELD(database.url),
        .form = TextForm::ConnectionString,
        .secret = true,
        .description = "PostgreSQL, as a URI or libpq connection string, for example "
                       "postgresql://auth_server@db.example.com/auth?sslmode=verify-full." },
    { .name = "AUTH_DATABASE_ROLE",
        .field = FIELD(database.role),
        .standard = "auth_server",
        .form = TextForm::Identifier,
        .description = "The role that `serve` takes after connecting (SET ROLE), with fewer rights than the owner's. "
                       "none stays with the role of the URL." },
    { .name = "AUTH_DATABASE_CONNECTIONS",
        .field = FIELD(database.connectionsPerThread),
        .standard = "8",
        .minimum = 1,
        .maximum = 200,
        .description = "Connections of each thread." },
    { .name = "AUTH_DATABASE_WAITING_LIMIT",
        .field = FIELD(database.waitingLimit),
        .standard = "1024",
        .minimum = 1,
        .maximum = 100'000,
        .description
        = "Requests of each thread that may wait for a connection; those beyond are answered 503 at once." },
    { .name = "AUTH_DATABASE_STATEMENT_TIMEOUT",
        .field = FIELD(database.statementTimeout),
        .standard = "10s",
        .minimum = 100,
        .maximum = 5 * minute,
        .description = "How long one statement may take." },
    { .name = "AUTH_DATABASE_PREPARED_STATEMENTS",
        .field = FIELD(database.preparedStatements),
        .standard = "true",
        .description = "false behind PgBouncer in transaction mode." },
    { .name = "AUTH_REDIS_URL",
        .field = FIELD(redisUrl),
        .form = TextForm::RedisUrl,
        .secret = true,
        .description = "A Redis that all nodes share, redis://[USER]:PASSWORD@HOST:PORT/DATABASE or "
                       "unix://[USER]:PASSWORD@/PATH?db=0. "
                       "Nodes then tell each other of changes through it, and not by NOTIFY, which no PgBouncer in "
                       "transaction mode lets through. What it holds may be lost at any time." },
    { .name = "AUTH_FAIL_POINT",
        .field = FIELD(database.failPoint),
        .description = "For tests of crashes, in development only: QUERY:before-commit, QUERY:commit-sent or "
                       "QUERY:after-commit kills the process there, log names the queries." },
};

const Setting network[] = {
    { .name = "AUTH_LISTEN",
        .field = FIELD(listen),
        .standard = "127.0.0.1:8080",
        .description = "HOST:PORT to listen on; * as HOST is every address, 0 as PORT a free one." },
    { .name = "AUTH_THREADS",
        .field = FIELD(threads),
        .standard = "0",
        .maximum = 256,
        .description = "Threads that answer requests; 0 is one per core." },
    { .name = "AUTH_TLS_CERTIFICATE",
        .field = FIELD(tls.certificate),
        .form = TextForm::File,
        .reloadable = true,
        .description
        = "PEM file of the certificate and its chain. Without it the server speaks plain HTTP, on loopback or "
          "to trusted proxies." },
    { .name = "AUTH_TLS_KEY",
        .field = FIELD(tls.key),
        .form = TextForm::File,
        .reloadable = true,
        .description = "PEM file of the certificate's private key." },
    { .name = "AUTH_TLS_CLIENT_CERTIFICATES",
        .field = FIELD(tls.requestClientCertificates),
        .standard = "false",
        .description
        = "Ask clients for a certificate. None is demanded: applications that authenticate by one show it." },
    { .name = "AUTH_TRUSTED_PROXIES",
        .field = FIELD(trustedProxies),
        .reloadable = true,
        .description = "Addresses and ranges of the reverse proxies whose Forwarded and X-Forwarded-* headers count, "
                       "separated by commas." },
    { .name = "AUTH_SHUTDOWN_TIMEOUT",
        .field = FIELD(shutdownTimeout),
        .standard = "20s",
        .maximum = 10 * minute,
        .description = "How long a stop waits for requests in flight." },
};

const Setting http[] = {
    { .name = "AUTH_HTTP_CONNECTIONS",
        .field = FIELD(http.connections),
        .standard = "4096",
        .minimum = 1,
        .maximum = 1'000'000,
        .description = "Open client connections of the whole server." },
    { .name = "AUTH_HTTP_CONNECTIONS_PER_ADDRESS",
        .field = FIELD(http.connectionsPerAddress),
        .standard = "256",
        .minimum = 1,
        .maximum = 1'000'000,
        .description = "Open connections of one client address; trusted proxies are exempt." },
    { .name = "AUTH_HTTP_REQUEST_LINE_LIMIT",
        .field = FIELD(http.requestLineLimit),
        .standard = "8KiB",
        .minimum = 512,
        .maximum = 64 * kib,
        .description = "Longest request target; a longer one is answered 414." },
    { .name = "AUTH_HTTP_HEAD_LIMIT",
        .field = FIELD(http.headLimit),
        .standard = "16KiB",
        .minimum = 2 * kib,
        .maximum = 64 * kib,
        .description = "All header fields of a request together; more is answered 431." },
    { .name = "AUTH_HTTP_HEADER_FIELDS",
        .field = FIELD(http.headerFields),
        .standard = "64",
        .minimum = 8,
        .maximum = 100,
        .description = "Most header fields of a request; more are answered 431." },
    { .name = "AUTH_HTTP_HEAD_TIMEOUT",
        .field = FIELD(http.headTimeout),
        .standard = "5s",
        .minimum = 100,
        .maximum = 5 * minute,
        .description = "Time from the first byte of a head to its last." },
    { .name = "AUTH_HTTP_BODY_TIMEOUT",
        .field = FIELD(http.bodyTimeout),
        .standard = "15s",
        .minimum = 100,
        .maximum = 10 * minute,
        .description = "Time for a request's body." },
    { .name = "AUTH_HTTP_MINIMUM_RATE",
        .field = FIELD(http.bodyMinimumRate),
        .standard = "16KiB",
        .minimum = 64,
        .maximum = gib,
        .description = "Bytes a second: a body or answer of n bytes is granted n / rate beyond its time." },
    { .name = "AUTH_HTTP_RESPONSE_TIMEOUT",
        .field = FIELD(http.responseTimeout),
        .standard = "15s",
        .minimum = 100,
        .maximum = 10 * minute,
        .description = "Time for a client to take an answer." },
    { .name = "AUTH_HTTP_KEEP_ALIVE_TIMEOUT",
        .field = FIELD(http.keepAliveTimeout),
        .standard = "15s",
        .maximum = hour,
        .description = "How long a connection may be idle between requests." },
    { .name = "AUTH_HTTP_PROXY_KEEP_ALIVE_TIMEOUT",
        .field = FIELD(http.proxyKeepAliveTimeout),
        .standard = "75s",
        .maximum = day,
        .description = "The same for connections of trusted proxies." },
    { .name = "AUTH_HTTP_REQUESTS_PER_CONNECTION",
        .field = FIELD(http.requestsPerConnection),
        .standard = "10000",
        .minimum = 1,
        .maximum = 1'000'000'000,
        .description = "Requests after which a connection is closed." },
    { .name = "AUTH_HTTP_CONNECTION_LIFETIME",
        .field = FIELD(http.connectionLifetime),
        .standard = "1h",
        .minimum = second,
        .maximum = 30 * day,
        .description = "Age at which a connection is closed after its answer." },
    { .name = "AUTH_HTTP_WRITE_QUEUE_LIMIT",
        .field = FIELD(http.writeQueueLimit),
        .standard = "1MiB",
        .minimum = 64 * kib,
        .maximum = gib,
        .description = "Bytes of an answer that may wait for a slow client." },
    { .name = "AUTH_HTTP_TLS_HANDSHAKE_TIMEOUT",
        .field = FIELD(http.tlsHandshakeTimeout),
        .standard = "5s",
        .minimum = 100,
        .maximum = 5 * minute,
        .description = "Time for a TLS handshake." },
};

const Setting hashing[] = {
    { .name = "AUTH_HASHING_THREADS",
        .field = FIELD(hashing.threads),
        .standard = "0",
        .maximum = 256,
        .description = "Threads that hash passwords; 0 is one per core." },
    { .name = "AUTH_HASHING_QUEUE_PER_REALM",
        .field = FIELD(hashing.queuePerRealm),
        .standard = "0",
        .maximum = 100'000,
        .description
        = "Password hashes of one realm that may wait; sign-ins beyond are told when to come back. 0 is 64 for "
          "each hashing thread, about 2.5 s of work." },
    { .name = "AUTH_HASHING_QUEUE",
        .field = FIELD(hashing.queue),
        .standard = "0",
        .maximum = 100'000,
        .description = "The same for all realms together; 0 is four times that of one." },
    { .name = "AUTH_ARGON2_MEMORY",
        .field = FIELD(hashing.argon2Memory),
        .standard = "19MiB",
        .minimum = 8 * mib,
        .maximum = gib,
        .description = "Memory of one Argon2id hash. Existing hashes are renewed at the next sign-in." },
    { .name = "AUTH_ARGON2_ITERATIONS",
        .field = FIELD(hashing.argon2Iterations),
        .standard = "2",
        .minimum = 1,
        .maximum = 64,
        .description = "Passes of one Argon2id hash." },
};

const Setting passkeys[] = {
    { .name = "AUTH_PASSKEY_RP_ID",
        .field = FIELD(passkeys.relyingPartyId),
        .form = TextForm::Domain,
        .description = "The domain that passkeys are made for, where it is not the host of the public URL: one that the "
                       "host ends with, or one whose /.well-known/webauthn names the public URL. Changing it makes "
                       "every passkey useless." },
    { .name = "AUTH_PASSKEY_ORIGINS",
        .field = FIELD(passkeys.origins),
        .form = TextForm::Origins,
        .description = "Further origins whose pages may use the passkeys of all realms, separated by commas: other "
                       "addresses of this server. They are published in /.well-known/webauthn." },
};

const Setting realms[] = {
    { .name = "AUTH_CODE_LIFETIME",
        .field = FIELD(realmDefaults.authorizationCodeLifetime),
        .standard = "60s",
        .minimum = second,
        .maximum = 10 * minute,
        .reloadable = true,
        .description = "Authorization codes." },
    { .name = "AUTH_FLOW_LIFETIME",
        .field = FIELD(realmDefaults.flowLifetime),
        .standard = "30m",
        .minimum = minute,
        .maximum = day,
        .reloadable = true,
        .description = "A sign-in that was begun." },
    { .name = "AUTH_SESSION_IDLE_TIMEOUT",
        .field = FIELD(realmDefaults.sessionIdleTimeout),
        .standard = "2h",
        .minimum = minute,
        .maximum = 365 * day,
        .reloadable = true,
        .description = "Sessions that are not used." },
    { .name = "AUTH_SESSION_LIFETIME",
        .field = FIELD(realmDefaults.sessionLifetime),
        .standard = "12h",
        .minimum = minute,
        .maximum = 365 * day,
        .reloadable = true,
        .description = "Sessions, used or not." },
    { .name = "AUTH_SESSION_HISTORY",
        .field = FIELD(realmDefaults.sessionHistory),
        .standard = "90d",
        .maximum = 3650 * day,
        .reloadable = true,
        .description = "How long sessions that have ended are kept for the history." },
    { .name = "AUTH_ACCESS_TOKEN_LIFETIME",
        .field = FIELD(realmDefaults.accessTokenLifetime),
        .standard = "15m",
        .minimum = 10 * second,
        .maximum = day,
        .reloadable = true,
        .description = "Access tokens." },
    { .name = "AUTH_REFRESH_TOKEN_LIFETIME",
        .field = FIELD(realmDefaults.refreshTokenLifetime),
        .standard = "30d",
        .minimum = minute,
        .maximum = 3650 * day,
        .reloadable = true,
        .description = "Refresh-token families." },
    { .name = "AUTH_ALLOW_AUTO_REGISTRATION",
        .field = FIELD(realmDefaults.allowAutoRegistration),
        .standard = "false",
        .reloadable = true,
        .description = "People may make an account for themselves." },
    { .name = "AUTH_REQUIRE_EMAIL_VERIFICATION",
        .field = FIELD(realmDefaults.requireEmailVerification),
        .standard = "false",
        .reloadable = true,
        .description = "Nobody signs in before their e-mail address is verified." },
    { .name = "AUTH_FORCE_PASSWORD_ROTATION",
        .field = FIELD(realmDefaults.forcePasswordRotation),
        .standard = "false",
        .reloadable = true,
        .description = "A password that is older than AUTH_PASSWORD_MAX_AGE is changed at the next sign-in." },
    { .name = "AUTH_PASSWORD_MAX_AGE",
        .field = FIELD(realmDefaults.passwordMaxAge),
        .standard = "90d",
        .minimum = day,
        .maximum = 3650 * day,
        .reloadable = true,
        .description = "How old a password may become where its change is forced." },
};

const Setting mail[] = {
    { .name = "AUTH_SMTP_HOST",
        .field = FIELD(smtp.host),
        .form = TextForm::Host,
        .description = "The server that takes mail over. Without it none is sent, and what needs mail is not offered; "
                       "`auth-server dev` keeps mail for its outbox page instead." },
    { .name = "AUTH_SMTP_PORT",
        .field = FIELD(smtp.port),
        .minimum = 1,
        .maximum = 65'535,
        .description = "Without it 587 with starttls, 465 with implicit, 25 with none." },
    { .name = "AUTH_SMTP_SECURITY",
        .field = FIELD(smtp.security),
        .standard = "starttls",
        .choices = "starttls|implicit|none",
        .description = "How the connection is protected. With starttls nothing is sent to a server that does not offer "
                       "it. none is for a server on this machine." },
    { .name = "AUTH_SMTP_USERNAME", .field = FIELD(smtp.username), .description = "Whom the server knows us as." },
    { .name = "AUTH_SMTP_PASSWORD", .field = FIELD(smtp.password), .secret = true, .description = "Goes with the user name." },
    { .name = "AUTH_SMTP_FROM",
        .field = FIELD(smtp.from),
        .form = TextForm::Mailbox,
        .description = "Whom mail comes from: auth@example.com or Example <auth@example.com>." },
    { .name = "AUTH_SMTP_CA",
        .field = FIELD(smtp.authority),
        .form = TextForm::File,
        .description = "PEM file of who signed the server's certificate, where the system does not trust them." },
    { .name = "AUTH_SMTP_TIMEOUT",
        .field = FIELD(smtp.timeout),
        .standard = "30s",
        .minimum = second,
        .maximum = 40 * second,
        .description = "One mail, from connecting to the server's last word. Then it is tried again later." },
};

const Setting places[] = {
    { .name = "AUTH_GEOIP_DATABASE",
        .field = FIELD(placesDatabase),
        .form = TextForm::File,
        .reloadable = true,
        .description = "File with the cities and countries of addresses in MaxMind's format (.mmdb), such as GeoLite2 City. "
                       "With it devices and sessions show the place. Replace it by renaming another one, then reload." },
};

const Setting observation[] = {
    { .name = "AUTH_LOG_LEVEL",
        .field = FIELD(logLevel),
        .standard = "info",
        .choices = "debug|info|warning|error",
        .reloadable = true,
        .description = "The least severe records that are written." },
    { .name = "AUTH_LOG_FORMAT",
        .field = FIELD(logFormat),
        .standard = "json",
        .choices = "json|text",
        .reloadable = true,
        .description = "One JSON object a line, or text for a person." },
    { .name = "AUTH_AUDIT_CHECKPOINT_FILE",
        .field = FIELD(checkpointFile),
        .form = TextForm::AppendedFile,
        .description = "File that signed checkpoints of the audit logs are appended to, as they are to the log. Keep it "
                       "where who rules the database does not reach: it shows that the database was cut or rolled back." },
    { .name = "AUTH_METRICS_LISTEN",
        .field = FIELD(metrics.listen),
        .description = "HOST:PORT of a listener of its own for /metrics, for a network that only scrapers reach." },
    { .name = "AUTH_METRICS_TOKEN",
        .field = FIELD(metrics.token),
        .form = TextForm::Token,
        .secret = true,
        .reloadable = true,
        .description = "Bearer token that scrapers of /metrics send." },
};

#undef FIELD

const Group allGroups[] = {
    { "Identity", identity },
    { "Database", database },
    { "Network", network },
    { "Limits and deadlines of HTTP", http },
    { "Password hashing", hashing },
    { "Passkeys", passkeys },
    { "Lifetimes, where a realm sets none itself", realms },
    { "Mail", mail },
    { "Places of addresses", places },
    { "Logs and metrics", observation },
};

/// \a text broken into comment lines of at most 100 columns.
QByteArray comment(QByteArray text)
{
    QByteArray out;
    QByteArray line = "#";
    const QList<QByteArray> words = text.split(' ');
    for (const QByteArray& word : words) {
        if (line.size() + 1 + word.size() > 100) {
            out += line + '\n';
            line = "#";
        }
        line += ' ' + word;
    }
    return out + line + '\n';
}

/// What may be written, for the settings whose description need not say it.
QByteArray range(const Setting& setting)
{
    if (*setting.choices)
        return "One of " + QByteArray(setting.choices).replace("|", ", ") + '.';
    if (std::holds_alternative<bool& (*)(Config&)>(setting.field))
        return "true or false.";
    if (setting.maximum == 0)
        return {};
    if (std::holds_alternative<int& (*)(Config&)>(setting.field))
        return QByteArray::number(setting.minimum) + " to " + QByteArray::number(setting.maximum) + '.';
    if (std::holds_alternative<qsizetype& (*)(Config&)>(setting.field))
        return formatSize(setting.minimum) + " to " + formatSize(setting.maximum) + '.';
    return formatDuration(std::chrono::milliseconds(setting.minimum)) + " to "
        + formatDuration(std::chrono::milliseconds(setting.maximum)) + '.';
}

}

std::span<const Group> groups()
{
    return allGroups;
}

const Setting* find(QByteArrayView name)
{
    for (const Group& group : allGroups) {
        for (const Setting& setting : group.settings) {
            if (name == QByteArrayView(setting.name))
                return &setting;
        }
    }
    return nullptr;
}

QByteArray exampleFile()
{
    QByteArray out
        = "# Settings of auth-server. The environment wins over this file. Copy it to .env and uncomment what "
          "differs.\n"
          "# Each setting below stands at its default. A secret may come from a file instead: NAME_FILE=/path.\n"
          "# Settings marked (reload) are taken over on SIGHUP.\n";
    for (const Group& group : allGroups) {
        out += "\n# ---- " + QByteArray(group.title) + " ----\n";
        for (const Setting& setting : group.settings) {
            QByteArray text = setting.description;
            if (const QByteArray allowed = range(setting); !allowed.isEmpty())
                text += ' ' + allowed;
            if (setting.secret)
                text += " Secret.";
            if (setting.reloadable)
                text += " (reload)";
            out += '\n' + comment(text) + '#' + setting.name + '=' + setting.standard + '\n';
        }
    }
    return out;
}

}
