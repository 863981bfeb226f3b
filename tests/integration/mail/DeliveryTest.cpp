// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "MailSink.h"
#include "ResultTest.h"
#include "TestDatabase.h"

#include "mail/Delivery.h"

#include <QtCore/QJsonArray>
#include <QtNetwork/QTcpServer>

using namespace auth;
using namespace auth::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const RealmId kRealm { Uuid { { 1 } } };

smtp::Server serverOf(const MailSink &sink, smtp::Security security = smtp::Security::StartTls)
{
    smtp::Server server;
    server.host = "localhost";
    server.port = sink.port();
    server.security = security;
    if (security != smtp::Security::None) {
        server.username = MailSink::kUsername;
        server.password = Secret(QByteArray(MailSink::kPassword));
        server.caFile = sink.authority();
    }
    server.clientName = "id.example";
    server.timeout = 10s;
    return server;
}

smtp::Message letterTo(const char *recipient)
{
    return { .from = { "auth@id.example", u"Müller & Söhne"_s },
        .to = { recipient, {} },
        .subject = u"Grüße"_s,
        .text = u"Hallo\n.\nWelt\n"_s,
        .html = u"<p>Hallo</p>"_s,
        .id = "0192",
        .at = Timestamp(1'800'000'000s) };
}

Result<void> send(const smtp::Server &server, const char *recipient = "jane@example.com")
{
    const smtp::Client client({ server.host, server.port, server.security, server.username, server.password.clone(), server.caFile, server.clientName, server.timeout });
    return QCoro::waitFor(client.send(letterTo(recipient), deadlineIn(20s)));
}

Task<Result<void>> put(db::Database *database, const Clock *clock, QJsonObject payload)
{
    auto transaction = CO_TRY(co_await database->begin(deadlineIn(30s)));
    jobs::Outbox::enqueue(&transaction, kRealm, mail::kOutboxKind, payload, clock->now());
    co_return co_await transaction.commit();
}

/// A node that delivers to a sink.
struct Node {
    explicit Node(const MailSink &sink)
        : db(db::PoolOptions { .connectionString = database.connectionString() })
        , delivery(serverOf(sink), { "auth@id.example", {} }, &clock)
        , outbox(&db, &clock, { .poll = 10ms, .firstRetry = 1min })
    {
        outbox.handle(mail::kOutboxKind, [this](jobs::OutboxItem item) { return delivery.deliver(std::move(item)); });
        outbox.start();
    }
    Result<void> post(const QJsonObject &changes = {})
    {
        QJsonObject payload { { u"to"_s, u"jane@example.com"_s }, { u"subject"_s, u"Hello"_s }, { u"text"_s, u"text"_s }, { u"html"_s, u"<p>html</p>"_s } };
        for (auto change = changes.begin(); change != changes.end(); ++change)
            payload.insert(change.key(), change.value());
        return QCoro::waitFor(put(&db, &clock, payload));
    }
    QByteArray state() const
    {
        return database.sql("SELECT CASE WHEN done_at IS NOT NULL THEN 'done' WHEN failed_at IS NOT NULL THEN 'failed' "
                            "WHEN claimed_until IS NULL AND attempts > 0 THEN 'again' ELSE 'open' END || attempts FROM outbox");
    }

    TestDatabase database;
    OffsetClock clock;
    db::Database db;
    mail::Delivery delivery;
    jobs::Outbox outbox;
};

}

class DeliveryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sendsByStartTlsWithAuth()
    {
        const MailSink sink;
        VERIFY_RESULT(send(serverOf(sink)));
        const auto mails = sink.mails();
        QCOMPARE(mails.size(), 1);
        const QJsonObject mail = mails.first();
        QVERIFY(mail[u"tls"].toBool() && mail[u"user"].toBool());
        QCOMPARE(mail[u"host"].toString(), u"id.example"_s);
        QCOMPARE(mail[u"from"].toString(), u"auth@id.example"_s);
        QCOMPARE(mail[u"to"].toArray(), QJsonArray { u"jane@example.com"_s });
        const QJsonValue headers = mail[u"headers"];
        QCOMPARE(headers[u"subject"].toString(), u"Grüße"_s);
        QCOMPARE(headers[u"from"].toString(), u"Müller & Söhne <auth@id.example>"_s);
        QCOMPARE(headers[u"message-id"].toString(), u"<0192@id.example>"_s);
        QCOMPARE(headers[u"date"].toString(), u"Fri, 15 Jan 2027 08:00:00 +0000"_s);
        QCOMPARE(mail[u"header_count"].toInt(), 8);
        QCOMPARE(mail[u"defects"].toArray(), QJsonArray());
        // A line with a single dot would end the mail (RFC 5321 §4.5.2).
        QCOMPARE(mail[u"text"].toString(), u"Hallo\r\n.\r\nWelt\r\n"_s);
        QCOMPARE(mail[u"html"].toString().trimmed(), u"<p>Hallo</p>"_s);
    }

    void sendsByImplicitTls()
    {
        const MailSink sink(MailSink::Protection::Implicit);
        VERIFY_RESULT(send(serverOf(sink, smtp::Security::Implicit)));
        QVERIFY(sink.mails().value(0)[u"tls"].toBool());
    }

    void saysNothingToAServerThatIsNotTheRightOne()
    {
        const MailSink sink;
        smtp::Server stranger = serverOf(sink);
        stranger.caFile.clear();
        COMPARE_ERROR(send(stranger), ErrorCode::Unavailable);
        smtp::Server other = serverOf(sink);
        other.host = "127.0.0.1"; // Its certificate names localhost.
        COMPARE_ERROR(send(other), ErrorCode::Unavailable);
        const MailSink plain(MailSink::Protection::None);
        smtp::Server downgraded = serverOf(plain);
        downgraded.caFile.clear();
        COMPARE_ERROR(send(downgraded), ErrorCode::Unavailable);
        QVERIFY(sink.mails().isEmpty() && plain.mails().isEmpty());
    }

    void aWrongPasswordIsTheOperatorsFaultAndNotTheMails()
    {
        const MailSink sink;
        smtp::Server server = serverOf(sink);
        server.password = Secret(QByteArrayLiteral("wrong"));
        const auto sent = send(server);
        COMPARE_ERROR(sent, ErrorCode::Unavailable);
        QVERIFY2(!sent.error().detail.contains(u"d3Jvbmc"_s) && !sent.error().detail.contains(u"wrong"_s), qPrintable(sent.error().detail));
    }

    void tellsWhatIsRefusedForGoodFromWhatIsRefusedForNow()
    {
        const MailSink sink;
        const auto refused = send(serverOf(sink), "refused@example.com");
        COMPARE_ERROR(refused, ErrorCode::ValidationFailed);
        QVERIFY2(refused.error().detail.contains(u"550 5.1.1 No such user"_s), qPrintable(refused.error().detail));
        COMPARE_ERROR(send(serverOf(sink), "unwanted@example.com"), ErrorCode::ValidationFailed);
        COMPARE_ERROR(send(serverOf(sink), "later@example.com"), ErrorCode::Unavailable);
        QVERIFY(sink.mails().isEmpty());
    }

    void aServerThatNeverAnswersCostsNoMoreThanTheTimeout()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        smtp::Server server;
        server.host = "127.0.0.1";
        server.port = silent.serverPort();
        server.clientName = "id.example";
        server.timeout = 300ms;
        COMPARE_ERROR(send(server), ErrorCode::Unavailable);
    }

    void whatTheServerDoesNotTakeComesLater()
    {
        MailSink sink;
        Node node(sink);
        sink.fail(MailSink::Fault::Busy);
        VERIFY_RESULT(node.post());
        QTRY_COMPARE(node.state(), "again1");
        sink.fail(MailSink::Fault::HangUp);
        node.clock.advance(2min);
        QTRY_COMPARE(node.state(), "again2");
        QVERIFY(sink.mails().isEmpty());
        sink.mend();
        node.clock.advance(5min);
        QTRY_COMPARE(node.state(), "done3");
        QCOMPARE(sink.mails().size(), 1);
        QCOMPARE(node.database.sql("SELECT payload FROM outbox"), "{}");
    }

    void onlyAnAnswerThatIsLostMakesASecondCopyAndItIsRecognisable()
    {
        MailSink sink;
        Node node(sink);
        sink.fail(MailSink::Fault::Mute);
        VERIFY_RESULT(node.post());
        QTRY_COMPARE(node.state(), "again1");
        sink.mend();
        node.clock.advance(2min);
        QTRY_COMPARE(node.state(), "done2");
        const auto mails = sink.mails();
        QCOMPARE(mails.size(), 2);
        QCOMPARE(mails[0][u"headers"][u"message-id"], mails[1][u"headers"][u"message-id"]);
    }

    void poisonIsSetAside()
    {
        MailSink sink;
        Node node(sink);
        VERIFY_RESULT(node.post({ { u"to"_s, u"a@b\r\nRCPT TO:<c@d>"_s } }));
        QTRY_COMPARE(node.state(), "failed1");
        node.database.sql("DELETE FROM outbox");
        VERIFY_RESULT(node.post({ { u"to"_s, QJsonArray { 1 } }, { u"subject"_s, QJsonValue::Null } }));
        QTRY_COMPARE(node.state(), "failed1");
        node.database.sql("DELETE FROM outbox");
        VERIFY_RESULT(node.post({ { u"to"_s, u"refused@example.com"_s } }));
        QTRY_COMPARE(node.state(), "failed1");
        QVERIFY(sink.mails().isEmpty());
    }

    void textAloneIsAMailToo()
    {
        MailSink sink;
        Node node(sink);
        VERIFY_RESULT(node.post({ { u"html"_s, QJsonValue::Null }, { u"text"_s, u"Your code is 123456."_s } }));
        QTRY_COMPARE(node.state(), "done1");
        const QJsonObject mail = sink.mails().value(0);
        QCOMPARE(mail[u"text"].toString(), u"Your code is 123456."_s);
        QVERIFY(mail[u"html"].isNull());
        QCOMPARE(mail[u"headers"][u"content-type"].toString(), u"text/plain; charset=\"utf-8\""_s);
        QCOMPARE(mail[u"defects"].toArray(), QJsonArray());
    }

    void aCodeThatHasExpiredIsNotSent()
    {
        MailSink sink;
        Node node(sink);
        sink.fail(MailSink::Fault::Busy);
        VERIFY_RESULT(node.post({ { u"useful_until"_s, node.clock.epochSeconds() + 30 } }));
        QTRY_COMPARE(node.state(), "again1");
        sink.mend();
        node.clock.advance(2min);
        QTRY_COMPARE(node.state(), "failed2");
        QVERIFY(sink.mails().isEmpty());
    }
};

AUTH_TEST(DeliveryTest);
#include "DeliveryTest.moc"
