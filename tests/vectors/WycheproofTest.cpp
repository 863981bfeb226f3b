// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "core/Json.h"
#include "crypto/Hash.h"
#include "crypto/Jws.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

namespace auth::crypto {

namespace {

QString folder()
{
    const QString named = qEnvironmentVariable("AUTH_WYCHEPROOF");
    return named.isEmpty()
        ? QDir(QStringLiteral(AUTH_SOURCE_DIR)).absoluteFilePath(QStringLiteral("../shared/vectors/wycheproof"))
        : named;
}

QString text(const QJsonObject &object, const char *member)
{
    return object.value(QLatin1StringView(member)).toString();
}

QByteArray hex(const QJsonObject &object, const char *member)
{
    return QByteArray::fromHex(text(object, member).toLatin1());
}

QJsonObject child(const QJsonObject &object, const char *member)
{
    return object.value(QLatin1StringView(member)).toObject();
}

bool hasFlag(const QJsonObject &test, const char *flag)
{
    return test.value(QLatin1StringView("flags")).toArray().contains(QLatin1StringView(flag));
}

/// What a test says about itself, for the message of a failure.
QByteArray label(const QJsonObject &group, const QJsonObject &test)
{
    return QByteArray::number(test.value(QLatin1StringView("tcId")).toInt()) + ' ' + text(group, "comment").toUtf8()
        + ": " + text(test, "comment").toUtf8();
}

}

/// Vectors of Project Wycheproof: what broke other implementations.
class WycheproofTest : public QObject {
    Q_OBJECT

    template <typename Check>
    void forEach(const char *file, Check check)
    {
        QFile data(folder() + QLatin1Char('/') + QLatin1StringView(file));
        if (!data.open(QIODevice::ReadOnly))
            QSKIP("the vectors are not beside this checkout; AUTH_WYCHEPROOF may name their folder");
        m_checked = 0;
        for (const auto &group :
            QJsonDocument::fromJson(data.readAll()).object().value(QLatin1StringView("testGroups")).toArray()) {
            for (const auto &test : group.toObject().value(QLatin1StringView("tests")).toArray())
                check(group.toObject(), test.toObject());
        }
    }

    /// Signature files: a key per group, `valid`, `invalid` or `acceptable` per test. An acceptable one may go either
    /// way.
    void checkSignatures(const char *file, SignatureAlgorithm algorithm, int atLeast)
    {
        forEach(file, [&](const QJsonObject &group, const QJsonObject &test) {
            const auto key = VerificationKey::fromPem(text(group, "publicKeyPem").toUtf8());
            QVERIFY2(key, qPrintable(key ? QString() : key.error().description));
            ++m_checked;
            const QString expected = text(test, "result");
            const bool good = key->verify(algorithm, hex(test, "msg"), hex(test, "sig"));
            if (expected != QLatin1StringView("acceptable"))
                QVERIFY2(good == (expected == QLatin1StringView("valid")), label(group, test).constData());
        });
        QVERIFY(m_checked >= atLeast);
    }

    /// The answer of our verifier to a token and the keys that a group gives. No answer where the group is about
    /// algorithms that we do not have.
    std::optional<bool> accepts(const QJsonObject &group, const QJsonObject &test)
    {
        QJsonObject jwk = child(group, "public");
        if (jwk.contains(QLatin1StringView("keys")))
            jwk = jwk.value(QLatin1StringView("keys")).toArray().first().toObject();
        if (jwk.isEmpty())
            return std::nullopt; // Symmetric.
        VerifyOptions options;
        options.algorithms = { SignatureAlgorithm::RS256, SignatureAlgorithm::PS256, SignatureAlgorithm::ES256,
            SignatureAlgorithm::EdDSA };
        options.types = { "", "JWT" };
        options.payload = JwsPayload::Bytes;
        const auto key = VerificationKey::fromJwk(jwk);
        options.resolveKey = [&](const QString &kid, SignatureAlgorithm) {
            return key && (kid.isEmpty() || kid == key->kid()) ? std::optional(*key) : std::nullopt;
        };
        return parseAndVerify(text(test, "jws").toUtf8(), options).has_value();
    }

    void checkTokens(const char *file, int atLeast)
    {
        forEach(file, [&](const QJsonObject &group, const QJsonObject &test) {
            const auto accepted = accepts(group, test);
            if (!accepted)
                return;
            ++m_checked;
            bool expected = text(test, "result") == QLatin1StringView("valid");
            const auto header = QJsonDocument::fromJson(
                QByteArray::fromBase64(text(test, "jws").toUtf8().split('.').first(), QByteArray::Base64UrlEncoding));
            const bool ours = parseSignatureAlgorithm(text(header.object(), "alg")).has_value();
            // A lax decoder skips `?`; and whoever lacks an algorithm refuses its tokens.
            if (hasFlag(test, "InvalidCharacterInserted")
                || text(test, "comment").contains(QLatin1StringView("InvalidCharacterInserted")) || !ours)
                expected = false;
            QVERIFY2(*accepted == expected, label(group, test).constData());
        });
        QVERIFY(m_checked >= atLeast);
    }

    int m_checked = 0;

private Q_SLOTS:
    void initTestCase()
    {
        if (!QDir(folder()).exists())
            QSKIP("the vectors are not beside this checkout; AUTH_WYCHEPROOF may name their folder");
    }

    void es256() { checkSignatures("ecdsa_secp256r1_sha256_p1363_test.json", SignatureAlgorithm::ES256, 200); }
    void ed25519() { checkSignatures("ed25519_test.json", SignatureAlgorithm::EdDSA, 100); }
    void rs256() { checkSignatures("rsa_signature_2048_sha256_test.json", SignatureAlgorithm::RS256, 200); }
    void ps256() { checkSignatures("rsa_pss_2048_sha256_mgf1_32_test.json", SignatureAlgorithm::PS256, 100); }

    void es256NeverTakesDer()
    {
        forEach("ecdsa_secp256r1_sha256_test.json", [&](const QJsonObject &group, const QJsonObject &test) {
            const auto key = VerificationKey::fromPem(text(group, "publicKeyPem").toUtf8());
            QVERIFY(key);
            const QByteArray signature = hex(test, "sig");
            // A DER signature whose length happens to be 64 is read as r and s, and is none.
            QVERIFY2(
                !key->verify(SignatureAlgorithm::ES256, hex(test, "msg"), signature), label(group, test).constData());
            ++m_checked;
        });
        QVERIFY(m_checked >= 400);
    }

    void hmacSha256()
    {
        forEach("hmac_sha256_test.json", [&](const QJsonObject &group, const QJsonObject &test) {
            const auto size = group.value(QLatin1StringView("tagSize")).toInt() / 8;
            const QByteArray mac = crypto::hmacSha256(hex(test, "key"), hex(test, "msg")).first(size);
            QVERIFY2((mac == hex(test, "tag")) == (text(test, "result") == QLatin1StringView("valid")),
                label(group, test).constData());
            ++m_checked;
        });
        QVERIFY(m_checked >= 150);
    }

    void jsonWebSignatures() { checkTokens("json_web_signature_test.json", 340); }
    void jsonWebKeys() { checkTokens("json_web_key_test.json", 10); }
    void jsonWebCrypto() { checkTokens("json_web_crypto_test.json", 25); }
};

AUTH_TEST(WycheproofTest);

}

#include "WycheproofTest.moc"
