// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "passwords/PasswordService.h"
#include "passwords/PasswordText.h"

namespace auth {

namespace {

Secret secret(const QString& text)
{
    return Secret(text.toUtf8());
}

QByteArray codeOf(const Realm& realm, const Secret& password)
{
    const auto allowed = PasswordService::checkPolicy(realm, password);
    if (allowed)
        return "allowed";
    if (allowed.error().code != ErrorCode::ValidationFailed || allowed.error().fields.size() != 1
        || allowed.error().fields[0].path != QLatin1StringView("/password"))
        return "another error";
    return allowed.error().fields[0].code.toLatin1();
}

}

class PasswordTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void composedAndDecomposedAreTheSamePassword()
    {
        const auto composed = preparePassword(secret(QStringLiteral("caf\u00e9")));
        const auto decomposed = preparePassword(secret(QStringLiteral("cafe\u0301")));
        QVERIFY(composed && decomposed);
        QVERIFY(composed->bytes.equals(decomposed->bytes.view()));
        QCOMPARE(composed->codePoints, 4);
        QCOMPARE(decomposed->codePoints, 4);
    }
    void compatibilityFormsSpacesAndCaseStayDifferent()
    {
        const auto plain = preparePassword(secret(QStringLiteral("fish fin")));
        for (const QString& other : { QStringLiteral("\ufb01sh fin"), QStringLiteral("fish  fin"),
                 QStringLiteral("fish fin "), QStringLiteral(" fish fin"), QStringLiteral("Fish fin"),
                 QStringLiteral("fish\u00a0fin"), QStringLiteral("\uff46ish fin") }) {
            const auto prepared = preparePassword(secret(other));
            QVERIFY(prepared);
            QVERIFY(!prepared->bytes.equals(plain->bytes.view()));
        }
    }
    void lengthCountsCodePoints()
    {
        QCOMPARE(preparePassword(secret(QStringLiteral("\U0001f600\U0001f600\U0001f600")))->codePoints, 3);
        QCOMPARE(preparePassword(secret(QStringLiteral("\u00fc\u00fc")))->codePoints, 2);
        QCOMPARE(preparePassword(secret(QString()))->codePoints, 0);
        QCOMPARE(preparePassword(secret(QStringLiteral("a\tb\n")))->codePoints, 4);
    }
    void refusesBytesThatAreNoText()
    {
        for (const QByteArray& bytes : { QByteArray("\xff\xff"), QByteArray("abc\xc3"), QByteArray("\xed\xa0\x80"),
                 QByteArray("\xc0\xaf"), QByteArray("a\0b", 3) })
            QVERIFY(!preparePassword(Secret(QByteArray(bytes))));
    }
    void policyCountsWhatIsStored()
    {
        Realm realm;
        QCOMPARE(codeOf(realm, secret(QString(14, u'x'))), QByteArray("too_short"));
        QCOMPARE(codeOf(realm, secret(QString(15, u'x'))), QByteArray("allowed"));
        QCOMPARE(codeOf(realm, secret(QStringLiteral("\U0001f600").repeated(14))), QByteArray("too_short"));
        QCOMPARE(codeOf(realm, secret(QStringLiteral("e\u0301").repeated(14))),
            QByteArray("too_short")); // 28 code points before NFC.
        QCOMPARE(codeOf(realm, secret(QStringLiteral("\U0001f600").repeated(256))), QByteArray("allowed"));
        QCOMPARE(codeOf(realm, secret(QString(256, u'x'))), QByteArray("allowed"));
        QCOMPARE(codeOf(realm, secret(QString(257, u'x'))), QByteArray("too_long"));
        QCOMPARE(codeOf(realm, Secret(QByteArray("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"))),
            QByteArray("invalid"));
        realm.settings.passwordMinLength = 8;
        QCOMPARE(codeOf(realm, secret(QString(8, u'x'))), QByteArray("allowed"));
        QCOMPARE(codeOf(realm, secret(QString(7, u'x'))), QByteArray("too_short"));
        QCOMPARE(codeOf(realm, Secret()), QByteArray("too_short"));
    }
};

AUTH_TEST(PasswordTextTest);

}

#include "PasswordTextTest.moc"
