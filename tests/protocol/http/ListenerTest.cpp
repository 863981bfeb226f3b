// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "EdgeUnderTest.h"

#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

using namespace auth;
using namespace auth::http;
using namespace auth::test;

namespace {

bool answersOn(const QHostAddress &address, quint16 port)
{
    QTcpSocket client;
    client.connectToHost(address, port);
    if (!client.waitForConnected(2000))
        return false;
    client.write("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    QByteArray bytes;
    while (client.waitForReadyRead(5000))
        bytes += client.readAll();
    return bytes.startsWith("HTTP/1.1 200 ");
}

}

class ListenerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void threadsShareAPort()
    {
        EdgeUnderTest first;
        EdgeUnderTest second({}, Transport::Plain, {}, QHostAddress(QHostAddress::LocalHost), first.port());
        QCOMPARE(second.port(), first.port());
        // The kernel spreads connections over both by a hash of the client's port.
        for (int i = 0; i < 200 && (first.counters.handled == 0 || second.counters.handled == 0); ++i)
            QVERIFY(answersOn(QHostAddress(QHostAddress::LocalHost), first.port()));
        QVERIFY(first.counters.handled > 0);
        QVERIFY(second.counters.handled > 0);
    }

    void anyAddressIsIPv4AndIPv6()
    {
        EdgeUnderTest edge({}, Transport::Plain, {}, QHostAddress(QHostAddress::Any));
        QVERIFY(answersOn(QHostAddress(QHostAddress::LocalHost), edge.port()));
        QVERIFY(answersOn(QHostAddress(QHostAddress::LocalHostIPv6), edge.port()));
    }

    void anIPv6AddressIsIPv6Alone()
    {
        EdgeUnderTest edge({}, Transport::Plain, {}, QHostAddress(QHostAddress::LocalHostIPv6));
        QVERIFY(answersOn(QHostAddress(QHostAddress::LocalHostIPv6), edge.port()));
        QVERIFY(!answersOn(QHostAddress(QHostAddress::LocalHost), edge.port()));
    }

    void saysWhyItCannotListen()
    {
        // Taken by a server that does not share.
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost)));
        Router router;
        HttpEdge edge({}, &router);
        const auto opened = edge.listen(QHostAddress(QHostAddress::LocalHost), other.serverPort());
        QVERIFY(!opened);
        QVERIFY(opened.error().description.contains(QStringLiteral("127.0.0.1 port %1").arg(other.serverPort())));
        QVERIFY(!edge.listen(QHostAddress(QStringLiteral("192.0.2.1")), 0));
    }
};

AUTH_TEST(ListenerTest);
#include "ListenerTest.moc"
