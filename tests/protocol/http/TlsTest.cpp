// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "EdgeUnderTest.h"
#include "RawClient.h"

#include "core/Json.h"
#include "http/Tls.h"

#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslCipher>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QSslSocket>

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

using namespace auth;
using namespace auth::http;
using namespace auth::test;
using namespace std::chrono_literals;

namespace {

struct Pair {
    QByteArray certificate;
    QByteArray key;
};

QByteArray takeAll(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    QByteArray bytes(data, size);
    BIO_free(bio);
    return bytes;
}

/// A self-signed certificate of \a name.
Pair selfSigned(const char *name, EVP_PKEY *key)
{
    X509 *certificate = X509_new();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key);
    X509_NAME *subject = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>(name), -1, -1, 0);
    X509_set_issuer_name(certificate, subject);
    X509_sign(certificate, key, EVP_sha256());
    BIO *certificateBio = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(certificateBio, certificate);
    BIO *keyBio = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(keyBio, key, nullptr, nullptr, 0, nullptr, nullptr);
    X509_free(certificate);
    EVP_PKEY_free(key);
    return { takeAll(certificateBio), takeAll(keyBio) };
}

Pair elliptic(const char *name)
{
    return selfSigned(name, EVP_EC_gen("P-256"));
}

/// A client that takes any certificate, and knows none of the limits of the server.
void configure(QSslSocket &client, QSsl::SslProtocol protocol = QSsl::AnyProtocol, const QString &cipher = {})
{
    QSslConfiguration configuration;
    configuration.setProtocol(protocol);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (!cipher.isEmpty())
        configuration.setCiphers(cipher);
    client.setSslConfiguration(configuration);
}

bool connectTo(QSslSocket &client, quint16 port)
{
    client.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    return client.waitForEncrypted(5000);
}

/// Sends a request and returns the body of its answer.
QByteArray ask(QSslSocket &client, const QByteArray &target, qsizetype atLeast = 1)
{
    client.write("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
    QByteArray bytes;
    while (!bytes.contains("\r\n\r\n") || bytes.size() - bytes.indexOf("\r\n\r\n") - 4 < atLeast) {
        if (client.bytesAvailable() == 0 && !client.waitForReadyRead(5000))
            return {};
        bytes += client.readAll();
    }
    return bytes.sliced(bytes.indexOf("\r\n\r\n") + 4);
}

}

class TlsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_first = elliptic("first.example");
        m_second = elliptic("second.example");
        m_tls = tlsConfiguration(m_first.certificate, m_first.key).value();
    }

    void speaksTls12AndTls13()
    {
        EdgeUnderTest edge({}, Transport::Tls, m_tls);
        for (const auto protocol : { QSsl::TlsV1_2, QSsl::TlsV1_3 }) {
            QSslSocket client;
            configure(client, protocol);
            QVERIFY(connectTo(client, edge.port()));
            QCOMPARE(client.sessionProtocol(), protocol);
            const QJsonObject seen = parseJsonObject(ask(client, "/request", 20)).value();
            QCOMPARE(seen.value(u"secure").toBool(), true);
            QVERIFY(ask(client, "/hello").startsWith("{\"hello\""));
        }
    }

    void streamsOverTlsWithBackpressure()
    {
        EdgeUnderTest edge({}, Transport::Tls, m_tls);
        QSslSocket client;
        configure(client);
        client.setReadBufferSize(64 * 1024);
        QVERIFY(connectTo(client, edge.port()));
        QVERIFY(ask(client, "/stream?200", 200 * 64 * 1024).size() >= 200 * 64 * 1024);
    }

    void holdsAStreamThatNobodyReads()
    {
        EdgeUnderTest edge({}, Transport::Tls, m_tls);
        QSslSocket client;
        configure(client);
        client.setReadBufferSize(1024);
        QVERIFY(connectTo(client, edge.port()));
        client.write("GET /stream?1000 HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY(client.waitForReadyRead(5000));
        QTRY_VERIFY(edge.counters.pieces > 16);
        QVERIFY2(edge.counters.pieces < 500, qPrintable(QString::number(edge.counters.pieces)));
        client.abort();
        QTRY_COMPARE(edge.tasksInFlight(), 0);
        QTRY_COMPARE(edge.connections(), 0);
    }

    void refusesWeakCiphersOfTls12_data()
    {
        QTest::addColumn<QString>("cipher");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("ECDHE and AES-GCM") << QStringLiteral("ECDHE-RSA-AES128-GCM-SHA256") << true;
        QTest::newRow("ECDHE and AES-256-GCM") << QStringLiteral("ECDHE-RSA-AES256-GCM-SHA384") << true;
        QTest::newRow("ECDHE and CBC") << QStringLiteral("ECDHE-RSA-AES128-SHA256") << false;
        QTest::newRow("ECDHE and ChaCha20") << QStringLiteral("ECDHE-RSA-CHACHA20-POLY1305") << false;
        QTest::newRow("DHE and AES-GCM") << QStringLiteral("DHE-RSA-AES128-GCM-SHA256") << false;
        QTest::newRow("RSA key exchange") << QStringLiteral("AES128-GCM-SHA256") << false;
    }
    void refusesWeakCiphersOfTls12()
    {
        QFETCH(QString, cipher);
        QFETCH(bool, accepted);
        const Pair rsa = selfSigned("rsa.example", EVP_RSA_gen(2048));
        EdgeUnderTest edge({}, Transport::Tls, tlsConfiguration(rsa.certificate, rsa.key).value());
        QSslSocket client;
        configure(client, QSsl::TlsV1_2, cipher);
        QCOMPARE(client.sslConfiguration().ciphers().size(), 1);
        QCOMPARE(connectTo(client, edge.port()), accepted);
    }

    void takesARenewedCertificateWithoutARestart()
    {
        EdgeUnderTest edge({}, Transport::Tls, m_tls);
        QSslSocket before;
        configure(before);
        QVERIFY(connectTo(before, edge.port()));
        QCOMPARE(before.peerCertificate().subjectInfo(QSslCertificate::CommonName),
            QStringList { QStringLiteral("first.example") });
        edge.setTls(tlsConfiguration(m_second.certificate, m_second.key).value());
        QSslSocket after;
        configure(after);
        QVERIFY(connectTo(after, edge.port()));
        QCOMPARE(after.peerCertificate().subjectInfo(QSslCertificate::CommonName),
            QStringList { QStringLiteral("second.example") });
        QVERIFY(ask(before, "/hello").startsWith("{\"hello\""));
    }

    void handsOverTheClientsCertificateWhereItIsAskedFor()
    {
        const Pair mine = elliptic("client.example");
        for (const auto mode : { ClientCertificates::Request, ClientCertificates::Ignore }) {
            EdgeUnderTest edge({}, Transport::Tls, tlsConfiguration(m_first.certificate, m_first.key, mode).value());
            QSslSocket without;
            configure(without);
            QVERIFY(connectTo(without, edge.port()));
            QCOMPARE(parseJsonObject(ask(without, "/request", 20)).value().value(u"certificate").toInt(), 0);
            QSslSocket with;
            configure(with);
            with.setLocalCertificate(QSslCertificate(mine.certificate));
            with.setPrivateKey(QSslKey(mine.key, QSsl::Ec));
            QVERIFY(connectTo(with, edge.port()));
            QCOMPARE(parseJsonObject(ask(with, "/request", 20)).value().value(u"certificate").toInt() > 0,
                mode == ClientCertificates::Request);
        }
    }

    void aHandshakeThatDoesNotComeIsEnded()
    {
        EdgeOptions options;
        options.handshakeTimeout = 300ms;
        EdgeUnderTest edge(options, Transport::Tls, m_tls);
        RawClient silent(edge.port());
        RawClient trickling(edge.port());
        QVERIFY(trickling.send(QByteArray("\x16\x03\x01\x02\x00\x01", 6)));
        QTRY_COMPARE(edge.connections(), 2);
        QVERIFY(silent.waitForClose());
        QVERIFY(trickling.waitForClose());
        QTRY_COMPARE(edge.connections(), 0);
    }

    void plainHttpOnTheTlsPortEndsTheConnection()
    {
        EdgeUnderTest edge({}, Transport::Tls, m_tls);
        RawClient client(edge.port());
        QVERIFY(client.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"));
        QVERIFY(client.waitForClose());
        QCOMPARE(edge.counters.handled, 0);
        QTRY_COMPARE(edge.connections(), 0);
    }

    void saysWhatIsWrongWithCertificateOrKey()
    {
        QVERIFY(tlsConfiguration("nonsense", m_first.key).error().description.contains(QStringLiteral("certificate")));
        QVERIFY(tlsConfiguration(m_first.certificate, "nonsense").error().description.contains(QStringLiteral("key")));
        QVERIFY(tlsConfiguration(m_first.certificate, m_second.key)
                .error()
                .description.contains(QStringLiteral("does not belong")));
    }

private:
    Pair m_first;
    Pair m_second;
    QSslConfiguration m_tls;
};

AUTH_TEST(TlsTest);
#include "TlsTest.moc"
