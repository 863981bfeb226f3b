// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/ConsoleServer.h"
#include "console/Person.h"
#include "console/PrivateHome.h"
#include "console/WebProxy.h"

#include "app/ConnectPage.h"
#include "app/MainWindow.h"
#include "app/Page.h"
#include "app/Profiles.h"
#include "core/Json.h"
#include "widgets/MessageBanner.h"

#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::ConsoleServer;
using test::WebProxy;

/// What one is told of a connection that works: another release than the console's, and where the login is kept.
class NoticesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WebProxy> m_proxy;
    std::unique_ptr<MainWindow> m_window;

    /// Connects to a server that says to be of \a release, and describes all but \a lacking.
    void connectTo(const QByteArray &release, const QList<int> &lacking)
    {
        QJsonObject paths;
        const auto operations = api::operations();
        for (size_t i = 0; i < operations.size(); ++i) {
            if (lacking.contains(static_cast<int>(i)))
                continue;
            const QString path = QLatin1StringView(operations[i].path);
            QJsonObject methods = paths[path].toObject();
            methods.insert(QString::fromLatin1(operations[i].method).toLower(), QJsonObject());
            paths.insert(path, methods);
        }
        m_proxy = std::make_unique<WebProxy>(ConsoleServer::shared().server());
        m_proxy->answerInstead([release, description = toJson(QJsonObject { { u"paths"_s, paths } })](
                                   const WebProxy::Seen &seen) -> std::optional<WebProxy::MadeUp> {
            if (seen.target == "/admin/v1/server")
                return WebProxy::MadeUp { "200 OK", "{\"release\":\"" + release + "\"}" };
            if (seen.target == "/admin/v1/openapi.json")
                return WebProxy::MadeUp { "200 OK", description };
            return std::nullopt;
        });
        m_window = std::make_unique<MainWindow>();
        Connection *const connection = connectWithToken(m_proxy->url(), ConsoleServer::shared().token(), nullptr);
        m_window->setConnection(connection);
        m_window->show();
        [this] { QTRY_VERIFY(!m_window->connection()->serverRelease().isEmpty()); }();
    }
    QString noticed() const { return m_window->findChild<MessageBanner *>(u"noticeBanner"_s)->text(); }
    bool isInSidebar(const QString &page) const
    {
        const auto *const list = m_window->findChild<QListWidget *>(u"sidebarList"_s);
        for (int row = 0; row < list->count(); ++row) {
            if (list->item(row)->data(Qt::UserRole).toString() == page)
                return !list->item(row)->isHidden();
        }
        return false;
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void cleanup()
    {
        m_window.reset();
        m_proxy.reset();
    }

    void leavesOutWhatAnOlderServerLacks()
    {
        connectTo("0.0.1", { api::operation::kListDevices, api::operation::kListJobs });
        QTRY_VERIFY(!isInSidebar(u"devices"_s));
        QVERIFY(!isInSidebar(u"jobs"_s));
        QVERIFY(isInSidebar(u"users"_s));
        QVERIFY2(noticed().contains(u"older"_s) && noticed().contains(u"0.0.1"_s), qPrintable(noticed()));
        // Nor does a link lead there.
        m_window->open({ u"users"_s, {}, {}, {} });
        m_window->open({ u"devices"_s, {}, {}, {} });
        QCOMPARE(m_window->currentPage()->location().page, u"users"_s);
    }

    void saysThatANewerServerMayHaveMore()
    {
        connectTo("99.1", {});
        QVERIFY2(noticed().contains(u"may have more"_s), qPrintable(noticed()));
        QTRY_COMPARE(m_window->connection()->inFlight(), 0);
        for (const QString &page : { u"devices"_s, u"jobs"_s, u"users"_s })
            QVERIFY(isInSidebar(page));
    }

    void saysNothingOfAServerOfItsOwnRelease()
    {
        m_proxy = std::make_unique<WebProxy>(ConsoleServer::shared().server());
        m_window = std::make_unique<MainWindow>();
        m_window->setConnection(connectWithToken(m_proxy->url(), ConsoleServer::shared().token(), nullptr));
        m_window->show();
        QTRY_VERIFY(!m_window->connection()->serverRelease().isEmpty());
        QVERIFY2(noticed().isEmpty(), qPrintable(noticed()));
        for (const WebProxy::Seen &seen : m_proxy->seen())
            QVERIFY(!seen.target.contains("openapi"));
    }

    void saysWhereTheLoginIsKeptWithoutAKeychain()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        test::forgetContexts();
        const auto administrator = ConsoleServer::shared().connect();
        const QString realm = administrator->realm();
        test::makePerson(administrator.get(), realm, u"ann"_s);
        test::useBrowserOf(u"ann"_s);
        m_window = std::make_unique<MainWindow>();
        m_window->show();
        ConnectPage *const page = m_window->connectPage();
        page->findChild<QLineEdit *>(u"serverLineEdit"_s)->setText(ConsoleServer::shared().server().toString());
        page->findChild<QLineEdit *>(u"loginRealmLineEdit"_s)->setText(realm);
        page->findChild<QPushButton *>(u"browserButton"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->connection(), 60'000);
        QVERIFY2(noticed().contains(u"no keychain"_s), qPrintable(noticed()));
        // It is said once: the context remembers where.
        m_window->setConnection(nullptr);
        page->findChild<QPushButton *>(u"connectButton"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->connection(), 60'000);
        QTRY_VERIFY2(noticed().isEmpty(), qPrintable(noticed()));
    }
};
AUTH_TEST(NoticesTest);

}

#include "NoticesTest.moc"
