// SPDX-License-Identifier: GPL-3.0-or-later
// The table again, through real reverse proxies that pool their connections to the edge: whatever one client sends, the
// next one gets the answer to its own request.
#include "AuthTest.h"

#include "EdgeUnderTest.h"
#include "RawClient.h"

#include "core/Json.h"

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

using namespace auth;
using namespace auth::http;
using namespace auth::test;

namespace {

/// A private nginx or HAProxy in a temporary directory. It listens on a Unix socket: no port to be taken by another.
class Proxy {
public:
    Proxy(const QString &kind, quint16 upstream)
    {
        QByteArray configuration = kind == QLatin1StringView("nginx") ? nginxConfiguration() : haproxyConfiguration();
        configuration.replace("@DIR@", m_directory.path().toUtf8()).replace("@PORT@", QByteArray::number(upstream));
        QFile file(m_directory.filePath(QStringLiteral("proxy.conf")));
        if (!file.open(QIODevice::WriteOnly) || file.write(configuration) < 0)
            return;
        file.close();
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        if (kind == QLatin1StringView("nginx"))
            m_process.start(QStringLiteral("/usr/sbin/nginx"),
                { QStringLiteral("-p"), m_directory.path(), QStringLiteral("-e"), QStringLiteral("stderr"),
                    QStringLiteral("-c"), file.fileName() });
        else
            m_process.start(
                QStringLiteral("/usr/sbin/haproxy"), { QStringLiteral("-db"), QStringLiteral("-f"), file.fileName() });
        m_process.waitForStarted();
    }
    ~Proxy()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(5000)) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }

    QByteArray socket() const { return m_directory.filePath(QStringLiteral("s")).toUtf8(); }
    bool isReady() const { return RawClient(socket()).isConnected(); }
    QByteArray output() { return m_process.readAll(); }

private:
    static QByteArray nginxConfiguration()
    {
        return "daemon off; worker_processes 1; pid @DIR@/pid; error_log stderr crit;\n"
               "events { worker_connections 256; }\n"
               "http { access_log off; client_body_temp_path @DIR@/b; proxy_temp_path @DIR@/p; fastcgi_temp_path "
               "@DIR@/f;\n"
               "  uwsgi_temp_path @DIR@/u; scgi_temp_path @DIR@/c; ignore_invalid_headers off; underscores_in_headers "
               "on;\n"
               "  large_client_header_buffers 8 256k; client_body_buffer_size 2m; client_max_body_size 2m; "
               "proxy_max_temp_file_size 0;\n"
               "  upstream edge { server 127.0.0.1:@PORT@; keepalive 1; }\n"
               "  server { listen unix:@DIR@/s; location / { proxy_pass http://edge; proxy_http_version 1.1;\n"
               "    proxy_set_header Connection \"\"; proxy_set_header Host $http_host; proxy_next_upstream off;\n"
               "    proxy_set_header X-Forwarded-For 192.0.2.77; proxy_set_header X-Forwarded-Proto https; } } }\n";
    }
    static QByteArray haproxyConfiguration()
    {
        return "global\n  maxconn 256\n  tune.bufsize 65536\n"
               "defaults\n  mode http\n  timeout connect 5s\n  timeout client 60s\n  timeout server 60s\n  http-reuse "
               "always\n  option abortonclose\n  retries 0\n"
               "frontend in\n  bind unix@@DIR@/s\n  default_backend edge\n"
               "backend edge\n  http-request set-header X-Forwarded-For 192.0.2.77\n  http-request set-header "
               "X-Forwarded-Proto https\n"
               "  server edge 127.0.0.1:@PORT@ pool-max-conn 1\n";
    }

    QTemporaryDir m_directory;
    QProcess m_process;
};

EdgeOptions behindProxy()
{
    EdgeOptions options;
    options.trustedProxies = TrustedProxies::parse({ QStringLiteral("127.0.0.1") }).value();
    return options;
}

}

class BehindProxyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nobodyGetsAnothersAnswer_data() { proxies(); }
    void nobodyGetsAnothersAnswer()
    {
        QFETCH(QString, kind);
        EdgeUnderTest edge(behindProxy());
        Proxy proxy(kind, edge.port());
        QTRY_VERIFY2_WITH_TIMEOUT(proxy.isReady(), proxy.output().constData(), 10'000);

        const QByteArray smuggled = "GET /request?smuggled HTTP/1.1\r\nHost: evil\r\nCookie: evil=1\r\n\r\n";
        const auto length = QByteArray::number(smuggled.size());
        const QByteArray post = "POST /echo HTTP/1.1\r\nHost: a\r\n";
        QByteArray manyFields;
        for (int i = 0; i < 101; ++i)
            manyFields += "X-" + QByteArray::number(i) + ": a\r\n";
        const QList<QByteArray> attacks {
            post + manyFields + "Content-Length: " + length + "\r\n\r\n" + smuggled,
            post + "X-Big: " + QByteArray(110 * 1024, 'a') + "\r\nContent-Length: " + length + "\r\n\r\n" + smuggled,
            post + "nonsense\r\nContent-Length: " + length + "\r\n\r\n" + smuggled,
            post + "Content-Length: 0\r\nContent-Length: " + length + "\r\n\r\n" + smuggled,
            post + "Content-Length: abc\r\n\r\n" + smuggled,
            post + "Content-Length: 5, 5\r\n\r\nabcde" + smuggled,
            post + "Content-Length: -1\r\n\r\n" + smuggled,
            post + "Content-Length: 18446744073709551615\r\n\r\n" + smuggled,
            post + "Content-Length: " + length + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled,
            post + "Transfer-Encoding: xchunked\r\nContent-Length: " + length + "\r\n\r\n" + smuggled,
            post + "Transfer_Encoding: chunked\r\nContent-Length: " + length + "\r\n\r\n" + smuggled,
            post + "Content_Length: 0\r\nContent-Length: " + length + "\r\n\r\n" + smuggled,
            post + "Transfer-Encoding: chunked\r\n\r\n" + QByteArray::number(smuggled.size(), 16) + "\r\n" + smuggled
                + "\r\n0\r\n\r\n",
            post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + smuggled,
            post + "Transfer-Encoding: chunked\r\n\r\n0x3\r\nabc\r\n0\r\n\r\n" + smuggled,
            "POST /echo HTTP/1.1\nHost: a\nContent-Length: " + length + "\n\n" + smuggled,
            "GET /hello HTTPZ9Z9\r\nHost: a\r\n\r\n" + smuggled,
            "GET /hello HTTP/1.1\r\n\r\n" + smuggled,
            "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + smuggled,
            post + "X: a\r\n b\r\nContent-Length: " + length + "\r\n\r\n" + smuggled,
            post + "X: a" + QByteArray(1, '\0') + "b\r\nContent-Length: " + length + "\r\n\r\n" + smuggled,
            "GET /split?%0d%0a%0d%0aHTTP/1.1%20200%20OK HTTP/1.1\r\nHost: a\r\n\r\n" + smuggled,
            "HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n" + smuggled,
            post + "Connection: close, content-length\r\nContent-Length: " + length + "\r\n\r\n" + smuggled,
            post + "Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: " + length + "\r\n\r\n" + smuggled,
            post + "Expect: 100-continue\r\nContent-Length: " + length + "\r\n\r\n" + smuggled,
            "POST /echo HTTP/1.0\r\nContent-Length: " + length + "\r\n\r\n" + smuggled,
            post + "Content-Length: 1000\r\n\r\n" + smuggled,
        };
        int victims = 0;
        for (qsizetype i = 0; i < attacks.size(); ++i) {
            RawClient attacker(proxy.socket());
            QVERIFY(attacker.send(attacks[i]));
            for (int k = 0; k < 3; ++k) {
                const QByteArray own = QByteArray::number(++victims);
                RawClient victim(proxy.socket());
                QVERIFY(victim.send("GET /request?victim" + own
                    + " HTTP/1.1\r\nHost: id.example\r\nCookie: victim=" + own + "\r\n\r\n"));
                const auto answer = victim.receive();
                QVERIFY2(answer, qPrintable(QStringLiteral("attack %1").arg(i)));
                QCOMPARE(answer->status, 200);
                const QJsonObject seen = parseJsonObject(answer->body).value();
                QCOMPARE(seen.value(u"query").toString(), QStringLiteral("victim%1").arg(victims));
                QCOMPARE(seen.value(u"fields")[u"cookie"].toString(), QStringLiteral("victim=%1").arg(victims));
                QCOMPARE(seen.value(u"peer").toString(), QStringLiteral("192.0.2.77"));
                QVERIFY(seen.value(u"secure").toBool());
            }
        }
    }

    void pooledConnectionsAnswerInOrder_data() { proxies(); }
    void pooledConnectionsAnswerInOrder()
    {
        QFETCH(QString, kind);
        EdgeUnderTest edge(behindProxy());
        Proxy proxy(kind, edge.port());
        QTRY_VERIFY2_WITH_TIMEOUT(proxy.isReady(), proxy.output().constData(), 10'000);
        RawClient slow(proxy.socket());
        QVERIFY(slow.send("GET /hold?slow HTTP/1.1\r\nHost: a\r\n\r\n"));
        QTRY_COMPARE(edge.counters.holding, 1);
        for (int i = 0; i < 20; ++i) {
            RawClient fast(proxy.socket());
            QVERIFY(fast.send("GET /sleep?" + QByteArray::number(i) + " HTTP/1.1\r\nHost: a\r\n\r\n"));
            QCOMPARE(fast.receive().value_or(Answer {}).body, QByteArray::number(i));
        }
        edge.release();
        QCOMPARE(slow.receive().value_or(Answer {}).body, QByteArrayLiteral("slow"));
    }

    void aClientThatLeavesTheProxyCancels_data() { proxies(); }
    void aClientThatLeavesTheProxyCancels()
    {
        QFETCH(QString, kind);
        EdgeUnderTest edge(behindProxy());
        Proxy proxy(kind, edge.port());
        QTRY_VERIFY2_WITH_TIMEOUT(proxy.isReady(), proxy.output().constData(), 10'000);
        {
            RawClient client(proxy.socket());
            QVERIFY(client.send("GET /hold?a HTTP/1.1\r\nHost: a\r\n\r\n"));
            QTRY_COMPARE(edge.counters.holding, 1);
            client.reset();
        }
        QTRY_COMPARE(edge.connections(), 0);
        edge.release();
        QTRY_COMPARE(edge.counters.cancelled, 1);
    }

    void largeBodiesAndStreamsPass_data() { proxies(); }
    void largeBodiesAndStreamsPass()
    {
        QFETCH(QString, kind);
        EdgeUnderTest edge(behindProxy());
        Proxy proxy(kind, edge.port());
        QTRY_VERIFY2_WITH_TIMEOUT(proxy.isReady(), proxy.output().constData(), 10'000);
        RawClient client(proxy.socket());
        QVERIFY(client.send(
            "POST /big HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n" + QByteArray(1'000'000, 'x')));
        QCOMPARE(client.receive().value_or(Answer {}).body, QByteArrayLiteral("1000000"));
        QVERIFY(client.send("GET /stream?50 HTTP/1.1\r\nHost: a\r\n\r\n"));
        QCOMPARE(client.receive().value_or(Answer {}).body.size(), 50 * 64 * 1024);
    }

private:
    static void proxies()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("nginx") << QStringLiteral("nginx");
        QTest::newRow("HAProxy") << QStringLiteral("haproxy");
    }
};

AUTH_TEST(BehindProxyTest);
#include "BehindProxyTest.moc"
