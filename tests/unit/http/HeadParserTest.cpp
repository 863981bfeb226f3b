// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"

#include "http/head/HeadParser.h"

#include <string>

using namespace auth::http::head;

namespace {

/// Feeds \a text in pieces of \a step bytes, as a socket would.
Verdict feed(HeadParser &parser, const std::string &text, std::size_t step, std::size_t *taken = nullptr)
{
    Verdict verdict = Verdict::NeedMore;
    std::size_t total = 0;
    while (total < text.size() && verdict == Verdict::NeedMore) {
        std::size_t consumed = 0;
        verdict = parser.feed(std::string_view(text).substr(total, step), consumed);
        total += consumed;
    }
    if (taken)
        *taken = total;
    return verdict;
}

std::string request(const std::string &fields)
{
    return "GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}

}

class HeadParserTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAHeadWhereverItIsCut()
    {
        const std::string head = "POST /a/b?c=%20d HTTP/1.1\r\nHost: id.example:8443\r\nX-Mixed:  two words \t\r\n"
                                 "Empty:\r\nContent-Length: 12\r\nExpect: 100-Continue\r\n\r\n";
        for (std::size_t step = 1; step <= head.size(); ++step) {
            HeadParser parser;
            std::size_t taken = 0;
            QCOMPARE(feed(parser, head + "rest of it", step, &taken), Verdict::Complete);
            QCOMPARE(taken, head.size());
            QCOMPARE(parser.method(), Method::Post);
            QVERIFY(parser.target() == "/a/b?c=%20d");
            QCOMPARE(parser.minorVersion(), 1);
            QCOMPARE(parser.fieldCount(), std::size_t(5));
            QVERIFY(parser.field(0).name == "host" && parser.field(0).value == "id.example:8443");
            QVERIFY(parser.field(1).name == "x-mixed" && parser.field(1).value == "two words");
            QVERIFY(parser.field(2).name == "empty" && parser.field(2).value.empty());
            QCOMPARE(parser.contentLength(), std::uint64_t(12));
            QVERIFY(parser.expectsContinue());
            QVERIFY(parser.keepAlive());
        }
    }

