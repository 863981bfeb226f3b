// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "core/Base64Url.h"
#include "core/Json.h"
#include "crypto/Hash.h"
#include "crypto/Jws.h"

#include <QtCore/QJsonArray>

#include <thread>

namespace auth::crypto {

namespace {

SigningKey makeKey(SignatureAlgorithm algorithm)
{
    return *SigningKey::generate(algorithm);
}

VerifyOptions optionsFor(const SigningKey &key)
{
    VerifyOptions options;
    options.algorithms = { key.algorithm() };
    options.types = { "JWT" };
    options.resolveKey = [verification = key.verificationKey()](
                             const QString &, SignatureAlgorithm) { return std::optional(verification); };
    return options;
}

const QJsonObject &claims()
{
    static const QJsonObject object { { QStringLiteral("iss"), QStringLiteral("https://issuer.example") },
        { QStringLiteral("exp"), qint64(4'000'000'000) } };
    return object;
}

/// A token of \a key with any header, signed correctly: what refuses it is not the signature.
QByteArray tokenWith(const SigningKey &key, const QByteArray &header, const QByteArray &payload = "{\"iss\":\"x\"}")
{
    const QByteArray input = toBase64Url(header) + '.' + toBase64Url(payload);
    return input + '.' + toBase64Url(key.sign(input));
}

}

class JwsTest : public QObject {
    Q_OBJECT

    const SigningKey m_es256 = makeKey(SignatureAlgorithm::ES256);
    const SigningKey m_rs256 = makeKey(SignatureAlgorithm::RS256);

    void refuses(const QByteArray &token, const VerifyOptions &options, const char *because)
    {
        const auto jws = parseAndVerify(token, options);
        QVERIFY2(!jws, "was accepted");
        QCOMPARE(jws.error().code, ErrorCode::InvalidToken);
        QVERIFY2(jws.error().detail.contains(QLatin1StringView(because)), qPrintable(jws.error().detail));
    }
    void refusesHeader(const QByteArray &header, const char *because)
    {
        refuses(tokenWith(m_es256, header), optionsFor(m_es256), because);
    }

private Q_SLOTS:
    void verifiesWhatItSigned_data()
    {
        QTest::addColumn<int>("algorithm");
        for (const auto algorithm : kSignatureAlgorithms)
            QTest::newRow(wireName(algorithm)) << static_cast<int>(algorithm);
    }
    void verifiesWhatItSigned()
    {
        QFETCH(int, algorithm);
        const SigningKey key = makeKey(static_cast<SignatureAlgorithm>(algorithm));
        for (int i = 0; i < 3; ++i) { // The context is used again.
            const QByteArray token = signCompact(key, "JWT", claims());
            const auto jws = parseAndVerify(token, optionsFor(key));
            QVERIFY2(jws, jws ? "" : qPrintable(jws.error().detail));
            QCOMPARE(jws->claims, claims());
            QCOMPARE(jws->kid, key.kid());
            QCOMPARE(jws->type, QByteArray("JWT"));
            QCOMPARE(
                jws->header.value(QLatin1StringView("alg")).toString(), QString::fromLatin1(wireName(key.algorithm())));
        }
    }

    void everyChangedByteOfATokenIsRefused()
    {
        const QByteArray token = signCompact(m_es256, "JWT", claims());
        const auto options = optionsFor(m_es256);
        for (qsizetype i = 0; i < token.size(); ++i) {
            for (const char replacement : { 'A', 'b', '-', '.', '=' }) {
                QByteArray changed = token;
                changed[i] = replacement;
                if (changed != token)
                    QVERIFY2(!parseAndVerify(changed, options), changed.constData());
            }
            QVERIFY(!parseAndVerify(token.first(i), options));
            QVERIFY(!parseAndVerify(token + token.first(i + 1), options));
        }
    }

    void refusesAlgorithmsOutsideTheList_data()
    {
        QTest::addColumn<QByteArray>("alg");
        for (const char *alg : { "\"none\"", "\"None\"", "\"NONE\"", "\"nOnE\"", "\"\"", "null", "[\"ES256\"]", "1",
                 "\"HS256\"", "\"es256\"", "\"ES256 \"", "\"ES512\"", "\"ES256\\u0000\"" })
            QTest::newRow(alg) << QByteArray(alg);
    }
    void refusesAlgorithmsOutsideTheList()
    {
        QFETCH(QByteArray, alg);
        auto options = optionsFor(m_es256);
        options.resolveKey = [](const QString &, SignatureAlgorithm) -> std::optional<VerificationKey> {
            qFatal("a key was asked for");
        };
        const auto jws = parseAndVerify(tokenWith(m_es256, "{\"alg\":" + alg + ",\"typ\":\"JWT\"}"), options);
        QVERIFY(!jws);
        QCOMPARE(jws.error().code, ErrorCode::InvalidToken);
    }
    void refusesAMissingAlgorithm() { refusesHeader("{\"typ\":\"JWT\"}", "alg"); }
    void refusesAnUnsignedToken()
    {
        const QByteArray token = toBase64Url("{\"alg\":\"none\",\"typ\":\"JWT\"}") + '.' + toBase64Url("{}") + '.';
        refuses(token, optionsFor(m_es256), "alg");
    }
    void refusesAnAlgorithmThatTheKeyCouldDoButIsNotAllowed()
    {
        // RS256 under a PS256 client's key: the same RSA key would verify it (RFC 8725 §3.1).
        auto options = optionsFor(m_rs256);
        options.algorithms = { SignatureAlgorithm::PS256 };
        refuses(signCompact(m_rs256, "JWT", claims()), options, "not allowed");
        options.algorithms = { SignatureAlgorithm::PS256, SignatureAlgorithm::RS256 };
        options.resolveKey = [this](const QString &, SignatureAlgorithm) {
            QJsonObject jwk = m_rs256.publicJwk();
            jwk.insert(QStringLiteral("alg"), QStringLiteral("PS256"));
            return std::optional(*VerificationKey::fromJwk(jwk));
        };
        refuses(signCompact(m_rs256, "JWT", claims()), options, "not for this alg");
    }
    void refusesHmacUnderThePublicKey()
    {
        const auto jwk = toJson(m_rs256.publicJwk());
        for (const QByteArray &secret :
            { m_rs256.publicPem(), m_rs256.verificationKey().toDer(), jwk, m_rs256.publicPem().trimmed() }) {
            const QByteArray input = toBase64Url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + '.' + toBase64Url("{}");
            refuses(input + '.' + toBase64Url(hmacSha256(secret, input)), optionsFor(m_rs256), "alg");
        }
    }
    void neverUsesAKeyFromTheHeader()
    {
        const SigningKey attacker = makeKey(SignatureAlgorithm::ES256);
        const QByteArray jwk = toJson(attacker.publicJwk());
        for (const QByteArray &member :
            { QByteArray("\"jwk\":" + jwk), QByteArray("\"jku\":\"https://attacker.example/jwks\""),
                QByteArray("\"x5u\":\"https://attacker.example/cert\""), QByteArray("\"x5c\":[\"AAAA\"]") })
            refuses(tokenWith(attacker, "{\"alg\":\"ES256\",\"typ\":\"JWT\"," + member + '}'), optionsFor(m_es256),
                "bad signature");
    }
    void refusesKidsThatAreNoNames()
    {
        for (const QByteArray &kid :
            { QByteArray("1"), QByteArray("null"), QByteArray("{}"), QByteArray("\"\""), QByteArray("\"a b\""),
                QByteArray("\"a\\nb\""), QByteArray("\"\\u00e9\""), '"' + QByteArray(257, 'k') + '"' })
            refusesHeader("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":" + kid + '}', "kid");
        refusesHeader("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"a\\u0000\"}", "NUL");
        auto large = optionsFor(m_es256);
        refuses(tokenWith(m_es256, "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"" + QByteArray(1 << 20, 'k') + "\"}"),
            large, "bytes are more");
    }
    void handsTheKidToTheResolverAsItIs()
    {
        auto options = optionsFor(m_es256);
        QString seen;
        options.resolveKey = [&](const QString &kid, SignatureAlgorithm) {
            seen = kid;
            return std::optional<VerificationKey>();
        };
        refuses(
            tokenWith(m_es256, "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"../../dev/null\"}"), options, "no key");
        QCOMPARE(seen, QStringLiteral("../../dev/null"));
    }
    void refusesExtensionsThatMustBeUnderstood()
    {
        for (const char *member : { "\"crit\":[\"x\"],\"x\":1", "\"crit\":[]", "\"crit\":[\"alg\"]", "\"crit\":\"x\"",
                 "\"b64\":false", "\"b64\":true", "\"crit\":[\"b64\"],\"b64\":false" })
            refusesHeader(QByteArray("{\"alg\":\"ES256\",\"typ\":\"JWT\",") + member + '}', "crit or b64");
    }
    void refusesDuplicateMembers()
    {
        refusesHeader("{\"alg\":\"ES256\",\"alg\":\"ES256\",\"typ\":\"JWT\"}", "duplicate");
        refusesHeader("{\"alg\":\"ES256\",\"\\u0061lg\":\"ES256\",\"typ\":\"JWT\"}", "duplicate");
        const QByteArray header = "{\"alg\":\"ES256\",\"typ\":\"JWT\"}";
        refuses(tokenWith(m_es256, header, "{\"aud\":\"a\",\"aud\":\"b\"}"), optionsFor(m_es256), "duplicate");
    }
    void refusesPayloadsThatAreNoObject()
    {
        const QByteArray header = "{\"alg\":\"ES256\",\"typ\":\"JWT\"}";
        for (const char *payload : { "", "[]", "\"x\"", "1", "{", "{}x", "{\"a\":\"\\ud800\"}", "{\"a\":\"\xff\"}" })
            refuses(tokenWith(m_es256, header, payload), optionsFor(m_es256), "claims");
        auto options = optionsFor(m_es256);
        options.payload = JwsPayload::Bytes;
        const auto jws = parseAndVerify(tokenWith(m_es256, header, "\xff\x01"), options);
        QVERIFY(jws);
        QCOMPARE(jws->payload, QByteArray("\xff\x01"));
    }
    void refusesOtherSerialisations()
    {
        const QByteArray token = signCompact(m_es256, "JWT", claims());
        const auto parts = token.split('.');
        const auto options = optionsFor(m_es256);
        refuses(
            "{\"protected\":\"" + parts[0] + "\",\"payload\":\"" + parts[1] + "\",\"signature\":\"" + parts[2] + "\"}",
            options, "segments");
        refuses(token + '.', options, "segments");
        refuses('.' + token, options, "segments");
        refuses(parts[0] + '.' + parts[1], options, "segments");
        refuses(parts[0] + '.' + parts[1] + '.' + parts[2] + ".x.y", options, "segments"); // A JWE has five.
        refuses(QByteArray(), options, "segments");
        refuses("..", options, "header");
    }
    void refusesLaxBase64Url()
    {
        const QByteArray token = signCompact(m_es256, "JWT", claims());
        const auto options = optionsFor(m_es256);
        for (const char *tail : { "=", "==", " ", "\n", "?", "\t", "%3D" })
            refuses(token + tail, options, "base64url");
        refuses(' ' + token, options, "base64url");
        // 64 bytes end in a character with four unused bits: the last character has fifteen siblings that a lax decoder
        // takes for the same.
        for (const char sibling : QByteArrayView("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")) {
            QByteArray changed = token;
            changed.back() = sibling;
            QCOMPARE(parseAndVerify(changed, options).has_value(), changed == token);
        }
    }
    void refusesSignaturesOfTheWrongForm()
    {
        const QByteArray input = toBase64Url("{\"alg\":\"ES256\",\"typ\":\"JWT\"}") + '.' + toBase64Url("{}");
        const QByteArray good = m_es256.sign(input);
        const auto options = optionsFor(m_es256);
        const QByteArray zero(32, '\0');
        QVERIFY(parseAndVerify(input + '.' + toBase64Url(good), options));
        for (const QByteArray &signature :
            { QByteArray(), QByteArray(64, '\0'), good.first(32) + zero, zero + good.last(32), good.first(63),
                good + '\0', QByteArray('\0' + good), QByteArray(64, '\xff'), good.last(32) + good.first(32) })
            refuses(input + '.' + toBase64Url(signature), options, "bad signature");
    }
    void refusesTokensOfAnotherKind()
    {
        auto options = optionsFor(m_es256);
        refuses(signCompact(m_es256, "at+jwt", claims()), options, "typ");
        options.types = { "at+jwt" };
        refuses(signCompact(m_es256, "JWT", claims()), options, "typ");
        refuses(signCompact(m_es256, "logout+jwt", claims()), options, "typ");
        refuses(tokenWith(m_es256, "{\"alg\":\"ES256\"}"), options, "typ");
        for (const char *typ : { "at+jwt", "AT+JWT", "application/at+jwt", "Application/At+Jwt" })
            QVERIFY(parseAndVerify(signCompact(m_es256, typ, claims()), options));
        refuses(tokenWith(m_es256, "{\"alg\":\"ES256\",\"typ\":[\"at+jwt\"]}"), options, "typ");
        refuses(tokenWith(m_es256, "{\"alg\":\"ES256\",\"typ\":\"\"}"), options, "typ");
        options.types = { "JWT", "" };
        QVERIFY(parseAndVerify(tokenWith(m_es256, "{\"alg\":\"ES256\"}"), options));
        options.types = {};
        refuses(signCompact(m_es256, "JWT", claims()), options, "typ");
    }
    void refusesHugeAndDeepDocumentsBeforeAnyKey()
    {
        auto options = optionsFor(m_es256);
        options.resolveKey = [](const QString &, SignatureAlgorithm) -> std::optional<VerificationKey> {
            qFatal("a key was asked for");
        };
        refuses(QByteArray(1 << 20, 'A') + ".AAAA.AAAA", options, "bytes are more");
        options.maximumSize = 4 << 20;
        const auto with = [](const QByteArray &header) { return toBase64Url(header) + ".AAAA.AAAA"; };
        refuses(with(QByteArray(100'000, '[')), options, "header");
        refuses(with("{\"alg\":\"ES256\",\"x\":[[[[[[[[[[]]]]]]]]]]}"), options, "nested");
        QByteArray members = "{\"alg\":\"ES256\"";
        for (int i = 0; i < 100; ++i)
            members += ",\"m" + QByteArray::number(i) + "\":1";
        refuses(with(members + '}'), options, "too many members");
        refuses(with("{\"alg\":\"ES256\",\"x\":\"" + QByteArray(1 << 20, 'x') + "\"}"), options, "larger");
    }
    void anotherKeyDoesNotVerify()
    {
        const SigningKey other = makeKey(SignatureAlgorithm::ES256);
        refuses(signCompact(other, "JWT", claims()), optionsFor(m_es256), "bad signature");
        refuses(signCompact(m_rs256, "JWT", claims()), optionsFor(m_es256), "not allowed");
    }
    void oneKeySignsOnManyThreads()
    {
        std::vector<std::thread> threads;
        std::array<bool, 8> good {};
        for (size_t i = 0; i < good.size(); ++i) {
            threads.emplace_back([this, &good, i] {
                bool all = true;
                for (int round = 0; round < 200; ++round)
                    all = all && parseAndVerify(signCompact(m_es256, "JWT", claims()), optionsFor(m_es256)).has_value();
                good[i] = all;
            });
        }
        for (auto &thread : threads)
            thread.join();
        for (const bool one : good)
            QVERIFY(one);
    }

    void readsDates_data()
    {
        QTest::addColumn<QByteArray>("number");
        QTest::addColumn<qint64>("seconds"); // -1: refused
        QTest::newRow("integer") << QByteArray("1700000000") << qint64(1'700'000'000);
        QTest::newRow("zero") << QByteArray("0") << qint64(0);
        QTest::newRow("fraction") << QByteArray("1700000000.75") << qint64(1'700'000'000);
        QTest::newRow("exponent") << QByteArray("17e8") << qint64(1'700'000'000);
        QTest::newRow("negative") << QByteArray("-1") << qint64(-1);
        QTest::newRow("huge") << QByteArray("1e308") << qint64(-1);
        QTest::newRow("over 2^63") << QByteArray("9223372036854775808") << qint64(-1);
        QTest::newRow("year 10000") << QByteArray("253402300800") << qint64(-1);
        QTest::newRow("string") << QByteArray("\"1700000000\"") << qint64(-1);
        QTest::newRow("null") << QByteArray("null") << qint64(-1);
        QTest::newRow("array") << QByteArray("[1700000000]") << qint64(-1);
    }
    void readsDates()
    {
        QFETCH(QByteArray, number);
        QFETCH(qint64, seconds);
        const auto object = parseJsonObject("{\"exp\":" + number + '}');
        QVERIFY(object);
        const auto date = numericDate(*object, QLatin1StringView("exp"));
        QCOMPARE(date.has_value(), seconds >= 0);
        if (date)
            QCOMPARE(**date, seconds);
    }
    void checksTimesWithLeeway_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<bool>("good");
        const auto at = [](const char *name, int offset) {
            return QByteArray("\"") + name + "\":" + QByteArray::number(1'000'000 + offset);
        };
        QTest::newRow("valid") << at("exp", 60) << true;
        QTest::newRow("expired, within the skew") << at("exp", -9) << true;
        QTest::newRow("expired, at the edge") << at("exp", -10) << false;
        QTest::newRow("expired") << at("exp", -3600) << false;
        QTest::newRow("no exp") << QByteArray("\"iat\":1000000") << false;
        QTest::newRow("nbf in the skew") << at("exp", 60) + ',' + at("nbf", 60) << true;
        QTest::newRow("nbf ahead") << at("exp", 60) + ',' + at("nbf", 61) << false;
        QTest::newRow("iat in the skew") << at("exp", 60) + ',' + at("iat", 10) << true;
        QTest::newRow("iat ahead") << at("exp", 60) + ',' + at("iat", 61) << false;
        QTest::newRow("exp too far ahead") << at("exp", 3601) << false;
        QTest::newRow("exp as far as allowed") << at("exp", 3600) << true;
        QTest::newRow("exp a string") << QByteArray("\"exp\":\"1000060\"") << false;
    }
    void checksTimesWithLeeway()
    {
        QFETCH(QByteArray, json);
        QFETCH(bool, good);
        const auto object = parseJsonObject('{' + json + '}');
        QVERIFY(object);
        QCOMPARE(checkTimes(*object, { .now = 1'000'000, .maximumLifetime = 3600 }).has_value(), good);
    }
};

AUTH_TEST(JwsTest);

}

#include "JwsTest.moc"
