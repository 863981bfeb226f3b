// SPDX-License-Identifier: GPL-3.0-or-later
#include "AuthTest.h"
#include "console/ConsoleServer.h"
#include "console/Person.h"
#include "console/PrivateHome.h"

#include "app/Dialogs.h"
#include "app/FactorsTab.h"

#include <QtCore/QProcess>
#include <QtGui/QAction>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::ConsoleServer;

namespace {

constexpr int kPatienceMs = 60'000; ///< For what others on the same processors may delay.

}

/// A sign-in without the second factor, as administrators ask for it, approve of it and take it back.
class BypassSectionTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Connection> m_connection;
    QString m_user;

    std::unique_ptr<Connection> administrator(const QString &name) const
    {
        return test::connectAs(m_connection->realm(), test::signIn(m_connection->realm(), name));
    }
    std::unique_ptr<FactorsTab> open(Connection *connection) const
    {
        auto tab = std::make_unique<FactorsTab>(connection, connection->realm(), m_user, nullptr);
        tab->resize(900, 600);
        tab->show();
        tab->load();
        if (!QTest::qWaitFor([connection] { return connection->inFlight() == 0; }, kPatienceMs))
            qFatal("the tab is not read");
        return tab;
    }
    static QAction *action(const std::unique_ptr<FactorsTab> &tab, const QString &name)
    {
        return tab->findChild<QAction *>(name);
    }
    static QString state(const std::unique_ptr<FactorsTab> &tab)
    {
        return tab->findChild<QLabel *>(u"bypassLabel"_s)->text();
    }
    static RequestDialog *dialogOf(const std::unique_ptr<FactorsTab> &tab)
    {
        for (RequestDialog *dialog : tab->findChildren<RequestDialog *>()) {
            if (dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }
    static QPushButton *accept(const RequestDialog *dialog) { return dialog->findChild<QPushButton *>(u"acceptButton"_s); }
    static void ask(const std::unique_ptr<FactorsTab> &tab)
    {
        action(tab, u"requestBypassAction"_s)->trigger();
        RequestDialog *const dialog = dialogOf(tab);
        QVERIFY(!accept(dialog)->isEnabled());
        dialog->findChild<QLineEdit *>(u"reasonLineEdit"_s)->setText(u"lost the phone"_s);
        dialog->findChild<QSpinBox *>(u"minutesSpinBox"_s)->setValue(30);
        accept(dialog)->click();
    }
    QString stateAtServer() const
    {
        return arranged(m_connection->client().getMfaBypass(m_connection->realm(), m_user)).state;
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void init()
    {
        m_connection = ConsoleServer::shared().connect();
        const QString realm = m_connection->realm();
        api::UserCreate user;
        user.username = u"jane"_s;
        m_user = arranged(m_connection->client().createUser(realm, user)).id;
        const QString secret = arranged(m_connection->client().enrolUserTotp(realm, m_user, {})).secret;
        QProcess oathtool;
        oathtool.start(u"oathtool"_s, { u"--totp"_s, u"--base32"_s, secret });
        QVERIFY(oathtool.waitForFinished(30'000));
        arranged(m_connection->client().verifyUserTotp(
            realm, m_user, { .code = QString::fromLatin1(oathtool.readAllStandardOutput().trimmed()) }));
    }
    void cleanup() { m_connection.reset(); }

    void letsSomebodyInOnceAndTakesItBack()
    {
        const auto tab = open(m_connection.get());
        QVERIFY(!action(tab, u"approveBypassAction"_s)->isEnabled());
        QVERIFY(!action(tab, u"endBypassAction"_s)->isEnabled());
        ask(tab);
        QTRY_VERIFY_WITH_TIMEOUT(state(tab).contains(u"open until"_s), kPatienceMs);
        QVERIFY2(state(tab).contains(u"lost the phone"_s), qPrintable(state(tab)));
        QCOMPARE(arranged(m_connection->client().getMfaBypass(m_connection->realm(), m_user)).minutes, 30);
        QVERIFY(!action(tab, u"approveBypassAction"_s)->isEnabled());
        action(tab, u"endBypassAction"_s)->trigger();
        accept(dialogOf(tab))->click();
        QTRY_VERIFY_WITH_TIMEOUT(!action(tab, u"endBypassAction"_s)->isEnabled(), kPatienceMs);
        QVERIFY(!state(tab).contains(u"open until"_s));
    }

    void waitsForAnotherAdministratorWhereTheRealmSaysSo()
    {
        api::RealmUpdate change;
        api::RealmSettings settings;
        settings.mfaBypassApproval = true;
        change.settings = settings;
        arranged(m_connection->client().updateRealm(m_connection->realm(), change));
        const auto ann = administrator(u"ann"_s);
        const auto bob = administrator(u"bob"_s);
        const auto asking = open(ann.get());
        ask(asking);
        QTRY_VERIFY_WITH_TIMEOUT(state(asking).contains(u"waits"_s), kPatienceMs);
        QCOMPARE(stateAtServer(), u"waiting"_s);
        // Nobody approves of what they asked for themselves.
        action(asking, u"approveBypassAction"_s)->trigger();
        RequestDialog *const refused = dialogOf(asking);
        accept(refused)->click();
        auto *const problem = refused->findChild<QLabel *>(u"problemLabel"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!problem->isHidden(), kPatienceMs);
        QCOMPARE(stateAtServer(), u"waiting"_s);
        refused->reject();

        const auto approving = open(bob.get());
        QVERIFY2(state(approving).contains(u"ann"_s), qPrintable(state(approving)));
        action(approving, u"approveBypassAction"_s)->trigger();
        accept(dialogOf(approving))->click();
        QTRY_VERIFY_WITH_TIMEOUT(state(approving).contains(u"open until"_s), kPatienceMs);
        QVERIFY2(state(approving).contains(u"bob approved"_s), qPrintable(state(approving)));
        QCOMPARE(stateAtServer(), u"open"_s);
    }

    void saysWhyItIsRefused()
    {
        arranged(m_connection->client().resetUserFactors(m_connection->realm(), m_user));
        const auto tab = open(m_connection.get());
        ask(tab);
        auto *const problem = dialogOf(tab)->findChild<QLabel *>(u"problemLabel"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!problem->isHidden(), kPatienceMs);
        QVERIFY2(problem->text().contains(u"no second factor"_s), qPrintable(problem->text()));
    }
};
AUTH_TEST(BypassSectionTest);

}

#include "BypassSectionTest.moc"
