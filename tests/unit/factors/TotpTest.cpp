// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "factors/ShortCode.h"
#include "factors/Totp.h"

#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>

using namespace auth;
using namespace Qt::StringLiterals;
using Algorithm = TotpParameters::Algorithm;

/// RFC 6238, RFC 4226 and RFC 4648 without a server.
class TotpTest : public QObject {
    Q_OBJECT

    static Timestamp at(qint64 seconds) { return Timestamp(std::chrono::seconds(seconds)); }
    /// RFC 6238 appendix B: the seeds are as long as the hash.
    static QByteArray seedOf(Algorithm algorithm)
    {
        const QByteArray digits = QByteArray("1234567890").repeated(7);
        return digits.first(algorithm == Algorithm::Sha1 ? 20 : algorithm == Algorithm::Sha256 ? 32 : 64);
    }

private Q_SLOTS:
    void agreesWithTheVectorsOfTheRfc_data()
    {
        QTest::addColumn<qint64>("time");
        QTest::addColumn<QByteArray>("sha1");
        QTest::addColumn<QByteArray>("sha256");
        QTest::addColumn<QByteArray>("sha512");
        // RFC 6238 appendix B.
        QTest::newRow("1970") << 59LL << QByteArray("94287082") << QByteArray("46119246") << QByteArray("90693936");
        QTest::newRow("2005a") << 1111111109LL << QByteArray("07081804") << QByteArray("68084774") << QByteArray("25091201");
        QTest::newRow("2005b") << 1111111111LL << QByteArray("14050471") << QByteArray("67062674") << QByteArray("99943326");
        QTest::newRow("2009") << 1234567890LL << QByteArray("89005924") << QByteArray("91819424") << QByteArray("93441116");
        QTest::newRow("2033") << 2000000000LL << QByteArray("69279037") << QByteArray("90698825") << QByteArray("38618901");
        QTest::newRow("2603") << 20000000000LL << QByteArray("65353130") << QByteArray("77737706") << QByteArray("47863826");
    }
    void agreesWithTheVectorsOfTheRfc()
    {
        QFETCH(qint64, time);
        QFETCH(QByteArray, sha1);
        QFETCH(QByteArray, sha256);
        QFETCH(QByteArray, sha512);
        const std::pair<Algorithm, QByteArray> expected[] { { Algorithm::Sha1, sha1 }, { Algorithm::Sha256, sha256 }, { Algorithm::Sha512, sha512 } };
        for (const auto &[algorithm, code] : expected) {
            const TotpParameters parameters { algorithm, 8, 30 };
            QCOMPARE(totpCode(seedOf(algorithm), parameters, totpStep(parameters, at(time))), code);
            // Fewer digits are the last ones (RFC 4226 §5.3).
            const TotpParameters six { algorithm, 6, 30 };
            QCOMPARE(totpCode(seedOf(algorithm), six, totpStep(six, at(time))), code.last(6));
        }
    }

    void agreesWithOathtool()
    {
        const QString program = QStandardPaths::findExecutable(u"oathtool"_s);
        QVERIFY2(!program.isEmpty(), "oathtool is among the packages of the tests");
        for (const auto algorithm : { Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha512 }) {
            for (int digits = 6; digits <= 8; ++digits) {
                const QByteArray secret = newTotpSecret(algorithm);
                QProcess process;
                process.start(program, { u"--totp=%1"_s.arg(QString::fromLatin1(totpAlgorithmName(algorithm)).toLower()), u"--digits=%1"_s.arg(digits), u"--now=2031-05-06 07:08:09 UTC"_s,
                                           u"--base32"_s, QString::fromLatin1(toBase32(secret)) });
                QVERIFY(process.waitForFinished());
                const TotpParameters parameters { algorithm, digits, 30 };
                QCOMPARE(process.readAllStandardOutput().trimmed(), totpCode(secret, parameters, totpStep(parameters, at(1'935'817'689))));
            }
        }
    }

    void takesTheCurrentCodeAndTheOneBefore()
    {
        const TotpParameters parameters;
        const QByteArray secret = seedOf(Algorithm::Sha1);
        const Timestamp now = at(1'000'000'010);
        const qint64 step = totpStep(parameters, now);
        QCOMPARE(matchingTotpStep(secret, parameters, totpCode(secret, parameters, step), now), std::optional(step));
        QCOMPARE(matchingTotpStep(secret, parameters, totpCode(secret, parameters, step - 1), now), std::optional(step - 1));
        for (const qint64 other : { step - 2, step + 1, step + 2 })
            QVERIFY(!matchingTotpStep(secret, parameters, totpCode(secret, parameters, other), now));
        for (const QByteArray &wrong : { QByteArray(), QByteArray("00000"), totpCode(secret, parameters, step) + "0", totpCode(secret, parameters, step).first(5) })
            QVERIFY(!matchingTotpStep(secret, parameters, wrong, now));
    }

    void writesBase32()
    {
        // RFC 4648 §10, without padding.
        const std::pair<QByteArray, QByteArray> vectors[] { { "", "" }, { "f", "MY" }, { "fo", "MZXQ" }, { "foo", "MZXW6" }, { "foob", "MZXW6YQ" }, { "fooba", "MZXW6YTB" }, { "foobar", "MZXW6YTBOI" } };
        for (const auto &[bytes, text] : vectors)
            QCOMPARE(toBase32(bytes), text);
    }

    void namesWhatAppsDoNotExpect()
    {
        const QString usual = otpauthUri("12345678901234567890", {}, u"A & B: Co"_s, u"alice@example.com"_s);
        QCOMPARE(usual, u"otpauth://totp/A%20%26%20B%20Co:alice%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=A%20%26%20B%20Co"_s);
        const QString other = otpauthUri("12345678901234567890", { Algorithm::Sha512, 8, 60 }, u"A"_s, u"alice"_s);
        QVERIFY(other.endsWith(u"&algorithm=SHA512&digits=8&period=60"));
    }

    void readsWhatPeopleType()
    {
        QCOMPARE(normalizedDigits(u" 123 456 "_s, 6, 8), std::optional<QByteArray>("123456"));
        for (const QString &wrong : { u""_s, u"12345"_s, u"123456789"_s, u"12345a"_s, u"+12345"_s, u"１２３４５６"_s })
            QVERIFY2(!normalizedDigits(wrong, 6, 8), qPrintable(wrong));
        const QByteArray code = newBackupCode();
        QCOMPARE(code.size(), 8);
        QCOMPARE(normalizedBackupCode(QString::fromLatin1(code.toLower())), std::optional(code));
        QCOMPARE(normalizedBackupCode(shownBackupCode(code)), std::optional(code));
        for (const QString &wrong : { u""_s, u"ABCD"_s, u"ABCDEFGHJ"_s, u"ABCD-EFG!"_s, u"ABCD-EFG\u00e9"_s })
            QVERIFY2(!normalizedBackupCode(wrong), qPrintable(wrong));
    }

    void tellsOnlyEnoughOfAnAddress()
    {
        QCOMPARE(maskedEmail(u"jane@example.com"_s), u"j***@example.com"_s);
        QCOMPARE(maskedEmail(u"@"_s), u"***"_s);
    }
};

AUTH_TEST(TotpTest);

#include "TotpTest.moc"
