// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "CliFixture.h"

using namespace auth::test;
using namespace Qt::StringLiterals;

/// Members that hold several values, switches, and what else is one command though it is one member of an object.
class CliValuesTest : public QObject {
    Q_OBJECT

    QString m_realm;

    Run run(const char *line) const
    {
        return CliFixture::shared().authctl(QString::fromUtf8(line).split(u' ') + QStringList { u"-r"_s, m_realm });
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_realm = CliFixture::shared().makeRealm();
        QCOMPARE(run("app create shop --set redirect_uris=https://shop.example/a").exitCode, 0);
    }

    void addsAndRemovesOneOfSeveralValues()
    {
        QCOMPARE(run("app uri list shop").out, "https://shop.example/a\n");
        const Run added = run("app uri add shop https://shop.example/b https://shop.example/a");
        QVERIFY2(added.exitCode == 0, added.explain());
        QCOMPARE(added.out, "https://shop.example/a\nhttps://shop.example/b\n");
        const Run tried = run("app uri remove shop https://shop.example/a --dry-run -o json");
        QCOMPARE(tried.array().size(), 1);
        QCOMPARE(run("app uri list shop -o json").array().size(), 2);
        QCOMPARE(run("app uri remove shop https://shop.example/a").out, "https://shop.example/b\n");
        const Run gone = run("app uri remove shop https://shop.example/a");
        QCOMPARE(gone.exitCode, 3);
        QVERIFY2(gone.err.contains("https://shop.example/a"), gone.explain());
        QCOMPARE(run("app uri add shop javascript:alert(1)").exitCode, 7);
        QCOMPARE(run("app uri add shop https://shop.example/c --if-version 1").exitCode, 6);
        QCOMPARE(run("app uri add nobody https://shop.example/c").exitCode, 3);
    }

    void takesAMemberThatIsOneTextApartAndPutsItTogetherAgain()
    {
        QVERIFY(run("app scope list shop").out.contains("phone\n"));
        QVERIFY(run("app scope add shop orders:read").out.endsWith("orders:read\n"));
        QVERIFY(!run("app scope remove shop phone").out.contains("phone"));
        const QString scope = run("app get shop -o json").object()[u"scope"].toString();
        QVERIFY2(scope.endsWith(u" orders:read") && !scope.contains(u"phone"), qPrintable(scope));
    }

    void setsGrantTypesWhole()
    {
        QCOMPARE(run("app grant set shop authorization_code").out, "authorization_code\n");
        QCOMPARE(run("app grant list shop").out, "authorization_code\n");
        QCOMPARE(run("app grant set shop implicit").exitCode, 7);
    }

    void givesAScopeClaims()
    {
        QCOMPARE(run("scope create orders").exitCode, 0);
        QCOMPARE(run("scope claims add orders roles email").out, "email\nroles\n");
        QCOMPARE(run("scope claims remove orders email").out, "roles\n");
        QCOMPARE(run("scope claims list orders").out, "roles\n");
    }

    void switchesOffAndOn()
    {
        QCOMPARE(run("app disable shop").exitCode, 0);
        QVERIFY(!run("app get shop -o json").object()[u"enabled"].toBool(true));
        QCOMPARE(run("app enable shop").exitCode, 0);
        QVERIFY(run("app get shop -o json").object()[u"enabled"].toBool());
        const QByteArray disable = "realm disable " + m_realm.toUtf8();
        QCOMPARE(run(disable.constData()).exitCode, 2);
        QCOMPARE(run((disable + " --yes").constData()).exitCode, 0);
        QVERIFY(!run(("realm get " + m_realm.toUtf8() + " -o json").constData()).object()[u"enabled"].toBool(true));
        QCOMPARE(run(("realm enable " + m_realm.toUtf8()).constData()).exitCode, 0);
    }

    void listsAndTakesBackWhatPeopleGranted()
    {
        QCOMPARE(run("user create alice").exitCode, 0);
        const Run none = run("grant list -o json");
        QVERIFY2(none.exitCode == 0 && none.array().isEmpty(), none.explain());
        QCOMPARE(run("grant revoke alice shop").exitCode, 2);
        QCOMPARE(run("grant revoke alice shop --yes").exitCode, 3);
    }

    void writesKeysAsCertificates()
    {
        const Run made = run("key generate --set algorithm=ES256 -o json");
        QVERIFY2(made.exitCode == 0, made.explain());
        const QByteArray kid = made.object()[u"kid"].toString().toLatin1();
        const Run certificate = run(("key x509 export " + kid).constData());
        QVERIFY2(certificate.exitCode == 0, certificate.explain());
        QCOMPARE(certificate.out, made.object()[u"certificate"].toString().toLatin1());
        QVERIFY2(certificate.out.startsWith("-----BEGIN CERTIFICATE-----\n"), certificate.out);
        QCOMPARE(run("key x509 export none").exitCode, 3);
    }
};

AUTH_TEST(CliValuesTest);
#include "ValuesTest.moc"
