// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"
#include "AuthTest.h"

#include "crypto/Jwk.h"

#include <QtCore/QJsonArray>
#include <QtCore/QProcess>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// Public keys of applications, as JWK, PEM and X.509 (A3, A5).
class ApplicationKeysTest : public QObject {
    Q_OBJECT

    struct World {
        TestRealm realm = TestServer::shared().createRealm("keys");
        AdminCaller caller { TestServer::shared(), administratorToken(TestServer::shared()) };
        QByteArray application = "/admin/v1/realms/" + realm.name() + "/applications/shop";
        QByteArray keys = application + "/keys";

        World()
        {
            const Reply made = caller.call("POST", "/admin/v1/realms/" + realm.name() + "/applications",
                { { u"client_id"_s, u"shop"_s }, { u"type"_s, u"machine"_s } });
            if (made.status != 201)
                qFatal("%s", made.body.constData());
        }
    };
    static crypto::SigningKey key() { return crypto::SigningKey::generate(crypto::SignatureAlgorithm::ES256).value(); }
    /// A self-signed certificate, made by openssl.
    static QString certificate()
    {
        QProcess openssl;
        openssl.start(u"openssl"_s, { u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-nodes"_s, u"-keyout"_s, u"/dev/null"_s, u"-subj"_s, u"/CN=shop"_s, u"-days"_s, u"30"_s });
        openssl.waitForFinished();
        return QString::fromLatin1(openssl.readAllStandardOutput());
    }

private Q_SLOTS:
    void takesAKeyInEachFormAndGivesItBackInAll()
    {
        World w;
        const auto one = key();
        const Reply asJwk = w.caller.call("POST", w.keys, { { u"jwk"_s, one.publicJwk() } });
        QVERIFY2(asJwk.status == 201, asJwk.body);
        QCOMPARE(asJwk.text("kid"), one.kid());
        QCOMPARE(crypto::VerificationKey::fromPem(asJwk.text("pem").toLatin1())->thumbprint(), one.kid());
        const auto two = key();
        const Reply asPem = w.caller.call("POST", w.keys, { { u"pem"_s, QString::fromLatin1(two.publicPem()) }, { u"kid"_s, u"two"_s } });
        QVERIFY2(asPem.status == 201, asPem.body);
        QCOMPARE(crypto::VerificationKey::fromJwk(asPem.json()[u"jwk"].toObject())->thumbprint(), two.kid());
        const QString x509 = certificate();
        const Reply asCertificate = w.caller.call("POST", w.keys, { { u"pem"_s, x509 } });
        QVERIFY2(asCertificate.status == 201, asCertificate.body);
        QCOMPARE(asCertificate.text("certificate").trimmed(), x509.mid(x509.indexOf(u"-----BEGIN"_s)).trimmed());
        const auto ofCertificate = crypto::VerificationKey::fromPem(x509.toLatin1());
        QCOMPARE(crypto::VerificationKey::fromPem(asCertificate.text("pem").toLatin1())->thumbprint(), ofCertificate->thumbprint());

        const QJsonArray listed = w.caller.call("GET", w.keys).json()[u"items"].toArray();
        QCOMPARE(listed, (QJsonArray { asJwk.json(), asPem.json(), asCertificate.json() }));
        QCOMPARE(w.caller.call("GET", w.application).json()[u"jwks"][u"keys"].toArray().size(), 3);
    }

    void takesKeysAway()
    {
        World w;
        const auto one = key();
        w.caller.call("POST", w.keys, { { u"jwk"_s, one.publicJwk() } });
        w.caller.call("POST", w.keys, { { u"pem"_s, QString::fromLatin1(key().publicPem()) }, { u"kid"_s, u"two"_s } });
        QCOMPARE(w.caller.call("DELETE", w.keys + "/two?dry_run=true").status, 204);
        QCOMPARE(w.caller.call("DELETE", w.keys + "/two").status, 204);
        QCOMPARE(w.caller.call("DELETE", w.keys + "/two").status, 404);
        QCOMPARE(w.caller.call("DELETE", w.keys + '/' + one.kid().toLatin1()).status, 204);
        QVERIFY(!w.caller.call("GET", w.application).json().contains(u"jwks"));
        QVERIFY(w.caller.call("GET", w.application + "/history").json()[u"items"].toArray().size() == 5);
    }

    void refusesWhatIsNoPublicKey()
    {
        World w;
        const auto one = key();
        const auto path = [&](const QJsonObject &body) {
            const Reply refused = w.caller.call("POST", w.keys, body);
            return QString::number(refused.status) + refused.json()[u"fields"][0][u"path"].toString();
        };
        QJsonObject secret = one.publicJwk();
        secret[u"d"] = u"AAAA"_s;
        QCOMPARE(path({ { u"jwk"_s, secret } }), u"422/jwk"_s);
        QCOMPARE(path({ { u"pem"_s, u"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"_s } }), u"422/pem"_s);
        QCOMPARE(path({ { u"kid"_s, u"one"_s } }), u"422/jwk"_s);
        QCOMPARE(path({ { u"jwk"_s, one.publicJwk() }, { u"pem"_s, QString::fromLatin1(one.publicPem()) } }), u"422/pem"_s);
        w.caller.call("POST", w.keys, { { u"jwk"_s, one.publicJwk() } });
        QCOMPARE(path({ { u"jwk"_s, one.publicJwk() } }), u"409/kid"_s);
        w.caller.call("PATCH", w.application, { { u"jwks"_s, QJsonValue::Null }, { u"jwks_uri"_s, u"https://shop.example/jwks"_s } });
        QCOMPARE(path({ { u"jwk"_s, one.publicJwk() } }), u"422/jwks"_s);
    }
};

AUTH_TEST(ApplicationKeysTest);
#include "ApplicationKeysTest.moc"
