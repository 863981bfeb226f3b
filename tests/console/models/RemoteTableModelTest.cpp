// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/ConsoleServer.h"

#include "models/RemoteTableModel.h"

#include <QtCore/QItemSelectionModel>

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
