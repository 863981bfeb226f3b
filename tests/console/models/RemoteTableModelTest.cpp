// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/ConsoleServer.h"
#include "console/WebProxy.h"

#include "app/Profiles.h"
#include "models/RemoteTableModel.h"

#include <QtCore/QItemSelectionModel>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QUrlQuery>

namespace auth::console {

using namespace Qt::StringLiterals;
using namespace api::operation;
using test::arranged;
using test::ConsoleServer;

class RemoteTableModelTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<RemoteTableModel> m_model;

    void makeScope(const QString &name)
    {
        api::ScopeCreate body;
        body.name = name;
        arranged(m_connection->client().createScope(m_connection->realm(), body));
    }
    /// As if somebody had imported them.
    void makeUsers(int count)
    {
        ConsoleServer::shared().sql(u"INSERT INTO users (realm_id, id, username, created_at, updated_at) "
                                    "SELECT r.id, gen_random_uuid(), 'person-' || lpad(n::text, 5, '0'), t.at, t.at "
                                    "FROM realms r, generate_series(1, %1) n, (SELECT clock_timestamp() AS at) t "
                                    "WHERE r.name = '%2'"_s.arg(count).arg(m_connection->realm()));
    }
    void load()
    {
        QSignalSpy loaded(m_model.get(), &RemoteTableModel::loaded);
        m_model->load();
        QVERIFY(loaded.wait(20'000));
    }

private Q_SLOTS:
    void init()
    {
        m_connection = ConsoleServer::shared().connect();
        m_model = std::make_unique<RemoteTableModel>(m_connection.get(),
            QList<RemoteColumn> { { u"Scope"_s, u"name"_s, {}, u"name"_s } }, u"id"_s, nullptr);
        m_model->setCall(m_connection->call(kListScopes));
        for (const auto &name : { u"aaa"_s, u"bbb"_s, u"ccc"_s })
            makeScope(name);
        m_model->presetFilter(u"name:aa* OR name:bb* OR name:cc* OR name:dd*"_s);
    }
    void cleanup()
    {
        m_model.reset();
        m_connection.reset();
    }

    void readsAgainWithoutLosingTheSelection()
    {
        load();
        QCOMPARE(m_model->rowCount(), 3);
        QItemSelectionModel selection(m_model.get());
        selection.select(m_model->index(1, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        const QString chosen = m_model->id(1);
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        makeScope(u"aab"_s);
        load();
        QCOMPARE(m_model->rowCount(), 4);
        QCOMPARE(reset.count(), 0);
        QCOMPARE(selection.selectedRows().size(), 1);
        QCOMPARE(m_model->id(selection.selectedRows().first().row()), chosen);
        QCOMPARE(m_model->index(1, 0).data().toString(), u"aab"_s);
    }

    void sortsOnTheServer()
    {
        load();
        QSignalSpy loaded(m_model.get(), &RemoteTableModel::loaded);
        m_model->sort(0, Qt::DescendingOrder);
        QVERIFY(loaded.wait(20'000));
        QCOMPARE(m_model->index(0, 0).data().toString(), u"ccc"_s);
        QCOMPARE(m_model->index(2, 0).data().toString(), u"aaa"_s);
    }

    void keepsTheSelectionWhenItSortsOrLeavesOut()
    {
        load();
        QItemSelectionModel selection(m_model.get());
        selection.select(m_model->index(2, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        const QString chosen = m_model->id(2);
        QSignalSpy loaded(m_model.get(), &RemoteTableModel::loaded);
        m_model->sort(0, Qt::DescendingOrder);
        QVERIFY(loaded.wait(20'000));
        QCOMPARE(m_model->id(0), chosen);
        QCOMPARE(selection.selectedRows(), QModelIndexList { m_model->index(0, 0) });
        m_model->setFilter(u"name:ccc OR name:aaa"_s);
        QVERIFY(loaded.wait(20'000));
        QCOMPARE(m_model->rowCount(), 2);
        QCOMPARE(m_model->id(selection.selectedRows().first().row()), chosen);
    }

    void forgetsWhatIsFarAwayAndReadsItAgain()
    {
        constexpr int kPages = RemoteTableModel::kPagesKept + 3;
        constexpr int kHeld = RemoteTableModel::kPagesKept * RemoteTableModel::kPageSize;
        makeUsers(kPages * RemoteTableModel::kPageSize);
        m_model = std::make_unique<RemoteTableModel>(m_connection.get(),
            QList<RemoteColumn> { { u"User name"_s, u"username"_s, {}, u"username"_s } }, u"id"_s, nullptr);
        m_model->setCall(m_connection->call(kListUsers));
        m_model->sort(0, Qt::AscendingOrder);
        load();
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        while (m_model->canFetchMore({})) {
            m_model->fetchMore({});
            QTRY_VERIFY(!m_model->isLoading());
        }
        QCOMPARE(m_model->rowCount(), kPages * RemoteTableModel::kPageSize);
        QCOMPARE(m_model->heldRows(), kHeld);
        QCOMPARE(m_model->id(0), QString());
        QCOMPARE(m_model->index(0, 0).data().toString(), u"…"_s);
        QTRY_COMPARE(m_model->index(0, 0).data().toString(), u"person-00001"_s);
        QTRY_COMPARE(m_model->index(250, 0).data().toString(), u"person-00251"_s);
        QCOMPARE(m_model->heldRows(), kHeld);

        // What is read again is the beginning, whatever was forgotten behind it.
        load();
        QCOMPARE(m_model->index(0, 0).data().toString(), u"person-00001"_s);
        QCOMPARE(m_model->heldRows(), m_model->rowCount());
        QCOMPARE(reset.count(), 0);
    }

    /// Two are under way; of what is typed meanwhile, only the last is asked.
    void asksOnlyTheLastFilterWhereTheServerIsSlow()
    {
        test::WebProxy proxy(ConsoleServer::shared().server());
        const std::unique_ptr<Connection> slow(connectWithToken(proxy.url(), ConsoleServer::shared().token(), nullptr));
        slow->setRealm(m_connection->realm());
        m_model = std::make_unique<RemoteTableModel>(
            slow.get(), QList<RemoteColumn> { { u"Scope"_s, u"name"_s, {}, u"name"_s } }, u"id"_s, nullptr);
        m_model->setCall(slow->call(kListScopes));
        proxy.hold();
        for (const auto &filter : { u"name:a"_s, u"name:aa"_s, u"name:aaa"_s, u"name:bb"_s, u"name:bbb"_s })
            m_model->setFilter(filter);
        QTRY_COMPARE(proxy.heldCount(), 2);
        proxy.release();
        QTRY_VERIFY(!m_model->isLoading());
        QCOMPARE(m_model->rowCount(), 1);
        QCOMPARE(m_model->index(0, 0).data().toString(), u"bbb"_s);
        // Beside what they are counted with, when they are there.
        const QList<test::WebProxy::Seen> seen = proxy.seen();
        const auto pages = std::count_if(seen.begin(), seen.end(),
            [](const auto &one) { return one.target.contains(QByteArray("limit=") + QByteArray::number(RemoteTableModel::kPageSize)); });
        QCOMPARE(pages, 3);
    }

    void dropsTheAnswerToAnOlderQuestion()
    {
        QSignalSpy loaded(m_model.get(), &RemoteTableModel::loaded);
        m_model->load();
        m_model->setFilter(u"name:ccc"_s);
        QVERIFY(loaded.wait(20'000));
        QTest::qWait(50);
        QCOMPARE(loaded.count(), 1);
        QCOMPARE(m_model->rowCount(), 1);
        QCOMPARE(m_model->index(0, 0).data().toString(), u"ccc"_s);
    }

    void keepsItsRowsWhenTheServerRefuses()
    {
        load();
        QSignalSpy failed(m_model.get(), &RemoteTableModel::failed);
        m_model->setFilter(u"nonsense:1"_s);
        QVERIFY(failed.wait(20'000));
        QCOMPARE(m_model->failure().status, 422);
        QCOMPARE(m_model->rowCount(), 3);
    }

    void asksForAForgottenPageOnceAtATimeWhileItCannotBeRead()
    {
        // More rows than anybody makes in a test.
        test::WebProxy proxy(ConsoleServer::shared().server());
        bool isBroken = false;
        proxy.answerInstead([&isBroken](const test::WebProxy::Seen &seen) -> std::optional<test::WebProxy::MadeUp> {
            if (isBroken)
                return test::WebProxy::MadeUp { "500 Internal Server Error", "{}" };
            const QUrlQuery query(QUrl(QString::fromLatin1(seen.target)));
            const int first = query.queryItemValue(u"after"_s).toInt();
            QJsonArray items;
            for (int i = first; i < first + RemoteTableModel::kPageSize; ++i)
                items.append(QJsonObject { { u"id"_s, QString::number(i) }, { u"name"_s, u"row %1"_s.arg(i) } });
            return test::WebProxy::MadeUp { "200 OK",
                QJsonDocument(QJsonObject { { u"items"_s, items },
                                  { u"next"_s, QString::number(first + RemoteTableModel::kPageSize) } })
                    .toJson() };
        });
        const std::unique_ptr<Connection> connection(
            connectWithToken(proxy.url(), ConsoleServer::shared().token(), nullptr));
        RemoteTableModel model(connection.get(), { { u"Scope"_s, u"name"_s, {}, u"name"_s } }, u"id"_s, nullptr);
        model.setCall(connection->call(kListScopes));
        QSignalSpy loaded(&model, &RemoteTableModel::loaded);
        model.load();
        QVERIFY(loaded.wait(20'000));
        for (int page = 0; page <= RemoteTableModel::kPagesKept; ++page) {
            model.fetchMore({});
            QVERIFY(loaded.wait(20'000));
        }
        QVERIFY(model.item(0).isEmpty());

        // As a view does that draws the row again with each word that is said of it.
        isBroken = true;
        const auto sent = [&proxy] { return proxy.seen().size(); };
        const auto before = sent();
        const auto draw = [&model] { model.index(0, 0).data(); };
        QSignalSpy failed(&model, &RemoteTableModel::failed);
        connect(&model, &RemoteTableModel::failed, this, draw);
        draw();
        draw();
        QVERIFY(failed.wait(20'000));
        for (int i = 0; i < 10; ++i) {
            draw();
            QCoreApplication::sendPostedEvents();
        }
        QCOMPARE(connection->inFlight(), 0);
        QCOMPARE(sent(), before + 1);

        // It is drawn again when its pause is over, and is there.
        isBroken = false;
        connect(&model, &RemoteTableModel::dataChanged, this, draw);
        QTRY_COMPARE_WITH_TIMEOUT(model.index(0, 0).data().toString(), u"row 0"_s, 20'000);
        QCOMPARE(sent(), before + 2);
    }

    void saysHowManyThereAreInAll()
    {
        makeScope(u"zzz"_s);
        QSignalSpy counted(m_model.get(), &RemoteTableModel::counted);
        load();
        QVERIFY(m_model->total());
        QCOMPARE(m_model->total()->count, 3);
        QVERIFY(!m_model->total()->isEstimate);
        // Of all scopes of the realm.
        QVERIFY(m_model->unfilteredTotal() || counted.wait(20'000));
        QCOMPARE(m_model->unfilteredTotal()->count, 4);
    }

    void lightsUpWhatSomebodyElseChanged()
    {
        load();
        const QString id = m_model->id(1);
        api::ScopeUpdate change;
        change.description = u"theirs"_s;
        const std::unique_ptr<Connection> other(
            connectWithToken(ConsoleServer::shared().server(), ConsoleServer::shared().token(), nullptr));
        QSignalSpy elsewhere(m_model.get(), &RemoteTableModel::changedElsewhere);
        arranged(other->client().updateScope(m_connection->realm(), id, change));
        load();
        QCOMPARE(elsewhere.size(), 1);
        QCOMPARE(elsewhere[0][0].toStringList(), QStringList(id));
        m_model->changes()->setFading(false);
        m_model->changes()->mark({ id }, QDateTime::currentDateTime());
        QCOMPARE(m_model->index(1, 0).data(RemoteTableModel::LightRole).toDouble(), 1.0);
        QCOMPARE(m_model->index(0, 0).data(RemoteTableModel::LightRole).toDouble(), 0.0);
        m_model->changes()->setNote(id, u"Changed by Eve"_s);
        QCOMPARE(m_model->index(1, 0).data(Qt::ToolTipRole).toString(), u"bbb\nChanged by Eve"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_model->index(1, 0).data(RemoteTableModel::LightRole).toDouble(), 0.0, 20'000);

        // Not what was changed here.
        change.description = u"mine"_s;
        arranged(m_connection->client().updateScope(m_connection->realm(), id, change));
        load();
        QCOMPARE(elsewhere.size(), 1);
    }

    void goesWhileAnAnswerIsOnItsWay()
    {
        m_model->load();
        m_model.reset();
        QTRY_COMPARE(m_connection->inFlight(), 0);
    }
};
AUTH_TEST(RemoteTableModelTest);

}

#include "RemoteTableModelTest.moc"
