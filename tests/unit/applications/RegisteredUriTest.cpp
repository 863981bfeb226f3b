// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "api/RegisteredUri.h"

using namespace auth;
using namespace Qt::StringLiterals;

class RegisteredUriTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void acceptsExactUris_data()
    {
        QTest::addColumn<QString>("uri");
        QTest::addColumn<bool>("nativeOnly");
        for (const auto uri : { "https://app.example/cb", "https://app.example", "https://app.example:8443/cb?x=1",
                 "https://192.0.2.7/cb", "https://[2001:db8::1]/cb", "http://localhost:3000/cb", "http://127.0.0.1/cb",
                 "http://[::1]:9/cb", "https://xn--bcher-kva.example/a%20b" })
            QTest::newRow(uri) << QString::fromLatin1(uri) << false;
        for (const auto uri : { "com.example.app:/cb", "com.example.app://cb/x" })
            QTest::newRow(uri) << QString::fromLatin1(uri) << true;
    }
    void acceptsExactUris()
    {
        QFETCH(QString, uri);
        QFETCH(bool, nativeOnly);
        QCOMPARE(redirectUriProblem(uri, PrivateUseSchemes::Allowed), QString());
        QCOMPARE(redirectUriProblem(uri, PrivateUseSchemes::Refused).isEmpty(), !nativeOnly);
    }

    void refusesWhatCouldBeReadInTwoWays_data()
    {
        QTest::addColumn<QString>("uri");
        for (const auto uri : { "", "*", "/cb", "app.example/cb", "https://*.example/cb", "https://app.example/*",
                 "https://app.example/cb#x", "https://app.example\\@evil/cb", "https://user@app.example/cb",
                 "https://app.example/@x", "https://app.example/a b", "https://app.example/cb\n",
                 "https://app.example/\tcb", "https:///cb", "https:cb", "https://", "https://app.example:0/",
                 "https://app.example:99999/", "https://app.example:08/", "https://app.example:/",
                 "https://APP.example/cb", "https://app..example/", "https://app.example./", "https://-app.example/",
                 "https://app.example/a/../b", "https://app.example/%2e%2E/b", "https://app.example/%zz",
                 "https://app.example/%00", "https://app%2eexample/", "https://1.2.3/", "https://0x7f000001/",
                 "https://2130706433/", "https://[::1", "https://[fe80::1%25eth0]/", "http://app.example/cb",
                 "http://127.0.0.1.evil.example/cb", "http://localhost.evil/cb", "http://[::2]/cb",
                 "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
                 "about:blank", "blob:https://a/1", "myapp:/cb", "HTTPS://app.example/cb", "com..example:/cb",
                 "com.Example.app:/cb", "com.example.app:", ".com.example:/x", "1com.example:/x" })
            QTest::newRow(uri) << QString::fromLatin1(uri);
        QTest::newRow("umlaut") << u"https://bücher.example/cb"_s;
        QTest::newRow("long") << u"https://app.example/"_s + QString(2000, u'a');
    }
    void refusesWhatCouldBeReadInTwoWays()
    {
        QFETCH(QString, uri);
        for (const auto schemes : { PrivateUseSchemes::Refused, PrivateUseSchemes::Allowed })
            QVERIFY2(!redirectUriProblem(uri, schemes).isEmpty(), qPrintable(uri));
    }

    void takesOriginsOnly_data()
    {
        QTest::addColumn<QString>("origin");
        QTest::addColumn<bool>("good");
        QTest::newRow("https") << u"https://app.example"_s << true;
        QTest::newRow("port") << u"https://app.example:8443"_s << true;
        QTest::newRow("loopback") << u"http://localhost:3000"_s << true;
        QTest::newRow("slash") << u"https://app.example/"_s << false;
        QTest::newRow("default port") << u"https://app.example:443"_s << false;
        QTest::newRow("http") << u"http://app.example"_s << false;
        QTest::newRow("null") << u"null"_s << false;
        QTest::newRow("star") << u"*"_s << false;
        QTest::newRow("upper") << u"https://App.example"_s << false;
        QTest::newRow("native") << u"com.example.app://x"_s << false;
    }
    void takesOriginsOnly()
    {
        QFETCH(QString, origin);
        QFETCH(bool, good);
        QCOMPARE(originProblem(origin).isEmpty(), good);
    }
};

AUTH_TEST(RegisteredUriTest);
#include "RegisteredUriTest.moc"
