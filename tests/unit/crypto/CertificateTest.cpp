// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"

#include "crypto/Certificate.h"
#include "crypto/PrivatePem.h"

#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslCertificateExtension>

#include <openssl/x509.h>

namespace auth::crypto {

using namespace Qt::StringLiterals;

class CertificateTest : public QObject {
    Q_OBJECT

    static constexpr Timestamp kFrom = std::chrono::sys_days(std::chrono::year(2026) / 6 / 15);

    static bool isSignedByItself(const QByteArray &der)
    {
        const auto *begin = reinterpret_cast<const unsigned char *>(der.constData());
        X509 *const certificate = d2i_X509(nullptr, &begin, der.size());
        const bool good = certificate && X509_verify(certificate, X509_get0_pubkey(certificate)) == 1;
        X509_free(certificate);
        return good;
    }

private Q_SLOTS:
    void putsAKeyIntoACertificateThatItSigns_data()
    {
        QTest::addColumn<int>("algorithm");
        for (const auto algorithm : { SignatureAlgorithm::RS256, SignatureAlgorithm::ES256, SignatureAlgorithm::EdDSA })
            QTest::newRow(wireName(algorithm)) << static_cast<int>(algorithm);
    }
    void putsAKeyIntoACertificateThatItSigns()
    {
        QFETCH(int, algorithm);
        const auto key = SigningKey::generate(static_cast<SignatureAlgorithm>(algorithm));
        VERIFY_RESULT(key);
        const QByteArray der = selfSignedCertificate(*key, "main", kFrom, kFrom + std::chrono::days(3650));
        const auto read = VerificationKey::fromCertificate(der);
        VERIFY_RESULT(read);
        QCOMPARE(read->thumbprint(), key->kid());
        QVERIFY(isSignedByItself(der));
        QByteArray bent = der;
        bent[bent.size() / 2] = static_cast<char>(bent[bent.size() / 2] ^ 1);
        QVERIFY(!isSignedByItself(bent));

        const QByteArray pem = pemOfCertificate(der);
        QVERIFY(isPemCertificate(pem));
        const QSslCertificate certificate(pem, QSsl::Pem);
        QVERIFY(!certificate.isNull());
        QCOMPARE(certificate.toDer(), der);
        QCOMPARE(certificate.subjectInfo(QSslCertificate::CommonName), QStringList { u"main"_s });
        QCOMPARE(certificate.issuerInfo(QSslCertificate::CommonName), QStringList { u"main"_s });
        QCOMPARE(certificate.effectiveDate(), QDateTime(QDate(2026, 6, 15), QTime(0, 0), Qt::UTC));
        QCOMPARE(certificate.expiryDate(), QDateTime(QDate(2036, 6, 12), QTime(0, 0), Qt::UTC));
        QVERIFY(!certificate.serialNumber().startsWith("-"));
        // It signs tokens, and no certificates.
        for (const auto &extension : certificate.extensions()) {
            if (extension.name() == u"basicConstraints")
                QCOMPARE(extension.value().toMap()[u"ca"_s].toBool(), false);
            QVERIFY(extension.isCritical());
        }
        QCOMPARE(certificate.extensions().size(), 2);
    }

    void readsPrivateKeysFromFilesAndNothingElse()
    {
        const auto key = SigningKey::generate(SignatureAlgorithm::EdDSA);
        VERIFY_RESULT(key);
        const QByteArray pem = "-----BEGIN PRIVATE KEY-----\n" + key->toPkcs8().view().toByteArray().toBase64() + "\n-----END PRIVATE KEY-----\n";
        const auto read = signingKeyFromPem(Secret(QByteArray(pem)));
        VERIFY_RESULT(read);
        QCOMPARE(read->kid(), key->kid());
        QCOMPARE(read->algorithm(), SignatureAlgorithm::EdDSA);
        for (const QByteArray &other : { QByteArray(), QByteArray("no key"), key->publicPem() })
            COMPARE_ERROR(signingKeyFromPem(Secret(QByteArray(other))), ErrorCode::ValidationFailed);
    }
};

AUTH_TEST(CertificateTest);

}

#include "CertificateTest.moc"
