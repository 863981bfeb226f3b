// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/ConsoleServer.h"
#include "console/PrivateHome.h"
#include "console/WebProxy.h"

#include "app/Layouts.h"
#include "app/ListPage.h"
#include "app/MainWindow.h"
#include "app/Profiles.h"

#include <QtGui/QAction>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::ConsoleServer;

/// What the window looked like is what it looks like again.
class LayoutTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Connection> m_other; ///< Another administrator.
    std::unique_ptr<test::WebProxy> m_proxy;
    std::unique_ptr<MainWindow> m_window;

    QString realm() const { return m_other->realm(); }
    void openWindow(const QUrl &server)
    {
        m_window = std::make_unique<MainWindow>();
        m_window->setConnection(connectWithToken(server, ConsoleServer::shared().token(), nullptr));
        m_window->show();
    }
    api::User makeUser(const QString &name)
    {
        api::UserCreate body;
        body.username = name;
        return arranged(m_other->client().createUser(realm(), body));
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void init() { m_other = ConsoleServer::shared().connect(); }
    void cleanup()
    {
        m_window.reset();
        m_proxy.reset();
        m_other.reset();
    }

    void goesBackToTheRealmAndThePlacesThatWereOpen()
    {
        const api::User user = makeUser(u"ann"_s);
        openWindow(ConsoleServer::shared().server());
        m_window->connection()->setRealm(realm());
        m_window->open({ u"sessions"_s, {}, {}, {} });
        m_window->open({ u"user"_s, realm(), user.id, {} });
        m_window->open({ u"users"_s, {}, {}, {} });
        QVERIFY(m_window->close());

        openWindow(ConsoleServer::shared().server());
        m_window->restoreSession();
        QCOMPARE(m_window->connection()->realm(), realm());
        QCOMPARE(m_window->currentPage()->location().page, u"users"_s);
        auto *const tabs = m_window->findChild<QTabWidget *>(u"tabs"_s);
        QCOMPARE(tabs->count(), 2);
        QCOMPARE(static_cast<Page *>(tabs->widget(1))->location().id, user.id);
        QTRY_COMPARE(tabs->tabText(1), u"ann"_s);
    }

    void keepsWhereASplitterWasMovedTo()
    {
        const auto make = [](QSplitter *splitter) {
            for (int i = 0; i < 2; ++i)
                splitter->addWidget(new QLabel(u"part"_s));
            splitter->resize(400, 100);
            keepSplitter(splitter, u"test"_s);
        };
        QSplitter first;
        make(&first);
        first.show();
        first.setSizes({ 300, 90 });
        const QList<int> chosen = first.sizes();
        Q_EMIT first.splitterMoved(300, 1);
        QSplitter second;
        make(&second);
        second.show();
        QCOMPARE(second.sizes(), chosen);
    }

    void showsWhatIsSelectedInAWindowOfItsOwn()
    {
        makeUser(u"ann"_s);
        openWindow(ConsoleServer::shared().server());
        m_window->connection()->setRealm(realm());
        m_window->open({ u"users"_s, {}, {}, {} });
        auto *const list = qobject_cast<ListPage *>(m_window->currentPage());
        QTRY_COMPARE(list->model()->rowCount(), 1);
        m_window->findChild<QAction *>(u"inspectorAction"_s)->trigger();
        const QPointer<QDialog> window = m_window->findChild<QDialog *>(u"inspectorWindow"_s);
        QVERIFY(window && window->isVisible());
        list->table()->selectRow(0);
        const auto shows = [](const QWidget *where) {
            for (const QLabel *label : where->findChildren<QLabel *>(u"sectionTitle"_s)) {
                if (label->text() == "ann"_L1 && label->isVisible())
                    return true;
            }
            return false;
        };
        QVERIFY(shows(window));
        // Closed, it stands beside the rows again.
        window->reject();
        QTRY_VERIFY(!window);
        QVERIFY(shows(list));
    }

    void leadsFromTheActivityToTheJobsThatRun()
    {
        const QByteArray id = "01a20711-d20d-736b-b5ce-2942d5d33853";
        bool isOver = false;
        m_proxy = std::make_unique<test::WebProxy>(ConsoleServer::shared().server());
        m_proxy->answerInstead([&](const test::WebProxy::Seen &seen) -> std::optional<test::WebProxy::MadeUp> {
            if (!seen.target.contains("/jobs?"))
                return std::nullopt;
            const QByteArray job = "{\"id\":\"" + id
                + "\",\"kind\":\"bulk\",\"operation\":\"users.lock\",\"state\":\"running\",\"total\":10,\"done\":3,\"failed\":1}";
            return test::WebProxy::MadeUp { "200 OK", "{\"items\":[" + (isOver ? QByteArray() : job) + "],\"next\":null}" };
        });
        openWindow(m_proxy->url());
        m_window->connection()->setRealm(realm());
        m_window->open({ u"users"_s, {}, {}, {} });
        m_window->findChild<QAction *>(u"activityAction"_s)->trigger();
        auto *const jobs = m_window->findChild<QListWidget *>(u"runningJobsList"_s);
        QTRY_COMPARE(jobs->count(), 1);
        QVERIFY2(jobs->item(0)->text().contains(u"4 of 10"_s), qPrintable(jobs->item(0)->text()));
        Q_EMIT jobs->itemActivated(jobs->item(0));
        QCOMPARE(m_window->currentPage()->location().page, u"job"_s);
        QCOMPARE(m_window->currentPage()->location().id, QString::fromLatin1(id));
        isOver = true;
        QTRY_VERIFY_WITH_TIMEOUT(jobs->isHidden(), 20'000);
        m_window->findChild<QAction *>(u"activityAction"_s)->trigger();
    }
};
AUTH_TEST(LayoutTest);

}

#include "LayoutTest.moc"
