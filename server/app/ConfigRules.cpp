// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ConfigRules.h"

#include "db/FailPoint.h"

#include <QtCore/QFile>
#include <QtCore/QSet>

#include <libpq-fe.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <memory>

namespace auth::app {

namespace {

/// Secrets that stand in documentation, examples and images, and are tried first.
bool isKnownSecret(QByteArrayView secret)
{
    static const std::array known{ "admin", "administrator", "auth", "auth-server", "auth_server", "authserver",
        "change-me", "change_me", "changeit", "changeme", "default", "demo", "dev", "development", "example",
        "insecure", "letmein", "pass", "password", "password1", "postgres", "postgresql", "qwerty", "root", "secret",
        "test", "testing", "token", "123456", "12345678", "123456789" };
    const QByteArray lower = secret.toByteArray().toLower();
    return std::any_of(known.begin(), known.end(), [&lower](const char* word) { return lower == word; });
}

/// Random bytes are not all printable (once in 10^13), and 32 of them have about 30 values.
bool looksRandom(QByteArrayView key)
{
    const bool printable = std::all_of(key.begin(), key.end(), [](char c) { return c >= ' ' && c <= '~'; });
    return !printable && QSet<char>(key.begin(), key.end()).size() >= 16;
}

struct Credentials {
    QByteArray user;
    QByteArray password;
};

Credentials credentialsIn(const QByteArray& connectionString)
{
    Credentials credentials;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconninfoParse(connectionString.constData(), nullptr), PQconninfoFree);
    for (const PQconninfoOption* option = options.get(); option && option->keyword; ++option) {
        if (qstrcmp(option->keyword, "user") == 0)
            credentials.user = option->val;
        else if (qstrcmp(option->keyword, "password") == 0)
            credentials.password = option->val;
    }
    return credentials;
}

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

Bio openPem(const QString& path)
{
    return Bio(BIO_new_file(QFile::encodeName(path).constData(), "r"), BIO_free);
}

class Rules {
public:
    Rules(const Config& config, ConfigPurpose purpose)
        : m_config(config)
        , m_purpose(purpose)
    {
    }

    QList<ConfigProblem> check()
    {
        checkRequired();
        if (m_purpose != ConfigPurpose::Migrate) {
            checkTls();
            checkLimits();
            checkMail();
            checkFailPoint();
        }
        if (!m_config.isDevelopment())
            checkProduction();
        return std::move(m_problems);
    }

private:
    void refuse(const char* name, QString message) { m_problems.append({ name, {}, std::move(message) }); }

    void checkRequired()
    {
        if (m_purpose == ConfigPurpose::Develop)
            return;
        if (m_config.database.url.isEmpty())
            refuse("AUTH_DATABASE_URL",
                QStringLiteral("it is required: set it to postgresql://USER@HOST/DATABASE, or try `auth-server dev`, "
                               "which needs nothing"));
        if (m_purpose == ConfigPurpose::Migrate)
            return;
        if (m_config.publicUrl.isEmpty())
            refuse("AUTH_PUBLIC_URL",
                QStringLiteral(
                    "it is required: set it to the address that browsers use, such as https://auth.example.com"));
        if (m_config.masterKey.isEmpty())
            refuse("AUTH_MASTER_KEY",
                QStringLiteral("it is required: make one with `openssl rand -base64 32` and give every node the same"));
    }

    void checkTls()
    {
        const TlsSettings& tls = m_config.tls;
        if (tls.certificate.isEmpty() && !tls.key.isEmpty())
            refuse("AUTH_TLS_CERTIFICATE", QStringLiteral("AUTH_TLS_KEY is set without it: set both or neither"));
        if (tls.key.isEmpty() && !tls.certificate.isEmpty())
            refuse("AUTH_TLS_KEY", QStringLiteral("AUTH_TLS_CERTIFICATE is set without it: set both or neither"));
        if (tls.requestClientCertificates && !tls.isEnabled())
            refuse("AUTH_TLS_CLIENT_CERTIFICATES",
                QStringLiteral("client certificates need TLS: set AUTH_TLS_CERTIFICATE and AUTH_TLS_KEY"));
        if (!tls.certificate.isEmpty() && !tls.key.isEmpty())
            checkPair(tls);
    }

