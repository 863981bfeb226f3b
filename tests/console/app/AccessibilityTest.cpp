// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/ConsoleServer.h"
#include "console/PrivateHome.h"
#include "console/WebProxy.h"

#include "app/Dialogs.h"
#include "app/ListPage.h"
#include "app/MainWindow.h"
#include "app/Page.h"
#include "app/Profiles.h"

#include <QtCore/QPointer>
#include <QtGui/QAccessible>
#include <QtGui/QAction>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolButton>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::ConsoleServer;

/// Every page, as a screen reader and a keyboard see it.
class AccessibilityTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Connection> m_other;
    std::unique_ptr<MainWindow> m_window;
    QMap<QString, QString> m_ids; ///< An object for each page that shows one.

    static QStringList namelessIn(const QWidget *root)
    {
        QStringList nameless;
        for (QWidget *widget : root->findChildren<QWidget *>()) {
            const bool inner = widget->objectName().startsWith("qt_"_L1) || qobject_cast<QScrollBar *>(widget);
            if (inner || (widget->focusPolicy() & Qt::TabFocus) == 0 || widget->focusProxy())
                continue;
            QAccessibleInterface *const interface = QAccessible::queryAccessibleInterface(widget);
            if (!interface || !interface->text(QAccessible::Name).isEmpty())
                continue;
            nameless.append(u"%1 %2"_s.arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName()));
        }
        return nameless;
    }
    /// What takes the keyboard on \a page, and has not got it when the Tab key has gone round.
    static QStringList notReachedWithTab(const Page *page)
    {
        QList<QWidget *> targets;
        for (QWidget *widget : page->findChildren<QWidget *>()) {
            const auto *const radio = qobject_cast<QRadioButton *>(widget); // Arrow keys lead to the others.
            if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0
                && !widget->focusProxy() && (!radio || radio->isChecked()))
                targets.append(widget);
        }
        if (targets.isEmpty())
            return {};
        targets.first()->setFocus();
        QSet<QWidget *> reached;
        while (QWidget *const now = QApplication::focusWidget()) {
            if (reached.contains(now))
                break;
            reached.insert(now);
            QTest::keyClick(now, Qt::Key_Tab);
        }
        QStringList missing;
        for (const QWidget *target : std::as_const(targets)) {
            if (!reached.contains(const_cast<QWidget *>(target)))
                missing.append(u"%1 %2"_s.arg(QString::fromLatin1(target->metaObject()->className()), target->objectName()));
        }
        return missing;
    }
    /// A key, to whom a window system would give it.
    static void press(Qt::Key key, QChar text = {}, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget *target = QApplication::activePopupWidget();
        if (!target)
            target = QApplication::focusWidget();
        if (!target)
            target = QApplication::activeWindow();
        QVERIFY(target);
        if (text.isNull())
            QTest::keyClick(target, key, modifiers);
        else
            QTest::keyClick(target, text.toLatin1(), modifiers);
    }
    void waitForPage()
    {
        QTRY_VERIFY(m_window->currentPage() && !m_window->currentPage()->isLoading());
    }

private Q_SLOTS:
    void initTestCase()
    {
        test::usePrivateHome();
        m_other = ConsoleServer::shared().connect();
        const QString realm = m_other->realm();
        api::AdminClient client = m_other->client();
        m_ids[u"realm"_s] = arranged(client.getRealm(realm)).id;
        api::UserCreate user;
        user.username = u"ann"_s;
        m_ids[u"user"_s] = arranged(client.createUser(realm, user)).id;
        api::ApplicationCreate application;
        application.clientId = u"app"_s;
        application.redirectUris = QStringList { u"https://app.example/cb"_s };
        m_ids[u"application"_s] = arranged(client.createApplication(realm, application)).id;
        api::ScopeCreate scope;
        scope.name = u"orders"_s;
        m_ids[u"scope"_s] = arranged(client.createScope(realm, scope)).id;
        api::RoleCreate role;
        role.name = u"clerk"_s;
        m_ids[u"role"_s] = arranged(client.createRole(realm, role)).id;
        api::ResourceServerCreate server;
        server.name = u"api"_s;
        server.identifier = u"https://api.example"_s;
        m_ids[u"resource_server"_s] = arranged(client.createResourceServer(realm, server)).id;
        api::OrganizationCreate organization;
        organization.name = u"acme"_s;
        m_ids[u"organization"_s] = arranged(client.createOrganization(realm, organization)).id;
        api::ApiKeyCreate key;
        key.application = u"app"_s;
        key.name = u"nightly"_s;
        m_ids[u"api_key"_s] = arranged(client.createApiKey(realm, key)).id;
        api::BulkRequest bulk;
        bulk.operation = u"lockUser"_s;
        bulk.ids = QStringList { m_ids[u"user"_s] };
        m_ids[u"job"_s] = arranged(client.createBulkJob(realm, bulk)).id;

        m_window = std::make_unique<MainWindow>();
        Connection *const connection
            = connectWithToken(ConsoleServer::shared().server(), ConsoleServer::shared().token(), nullptr);
        connection->setRealm(realm);
        m_window->setConnection(connection);
        m_window->show();
    }
    void cleanupTestCase()
    {
        m_window.reset();
        m_other.reset();
    }

    void everythingThatTakesTheKeyboardHasAName_data()
    {
        QTest::addColumn<QString>("page");
        for (const PageKind *kind : pageKinds())
            QTest::newRow(kind->name) << QString::fromLatin1(kind->name);
    }
    void everythingThatTakesTheKeyboardHasAName()
    {
        QFETCH(const QString, page);
        const bool isObject = findPageKind(page)->area == PageKind::Area::Object;
        QVERIFY2(!isObject || m_ids.contains(page), "the test has no object for this page");
        m_window->open({ page, {}, m_ids.value(page), {} });
        waitForPage();
        QCOMPARE(namelessIn(m_window.get()).join(u", "_s), QString());
    }

    void everyActionOfAPageIsInTheMenuAndHasAShortcutOfItsOwn_data()
    {
        everythingThatTakesTheKeyboardHasAName_data();
    }
    void everyActionOfAPageIsInTheMenuAndHasAShortcutOfItsOwn()
    {
        QFETCH(const QString, page);
        m_window->open({ page, {}, m_ids.value(page), {} });
        waitForPage();
        checkActions();
        auto *const parts = m_window->currentPage()->findChild<QTabWidget *>(u"objectTabs"_s);
        for (int i = 1; parts && i < parts->count() && !QTest::currentTestFailed(); ++i) {
            parts->setCurrentIndex(i);
            checkActions();
        }
    }

