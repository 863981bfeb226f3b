// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/ConsoleServer.h"
#include "console/Person.h"
#include "console/PrivateHome.h"

#include "app/CommandPalette.h"
#include "app/Dialogs.h"
#include "app/IdleWatch.h"
#include "app/LockPage.h"
#include "app/MainWindow.h"
#include "app/ObjectPage.h"
#include "models/Draft.h"

#include <QtGui/QAction>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStatusBar>

namespace auth::console {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::arranged;
using test::ConsoleServer;

/// A window that nobody has touched for a while.
class LockTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Connection> m_other;
    std::unique_ptr<MainWindow> m_window;
    api::User m_user;

    ObjectPage *page() const { return qobject_cast<ObjectPage *>(m_window->currentPage()); }
    LockPage *cover() const { return m_window->findChild<LockPage *>(); }
    /// Shows a page on which a name is edited, through \a connection.
    void edit(Connection *connection)
    {
        connection->setRealm(m_other->realm());
        m_window = std::make_unique<MainWindow>();
        m_window->setConnection(connection);
        m_window->show();
        m_window->open({ u"user"_s, {}, m_user.id, {} });
        [this] { QTRY_VERIFY(page() && page()->draft()->hasBase() && !page()->isLoading()); }();
        m_window->findChild<QLineEdit *>(u"nameLineEdit"_s)->setText(u"Bob Example"_s);
    }
    void editWithToken()
    {
        edit(connectWithToken(ConsoleServer::shared().server(), ConsoleServer::shared().token(), nullptr));
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void init()
    {
        m_other = ConsoleServer::shared().connect();
        m_user = test::makePerson(m_other.get(), m_other->realm(), u"bob"_s);
    }
    void cleanup()
    {
        if (page())
            page()->discard();
        m_window.reset();
        m_other.reset();
    }

    void coversEverythingWhenNobodyIsThereAndKeepsWhatWasEdited()
    {
        editWithToken();
        m_window->idleWatch()->setLimit(1ms);
        QTRY_VERIFY(m_window->isLocked());
        m_window->idleWatch()->setLimit(0ms);
        QVERIFY(cover()->isVisible());
        QVERIFY(!page()->isVisible());
        QVERIFY(!m_window->menuBar()->isEnabled());
        QVERIFY(!m_window->statusBar()->isVisible());
        QVERIFY2(!m_window->windowTitle().contains(u"bob"_s), qPrintable(m_window->windowTitle()));
        // No key does anything behind it.
        QTRY_COMPARE(m_window->connection()->inFlight(), 0);
        m_window->findChild<QAction *>(u"paletteAction"_s)->trigger();
        QVERIFY(!m_window->findChild<CommandPalette *>());
        m_window->findChild<QAction *>(u"saveAction"_s)->trigger();
        QCOMPARE(m_window->connection()->inFlight(), 0);

        auto *const token = cover()->findChild<QLineEdit *>(u"tokenLineEdit"_s);
        auto *const unlock = cover()->findChild<QPushButton *>(u"unlockButton"_s);
        token->setText(u"not.the.token"_s);
        unlock->click();
        QVERIFY(m_window->isLocked());
        QVERIFY(!cover()->findChild<QLabel *>(u"problemLabel"_s)->isHidden());
        token->setText(QString::fromLatin1(ConsoleServer::shared().token()));
        unlock->click();
        QVERIFY(!m_window->isLocked());
        QVERIFY(page()->isVisible());
        QVERIFY(m_window->menuBar()->isEnabled());
        QVERIFY(page()->draft()->isDirty());
        QCOMPARE(m_window->findChild<QLineEdit *>(u"nameLineEdit"_s)->text(), u"Bob Example"_s);
    }

    void hidesDialogsAndShowsThemAgain()
    {
        editWithToken();
        page()->findChild<QAction *>(u"lockAction"_s)->trigger();
        auto *const dialog = m_window->findChild<RequestDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        dialog->findChild<QLineEdit *>(u"reasonLineEdit"_s)->setText(u"lost"_s);
        m_window->lock();
        QVERIFY(!dialog->isVisible());
        cover()->findChild<QLineEdit *>(u"tokenLineEdit"_s)->setText(
            QString::fromLatin1(ConsoleServer::shared().token()));
        cover()->findChild<QPushButton *>(u"unlockButton"_s)->click();
        QVERIFY(dialog->isVisible());
        QCOMPARE(dialog->findChild<QLineEdit *>(u"reasonLineEdit"_s)->text(), u"lost"_s);
        dialog->reject();
    }

    void opensForThePersonWhoSignsInAgainAndForNobodyElse()
    {
        const client::Profile profile = test::signIn(m_other->realm(), u"ann"_s);
        test::makePerson(m_other.get(), m_other->realm(), u"mallory"_s);
        edit(connectTo(profile, nullptr));
        m_window->lock();
        QVERIFY(m_window->isLocked());
        test::useBrowserOf(u"mallory"_s);
        auto *const prove = cover()->findChild<QPushButton *>(u"proveButton"_s);
        prove->click();
        QTRY_VERIFY_WITH_TIMEOUT(!cover()->findChild<QLabel *>(u"problemLabel"_s)->isHidden(), 60'000);
        QVERIFY(m_window->isLocked());
        test::useBrowserOf(u"ann"_s);
        prove->click();
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->isLocked(), 60'000);
        QVERIFY(page()->draft()->isDirty());
        page()->save();
        QTRY_VERIFY(!page()->draft()->isDirty());
        QCOMPARE(arranged(m_other->client().getUser(m_other->realm(), m_user.id)).name.valueOr({}), u"Bob Example"_s);
    }

    void leavesForAnotherAccount()
    {
        editWithToken();
        m_window->lock();
        cover()->findChild<QPushButton *>(u"disconnectButton"_s)->click();
        QVERIFY(!m_window->isLocked());
        QVERIFY(!m_window->connection());
        QVERIFY(m_window->menuBar()->isEnabled());
    }

    void hidesNothingBeforeAnybodyIsKnown()
    {
        m_window = std::make_unique<MainWindow>();
        m_window->show();
        m_window->lock();
        QVERIFY(!m_window->isLocked());
    }
};
AUTH_TEST(LockTest);

}

#include "LockTest.moc"