    static std::unique_ptr<X509, decltype(&X509_free)> readCertificate(const QString& path)
    {
        const Bio file = openPem(path);
        return { file ? PEM_read_bio_X509(file.get(), nullptr, nullptr, nullptr) : nullptr, X509_free };
    }

    void checkPair(const TlsSettings& tls)
    {
        const auto certificate = readCertificate(tls.certificate);
        if (!certificate)
            refuse("AUTH_TLS_CERTIFICATE", QStringLiteral("\"%1\" holds no PEM certificate").arg(tls.certificate));
        const Bio keyFile = openPem(tls.key);
        // An empty passphrase: without it OpenSSL would ask on the terminal.
        char noPassphrase[] = "";
        const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
            keyFile ? PEM_read_bio_PrivateKey(keyFile.get(), nullptr, nullptr, noPassphrase) : nullptr, EVP_PKEY_free);
        if (!key)
            refuse("AUTH_TLS_KEY", QStringLiteral("\"%1\" holds no PEM private key without a passphrase").arg(tls.key));
        if (certificate && key && X509_check_private_key(certificate.get(), key.get()) != 1)
            refuse("AUTH_TLS_KEY",
                QStringLiteral("it is not the key of the first certificate in \"%1\"").arg(tls.certificate));
    }

    void checkLimits()
    {
        if (m_config.http.connectionsPerAddress > m_config.http.connections)
            refuse("AUTH_HTTP_CONNECTIONS_PER_ADDRESS",
                QStringLiteral("it must not be larger than AUTH_HTTP_CONNECTIONS"));
        if (m_config.realmDefaults.sessionIdleTimeout > m_config.realmDefaults.sessionLifetime)
            refuse("AUTH_SESSION_IDLE_TIMEOUT", QStringLiteral("it must not be longer than AUTH_SESSION_LIFETIME"));
        if (m_config.realmDefaults.forcePasswordRotation
            && m_config.realmDefaults.passwordMaxAge < m_config.realmDefaults.sessionLifetime)
            refuse("AUTH_PASSWORD_MAX_AGE",
                QStringLiteral("with AUTH_FORCE_PASSWORD_ROTATION it must not be shorter than AUTH_SESSION_LIFETIME"));
        if (m_config.metrics.listen && m_config.metrics.listen->port != 0
            && *m_config.metrics.listen == m_config.listen)
            refuse("AUTH_METRICS_LISTEN",
                QStringLiteral("it is the same as AUTH_LISTEN: choose another port, or leave it out"));
    }

    void checkMail()
    {
        const SmtpSettings& smtp = m_config.smtp;
        if (!smtp.isEnabled()) {
            const bool lost = !smtp.from.isEmpty() || !smtp.username.isEmpty() || !smtp.password.isEmpty();
            if (lost)
                refuse("AUTH_SMTP_HOST", QStringLiteral("it is missing beside other settings of mail: set it, or remove those"));
            return;
        }
        if (smtp.from.isEmpty())
            refuse("AUTH_SMTP_FROM", QStringLiteral("it is required with AUTH_SMTP_HOST: set it to the address that mail comes from"));
        if (smtp.username.isEmpty() != smtp.password.isEmpty())
            refuse(smtp.username.isEmpty() ? "AUTH_SMTP_USERNAME" : "AUTH_SMTP_PASSWORD",
                QStringLiteral("user name and password go together: set both or neither"));
        const bool local = smtp.host == "localhost" || QHostAddress(QString::fromLatin1(smtp.host)).isLoopback();
        if (smtp.security == smtp::Security::None && !local && !m_config.isDevelopment())
            refuse("AUTH_SMTP_SECURITY",
                QStringLiteral("none sends codes and links in the clear to another machine: use starttls or implicit "
                               "(AUTH_ENV=development allows it)"));
    }

