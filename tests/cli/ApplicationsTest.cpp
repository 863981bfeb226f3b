// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "CliFixture.h"

#include <QtCore/QUrl>
#include <QtCore/QUrlQuery>
#include <QtTest/QtTest>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// Applications on the command line: where they are sent back to, and a request to sign in with.
class CliApplicationsTest : public QObject {
    Q_OBJECT

    QString m_realm;

    Run app(const QStringList &arguments) const
    {
        return CliFixture::shared().authctl(QStringList { u"app"_s } + arguments + QStringList { u"-r"_s, m_realm });
    }
    QByteArray value(const QString &jq) const { return app({ u"get"_s, u"shop"_s, u"--jq"_s, jq }).out.trimmed(); }

private Q_SLOTS:
    void init()
    {
        m_realm = CliFixture::shared().makeRealm();
        const Run made = app({ u"create"_s, u"shop"_s, u"--set"_s, u"redirect_uris=https://shop.example/"_s });
        QVERIFY2(made.exitCode == 0, made.explain());
    }

    void keepsTheAddressesAfterASignOutApart()
    {
        const Run added = app({ u"uri"_s, u"add"_s, u"shop"_s, u"https://shop.example/bye"_s, u"--post-logout"_s });
        QVERIFY2(added.exitCode == 0, added.explain());
        QCOMPARE(app({ u"uri"_s, u"list"_s, u"shop"_s, u"--post-logout"_s }).out, "https://shop.example/bye\n");
        QCOMPARE(value(u".redirect_uris[]"_s), "https://shop.example/");
    }

    void printsARequestThatTheServerTakes()
    {
        const Run printed = app({ u"url"_s, u"shop"_s });
        QVERIFY2(printed.exitCode == 0, printed.explain());
        QCOMPARE(printed.out.count('\n'), 1);
        const QUrl url(QString::fromUtf8(printed.out.trimmed()));
        QCOMPARE(QUrlQuery(url).queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded), u"https://shop.example/"_s);
        // The sign-in page, not the page about a request that is wrong.
        const Run page = CliFixture::shared().shell(("curl -sL -o /dev/null -w '%{http_code} %{url_effective}' -c /dev/null -b '' '"
            + printed.out.trimmed() + "'").constData());
        QVERIFY2(page.out.startsWith("200 ") && page.out.contains("/sign-in"), page.explain());
        const Run whole = app({ u"url"_s, u"shop"_s, u"--scope"_s, u"openid email"_s, u"-o"_s, u"json"_s });
        QVERIFY2(whole.object()[u"code_verifier"].toString().size() >= 43, whole.explain());
        QCOMPARE(QUrlQuery(QUrl(whole.object()[u"url"].toString())).queryItemValue(u"scope"_s, QUrl::FullyDecoded), u"openid email"_s);
        app({ u"uri"_s, u"remove"_s, u"shop"_s, u"https://shop.example/"_s });
        const Run nowhere = app({ u"url"_s, u"shop"_s });
        QVERIFY2(nowhere.exitCode == 2 && nowhere.err.contains("authctl app uri add shop"), nowhere.explain());
    }
};

AUTH_TEST(CliApplicationsTest);
#include "ApplicationsTest.moc"
