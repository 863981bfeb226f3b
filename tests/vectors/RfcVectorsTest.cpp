// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "ResultTest.h"

#include "core/Base64Url.h"
#include "crypto/Hash.h"
#include "crypto/Jws.h"
#include "crypto/PasswordHash.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

namespace auth::crypto {

namespace {

QJsonArray vectors(const char *name)
{
    QFile file(QStringLiteral(AUTH_SOURCE_DIR "/tests/vectors/rfc/%1.json").arg(QLatin1StringView(name)));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(file.fileName()));
    return QJsonDocument::fromJson(file.readAll()).array();
}

void rowForEach(const char *name)
{
    QTest::addColumn<QJsonObject>("vector");
    for (const auto &value : vectors(name))
        QTest::newRow(value.toObject().value(QLatin1StringView("source")).toString().toUtf8().constData())
            << value.toObject();
}

QByteArray text(const QJsonObject &vector, const char *member)
{
    return vector.value(QLatin1StringView(member)).toString().toUtf8();
}

QByteArray hex(const QJsonObject &vector, const char *member)
{
    return QByteArray::fromHex(text(vector, member));
}

}

class RfcVectorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void verifiesTheirSignatures_data() { rowForEach("jws"); }
    void verifiesTheirSignatures()
    {
        QFETCH(QJsonObject, vector);
        const auto key = VerificationKey::fromJwk(vector.value(QLatin1StringView("jwk")).toObject());
        VERIFY_RESULT(key);
        VerifyOptions options;
        options.algorithms = { *parseSignatureAlgorithm(text(vector, "alg")) };
        options.types = { "" };
        options.payload = JwsPayload::Bytes;
        options.resolveKey = [&key](const QString &, SignatureAlgorithm) { return std::optional(*key); };
        const QByteArray token = text(vector, "jws");
        const auto jws = parseAndVerify(token, options);
        VERIFY_RESULT(jws);
        QCOMPARE(jws->payload, text(vector, "payload"));
        if (vector.contains(QLatin1StringView("seed"))) {
            // Ed25519 is deterministic: our signature is theirs.
            const QByteArray der
                = QByteArray::fromHex("302e020100300506032b657004220420") + *fromBase64Url(text(vector, "seed"));
            const auto signing = SigningKey::fromPkcs8(der, SignatureAlgorithm::EdDSA);
            VERIFY_RESULT(signing);
            QCOMPARE(signing->toPkcs8().view(), QByteArrayView(der));
            const auto end = token.lastIndexOf('.');
            QCOMPARE(toBase64Url(signing->sign(QByteArrayView(token).first(end))), token.sliced(end + 1));
        }
    }

    void computesTheirThumbprints_data() { rowForEach("thumbprints"); }
    void computesTheirThumbprints()
    {
        QFETCH(QJsonObject, vector);
        const auto key = VerificationKey::fromJwk(vector.value(QLatin1StringView("jwk")).toObject());
        VERIFY_RESULT(key);
        QCOMPARE(key->thumbprint(), vector.value(QLatin1StringView("thumbprint")).toString());
    }

    void derivesTheirKeys_data() { rowForEach("hkdf"); }
    void derivesTheirKeys()
    {
        QFETCH(QJsonObject, vector);
        const QByteArray output = hex(vector, "output");
        QCOMPARE(hkdfSha256(hex(vector, "key"), hex(vector, "salt"), hex(vector, "info"), output.size()), output);
    }

    void hashesAsRfc7636AppendixB()
    {
        QCOMPARE(toBase64Url(sha256("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")),
            QByteArray("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
        QCOMPARE(sha256({}).toHex(), QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    }

    void verifiesAHashOfTheArgon2ReferenceImplementation()
    {
        // hashtest(version, 2, 16, 1, "password", "somesalt", …) of its test.c.
        const QByteArray phc = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        QVERIFY(verifyPassword("password", phc));
        QVERIFY(!verifyPassword("differentpassword", phc));
    }
};

AUTH_TEST(RfcVectorsTest);

}

#include "RfcVectorsTest.moc"