private:
    void checkActions()
    {
        QMap<QString, QString> taken;
        const auto own = m_window->currentPage()->deeds();
        for (QAction *action : m_window->allActions()) {
            // What the window has for drafts steps aside where a page has its own.
            if (!own.contains(action) && !action->isEnabled())
                continue;
            QVERIFY2(!action->text().isEmpty(), qPrintable(action->objectName()));
            QVERIFY2(!action->shortcut().isEmpty(), qPrintable(action->objectName() + " has no shortcut"_L1));
            for (const QKeySequence &keys : action->shortcuts()) {
                const QString name = keys.toString();
                QVERIFY2(!taken.contains(name),
                    qPrintable(u"%1: %2 and %3"_s.arg(name, taken.value(name), action->objectName())));
                taken.insert(name, action->objectName());
            }
        }
        QMenu *object = nullptr;
        for (QAction *menu : m_window->menuBar()->actions()) {
            if (menu->text() == "&Object"_L1)
                object = menu->menu();
        }
        QVERIFY(object);
        Q_EMIT object->aboutToShow();
        for (QAction *action : own)
            QVERIFY(object->actions().contains(action));
    }

private Q_SLOTS:
    void everyPageIsWalkedThroughWithTheTabKey_data()
    {
        everythingThatTakesTheKeyboardHasAName_data();
    }
    void everyPageIsWalkedThroughWithTheTabKey()
    {
        QFETCH(const QString, page);
        m_window->open({ page, {}, m_ids.value(page), {} });
        waitForPage();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        auto *const parts = m_window->currentPage()->findChild<QTabWidget *>(u"objectTabs"_s);
        for (int i = 0; i < (parts ? parts->count() : 1) && !QTest::currentTestFailed(); ++i) {
            if (parts)
                parts->setCurrentIndex(i);
            // What an answer shows comes before what is counted.
            QTRY_COMPARE(m_window->connection()->inFlight(), 0);
            QCOMPARE(notReachedWithTab(m_window->currentPage()).join(u", "_s), QString());
        }
    }

    /// From the filter to a row, into it, and back, by keys that go where a window system sends them.
    void aListIsWorkedWithTheKeyboardAlone()
    {
        m_window->open({ u"users"_s, {}, {}, {} });
        waitForPage();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        auto *const list = qobject_cast<ListPage *>(m_window->currentPage());
        QVERIFY(list);
        auto *const filter = list->findChild<QLineEdit *>(u"filterLineEdit"_s);
        m_window->findChild<QListWidget *>(u"sidebarList"_s)->setFocus();
        press(Qt::Key_Slash);
        QTRY_VERIFY(filter->hasFocus());
        for (const char key : QByteArray("username:an"))
            press(Qt::Key_unknown, QChar::fromLatin1(key));
        press(Qt::Key_Return);
        QCOMPARE(filter->text(), u"username:an"_s);
        QTRY_COMPARE(list->model()->rowCount(), 0);
        press(Qt::Key_N, u'n');
        QTRY_COMPARE(list->model()->rowCount(), 1);
        // Off screen, a popup that is gone stays the active window.
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        auto *const table = list->findChild<QTableView *>();
        for (int i = 0; i < 20 && !table->hasFocus(); ++i)
            press(Qt::Key_Tab);
        QVERIFY(table->hasFocus());
        QTRY_VERIFY(table->selectionModel()->hasSelection());
        press(Qt::Key_Return);
        QTRY_COMPARE(m_window->currentPage()->location().page, u"user"_s);
        waitForPage();
        const QPointer<Page> opened(m_window->currentPage());
        press(Qt::Key_W, {}, Qt::ControlModifier);
        QTRY_VERIFY(!opened || m_window->currentPage() != opened);
    }

    /// What only a mouse can press is in the menu as well.
    void everyButtonTakesTheKeyboardOrIsAnAction_data()
    {
        everythingThatTakesTheKeyboardHasAName_data();
    }
    void everyButtonTakesTheKeyboardOrIsAnAction()
    {
        QFETCH(const QString, page);
        m_window->open({ page, {}, m_ids.value(page), {} });
        waitForPage();
        const QList<QAction *> actions = m_window->allActions();
        for (const QAbstractButton *button : m_window->currentPage()->findChildren<QAbstractButton *>()) {
            const auto *const tool = qobject_cast<const QToolButton *>(button);
            const bool isAction = tool && tool->defaultAction() && actions.contains(tool->defaultAction());
            const bool inner = button->objectName().startsWith("qt_"_L1) || button->inherits("QTableCornerButton")
                || button->inherits("QLineEditIconButton") || button->parent()->inherits("QTabBar")
                || button->testAttribute(Qt::WA_TransparentForMouseEvents);
            QVERIFY2(inner || isAction || (button->focusPolicy() & Qt::TabFocus) != 0,
                qPrintable(u"%1 \"%2\""_s.arg(button->objectName(), button->text())));
        }
    }

    /// What the filter bar offers is what the server has.
    void everyFieldThatIsOfferedCanBeFilteredBy_data()
    {
        QTest::addColumn<QString>("page");
        for (const PageKind *kind : pageKinds()) {
            if (kind->area != PageKind::Area::Object)
                QTest::newRow(kind->name) << QString::fromLatin1(kind->name);
        }
    }
    void everyFieldThatIsOfferedCanBeFilteredBy()
    {
        QFETCH(const QString, page);
        m_window->open({ page, {}, {}, {} });
        waitForPage();
        const auto *const list = qobject_cast<ListPage *>(m_window->currentPage());
        if (!list)
            return;
        QStringList terms;
        for (const FilterField &field : list->traits().fields) {
            using enum FilterField::Kind;
            const QString value = field.kind == Boolean ? u"true"_s
                : field.kind == Id                      ? m_ids[u"user"_s]
                : field.kind == Integer                 ? u"1"_s
                : field.kind == Time                    ? u"2026-01-31"_s
                : field.kind == Choice                  ? field.choices.first()
                                                        : u"x"_s;
            for (const QString &choice : field.kind == Choice ? field.choices : QStringList { value })
                terms.append(filterTerm(field.name, choice));
            if (field.compares())
                terms.append(field.name + u'<' + value);
        }
        for (const QString &term : terms) {
            api::Call call = m_other->call(list->traits().operation, list->traits().parameters);
            call.list.query = term;
            call.list.limit = 1;
            const api::Answer answer = QCoro::waitFor(m_other->exchange(call));
            QVERIFY2(answer.succeeded(), qPrintable(term + u": "_s + answer.body[u"detail"].toString()));
        }
    }

    void thePageThatConnectsHasNamesToo()
    {
        MainWindow window;
        window.show();
        QCOMPARE(namelessIn(&window).join(u", "_s), QString());
    }

    /// TEST_CONSOLE_ROUNDS times each, for the build with AddressSanitizer.
    void everyPageOpensAndClosesWhileAnswersAreLate_data()
    {
        everythingThatTakesTheKeyboardHasAName_data();
    }
    void everyPageOpensAndClosesWhileAnswersAreLate()
    {
        QFETCH(const QString, page);
        test::WebProxy proxy(ConsoleServer::shared().server());
        const std::unique_ptr<Connection> late(connectWithToken(proxy.url(), ConsoleServer::shared().token(), nullptr));
        late->setRealm(m_other->realm());
        const PageKind *const kind = findPageKind(page);
        const int rounds = std::max(3, qEnvironmentVariableIntValue("TEST_CONSOLE_ROUNDS"));
        for (int round = 0; round < rounds; ++round) {
            proxy.hold();
            std::unique_ptr<Page> opened(kind->make(late.get(), { page, {}, m_ids.value(page), {} }, nullptr));
            opened->show();
            opened->load();
            if (auto *const parts = opened->findChild<QTabWidget *>(u"objectTabs"_s))
                parts->setCurrentIndex(round % parts->count());
            // These wait for what somebody types.
            const bool asks = page != u"configuration" && page != u"tokens";
            // It goes before anything was sent, or before the first answer, or after it and before the others.
            if (asks && round % 3 > 0)
                QTRY_VERIFY(proxy.heldCount() > 0);
            if (asks && round % 3 == 2) {
                const int waiting = late->inFlight();
                proxy.release();
                QTRY_VERIFY(late->inFlight() < waiting);
            }
            opened.reset();
            proxy.release();
            QTRY_COMPARE(late->inFlight(), 0);
        }
    }
};
AUTH_TEST(AccessibilityTest);

}

#include "AccessibilityTest.moc"
