// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/ConsoleServer.h"

#include "app/ListPage.h"
#include "widgets/ChartPanel.h"
#include "widgets/DiffView.h"
#include "widgets/MessageBanner.h"
#include "widgets/Tile.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::ConsoleServer;

class AuditPagesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<Page> m_page;

    QString realm() const { return m_connection->realm(); }
    void open(const QString &page, const QString &filter = {})
    {
        m_page.reset(findPageKind(page)->make(m_connection.get(), { page, {}, {}, filter }, nullptr));
        m_page->resize(1200, 900);
        m_page->show();
        m_page->load();
        QTRY_VERIFY(!m_page->isLoading());
    }
    RemoteTableModel *rows() const { return static_cast<ListPage *>(m_page.get())->model(); }
    QTableView *table() const { return static_cast<ListPage *>(m_page.get())->table(); }
    QAction *action(const QString &name) const { return m_page->findChild<QAction *>(name); }
    QString said() const { return m_page->findChild<MessageBanner *>()->text(); }
    void select(const QString &event)
    {
        for (int row = 0; row < rows()->rowCount(); ++row) {
            if (rows()->item(row)[u"action"_s].toString() == event)
                return table()->selectRow(row);
        }
        QFAIL(qPrintable(u"no row %1"_s.arg(event)));
    }

private Q_SLOTS:
    void init()
    {
        m_connection = ConsoleServer::shared().connect();
        api::ApplicationCreate application;
        application.clientName = u"Shop"_s;
        application.redirectUris = QStringList { u"https://shop.example/callback"_s };
        const api::Application made = arranged(m_connection->client().createApplication(realm(), application));
        api::ApplicationUpdate change;
        change.redirectUris = QStringList { u"https://evil.example/callback"_s };
        api::CallOptions options;
        options.ifVersion = made.version;
        options.reason = u"they asked for it"_s;
        arranged(m_connection->client().updateApplication(realm(), made.clientId, change, options));
    }
    void cleanup()
    {
        m_page.reset();
        m_connection.reset();
    }

    void findsWhoChangedARedirectUri()
    {
        open(u"audit"_s);
        QTRY_VERIFY(rows()->rowCount() >= 2);
        m_page->setFilter(u"action:application.updated"_s);
        QTRY_COMPARE(rows()->rowCount(), 1);
        select(u"application.updated"_s);
        DifferenceModel *differences = m_page->findChild<DiffView *>()->model();
        int found = 0;
        for (int row = 0; row < differences->rowCount(); ++row) {
            const FieldDifference &one = differences->at(row);
            found += one.path == "redirect_uris"_L1 && one.before.contains(u"shop.example"_s)
                && one.after.contains(u"evil.example"_s);
        }
        QCOMPARE(found, 1);
        QCOMPARE(rows()->item(0)[u"reason"_s].toString(), u"they asked for it"_s);
    }

    void followsAnActor()
    {
        open(u"audit"_s, u"action:application.created"_s);
        QTRY_COMPARE(rows()->rowCount(), 1);
        select(u"application.created"_s);
        const QString actor = rows()->item(0)[u"actor_id"_s].toString();
        action(u"followActorAction"_s)->trigger();
        QCOMPARE(m_page->location().filter, u"actor_id:"_s + actor);
        QTRY_VERIFY(rows()->rowCount() >= 2);
    }

    void narrowsToWhatIsBrushed()
    {
        open(u"audit"_s, u"action:application.*"_s);
        auto *histogram = m_page->findChild<ChartPanel *>();
        QTRY_VERIFY(!histogram->chart()->data().isEmpty());
        const auto last = static_cast<int>(histogram->chart()->data().columns.size()) - 1;
        Q_EMIT histogram->rangeChosen(0, last, 0);
        QVERIFY2(m_page->location().filter.startsWith(u"action:application.* at>="_s),
            qPrintable(m_page->location().filter));
        QVERIFY(m_page->location().filter.endsWith(u"outcome:success"_s));
        QTRY_COMPARE(rows()->rowCount(), 2);
        // Another range takes the place of the first.
        Q_EMIT histogram->rangeChosen(0, 0, -1);
        QCOMPARE(m_page->location().filter.count(u"at>="_s), 1);
    }

    void showsWhatComesWhileItIsWatched()
    {
        open(u"audit"_s);
        QTRY_VERIFY(rows()->rowCount() >= 2);
        const int before = rows()->rowCount();
        action(u"tailAction"_s)->trigger();
        QVERIFY(action(u"tailAction"_s)->isChecked());
        arranged(m_connection->client().createRole(realm(), [] {
            api::RoleCreate role;
            role.name = u"auditor"_s;
            return role;
        }()));
        QTRY_VERIFY_WITH_TIMEOUT(rows()->rowCount() > before, 20'000);
        QTRY_COMPARE(rows()->item(0)[u"action"_s].toString(), u"role.created"_s);
    }

    void verifiesAndExportsTheLog()
    {
        open(u"audit"_s);
        action(u"verifyAction"_s)->trigger();
        QTRY_VERIFY2(said().startsWith(u"The log is intact"_s), qPrintable(said()));
        QVERIFY(action(u"exportAction"_s)->isEnabled());
    }

    void leadsFromTheDashboardToTheRowsBehindIt()
    {
        open(u"dashboard"_s);
        QTRY_VERIFY(m_page->findChild<Tile *>(u"signInsTile"_s)->accessibleName().contains(u": "_s));
        QSignalSpy led(m_page.get(), &Page::linkActivated);
        m_page->findChild<Tile *>(u"failedTile"_s)->click();
        QCOMPARE(led.size(), 1);
        QCOMPARE(led[0][0].value<Location>().page, u"audit"_s);
        QCOMPARE(led[0][0].value<Location>().filter, u"action:login.failed at<24h"_s);
        auto *actions = m_page->findChild<ChartPanel *>(u"actionChart"_s);
        // A row is counted when it has come into the log, within a second.
        const auto isCounted = [this, actions] {
            if (actions->chart()->data().isEmpty() && !m_page->isLoading())
                m_page->load();
            return !actions->chart()->data().isEmpty();
        };
        QTRY_VERIFY(isCounted());
        const QString most = actions->chart()->data().columns[0].label;
        Q_EMIT actions->rangeChosen(0, 0, 0);
        QCOMPARE(led[1][0].value<Location>().filter, u"action:%1 at<24h"_s.arg(most));
    }
};

AUTH_TEST(AuditPagesTest);

}

#include "AuditPagesTest.moc"
