// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"

#include "core/Base64Url.h"
#include "crypto/Jwk.h"

#include <QtCore/QJsonArray>

namespace auth::crypto {

namespace {

QJsonObject with(QJsonObject jwk, const char *member, const QJsonValue &value)
{
    jwk.insert(QLatin1StringView(member), value);
    return jwk;
}

QJsonObject withBytes(const QJsonObject &jwk, const char *member, const QByteArray &bytes)
{
    return with(jwk, member, QString::fromLatin1(toBase64Url(bytes)));
}

QByteArray bytesOf(const QJsonObject &jwk, const char *member)
{
    return *fromBase64Url(jwk.value(QLatin1StringView(member)).toString().toLatin1());
}

}

class JwkTest : public QObject {
    Q_OBJECT

    const SigningKey m_rsa = *SigningKey::generate(SignatureAlgorithm::RS256);
    const SigningKey m_ec = *SigningKey::generate(SignatureAlgorithm::ES256);
    const SigningKey m_ed = *SigningKey::generate(SignatureAlgorithm::EdDSA);

    void refuses(const QJsonObject &jwk, const char *because)
    {
        const auto key = VerificationKey::fromJwk(jwk);
        COMPARE_ERROR(key, ErrorCode::ValidationFailed);
        QVERIFY2(key.error().description.contains(QLatin1StringView(because)), qPrintable(key.error().description));
    }

private Q_SLOTS:
    void publicFormsGoAroundWhole()
    {
        for (const SigningKey *key : { &m_rsa, &m_ec, &m_ed }) {
            const QJsonObject jwk = key->publicJwk();
            const auto imported = VerificationKey::fromJwk(jwk);
            VERIFY_RESULT(imported);
            QCOMPARE(imported->toJwk(), jwk);
            QCOMPARE(imported->kid(), key->kid());
            QCOMPARE(imported->thumbprint(), key->kid());
            QCOMPARE(imported->algorithm(), std::optional(key->algorithm()));
            const auto fromPem = VerificationKey::fromPem(key->publicPem());
            VERIFY_RESULT(fromPem);
            QCOMPARE(fromPem->thumbprint(), key->kid());
            QCOMPARE(fromPem->algorithm(), std::nullopt);
            QVERIFY(fromPem->verify(key->algorithm(), "message", key->sign("message")));
            QVERIFY(!fromPem->verify(key->algorithm(), "massage", key->sign("message")));
        }
    }
    void publicJwksHaveExactlyTheirMembers()
    {
        QCOMPARE(m_rsa.publicJwk().keys(),
            QStringList({ QStringLiteral("alg"), QStringLiteral("e"), QStringLiteral("kid"), QStringLiteral("kty"),
                QStringLiteral("n"), QStringLiteral("use") }));
        QCOMPARE(m_ec.publicJwk().keys(),
            QStringList({ QStringLiteral("alg"), QStringLiteral("crv"), QStringLiteral("kid"), QStringLiteral("kty"),
                QStringLiteral("use"), QStringLiteral("x"), QStringLiteral("y") }));
        QCOMPARE(m_ed.publicJwk().keys(),
            QStringList({ QStringLiteral("alg"), QStringLiteral("crv"), QStringLiteral("kid"), QStringLiteral("kty"),
                QStringLiteral("use"), QStringLiteral("x") }));
    }
    void privateKeysGoAroundWhole()
    {
        for (const SigningKey *key : { &m_rsa, &m_ec, &m_ed }) {
            const auto again = SigningKey::fromPkcs8(key->toPkcs8().view(), key->algorithm());
            VERIFY_RESULT(again);
            QCOMPARE(again->kid(), key->kid());
            QVERIFY(key->verificationKey().verify(key->algorithm(), "message", again->sign("message")));
        }
    }
    void refusesPrivateKeysOfAnotherKind()
    {
        const QByteArray der = m_ec.toPkcs8().view().toByteArray();
        COMPARE_ERROR(SigningKey::fromPkcs8(der, SignatureAlgorithm::RS256), ErrorCode::ValidationFailed);
        COMPARE_ERROR(SigningKey::fromPkcs8(der, SignatureAlgorithm::EdDSA), ErrorCode::ValidationFailed);
        COMPARE_ERROR(SigningKey::fromPkcs8(der + 'x', SignatureAlgorithm::ES256), ErrorCode::ValidationFailed);
        COMPARE_ERROR(SigningKey::fromPkcs8(der.chopped(1), SignatureAlgorithm::ES256), ErrorCode::ValidationFailed);
        COMPARE_ERROR(SigningKey::fromPkcs8(QByteArray(), SignatureAlgorithm::ES256), ErrorCode::ValidationFailed);
        COMPARE_ERROR(SigningKey::fromPkcs8(m_ec.verificationKey().toDer(), SignatureAlgorithm::ES256),
            ErrorCode::ValidationFailed);
        COMPARE_ERROR(SigningKey::generate(SignatureAlgorithm::RS256, 1024), ErrorCode::ValidationFailed);
    }
    void refusesPrivateAndSymmetricMembers()
    {
        for (const char *member : { "d", "p", "q", "dp", "dq", "qi", "oth", "k" })
            refuses(with(m_rsa.publicJwk(), member, QStringLiteral("AQAB")), "private member");
        refuses({ { QStringLiteral("kty"), QStringLiteral("oct") }, { QStringLiteral("k"), QStringLiteral("AQAB") } },
            "private member");
        refuses({ { QStringLiteral("kty"), QStringLiteral("oct") } }, "kty");
        refuses({}, "kty");
        refuses(with(m_rsa.publicJwk(), "kty", 1), "kty");
    }
    void refusesWeakRsa()
    {
        const QJsonObject jwk = m_rsa.publicJwk();
        for (const QByteArray &exponent : { QByteArray("\x01"), QByteArray("\x02"), QByteArray("\x01\x00\x02", 3) })
            refuses(withBytes(jwk, "e", exponent), "exponent");
        refuses(withBytes(jwk, "e", QByteArray(9, '\x7f')), "too long");
        refuses(withBytes(jwk, "n", bytesOf(jwk, "n").first(128)), "2048");
        refuses(withBytes(jwk, "n", bytesOf(jwk, "n").chopped(1)), "2048");
        QByteArray even = bytesOf(jwk, "n");
        even.back() = static_cast<char>(even.back() & 0xfe);
        refuses(withBytes(jwk, "n", even), "even");
        refuses(withBytes(jwk, "n", '\x7f' + QByteArray(1025, '\xff')), "too long");
    }
    void refusesNumbersInAnotherForm()
    {
        const QJsonObject jwk = m_rsa.publicJwk();
        refuses(withBytes(jwk, "n", '\0' + bytesOf(jwk, "n")), "zero octet");
        refuses(withBytes(jwk, "e", QByteArray("\0\x01\0\x01", 4)), "zero octet");
        refuses(with(jwk, "e", QStringLiteral("AQAB=")), "base64url");
        refuses(with(jwk, "e", QStringLiteral("AQ AB")), "base64url");
        refuses(with(jwk, "e", QString()), "base64url");
        refuses(with(jwk, "e", 65537), "not a string");
        refuses(with(jwk, "n", QJsonValue()), "not a string");
    }
    void refusesPointsOffTheCurve()
    {
        const QJsonObject jwk = m_ec.publicJwk();
        QByteArray y = bytesOf(jwk, "y");
        y.back() = static_cast<char>(y.back() ^ 1);
        refuses(withBytes(jwk, "y", y), "curve");
        refuses(withBytes(withBytes(jwk, "x", QByteArray(32, '\0')), "y", QByteArray(32, '\0')), "curve");
        refuses(withBytes(jwk, "x", QByteArray(32, '\xff')), "curve");
        refuses(withBytes(jwk, "x", bytesOf(jwk, "x").chopped(1)), "32 octets");
        refuses(withBytes(jwk, "x", '\0' + bytesOf(jwk, "x")), "32 octets");
        refuses(with(jwk, "crv", QStringLiteral("P-384")), "P-256");
        refuses(with(jwk, "crv", QJsonValue()), "P-256");
    }
    void refusesEd25519PointsOfLowOrder()
    {
        const QJsonObject jwk = m_ed.publicJwk();
        for (const char *point : { "0000000000000000000000000000000000000000000000000000000000000000",
                 "0100000000000000000000000000000000000000000000000000000000000000",
                 "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                 "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                 "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a" })
            refuses(withBytes(jwk, "x", QByteArray::fromHex(point)), "Ed25519");
        refuses(withBytes(jwk, "x", bytesOf(jwk, "x").chopped(1)), "32 octets");
        refuses(with(jwk, "crv", QStringLiteral("X25519")), "Ed25519");
        refuses(with(jwk, "crv", QStringLiteral("Ed448")), "Ed25519");
    }
    void refusesKeysThatAreNotForVerification()
    {
        const QJsonObject jwk = m_ec.publicJwk();
        refuses(with(jwk, "use", QStringLiteral("enc")), "use");
        refuses(with(jwk, "use", 1), "use");
        refuses(with(jwk, "key_ops", QJsonArray { QStringLiteral("sign") }), "key_ops");
        refuses(with(jwk, "key_ops", QStringLiteral("verify")), "key_ops");
        refuses(with(jwk, "alg", QStringLiteral("RS256")), "alg");
        refuses(with(jwk, "alg", QStringLiteral("ES384")), "alg");
        refuses(with(jwk, "alg", QStringLiteral("none")), "alg");
        refuses(with(jwk, "alg", QStringLiteral("HS256")), "alg");
        refuses(with(jwk, "kid", 7), "kid");
        refuses(with(jwk, "kid", QString(257, u'x')), "kid");
        VERIFY_RESULT(VerificationKey::fromJwk(with(jwk, "key_ops", QJsonArray { QStringLiteral("verify") })));
    }
    void anRsaKeyWithoutAlgorithmVerifiesBothOfItsKind()
    {
        QJsonObject jwk = m_rsa.publicJwk();
        jwk.remove(QStringLiteral("alg"));
        const auto key = VerificationKey::fromJwk(jwk);
        VERIFY_RESULT(key);
        QVERIFY(key->supports(SignatureAlgorithm::RS256));
        QVERIFY(key->supports(SignatureAlgorithm::PS256));
        QVERIFY(!key->supports(SignatureAlgorithm::ES256));
        QVERIFY(!m_rsa.verificationKey().supports(SignatureAlgorithm::PS256));
        QVERIFY(!key->verify(SignatureAlgorithm::PS256, "message", m_rsa.sign("message")));
    }
    void refusesPemThatIsNoPublicKey()
    {
        COMPARE_ERROR(VerificationKey::fromPem("nonsense"), ErrorCode::ValidationFailed);
        COMPARE_ERROR(VerificationKey::fromPem({}), ErrorCode::ValidationFailed);
        COMPARE_ERROR(VerificationKey::fromPem("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
            ErrorCode::ValidationFailed);
        COMPARE_ERROR(VerificationKey::fromCertificate(QByteArray("\x30\x00", 2)), ErrorCode::ValidationFailed);
    }
};

AUTH_TEST(JwkTest);

}

#include "JwkTest.moc"
