// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "CliFixture.h"

#include <QtCore/QUrl>
#include <QtCore/QUrlQuery>
#include <QtTest/QtTest>

using namespace auth;
using namespace auth::test;
using namespace Qt::StringLiterals;

/// Applications on the command line: their lists one element at a time, switched off, and a request to sign in with.
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

    void addsRedirectUrisAndTakesThemAway()
    {
        const Run added = app({ u"uri"_s, u"add"_s, u"shop"_s, u"https://a.example/"_s, u"https://b.example/"_s });
        QVERIFY2(added.exitCode == 0, added.explain());
        QCOMPARE(app({ u"uri"_s, u"list"_s, u"shop"_s }).out, "https://shop.example/\nhttps://a.example/\nhttps://b.example/\n");
        const Run again = app({ u"uri"_s, u"add"_s, u"shop"_s, u"https://a.example/"_s });
        QVERIFY2(again.exitCode == 2 && again.err.contains("there already"), again.explain());
        const Run removed = app({ u"uri"_s, u"remove"_s, u"shop"_s, u"https://a.example/"_s });
        QVERIFY2(removed.exitCode == 0, removed.explain());
        QCOMPARE(app({ u"uri"_s, u"remove"_s, u"shop"_s, u"https://a.example/"_s }).exitCode, 2);
        QCOMPARE(app({ u"uri"_s, u"list"_s, u"shop"_s }).out, "https://shop.example/\nhttps://b.example/\n");
        const Run refused = app({ u"uri"_s, u"add"_s, u"shop"_s, u"javascript:alert(1)"_s });
        QVERIFY2(refused.exitCode == 7 && refused.err.contains("redirect_uris"), refused.explain());
    }

    void keepsTheAddressesAfterASignOutApart()
    {
        const Run added = app({ u"uri"_s, u"add"_s, u"shop"_s, u"https://shop.example/bye"_s, u"--post-logout"_s });
        QVERIFY2(added.exitCode == 0, added.explain());
        QCOMPARE(app({ u"uri"_s, u"list"_s, u"shop"_s, u"--post-logout"_s }).out, "https://shop.example/bye\n");
        QCOMPARE(value(u".redirect_uris[]"_s), "https://shop.example/");
    }

    void refusesAChangeOfAnotherVersion()
    {
        const Run stale = app({ u"uri"_s, u"add"_s, u"shop"_s, u"https://a.example/"_s, u"--if-version"_s, u"999"_s });
        QVERIFY2(stale.exitCode == 6, stale.explain());
        const Run planned = app({ u"uri"_s, u"add"_s, u"shop"_s, u"https://a.example/"_s, u"--dry-run"_s });
        QVERIFY2(planned.exitCode == 0 && planned.out.contains("https://a.example/"), planned.explain());
        QCOMPARE(value(u".redirect_uris | length"_s), "1");
    }

    void changesWhatAnApplicationMayAskFor()
    {
        const QByteArray before = value(u".scope"_s);
        const Run removed = app({ u"scope"_s, u"remove"_s, u"shop"_s, u"phone"_s });
        QVERIFY2(removed.exitCode == 0, removed.explain());
        const QByteArray without = value(u".scope"_s);
        QVERIFY2(before.contains("phone") && !without.contains("phone"), without);
        QCOMPARE(app({ u"scope"_s, u"add"_s, u"shop"_s, u"phone"_s }).exitCode, 0);
        QCOMPARE(value(u".scope"_s), without + " phone");
        QVERIFY(app({ u"scope"_s, u"list"_s, u"shop"_s }).out.endsWith("\nphone\n"));
        const Run set = app({ u"grant"_s, u"set"_s, u"shop"_s, u"authorization_code"_s, u"refresh_token"_s });
        QVERIFY2(set.exitCode == 0, set.explain());
        QCOMPARE(app({ u"grant"_s, u"list"_s, u"shop"_s }).out, "authorization_code\nrefresh_token\n");
        const Run unknown = app({ u"grant"_s, u"set"_s, u"shop"_s, u"implicit"_s });
        QVERIFY2(unknown.exitCode == 7 && unknown.err.contains("grant_types"), unknown.explain());
    }

    void switchesOffOnlyWhenItIsConfirmed()
    {
        QCOMPARE(app({ u"disable"_s, u"shop"_s }).exitCode, 2);
        QCOMPARE(value(u".enabled"_s), "true");
        QCOMPARE(app({ u"disable"_s, u"shop"_s, u"--yes"_s }).exitCode, 0);
        QCOMPARE(value(u".enabled"_s), "false");
        QCOMPARE(app({ u"enable"_s, u"shop"_s }).exitCode, 0);
        QCOMPARE(value(u".enabled"_s), "true");
        const auto realm = [](const QStringList &arguments) {
            return CliFixture::shared().authctl(QStringList { u"realm"_s } + arguments);
        };
        QCOMPARE(realm({ u"disable"_s, m_realm }).exitCode, 2);
        QCOMPARE(realm({ u"disable"_s, m_realm, u"--yes"_s }).exitCode, 0);
        QCOMPARE(realm({ u"get"_s, m_realm, u"--jq"_s, u".enabled"_s }).out, "false\n");
        QCOMPARE(realm({ u"enable"_s, m_realm }).exitCode, 0);
        QCOMPARE(realm({ u"get"_s, m_realm, u"--jq"_s, u".enabled"_s }).out, "true\n");
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