    void checkProduction()
    {
        const QString onlyDevelopment = QStringLiteral(" (AUTH_ENV=development allows it)");
        const Credentials credentials = credentialsIn(m_config.database.url);
        if (!credentials.password.isEmpty()
            && (isKnownSecret(credentials.password) || credentials.password == credentials.user))
            refuse("AUTH_DATABASE_URL",
                QStringLiteral("its password is one that everybody tries: choose a random one") + onlyDevelopment);
        if (m_purpose == ConfigPurpose::Migrate)
            return;

        if (!m_config.publicUrl.isEmpty() && !m_config.publicUrl.startsWith("https://"))
            refuse("AUTH_PUBLIC_URL",
                QStringLiteral("it must begin with https://: tokens and cookies would travel in the clear")
                    + onlyDevelopment);
        if (!m_config.tls.isEnabled() && !m_config.listen.address.isLoopback() && m_config.trustedProxies.isEmpty()) {
            refuse("AUTH_LISTEN",
                QStringLiteral(
                    "plain HTTP off loopback: set AUTH_TLS_CERTIFICATE and AUTH_TLS_KEY, or name the TLS proxy in "
                    "AUTH_TRUSTED_PROXIES, or listen on 127.0.0.1")
                    + onlyDevelopment);
        }
        for (const Subnet& subnet : m_config.trustedProxies) {
            if (subnet.prefixLength == 0)
                refuse("AUTH_TRUSTED_PROXIES",
                    QStringLiteral("a range of all addresses trusts every client: name the proxies' own")
                        + onlyDevelopment);
        }
        if (!m_config.masterKey.isEmpty() && !looksRandom(m_config.masterKey.view()))
            refuse("AUTH_MASTER_KEY",
                QStringLiteral("it is not random: make one with `openssl rand -base64 32`") + onlyDevelopment);
        const QByteArrayView token = m_config.metrics.token.view();
        if (!token.isEmpty() && QSet<char>(token.begin(), token.end()).size() < 8)
            refuse("AUTH_METRICS_TOKEN",
                QStringLiteral("it is easy to guess: make one with `openssl rand -hex 32`") + onlyDevelopment);
        checkArgon2(onlyDevelopment);
    }

    void checkFailPoint()
    {
        if (m_config.database.failPoint.isEmpty())
            return;
        if (!m_config.isDevelopment())
            refuse("AUTH_FAIL_POINT", QStringLiteral("it kills the server: remove it (AUTH_ENV=development allows it)"));
        else if (!db::fail_point::isAvailable())
            refuse("AUTH_FAIL_POINT", QStringLiteral("this build has no fail points: remove it, or use a Debug build"));
        else if (!db::fail_point::isValid(m_config.database.failPoint))
            refuse("AUTH_FAIL_POINT", QStringLiteral("it is not QUERY:before-commit, QUERY:commit-sent, QUERY:after-commit or log"));
    }

    /// OWASP Password Storage Cheat Sheet, "Argon2id": memory by iterations of equal strength.
    void checkArgon2(const QString& onlyDevelopment)
    {
        static constexpr std::array minimumMib{ 46, 19, 12, 9, 7 };
        const auto iterations = std::min(static_cast<size_t>(m_config.hashing.argon2Iterations), minimumMib.size());
        const int minimum = minimumMib[iterations - 1];
        if (m_config.hashing.argon2Memory < qsizetype(minimum) * 1024 * 1024)
            refuse("AUTH_ARGON2_MEMORY",
                QStringLiteral("with %1 iterations it must be %2MiB or more")
                        .arg(m_config.hashing.argon2Iterations)
                        .arg(minimum)
                    + onlyDevelopment);
    }

    const Config& m_config;
    ConfigPurpose m_purpose;
    QList<ConfigProblem> m_problems;
};

}

QList<ConfigProblem> checkRules(const Config& config, ConfigPurpose purpose)
{
    return Rules(config, purpose).check();
}

}
