// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "FaultProxy.h"
#include "ResultTest.h"
#include "TestDatabase.h"

#include "app/PrivatePostgres.h"
#include "db/Listener.h"

using namespace auth;
using namespace auth::db;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

SessionOptions options(QByteArray connectionString, std::chrono::milliseconds heartbeat = 5s)
{
    SessionOptions options;
    options.connectionString = std::move(connectionString);
    options.heartbeat = heartbeat;
    options.longestBackoff = 200ms;
    return options;
}

Task<Result<void>> notifyAnd(Database *db, bool commit)
{
    auto transaction = CO_TRY(co_await db->begin(deadlineIn(30s)));
    notify(&transaction, "auth_news", commit ? "committed" : "rolled back");
    if (commit)
        CO_TRY(co_await transaction.commit());
    co_return Result<void>();
}

struct Heard {
    explicit Heard(SessionOptions sessionOptions, QList<QByteArray> channels = { "auth_news", "auth_other" })
        : listener(std::move(sessionOptions), std::move(channels))
    {
        listener.notification = [this](QByteArray channel, QByteArray payload) { news << channel + ':' + payload; };
        listener.reconnected = [this] { ++reloads; };
        listener.start();
    }
    QByteArrayList news;
    int reloads = 0;
    Listener listener;
};

}

class ListenerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hearsWhatWasCommitted()
    {
        test::TestDatabase database;
        Heard heard(options(database.connectionString()));
        QTRY_COMPARE(heard.reloads, 1);
        QVERIFY(heard.listener.isListening());
        PoolOptions pool;
        pool.connectionString = database.connectionString();
        Database db(pool);
        VERIFY_RESULT(QCoro::waitFor(notifyAnd(&db, false)));
        VERIFY_RESULT(QCoro::waitFor(notifyAnd(&db, true)));
        database.sql("NOTIFY auth_other, 'x'");
        database.sql("NOTIFY auth_unheard, 'y'");
        database.sql("NOTIFY auth_other, 'z'");
        QTRY_COMPARE(heard.news, (QByteArrayList { "auth_news:committed", "auth_other:x", "auth_other:z" }));
    }

    void reloadsAfterPostgresqlRestarted()
    {
        test::TestDatabase database;
        Heard heard(options(database.connectionString()));
        QTRY_COMPARE(heard.reloads, 1);
        const auto before = heard.listener.lastSeen();
        VERIFY_RESULT(test::TestDatabase::server().restart());
        QTRY_COMPARE(heard.reloads, 2);
        QVERIFY(heard.listener.lastSeen() > before);
        database.sql("NOTIFY auth_news, 'again'");
        QTRY_COMPARE(heard.news, (QByteArrayList { "auth_news:again" }));
    }

    void findsAHalfOpenConnectionByItsHeartbeat()
    {
        test::TestDatabase database;
        test::FaultProxy proxy(database.connectionString());
        Heard heard(options(proxy.connectionString(), 100ms));
        QTRY_COMPARE(heard.reloads, 1);
        proxy.setSilent(true);
        QTRY_VERIFY(!heard.listener.isListening());
        const auto stale = heard.listener.lastSeen();
        QTest::qWait(50);
        QVERIFY(heard.listener.lastSeen() == stale); // It does not claim to be up to date meanwhile.
        proxy.setSilent(false);
        QTRY_COMPARE(heard.reloads, 2);
        QVERIFY(heard.listener.lastSeen() > stale);
    }

    void movesLastSeenOnWithoutNews()
    {
        test::TestDatabase database;
        Heard heard(options(database.connectionString(), 20ms));
        QTRY_COMPARE(heard.reloads, 1);
        const auto first = heard.listener.lastSeen();
        QTRY_VERIFY(heard.listener.lastSeen() > first + 30ms);
    }
};

AUTH_TEST(ListenerTest);
#include "ListenerTest.moc"