    void refusesWhatCouldBeReadTwoWays_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("status");
        const auto row
            = [](const char *name, const QByteArray &text, int status) { QTest::newRow(name) << text << status; };
        row("line feed only", "GET / HTTP/1.1\nHost: a\n\n", 400);
        row("line feed only in a field", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", 400);
        row("CR without LF", "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", 400);
        row("CR LF split by a space", "GET / HTTP/1.1\r \nHost: a\r\n\r\n", 400);
        row("two leading empty lines", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("leading space", " GET / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("two spaces after the method", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("two spaces after the target", "GET /  HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("tab after the method", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("no version", "GET /\r\nHost: a\r\n\r\n", 400);
        row("odd version", "GET / HTTPZ9Z9\r\nHost: a\r\n\r\n", 400);
        row("lower-case version", "GET / http/1.1\r\nHost: a\r\n\r\n", 400);
        row("long version", "GET / HTTP/1.11\r\nHost: a\r\n\r\n", 400);
        row("version 2", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505);
        row("version 1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505);
        row("lower-case method", "get / HTTP/1.1\r\nHost: a\r\n\r\n", 501);
        row("CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 501);
        row("long method", "PROPFINDER / HTTP/1.1\r\nHost: a\r\n\r\n", 501);
        row("absolute form", "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("asterisk form", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("fragment", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("backslash in the path", "GET /a\\b HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("control character in the target", "GET /a\x01 HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("byte over 127 in the target", "GET /\xc3\xa4 HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("half an escape", "GET /%4 HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("escape that is not hex", "GET /?a=%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("no Host", "GET / HTTP/1.1\r\n\r\n", 400);
        row("two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400);
        row("empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400);
        row("Host with a user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400);
        row("Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400);
        row("two Hosts in 1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400);
        row("line without a colon", request("nonsense\r\n").c_str(), 400);
        row("space before the colon", request("X : b\r\n").c_str(), 400);
        row("empty name", request(": b\r\n").c_str(), 400);
        row("underscore in a name", request("X_Y: b\r\n").c_str(), 400);
        row("folded line", request("X: a\r\n b\r\n").c_str(), 400);
        row("folded first line", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400);
        row("NUL in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: a" + QByteArray(1, '\0') + "b\r\n\r\n", 400);
        row("escape character in a value", request("X: a\x1b[0m\r\n").c_str(), 400);
        row("DEL in a value", request("X: a\x7f\r\n").c_str(), 400);
        row("two Content-Length", request("Content-Length: 3\r\nContent-Length: 4\r\n").c_str(), 400);
        row("equal Content-Lengths", request("Content-Length: 3\r\nContent-Length: 3\r\n").c_str(), 400);
        row("list of lengths", request("Content-Length: 5, 5\r\n").c_str(), 400);
        row("word as length", request("Content-Length: abc\r\n").c_str(), 400);
        row("negative length", request("Content-Length: -1\r\n").c_str(), 400);
        row("signed length", request("Content-Length: +1\r\n").c_str(), 400);
        row("hexadecimal length", request("Content-Length: 0x3\r\n").c_str(), 400);
        row("empty length", request("Content-Length:\r\n").c_str(), 400);
        row("length with a space", request("Content-Length: 1 2\r\n").c_str(), 400);
        row("length of 2^64-1", request("Content-Length: 18446744073709551615\r\n").c_str(), 413);
        row("chunked", request("Transfer-Encoding: chunked\r\n").c_str(), 411);
        row("xchunked", request("Transfer-Encoding: xchunked\r\n").c_str(), 501);
        row("chunked twice", request("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n").c_str(), 501);
        row("gzip, chunked", request("Transfer-Encoding: gzip, chunked\r\n").c_str(), 501);
        row("chunked with a length", request("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n").c_str(), 400);
        row("chunked in 1.0", "GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
        row("other expectation", request("Expect: 200-ok\r\n").c_str(), 417);
        row("two expectations", request("Expect: 100-continue\r\nExpect: 100-continue\r\n").c_str(), 417);
        row("malformed Connection", request("Connection: close;x\r\n").c_str(), 400);
        QByteArray many = "GET / HTTP/1.1\r\nHost: a\r\n";
        for (int i = 0; i < 64; ++i)
            many += "X-" + QByteArray::number(i) + ": b\r\n";
        row("65 fields", many + "\r\n", 431);
        row("fields over 16 KiB", "GET / HTTP/1.1\r\nHost: a\r\nX: " + QByteArray(16 * 1024, 'x') + "\r\n\r\n", 431);
        row("name over 16 KiB", "GET / HTTP/1.1\r\nHost: a\r\n" + QByteArray(17 * 1024, 'x'), 431);
        row("white space over 16 KiB", "GET / HTTP/1.1\r\nHost: a\r\nX:" + QByteArray(17 * 1024, ' '), 431);
        row("target over 8 KiB", "GET /" + QByteArray(8 * 1024, 'x') + " HTTP/1.1\r\n", 414);
        row("target of escapes over 8 KiB", "GET /" + QByteArray("%41").repeated(2731) + " HTTP/1.1\r\n", 414);
        row("TLS handshake", QByteArray("\x16\x03\x01\x02\x00\x01\x00", 7), 400);
        row("NUL bytes", QByteArray(4, '\0'), 400);
    }
    void refusesWhatCouldBeReadTwoWays()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, status);
        for (const std::size_t step : { std::size_t(1), std::size_t(7), std::size_t(1) << 20 }) {
            HeadParser parser;
            QCOMPARE(feed(parser, text.toStdString(), step), Verdict::Refused);
            QCOMPARE(parser.status(), status);
            QVERIFY(*parser.reason() != '\0');
            std::size_t consumed = 0;
            QCOMPARE(parser.feed("GET / HTTP/1.1\r\nHost: a\r\n\r\n", consumed), Verdict::Refused);
        }
    }

    void takesWhatIsAtTheLimit()
    {
        QByteArray text = "GET /" + QByteArray(8 * 1024 - 1, 'x') + " HTTP/1.1\r\nHost: a\r\n";
        for (int i = 0; i < 63; ++i)
            text += "X-" + QByteArray::number(i) + ": b\r\n";
        HeadParser parser;
        QCOMPARE(feed(parser, (text + "\r\n").toStdString(), 1000), Verdict::Complete);
        QCOMPARE(parser.fieldCount(), std::size_t(64));
        // "Host: a\r\n" are 9 bytes, "X: \r\n" 5.
        HeadParser second;
        QCOMPARE(feed(second, request("X: " + std::string(16 * 1024 - 14, 'x') + "\r\n"), 1000), Verdict::Complete);
        HeadParser third;
        QCOMPARE(feed(third, request("X: " + std::string(16 * 1024 - 13, 'x') + "\r\n"), 1000), Verdict::Refused);
    }

    void knowsWhenTheConnectionGoesOn_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("keepAlive");
        QTest::newRow("1.1") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n") << true;
        QTest::newRow("1.1 close") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n") << false;
        QTest::newRow("1.1 close in a list")
            << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, close\r\n\r\n") << false;
        QTest::newRow("1.1 close and keep-alive")
            << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, close\r\n\r\n") << false;
        QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false;
        QTest::newRow("1.0 keep-alive") << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") << true;
    }
    void knowsWhenTheConnectionGoesOn()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, keepAlive);
        HeadParser parser;
        QCOMPARE(feed(parser, text.toStdString(), 3), Verdict::Complete);
        QCOMPARE(parser.keepAlive(), keepAlive);
    }

    void ignoresTheExpectationOfHttp10()
    {
        HeadParser parser;
        QCOMPARE(
            feed(parser, "POST / HTTP/1.0\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n", 5), Verdict::Complete);
        QVERIFY(!parser.expectsContinue());
    }

    void knowsWhatConnectionNames()
    {
        HeadParser parser;
        QCOMPARE(feed(parser, request("Connection: X-One ,, X-Two\r\nX-One: a\r\nConnection: X-Three\r\n"), 5),
            Verdict::Complete);
        for (const char *name : { "x-one", "x-two", "x-three" })
            QVERIFY(parser.isConnectionOption(name));
        QVERIFY(!parser.isConnectionOption("x-four"));
        QVERIFY(!parser.isConnectionOption("x-on"));
    }

    void readsOneHeadAfterAnother()
    {
        HeadParser parser;
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(feed(parser,
                         "\r\nPOST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 7\r\nConnection: close\r\nExpect: "
                         "100-continue\r\n\r\n",
                         4),
                Verdict::Complete);
            QCOMPARE(parser.contentLength(), std::uint64_t(7));
            parser.reset();
            QVERIFY(!parser.begun());
            QCOMPARE(feed(parser, request({}), 4), Verdict::Complete);
            QVERIFY(!parser.hasContentLength());
            QVERIFY(parser.keepAlive());
            QVERIFY(!parser.expectsContinue());
            QCOMPARE(parser.fieldCount(), std::size_t(1));
            parser.reset();
        }
    }
};

AUTH_TEST(HeadParserTest);
#include "HeadParserTest.moc"
