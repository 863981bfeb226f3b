// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "http/RequestHost.h"

#include <QtTest/QtTest>

using namespace auth;
using namespace auth::http;

class RequestHostTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheNameWithoutPortAndNoAddress_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("host");
        QTest::newRow("name") << QByteArray("login.example.com") << QByteArray("login.example.com");
        QTest::newRow("port") << QByteArray("login.example.com:8443") << QByteArray("login.example.com");
        QTest::newRow("case") << QByteArray("Login.EXAMPLE.com") << QByteArray("login.example.com");
        QTest::newRow("digits") << QByteArray("1a.example.com") << QByteArray("1a.example.com");
        QTest::newRow("IPv4") << QByteArray("192.0.2.1:80") << QByteArray();
        QTest::newRow("IPv6") << QByteArray("[2001:db8::1]:80") << QByteArray();
        QTest::newRow("only a port") << QByteArray(":80") << QByteArray();
        QTest::newRow("empty") << QByteArray("") << QByteArray();
    }
    void readsTheNameWithoutPortAndNoAddress()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, host);
        Request request;
        request.headers = { { "host", header } };
        QCOMPARE(requestHost(request), host);
        request.headers.append({ "host", header });
        QCOMPARE(requestHost(request), QByteArray());
    }

    void keepsSchemeAndPortOfAnOrigin()
    {
        QCOMPARE(originAt("https://id.example", "login.example.com"), "https://login.example.com");
        QCOMPARE(originAt("http://localhost:8080", "acme.localhost"), "http://acme.localhost:8080");
        QCOMPARE(hostOf("https://id.example:8443"), "id.example");
        QCOMPARE(hostOf("http://[::1]:8080"), "[::1]");
    }
};

AUTH_TEST(RequestHostTest);
#include "RequestHostTest.moc"
