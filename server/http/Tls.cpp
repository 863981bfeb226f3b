// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Tls.h"

#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslCipher>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QSslSocket>

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace auth::http {

namespace {

QSslKey readKey(const QByteArray &pem)
{
    for (const auto algorithm : { QSsl::Ec, QSsl::Rsa }) {
        const QSslKey key(pem, algorithm, QSsl::Pem, QSsl::PrivateKey);
        if (!key.isNull())
            return key;
    }
    return {};
}

bool belongTogether(const QByteArray &certificatePem, const QByteArray &keyPem)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> certificateBio(
        BIO_new_mem_buf(certificatePem.constData(), static_cast<int>(certificatePem.size())), BIO_free);
    const std::unique_ptr<BIO, decltype(&BIO_free)> keyBio(
        BIO_new_mem_buf(keyPem.constData(), static_cast<int>(keyPem.size())), BIO_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        PEM_read_bio_X509(certificateBio.get(), nullptr, nullptr, nullptr), X509_free);
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        PEM_read_bio_PrivateKey(keyBio.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
    return certificate && key && X509_check_private_key(certificate.get(), key.get()) == 1;
}

}

Result<QSslConfiguration> tlsConfiguration(QByteArray chainPem, QByteArray keyPem, ClientCertificates clients)
{
    const auto chain = QSslCertificate::fromData(chainPem, QSsl::Pem);
    if (chain.isEmpty())
        return failure(ErrorCode::ValidationFailed, QStringLiteral("The TLS certificate file has no PEM certificate."));
    const QSslKey key = readKey(keyPem);
    if (key.isNull())
        return failure(ErrorCode::ValidationFailed,
            QStringLiteral("The TLS key file has no unencrypted PEM private key (RSA or EC)."));
    if (!belongTogether(chainPem, keyPem))
        return failure(ErrorCode::ValidationFailed,
            QStringLiteral("The TLS key does not belong to the first certificate of the TLS certificate file."));

    QSslConfiguration configuration;
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    configuration.setPeerVerifyMode(
        clients == ClientCertificates::Request ? QSslSocket::QueryPeer : QSslSocket::VerifyNone);
    configuration.setAllowedNextProtocols({ QByteArrayLiteral("http/1.1") });
    auto ciphers = QSslConfiguration::supportedCiphers();
    ciphers.removeIf([](const QSslCipher &cipher) {
        const QString name = cipher.name();
        const bool isTls13 = name.startsWith(QLatin1StringView("TLS_"));
        const bool isGood = name.startsWith(QLatin1StringView("ECDHE-")) && name.contains(QLatin1StringView("AES"))
            && name.contains(QLatin1StringView("-GCM-"));
        return !isTls13 && !isGood;
    });
    configuration.setCiphers(ciphers);
    return configuration;
}

}
