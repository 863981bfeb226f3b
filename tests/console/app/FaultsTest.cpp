// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/ConsoleServer.h"
#include "console/PrivateHome.h"
#include "console/WebProxy.h"

#include "app/ConnectPage.h"
#include "app/Dialogs.h"
#include "app/FactorsTab.h"
#include "app/ListPage.h"
#include "app/MainWindow.h"
#include "app/ObjectPage.h"
#include "app/Profiles.h"
#include "app/TotpDialog.h"
#include "models/Draft.h"
#include "widgets/ConsequenceDialog.h"
#include "widgets/KeyTimeline.h"
#include "widgets/MessageBanner.h"
#include "widgets/PermissionMatrix.h"
#include "widgets/QrCodeView.h"

#include <QtCore/QMetaEnum>
#include <QtGui/QAction>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTableWidget>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::ConsoleServer;
using test::WebProxy;

/// What a person does with the console, while every request of it goes wrong once: it says so, keeps what was typed,
/// sends no change that nobody asked for, and gets there when one tries again.
class FaultsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Connection> m_other; ///< Another administrator, on a good wire.
    std::unique_ptr<WebProxy> m_proxy;
    std::unique_ptr<MainWindow> m_window;
    int m_presses = 0; ///< Of buttons that change something.

    QString realm() const { return m_other->realm(); }
    api::AdminClient server() { return m_other->client(); }
    Page *page() const { return m_window->currentPage(); }
    ObjectPage *objectPage() const { return qobject_cast<ObjectPage *>(page()); }
    QAction *action(const QString &name) const { return page()->findChild<QAction *>(name); }

    /// Does \a act, looks at the page again, and so on, until \a isDone: as a person who does not give up.
    bool persist(const std::function<bool()> &isDone, const std::function<void()> &act)
    {
        constexpr int kPatience = 24;
        for (int tries = 0; tries < kPatience; ++tries) {
            if (!QTest::qWaitFor(
                    [this] { return m_window->connection()->inFlight() == 0 && (!page() || !page()->isLoading()); },
                    20'000)) {
                qWarning("it waits for ever");
                return false;
            }
            if (isDone())
                return true;
            if (tries % 2 == 0)
                act();
            else if (page())
                page()->load();
        }
        return false;
    }
    bool look(const std::function<bool()> &isDone)
    {
        return persist(isDone, [this] { page()->load(); });
    }
    /// Presses a button that changes something, if it can be pressed.
    void press(QPushButton *button)
    {
        if (!button->isEnabled())
            return;
        ++m_presses;
        button->click();
    }
    /// Confirms what is asked, or does \a ask so that it is.
    void decide(const std::function<void()> &ask)
    {
        auto *const dialog = page()->findChild<ConsequenceDialog *>();
        if (dialog && dialog->isVisible())
            press(dialog->findChild<QPushButton *>(u"confirmPushButton"_s));
        else
            ask();
    }
    void press(QAction *what)
    {
        if (!what->isEnabled())
            return;
        ++m_presses;
        what->trigger();
    }

    void createTheFirstUser()
    {
        m_window->open({ u"users"_s, {}, {}, {} });
        auto *const list = qobject_cast<ListPage *>(page());
        QVERIFY(look([list] { return list->model()->loadedAt().isValid(); }));
        action(u"newUserAction"_s)->trigger();
        const QPointer<RequestDialog> dialog = page()->findChild<RequestDialog *>();
        dialog->findChild<QLineEdit *>(u"usernameLineEdit"_s)->setText(u"ann"_s);
        QVERIFY(persist([this] { return objectPage() && objectPage()->draft()->hasBase(); },
            [this, dialog] {
                if (!dialog)
                    return;
                QCOMPARE(dialog->findChild<QLineEdit *>(u"usernameLineEdit"_s)->text(), u"ann"_s);
                press(dialog->findChild<QPushButton *>(u"acceptButton"_s));
            }));
        QCOMPARE(objectPage()->title(), u"ann"_s);
        QCOMPARE(arranged(server().listUsers(realm(), {})).items.size(), 1);
    }

    void rotateAKey()
    {
        arranged(server().generateSigningKey(realm(), { .algorithm = u"ES256"_s }));
        m_window->open({ u"keys"_s, {}, {}, {} });
        auto *const keys = page()->findChild<KeyTimeline *>();
        const auto count = [keys] { return keys->timeline()->rowCount(); };
        QVERIFY(look([count] { return count() == 1; }));
        QVERIFY(persist([count] { return count() > 1; }, [this] { press(action(u"ES256"_s)); }));
        keys->setCurrentIndex(keys->timeline()->index(0, 0));
        const auto isActive = [keys] { return keys->currentKey()->state == TimelineKey::State::Active; };
        QVERIFY(persist(isActive, [this] { decide([this] { action(u"activateAction"_s)->trigger(); }); }));
        QCOMPARE(arranged(server().getSigningKeys(realm())).items.size(), 2);
    }

    void grantARole()
    {
        api::RoleCreate body;
        body.name = u"finance"_s;
        body.permissions = QStringList { u"invoice:read"_s };
        arranged(server().createRole(realm(), body));
        body.name = u"auditor"_s;
        body.permissions = QStringList { u"log:read"_s };
        arranged(server().createRole(realm(), body));
        m_window->open({ u"permissions"_s, {}, {}, {} });
        auto *const matrix = page()->findChild<PermissionMatrix *>();
        PermissionMatrixModel *const model = matrix->model();
        const auto cell = [model] {
            for (int row = 0; row < model->rowCount(); ++row) {
                for (int column = 0; column < model->columnCount(); ++column) {
                    if (model->permission(row).name == u"log:read"_s && model->role(column).name == u"finance"_s)
                        return model->index(row, column);
                }
            }
            return QModelIndex();
        };
        QVERIFY(look([cell] { return cell().isValid(); }));
        QVERIFY(model->toggle({ cell() }));
        const auto isGranted
            = [this] { return arranged(server().getRole(realm(), u"finance"_s)).permissions.contains(u"log:read"_s); };
        const auto isSaved = [model, cell] {
            return model->changes().isEmpty()
                && model->state(cell().row(), cell().column()) == PermissionMatrixModel::State::Granted;
        };
        QVERIFY(persist(isSaved, [&, this] {
            if (isGranted())
                return page()->load(); // The draft is done, and the page does not know.
            QCOMPARE(model->changes().size(), 1);
            decide([this] { action(u"saveMatrixAction"_s)->trigger(); });
        }));
        QVERIFY(isGranted());
    }

    void enrolAnApp()
    {
        api::UserCreate body;
        body.username = u"jane"_s;
        const QString user = arranged(server().createUser(realm(), body)).id;
        m_window->open({ u"user"_s, realm(), user, u"factors"_s });
        QVERIFY(look([this] { return objectPage()->draft()->hasBase(); }));
        auto *const tab = page()->findChild<FactorsTab *>();
        const auto confirmed = [this, user] {
            const auto items = arranged(server().getUserFactors(realm(), user)).items;
            return static_cast<int>(
                std::count_if(items.begin(), items.end(), [](const api::Factor &one) { return one.confirmed; }));
        };
        auto *const table = tab->findChild<QTableWidget *>();
        const auto isShown = [tab, table] {
            for (int row = 0; row < table->rowCount(); ++row) {
                if (table->item(row, 1)->text() == "counts"_L1)
                    return !tab->findChild<TotpDialog *>();
            }
            return false;
        };
        QVERIFY(persist(isShown, [&, this] {
            auto *const dialog = tab->findChild<TotpDialog *>();
            if (!dialog) {
                if (confirmed() == 0)
                    tab->findChild<QAction *>(u"enrolTotpAction"_s)->trigger();
                return;
            }
            if (confirmed() > 0)
                return dialog->reject(); // It is done, and the dialog does not know.
            if (dialog->findChild<QrCodeView *>()->modules() > 0)
                dialog->findChild<QLineEdit *>(u"codeLineEdit"_s)
                    ->setText(codeOf(dialog->findChild<QLineEdit *>(u"secretLineEdit"_s)->text()));
            press(dialog->findChild<QPushButton *>(u"nextPushButton"_s));
        }));
        QCOMPARE(confirmed(), 1);
    }
    static QString codeOf(const QString &secret)
    {
        QProcess process;
        process.start(u"oathtool"_s, { u"--totp"_s, u"--base32"_s, secret });
        process.waitForFinished(30'000);
        return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    }

    void putARedirectUriBack()
    {
        api::ApplicationCreate body;
        body.clientId = u"app"_s;
        const QStringList before { u"https://app.example/cb"_s };
        body.redirectUris = before;
        const QString application = arranged(server().createApplication(realm(), body)).id;
        api::ApplicationUpdate change;
        change.redirectUris = QStringList { u"https://evil.example/cb"_s };
        arranged(server().updateApplication(realm(), application, change));
        m_window->open({ u"application"_s, realm(), application, u"history"_s });
        auto *const versions = page()->findChild<QTableView *>(u"historyTableView"_s);
        QVERIFY(look([&, this] { return objectPage()->draft()->hasBase() && versions->model()->rowCount() == 2; }));
        versions->selectRow(1);
        auto *const revert = page()->findChild<QPushButton *>(u"revertButton"_s);
        const auto shown
            = [this] { return objectPage()->draft()->value(u"redirect_uris"_s).toVariant().toStringList(); };
        QVERIFY(persist([&] { return shown() == before; }, [&, this] { decide([revert] { revert->click(); }); }));
        QCOMPARE(arranged(server().getApplication(realm(), application)).redirectUris, shown());
    }

    void saveWhatWasEdited()
    {
        api::UserCreate body;
        body.username = u"ann"_s;
        const QString user = arranged(server().createUser(realm(), body)).id;
        m_window->open({ u"user"_s, realm(), user, {} });
        QVERIFY(look([this] { return objectPage()->draft()->hasBase(); }));
        auto *const name = page()->findChild<QLineEdit *>(u"nameLineEdit"_s);
        name->setText(u"Ann Example"_s);
        QVERIFY(persist([this] { return !objectPage()->draft()->isDirty(); },
            [this, name] {
                QCOMPARE(name->text(), u"Ann Example"_s);
                // Kept, should the program end as soon as typing has paused.
                QVERIFY(Draft(objectPage()->draft()->name(), nullptr).isDirty());
                ++m_presses;
                objectPage()->save();
            }));
        QCOMPARE(arranged(server().getUser(realm(), user)).name.valueOr({}), u"Ann Example"_s);
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void cleanup()
    {
        m_window.reset();
        m_proxy.reset();
        m_other.reset();
    }

    void aPersonGetsThereAllTheSame_data()
    {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<WebProxy::Fault>("fault");
        const QMetaEnum faults = QMetaEnum::fromType<WebProxy::Fault>();
        for (const char *scenario : { "createTheFirstUser", "rotateAKey", "grantARole", "enrolAnApp",
                 "putARedirectUriBack", "saveWhatWasEdited" }) {
            for (int i = 0; i < faults.keyCount(); ++i)
                QTest::addRow("%s %s", scenario, faults.key(i))
                    << QString::fromLatin1(scenario) << WebProxy::Fault(faults.value(i));
        }
    }
    void aPersonGetsThereAllTheSame()
    {
        QFETCH(const QString, scenario);
        QFETCH(const WebProxy::Fault, fault);
        m_other = ConsoleServer::shared().connect();
        m_proxy = std::make_unique<WebProxy>(ConsoleServer::shared().server());
        m_proxy->failEachOnce(fault);
        m_presses = 0;
        m_window = std::make_unique<MainWindow>();
        Connection *const connection = connectWithToken(m_proxy->url(), ConsoleServer::shared().token(), nullptr);
        connection->setRealm(realm());
        m_window->setConnection(connection);
        m_window->show();
        const QHash<QString, void (FaultsTest::*)()> scenarios {
            { u"createTheFirstUser"_s, &FaultsTest::createTheFirstUser },
            { u"rotateAKey"_s, &FaultsTest::rotateAKey },
            { u"grantARole"_s, &FaultsTest::grantARole },
            { u"enrolAnApp"_s, &FaultsTest::enrolAnApp },
            { u"putARedirectUriBack"_s, &FaultsTest::putARedirectUriBack },
            { u"saveWhatWasEdited"_s, &FaultsTest::saveWhatWasEdited },
        };
        (this->*scenarios[scenario])();
        if (QTest::currentTestFailed())
            return;
        // A change goes out when somebody presses something, once for each time.
        QStringList changes;
        bool failed = false;
        for (const WebProxy::Seen &seen : m_proxy->seen()) {
            failed = failed || seen.isFaulted;
            if (seen.isChange())
                changes.append(QString::fromLatin1(seen.method + ' ' + seen.target));
        }
        QVERIFY(failed);
        QVERIFY2(changes.size() == m_presses,
            qPrintable(u"pressed %1 times, sent: %2"_s.arg(m_presses).arg(changes.join(u", "_s))));
    }

    void aFirstConnectionSaysWhatIsWrong_data()
    {
        QTest::addColumn<WebProxy::Fault>("fault");
        const QMetaEnum faults = QMetaEnum::fromType<WebProxy::Fault>();
        for (int i = 0; i < faults.keyCount(); ++i)
            QTest::newRow(faults.key(i)) << WebProxy::Fault(faults.value(i));
    }
    void aFirstConnectionSaysWhatIsWrong()
    {
        QFETCH(const WebProxy::Fault, fault);
        m_proxy = std::make_unique<WebProxy>(ConsoleServer::shared().server());
        m_proxy->failEachOnce(fault);
        ConnectPage first(nullptr);
        first.show();
        auto *const url = first.findChild<QLineEdit *>(u"serverLineEdit"_s);
        auto *const device = first.findChild<QPushButton *>(u"deviceButton"_s);
        auto *const stop = first.findChild<QPushButton *>(u"stopButton"_s);
        auto *const link = first.findChild<QLineEdit *>(u"signInLinkLineEdit"_s);
        auto *const banner = first.findChild<MessageBanner *>();
        url->setText(m_proxy->url().toString());
        int tries = 0;
        while (!link->isVisible()) {
            QVERIFY(device->isEnabled());
            QVERIFY(++tries < 5);
            device->click();
            QVERIFY(QTest::qWaitFor([&] { return link->isVisible() || device->isEnabled(); }, 20'000));
            if (!link->isVisible())
                QVERIFY(!banner->text().isEmpty());
            QCOMPARE(url->text(), m_proxy->url().toString());
        }
        QVERIFY(first.findChild<QrCodeView *>()->modules() > 0);
        stop->click();
        QVERIFY(device->isEnabled());
    }
};
AUTH_TEST(FaultsTest);

}

#include "FaultsTest.moc"
