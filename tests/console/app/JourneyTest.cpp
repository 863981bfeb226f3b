// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/ConsoleServer.h"
#include "console/PageFixture.h"
#include "console/PrivateHome.h"
#include "console/WebProxy.h"

#include "app/ChangesBar.h"
#include "app/Dialogs.h"
#include "app/ListPage.h"
#include "app/MainWindow.h"
#include "app/MergeDialog.h"
#include "app/ObjectPage.h"
#include "app/Profiles.h"
#include "app/ReviewDialog.h"
#include "models/Asking.h"
#include "models/Draft.h"
#include "widgets/ConsequenceDialog.h"
#include "widgets/DiffView.h"
#include "widgets/MessageBanner.h"

#include <QtGui/QAction>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTabWidget>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::ConsoleServer;

/// From the first connection to the first user, and what is in between when somebody else is faster or the wire is cut.
class JourneyTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Connection> m_other; ///< Another administrator.
    std::unique_ptr<MainWindow> m_window;

    QString realm() const { return m_other->realm(); }
    void connectTo(const QUrl &server)
    {
        Connection *const connection = connectWithToken(server, ConsoleServer::shared().token(), nullptr);
        connection->setRealm(realm());
        m_window->setConnection(connection);
        m_window->show();
    }
    template <typename T>
    T *find(const QString &name) const
    {
        return m_window->findChild<T *>(name);
    }
    QAction *action(const QString &name) const { return m_window->currentPage()->findChild<QAction *>(name); }
    ObjectPage *objectPage() const { return qobject_cast<ObjectPage *>(m_window->currentPage()); }
    QString said() const { return m_window->currentPage()->findChild<MessageBanner *>()->text(); }

    /// Opens the page of a new user, and waits until it is read.
    api::User openUser(const QString &name)
    {
        api::UserCreate body;
        body.username = name;
        const api::User user = arranged(m_other->client().createUser(realm(), body));
        m_window->open({ u"user"_s, realm(), user.id, {} });
        [this] { QTRY_VERIFY(objectPage() && objectPage()->draft()->hasBase() && !objectPage()->isLoading()); }();
        return user;
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void init()
    {
        m_other = ConsoleServer::shared().connect();
        m_window = std::make_unique<MainWindow>();
    }
    void cleanup()
    {
        m_window.reset();
        m_other.reset();
    }

    void goesFromTheFirstConnectionToTheFirstUser()
    {
        connectTo(ConsoleServer::shared().server());
        m_window->open({ u"users"_s, {}, {}, {} });
        auto *const list = qobject_cast<ListPage *>(m_window->currentPage());
        QTRY_VERIFY(!list->isLoading());
        QCOMPARE(list->model()->rowCount(), 0);

        action(u"newUserAction"_s)->trigger();
        auto *const dialog = find<RequestDialog>(u"requestDialog"_s);
        QVERIFY(dialog);
        auto *const create = dialog->findChild<QPushButton *>(u"acceptButton"_s);
        QVERIFY(!create->isEnabled());
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"usernameLineEdit"_s), u"ann"_s);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"emailLineEdit"_s), u"not an address"_s);
        QVERIFY(create->isEnabled());
        // What the server refuses is said in the dialog, and what was typed is still there.
        QTest::mouseClick(create, Qt::LeftButton);
        QTRY_VERIFY(dialog->findChild<QLineEdit *>(u"emailLineEdit"_s)->property("bad").toBool());
        dialog->findChild<QLineEdit *>(u"emailLineEdit"_s)->setText(u"ann@acme.test"_s);
        QTest::mouseClick(create, Qt::LeftButton);

        QTRY_VERIFY(objectPage() && objectPage()->draft()->hasBase());
        QCOMPARE(objectPage()->title(), u"ann"_s);
        const auto users = arranged(m_other->client().listUsers(realm(), {}));
        QCOMPARE(users.items.size(), 1);
        QCOMPARE(users.items[0].email.valueOr({}), u"ann@acme.test"_s);
        QTRY_COMPARE(list->model()->rowCount(), 1);
    }

    void savesWhatWasEditedAndNothingElse()
    {
        connectTo(ConsoleServer::shared().server());
        const api::User user = openUser(u"ann"_s);
        auto *const name = find<QLineEdit>(u"nameLineEdit"_s);
        QTest::keyClicks(name, u"Ann Example"_s);
        auto *const bar = objectPage()->findChild<ChangesBar *>();
        QVERIFY(!bar->isHidden());
        QVERIFY(objectPage()->title().contains(u'●'));
        m_window->findChild<QAction *>(u"undoAction"_s)->trigger();
        QVERIFY(name->text().isEmpty());
        QVERIFY(bar->isHidden());
        QTest::keyClicks(name, u"Ann Example"_s);
        QTest::mouseClick(bar->findChild<QPushButton *>(u"saveButton"_s), Qt::LeftButton);
        QTRY_VERIFY(bar->isHidden());
        const api::User saved = arranged(m_other->client().getUser(realm(), user.id));
        QCOMPARE(saved.name.valueOr({}), u"Ann Example"_s);
        QCOMPARE(saved.version, user.version + 1);
    }

    void refusesWhileOneTypesWhatTheServerWouldRefuse()
    {
        connectTo(ConsoleServer::shared().server());
        api::ApplicationCreate body;
        body.clientId = u"app"_s;
        body.type = u"web"_s;
        body.redirectUris = QStringList { u"https://app.example/cb"_s };
        const api::Application application = arranged(m_other->client().createApplication(realm(), body));
        m_window->open({ u"application"_s, realm(), application.id, u"uris"_s });
        QTRY_VERIFY(objectPage() && objectPage()->draft()->hasBase());
        auto *const uris = find<QPlainTextEdit>(u"redirectUrisPlainTextEdit"_s);
        uris->setPlainText(u"https://app.example/cb\nhttp://app.example/cb"_s);
        auto *const save = objectPage()->findChild<QPushButton *>(u"saveButton"_s);
        QVERIFY(!save->isEnabled());
        QVERIFY2(save->toolTip().contains(u"https"_s), qPrintable(save->toolTip()));
        uris->setPlainText(u"https://app.example/cb\nhttps://app.example/other"_s);
        QVERIFY(save->isEnabled());
        QTest::mouseClick(save, Qt::LeftButton);
        QTRY_VERIFY(!objectPage()->draft()->isDirty());
        QCOMPARE(arranged(m_other->client().getApplication(realm(), application.id)).redirectUris.size(), 2);
    }

    void asksFieldByFieldWhenSomebodyElseWasFaster()
    {
        connectTo(ConsoleServer::shared().server());
        const api::User user = openUser(u"ann"_s);
        auto *const nickname = find<QLineEdit>(u"nicknameLineEdit"_s);
        auto *const name = find<QLineEdit>(u"nameLineEdit"_s);
        nickname->setText(u"annie"_s);
        name->setText(u"Ann Mine"_s);
        api::UserUpdate theirs;
        theirs.name = u"Ann Theirs"_s;
        theirs.website = u"https://ann.example"_s;
        arranged(m_other->client().updateUser(realm(), user.id, theirs));

        objectPage()->save();
        QTRY_VERIFY(find<MergeDialog>(u"mergeDialog"_s));
        // Nothing of theirs was written over.
        QCOMPARE(arranged(m_other->client().getUser(realm(), user.id)).name.valueOr({}), u"Ann Theirs"_s);
        auto *const merge = find<MergeDialog>(u"mergeDialog"_s);
        QVERIFY(!merge->findChild<QRadioButton *>(u"theirs_nickname"_s));
        merge->findChild<QRadioButton *>(u"theirs_name"_s)->click();
        QTest::mouseClick(merge->findChild<QPushButton *>(u"mergeButton"_s), Qt::LeftButton);
        QCOMPARE(name->text(), u"Ann Theirs"_s);
        QCOMPARE(nickname->text(), u"annie"_s);
        objectPage()->save();
        QTRY_VERIFY(!objectPage()->draft()->isDirty());
        const api::User saved = arranged(m_other->client().getUser(realm(), user.id));
        QCOMPARE(saved.name.valueOr({}), u"Ann Theirs"_s);
        QCOMPARE(saved.nickname.valueOr({}), u"annie"_s);
        QCOMPARE(saved.website.valueOr({}), u"https://ann.example"_s);
    }

    void overwritesNothingThatNobodyHasDecidedAbout()
    {
        connectTo(ConsoleServer::shared().server());
        const api::User user = openUser(u"ann"_s);
        find<QLineEdit>(u"nameLineEdit"_s)->setText(u"Ann Mine"_s);
        api::UserUpdate theirs;
        theirs.name = u"Ann Theirs"_s;
        arranged(m_other->client().updateUser(realm(), user.id, theirs));
        const auto isStillTheirs = [this, &user] {
            return arranged(m_other->client().getUser(realm(), user.id)).name.valueOr({}) == "Ann Theirs"_L1;
        };

        objectPage()->save();
        QTRY_VERIFY(find<MergeDialog>(u"mergeDialog"_s));
        QTest::keyClick(find<MergeDialog>(u"mergeDialog"_s), Qt::Key_Escape);
        QTRY_VERIFY(!find<MergeDialog>(u"mergeDialog"_s));
        QTRY_VERIFY(!objectPage()->isLoading());
        auto *const bar = objectPage()->findChild<ChangesBar *>();
        QVERIFY(!bar->findChild<QPushButton *>(u"saveButton"_s)->isEnabled());
        find<QAction>(u"saveAction"_s)->trigger();
        // Asked once more, and nothing is sent.
        QTRY_VERIFY(find<MergeDialog>(u"mergeDialog"_s));
        QCOMPARE(m_window->connection()->inFlight(), 0);
        QVERIFY(isStillTheirs());
        QTest::keyClick(find<MergeDialog>(u"mergeDialog"_s), Qt::Key_Escape);
        QTRY_VERIFY(!find<MergeDialog>(u"mergeDialog"_s));

        // Nor does a restart decide it.
        m_window = std::make_unique<MainWindow>();
        connectTo(ConsoleServer::shared().server());
        m_window->open({ u"user"_s, realm(), user.id, {} });
        QTRY_VERIFY(find<MergeDialog>(u"mergeDialog"_s));
        QTest::keyClick(find<MergeDialog>(u"mergeDialog"_s), Qt::Key_Escape);
        QTRY_VERIFY(!find<MergeDialog>(u"mergeDialog"_s));
        auto *const resolve = find<QPushButton>(u"resolveButton"_s);
        QVERIFY(resolve->isVisible());
        QTest::mouseClick(resolve, Qt::LeftButton);
        auto *const merge = find<MergeDialog>(u"mergeDialog"_s);
        QVERIFY(merge);
        QTest::mouseClick(merge->findChild<QPushButton *>(u"mergeButton"_s), Qt::LeftButton);
        QVERIFY(resolve->isHidden());
        QTRY_VERIFY(!objectPage()->isLoading());
        QVERIFY(isStillTheirs());
        objectPage()->save();
        QTRY_VERIFY(!objectPage()->draft()->isDirty());
        QCOMPARE(arranged(m_other->client().getUser(realm(), user.id)).name.valueOr({}), u"Ann Mine"_s);
    }

    void losesNothingWhenTheWireIsCut()
    {
        test::WebProxy proxy(ConsoleServer::shared().server());
        connectTo(proxy.url());
        m_window->open({ u"users"_s, {}, {}, {} });
        const api::User user = openUser(u"ann"_s);
        auto *const name = find<QLineEdit>(u"nameLineEdit"_s);
        proxy.cut();
        name->setText(u"Ann Example"_s);
        objectPage()->save();
        auto *const banner = find<MessageBanner>(u"connectionBanner"_s);
        QTRY_VERIFY(!banner->isHidden());
        QVERIFY2(banner->text().contains(u"127.0.0.1"_s), qPrintable(banner->text()));
        QTRY_VERIFY(!objectPage()->isLoading());
        QCOMPARE(name->text(), u"Ann Example"_s);
        QVERIFY(objectPage()->draft()->isDirty());
        // No write is tried again by itself.
        QVERIFY(proxy.mend());
        m_window->connection()->retry();
        QTRY_VERIFY(banner->isHidden());
        QVERIFY(arranged(m_other->client().getUser(realm(), user.id)).name.valueOr({}).isEmpty());
        QTRY_VERIFY(!objectPage()->isLoading());
        objectPage()->save();
        QTRY_VERIFY(!objectPage()->draft()->isDirty());
        QCOMPARE(arranged(m_other->client().getUser(realm(), user.id)).name.valueOr({}), u"Ann Example"_s);
    }

    void worksOfflineWithWhatItHasReadUntilOneGoesOnline()
    {
        test::WebProxy proxy(ConsoleServer::shared().server());
        connectTo(proxy.url());
        openUser(u"ann"_s);
        find<QLineEdit>(u"nameLineEdit"_s)->setText(u"Ann Example"_s);
        proxy.cut();
        objectPage()->load();
        auto *const banner = find<MessageBanner>(u"connectionBanner"_s);
        QTRY_VERIFY(!banner->isHidden());
        QTRY_VERIFY(!objectPage()->isLoading());
        // How old it is what one sees.
        QVERIFY2(said().contains(u"What you see is from"_s), qPrintable(said()));
        const auto button = [banner](const QString &text) -> QPushButton * {
            for (QPushButton *one : banner->findChildren<QPushButton *>()) {
                if (one->text().remove(u'&') == text && one->isVisible())
                    return one;
            }
            return nullptr;
        };
        QTRY_VERIFY(button(u"Details…"_s));
        button(u"Details…"_s)->click();
        auto *const details = find<QMessageBox>(u"connectionDetails"_s);
        QVERIFY(details);
        QVERIFY2(details->text().contains(proxy.url().toString()), qPrintable(details->text()));
        details->reject();

        QTRY_VERIFY(button(u"Work offline"_s));
        button(u"Work offline"_s)->click();
        QVERIFY2(banner->text().startsWith(u"You are working offline"_s), qPrintable(banner->text()));
        QVERIFY(proxy.mend());
        const auto seen = proxy.seen().size();
        auto *const save = objectPage()->findChild<QPushButton *>(u"saveButton"_s);
        QVERIFY(!save->isEnabled());
        QVERIFY2(save->toolTip().contains(u"offline"_s), qPrintable(save->toolTip()));
        m_window->open({ u"users"_s, {}, {}, {} });
        QTRY_VERIFY(!m_window->currentPage()->isLoading());
        QVERIFY(!action(u"newUserAction"_s)->isEnabled());
        QCOMPARE(proxy.seen().size(), seen);
        QCOMPARE(m_window->connection()->retryInSeconds(), 0);

        QTRY_VERIFY(button(u"Go online"_s));
        button(u"Go online"_s)->click();
        QTRY_VERIFY(banner->isHidden());
        QTRY_COMPARE(qobject_cast<ListPage *>(m_window->currentPage())->model()->rowCount(), 1);
        QVERIFY(action(u"newUserAction"_s)->isEnabled());
    }

    void findsWhatWasEditedAgainAfterARestart()
    {
        connectTo(ConsoleServer::shared().server());
        const api::User user = openUser(u"ann"_s);
        find<QLineEdit>(u"nameLineEdit"_s)->setText(u"Ann Example"_s);
        m_window = std::make_unique<MainWindow>();
        connectTo(ConsoleServer::shared().server());
        m_window->open({ u"user"_s, realm(), user.id, {} });
        QTRY_VERIFY(objectPage()->draft()->hasBase());
        QCOMPARE(find<QLineEdit>(u"nameLineEdit"_s)->text(), u"Ann Example"_s);
        objectPage()->discard();
        QVERIFY(find<QLineEdit>(u"nameLineEdit"_s)->text().isEmpty());
    }

    void findsWhoChangedARedirectUriAndPutsItBack()
    {
        api::ApplicationCreate body;
        body.clientId = u"shop"_s;
        body.type = u"web"_s;
        body.redirectUris = QStringList { u"https://shop.example/cb"_s };
        const api::Application application = arranged(m_other->client().createApplication(realm(), body));
        api::ApplicationUpdate change;
        change.redirectUris = QStringList { u"https://evil.example/cb"_s };
        arranged(m_other->client().updateApplication(realm(), application.id, change, because(u"a favour"_s)));

        // What was done is in the log within a second.
        api::ListOptions find;
        find.query = u"action:application.updated target_name:shop"_s;
        QTRY_COMPARE_WITH_TIMEOUT(arranged(m_other->client().listAuditEvents(realm(), find)).items.size(), 1, 60'000);
        connectTo(ConsoleServer::shared().server());
        m_window->open({ u"audit"_s, realm(), {}, find.query });
        auto *const log = qobject_cast<ListPage *>(m_window->currentPage());
        QTRY_COMPARE_WITH_TIMEOUT(log->model()->rowCount(), 1, 60'000);
        log->table()->selectRow(0);
        const QJsonObject row = log->model()->item(0);
        QVERIFY(!row[u"actor_name"].toString().isEmpty());
        QCOMPARE(row[u"reason"].toString(), u"a favour"_s);
        auto *const differences = log->findChild<DiffView *>()->model();
        QStringList texts;
        for (int i = 0; i < differences->rowCount(); ++i)
            texts += { differences->at(i).path, differences->at(i).before, differences->at(i).after };
        const QString said = texts.join(u' ');
        QVERIFY2(said.contains(u"https://evil.example/cb"_s) && said.contains(u"https://shop.example/cb"_s), qPrintable(said));

        action(u"openTargetAction"_s)->trigger();
        QTRY_VERIFY(objectPage() && objectPage()->draft()->hasBase() && !objectPage()->isLoading());
        QCOMPARE(objectPage()->title(), u"shop"_s);
        auto *const versions = objectPage()->findChild<QTableView *>(u"historyTableView"_s);
        QVERIFY(versions->isVisible());
        QTRY_COMPARE(versions->model()->rowCount(), 2);
        versions->selectRow(1);
        QTRY_VERIFY(action(u"revert"_s)->isEnabled());
        action(u"revert"_s)->trigger();
        const auto uris
            = [&] { return arranged(m_other->client().getApplication(realm(), application.id)).redirectUris.join(u' '); };
        test::confirmUnless(m_window.get(), [&uris] { return uris() == "https://shop.example/cb"_L1; });
        QTRY_COMPARE(uris(), u"https://shop.example/cb"_s);
        QTRY_VERIFY(!objectPage()->isLoading());
        objectPage()->setFilter(u"uris"_s);
        QCOMPARE(objectPage()->findChild<QPlainTextEdit *>(u"redirectUrisPlainTextEdit"_s)->toPlainText(),
            u"https://shop.example/cb"_s);
    }

    void goesBackToAnEarlierVersion()
    {
        connectTo(ConsoleServer::shared().server());
        const api::User user = openUser(u"ann"_s);
        find<QLineEdit>(u"nameLineEdit"_s)->setText(u"Wrong"_s);
        objectPage()->save();
        QTRY_VERIFY(!objectPage()->draft()->isDirty());
        objectPage()->setFilter(u"history"_s);
        auto *const versions = find<QTableView>(u"historyTableView"_s);
        QTRY_COMPARE(versions->model()->rowCount(), 2);
        versions->selectRow(1);
        auto *const revert = find<QPushButton>(u"revertButton"_s);
        QTRY_VERIFY(revert->isEnabled());
        QTest::mouseClick(revert, Qt::LeftButton);
        QTRY_VERIFY(find<ConsequenceDialog>(u"consequenceDialog"_s));
        auto *const dialog = find<ConsequenceDialog>(u"consequenceDialog"_s);
        QStringList lines;
        for (const QLabel *label : dialog->findChildren<QLabel *>())
            lines.append(label->text());
        QVERIFY2(lines.contains(u"name: Wrong becomes –"_s), qPrintable(lines.join(u" | "_s)));
        dialog->findChild<QLineEdit *>(u"reasonLineEdit"_s)->setText(u"a mistake"_s);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"confirmPushButton"_s), Qt::LeftButton);
        QTRY_VERIFY(arranged(m_other->client().getUser(realm(), user.id)).name.valueOr({}).isEmpty());
        QTRY_VERIFY2(said().contains(u'1'), qPrintable(said()));
        api::ListOptions because;
        because.query = u"reason:\"a mistake\""_s;
        QCOMPARE(arranged(m_other->client().listAuditEvents(realm(), because)).items.size(), 1);
    }

    void saysWhatAChangeMeansBeforeItIsSaved()
    {
        connectTo(ConsoleServer::shared().server());
        const api::User user = openUser(u"ann"_s);
        find<QCheckBox>(u"enabledCheckBox"_s)->click();
        find<QLineEdit>(u"nicknameLineEdit"_s)->setText(u"annie"_s);
        objectPage()->review();
        auto *const dialog = find<ReviewDialog>(u"reviewDialog"_s);
        QVERIFY(dialog);
        // One line for what weighs, with the number that it is about.
        const auto effects = dialog->findChildren<QLabel *>(u"effectLabel"_s);
        QCOMPARE(effects.size(), 1);
        QTRY_VERIFY2(effects[0]->text().endsWith(u"at once: 0 now."_s), qPrintable(effects[0]->text()));
        dialog->reject();
        objectPage()->discard();
    }
};
AUTH_TEST(JourneyTest);

}

#include "JourneyTest.moc"
