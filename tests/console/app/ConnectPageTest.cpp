// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/ConsoleServer.h"
#include "console/PageFixture.h"
#include "console/Person.h"
#include "console/PrivateHome.h"

#include "app/ConnectPage.h"
#include "app/MainWindow.h"
#include "widgets/MessageBanner.h"
#include "widgets/QrCodeView.h"

#include <QtCore/QProcess>
#include <QtWidgets/QLineEdit>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::ConsoleServer;
using test::kPatienceMs;

/// The first connection, as a person makes it: an address, a sign-in in the browser or on another device, and work.
class ConnectPageTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Connection> m_other;
    std::unique_ptr<MainWindow> m_window;

    ConnectPage *page() const { return m_window->findChild<ConnectPage *>(); }
    void press(const QString &name) const { page()->findChild<QPushButton *>(name)->click(); }
    QString link() const { return page()->findChild<QLineEdit *>(u"signInLinkLineEdit"_s)->text(); }
    void enterTheAddress()
    {
        page()->findChild<QLineEdit *>(u"serverLineEdit"_s)->setText(ConsoleServer::shared().server().toString());
        page()->findChild<QLineEdit *>(u"loginRealmLineEdit"_s)->setText(m_other->realm());
    }
    void workAsAnn()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_window->connection(), kPatienceMs);
        m_window->connection()->setRealm(m_other->realm());
        m_window->open({ u"users"_s, {}, {}, {} });
        auto *const list = qobject_cast<ListPage *>(m_window->currentPage());
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 1, kPatienceMs);
        QCOMPARE(list->model()->item(0)[u"username"].toString(), u"ann"_s);
        QVERIFY(m_window->connection()->may(u"users:write"_s));
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void init()
    {
        test::forgetContexts();
        m_other = ConsoleServer::shared().connect();
        const QString realm = m_other->realm();
        const api::User ann = test::makePerson(m_other.get(), realm, u"ann"_s);
        api::RoleNames roles;
        roles.roles = QStringList { u"realm-administrator"_s };
        arranged(m_other->client().addUserRoles(realm, ann.id, roles));
        test::useBrowserOf(u"ann"_s);
        m_window = std::make_unique<MainWindow>();
        m_window->show();
    }
    void cleanup()
    {
        m_window.reset();
        m_other.reset();
    }

    void signsInWithTheBrowser()
    {
        enterTheAddress();
        press(u"connectButton"_s);
        QTRY_VERIFY_WITH_TIMEOUT(
            page()->findChild<MessageBanner *>()->text().contains(u"Nobody is signed in"_s), kPatienceMs);
        press(u"browserButton"_s);
        workAsAnn();
    }

    void signsInOnAnotherDevice()
    {
        enterTheAddress();
        press(u"deviceButton"_s);
        QTRY_VERIFY_WITH_TIMEOUT(link().startsWith(u"http"_s), kPatienceMs);
        QVERIFY(page()->findChild<QrCodeView *>()->modules() > 0);
        QProcess device;
        device.start(qEnvironmentVariable("BROWSER"), { link() });
        workAsAnn();
        device.waitForFinished(kPatienceMs);
    }

    void stopsWaiting()
    {
        enterTheAddress();
        press(u"deviceButton"_s);
        QTRY_VERIFY_WITH_TIMEOUT(link().startsWith(u"http"_s), kPatienceMs);
        QVERIFY(!page()->findChild<QPushButton *>(u"browserButton"_s)->isEnabled());
        press(u"stopButton"_s);
        QVERIFY(page()->findChild<QPushButton *>(u"browserButton"_s)->isEnabled());
        QVERIFY(!m_window->connection());
    }
};
AUTH_TEST(ConnectPageTest);

}

#include "ConnectPageTest.moc"
