// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/ConsoleServer.h"
#include "console/PrivateHome.h"
#include "console/WebProxy.h"

#include "app/ColorRulesDialog.h"
#include "app/ListPage.h"
#include "app/Profiles.h"
#include "models/KeptCheckpoint.h"
#include "widgets/ChartPanel.h"
#include "widgets/DiffView.h"
#include "widgets/MessageBanner.h"
#include "widgets/RowDelegate.h"
#include "widgets/Tile.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::ConsoleServer;

class AuditPagesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<test::WebProxy> m_proxy;
    std::unique_ptr<Connection> m_overProxy;
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
    /// The same page, with what goes over the wire in m_proxy.
    void openOverProxy()
    {
        m_proxy = std::make_unique<test::WebProxy>(ConsoleServer::shared().server());
        m_overProxy.reset(connectWithToken(m_proxy->url(), ConsoleServer::shared().token(), nullptr));
        m_overProxy->setRealm(realm());
        m_page.reset(findPageKind(u"audit"_s)->make(m_overProxy.get(), { u"audit"_s, {}, {}, {} }, nullptr));
        m_page->resize(1200, 900);
        m_page->show();
        m_page->load();
        [this] { QTRY_VERIFY(!m_page->isLoading() && m_overProxy->inFlight() == 0); }();
    }
    qsizetype asked(const QByteArray &part) const
    {
        const auto &seen = m_proxy->seen();
        return std::count_if(seen.begin(), seen.end(),
            [&part](const test::WebProxy::Seen &one) { return one.target.contains(part); });
    }
    RemoteTableModel *rows() const { return static_cast<ListPage *>(m_page.get())->model(); }
    QTableView *table() const { return static_cast<ListPage *>(m_page.get())->table(); }
    QAction *action(const QString &name) const { return m_page->findChild<QAction *>(name); }
    QString said() const { return m_page->findChild<MessageBanner *>()->text(); }
    void verify()
    {
        action(u"verifyAction"_s)->trigger();
        [this] { QTRY_VERIFY(!said().startsWith(u"Reading the log"_s) && m_overProxy->inFlight() == 0); }();
    }
    /// Rows of the log that an export to \a file has.
    qsizetype exportedRows(const QString &file)
    {
        api::Call call = m_connection->call(api::operation::kExportAudit);
        call.queryParameters = { { "format", u"jsonl"_s } };
        QByteArray all;
        call.sink = [&all](const QByteArray &piece) {
            all += piece;
            return true;
        };
        const api::Answer answer = QCoro::waitFor(m_connection->exchange(std::move(call)));
        QFile target(file);
        if (answer.succeeded() && target.open(QIODevice::WriteOnly))
            target.write(all);
        return all.count("\"seq\":");
    }
    void select(const QString &event)
    {
        for (int row = 0; row < rows()->rowCount(); ++row) {
            if (rows()->item(row)[u"action"_s].toString() == event)
                return table()->selectRow(row);
        }
        QFAIL(qPrintable(u"no row %1"_s.arg(event)));
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
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
        m_overProxy.reset();
        m_proxy.reset();
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

    void showsWhatComesWhileItIsWatchedWithoutReadingTheListAgain()
    {
        openOverProxy();
        QTRY_VERIFY(rows()->rowCount() >= 2);
        const auto lists = asked("/audit/events?");
        QSignalSpy lit(rows()->changes(), &RowChanges::changed);
        action(u"tailAction"_s)->trigger();
        QVERIFY(action(u"tailAction"_s)->isChecked());
        QTRY_VERIFY(asked("/audit/tail") > 0 && m_overProxy->inFlight() == 0);
        api::RoleCreate role;
        role.name = u"auditor"_s;
        arranged(m_connection->client().createRole(realm(), role));
        QTRY_COMPARE_WITH_TIMEOUT(rows()->item(0)[u"action"_s].toString(), u"role.created"_s, 20'000);
        QVERIFY(lit.size() > 0);
        // Each row is there once, and the list was not read for it.
        QSet<QString> ids;
        for (int row = 0; row < rows()->rowCount(); ++row)
            ids.insert(rows()->id(row));
        QCOMPARE(ids.size(), rows()->rowCount());
        QCOMPARE(asked("/audit/events?"), lists);
    }

    void colorsRowsByRules()
    {
        open(u"audit"_s);
        QTRY_VERIFY(rows()->rowCount() >= 2);
        action(u"colorsAction"_s)->trigger();
        auto *const dialog = m_page->findChild<ColorRulesDialog *>();
        QVERIFY(dialog);
        auto *const filter = dialog->findChild<QLineEdit *>(u"ruleFilterLineEdit"_s);
        auto *const add = dialog->findChild<QPushButton *>(u"addRuleButton"_s);
        filter->setText(u"at<24h"_s);
        QVERIFY(!add->isEnabled());
        filter->setText(u"acton:x"_s);
        QVERIFY(!add->isEnabled());
        filter->setText(u"action:application.* -action:*.created"_s);
        QVERIFY(add->isEnabled());
        add->click();
        int colored = 0;
        for (int row = 0; row < rows()->rowCount(); ++row) {
            const bool isUpdate = rows()->item(row)[u"action"_s].toString() == "application.updated"_L1;
            const QString tone = rows()->index(row, 0).data(RowDelegate::kRowToneRole).toString();
            QCOMPARE(tone, isUpdate ? u"bad"_s : QString());
            colored += isUpdate;
        }
        QCOMPARE(colored, 1);
        // They are there again next time.
        QCOMPARE(colorRules(u"audit"_s).size(), 1);
        dialog->findChild<QTableView *>(u"rulesTable"_s)->selectRow(0);
        dialog->findChild<QPushButton *>(u"removeRuleButton"_s)->click();
        QVERIFY(colorRules(u"audit"_s).isEmpty());
    }

    void exportsTheChosenTime()
    {
        openOverProxy();
        const QTemporaryDir directory;
        const QString file = directory.filePath(u"log.jsonl"_s);
        action(u"exportAction"_s)->trigger();
        auto *const dialog = m_page->findChild<QFileDialog *>();
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(file);
        QTRY_VERIFY2(said().contains(file), qPrintable(said()));
        QCOMPARE(asked("/audit/export?format=jsonl&since="), 1);
        QCOMPARE(asked("&until="), asked("/audit/export?") + asked("/audit/stats?"));
        QVERIFY(QFileInfo(file).size() > 0);
    }

    void findsALogThatWasRolledBackSinceItWasFoundIntact()
    {
        openOverProxy();
        // As much of the log as there is now, which whoever has the database keeps for later.
        const QTemporaryDir directory;
        const QString file = directory.filePath(u"old.jsonl"_s);
        QTRY_VERIFY(exportedRows(file) >= 2);
        const qsizetype before = exportedRows(file);
        api::RoleCreate role;
        role.name = u"auditor"_s;
        arranged(m_connection->client().createRole(realm(), role));
        QTRY_VERIFY(exportedRows(directory.filePath(u"new.jsonl"_s)) > before);
        verify();
        QVERIFY2(said().startsWith(u"The log is intact"_s) && said().contains(u"From now on"_s), qPrintable(said()));
        verify();
        QVERIFY2(said().contains(u"It goes on"_s), qPrintable(said()));

        QFile old(file);
        QVERIFY(old.open(QIODevice::ReadOnly));
        const QByteArray rows = old.readAll();
        m_proxy->answerInstead([rows](const test::WebProxy::Seen &seen) {
            return seen.target.contains("/audit/export") ? std::optional(test::WebProxy::MadeUp { "200 OK", rows })
                                                         : std::nullopt;
        });
        verify();
        QVERIFY2(said().contains(u"rolled back"_s), qPrintable(said()));
        m_proxy->answerInstead({});

        // Another key is no reason to forget what was.
        auto kept = *keptCheckpoint(m_overProxy->server(), realm());
        kept.key = "another";
        keepCheckpoint(m_overProxy->server(), realm(), kept);
        verify();
        QVERIFY2(said().contains(u"another key"_s), qPrintable(said()));
        m_page->findChild<MessageBanner *>()->findChild<QPushButton *>()->click();
        QTRY_VERIFY2(said().startsWith(u"The log is intact"_s), qPrintable(said()));
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
