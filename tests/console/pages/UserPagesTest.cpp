// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/PageFixture.h"
#include "console/Person.h"
#include "console/PrivateHome.h"

#include "app/Dialogs.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

namespace auth::console {

using namespace Qt::StringLiterals;
using test::arranged;
using test::kPatienceMs;
using test::PageFixture;

/// What is done with accounts, with one and with many, and the jobs that come of many.
class UserPagesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<PageFixture> m_fixture;
    QMap<QString, QString> m_ids;

    api::User user(const QString &name) const
    {
        return arranged(m_fixture->client().getUser(m_fixture->realm(), m_ids[name]));
    }
    void choose(const QStringList &names)
    {
        auto *const table = m_fixture->list()->table();
        table->clearSelection();
        for (const QString &name : names) {
            const int row = m_fixture->list()->model()->rowOf(m_ids[name]);
            table->selectionModel()->select(m_fixture->list()->model()->index(row, 0),
                QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }
    RequestDialog *begin(const QString &action) const
    {
        m_fixture->action(action)->trigger();
        return m_fixture->dialog<RequestDialog>();
    }
    /// Locks ann and bob as a job, which the list's page then opens.
    QString lockBoth()
    {
        m_fixture->open(u"users"_s);
        choose({ u"ann"_s, u"bob"_s });
        QSignalSpy led(m_fixture->page.get(), &Page::linkActivated);
        m_fixture->accept(begin(u"lockAction"_s));
        [&led] { QTRY_VERIFY_WITH_TIMEOUT(!led.isEmpty(), kPatienceMs); }();
        return led.isEmpty() ? QString() : led[0][0].value<Location>().id;
    }

private Q_SLOTS:
    void initTestCase() { test::usePrivateHome(); }
    void init()
    {
        m_fixture = std::make_unique<PageFixture>();
        for (const QString &name : { u"ann"_s, u"bob"_s, u"carol"_s })
            m_ids[name] = test::makePerson(m_fixture->connection.get(), m_fixture->realm(), name).id;
    }
    void cleanup() { m_fixture.reset(); }

    void locksAndUnlocksOne()
    {
        m_fixture->open(u"users"_s);
        choose({ u"ann"_s });
        QVERIFY(!m_fixture->action(u"unlockAction"_s)->isEnabled());
        m_fixture->accept(begin(u"lockAction"_s));
        QTRY_COMPARE_WITH_TIMEOUT(user(u"ann"_s).status, u"locked"_s, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!m_fixture->action(u"lockAction"_s)->isEnabled(), kPatienceMs);
        m_fixture->accept(begin(u"unlockAction"_s));
        QTRY_COMPARE_WITH_TIMEOUT(user(u"ann"_s).status, u"active"_s, kPatienceMs);
        QCOMPARE(user(u"bob"_s).status, u"active"_s);
    }

    void locksSeveralAsAJobThatSaysWhatCameOfEach()
    {
        const QString job = lockBoth();
        QVERIFY(!job.isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(arranged(m_fixture->client().getJob(m_fixture->realm(), job)).state, u"done"_s, kPatienceMs);
        QCOMPARE(user(u"ann"_s).status, u"locked"_s);
        QCOMPARE(user(u"bob"_s).status, u"locked"_s);
        QCOMPARE(user(u"carol"_s).status, u"active"_s);
        m_fixture->open(u"job"_s, job);
        QVERIFY(!m_fixture->action(u"cancelAction"_s)->isEnabled());
        QVERIFY(m_fixture->action(u"cancelAction"_s)->toolTip().contains(u"over"_s));
        QVERIFY(!m_fixture->action(u"retryAction"_s)->isEnabled());
        m_fixture->open(u"jobs"_s);
        QCOMPARE(m_fixture->list()->model()->rowCount(), 1);
        m_fixture->list()->table()->selectRow(0);
        QVERIFY(!m_fixture->action(u"cancelAction"_s)->isEnabled());
        QVERIFY(!m_fixture->action(u"retryAction"_s)->isEnabled());
    }

    void triesAgainWhatFailed()
    {
        // One of them is gone when its turn comes.
        m_fixture->open(u"users"_s);
        choose({ u"ann"_s, u"bob"_s });
        QSignalSpy led(m_fixture->page.get(), &Page::linkActivated);
        const RequestDialog *const dialog = begin(u"lockAction"_s);
        arranged(m_fixture->client().deleteUser(m_fixture->realm(), m_ids[u"bob"_s]));
        m_fixture->accept(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(!led.isEmpty(), kPatienceMs);
        const QString job = led[0][0].value<Location>().id;
        const auto state = [this, job] { return arranged(m_fixture->client().getJob(m_fixture->realm(), job)).state; };
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"failed"_s, kPatienceMs);
        QCOMPARE(user(u"ann"_s).status, u"locked"_s);
        arranged(m_fixture->client().undeleteUser(m_fixture->realm(), m_ids[u"bob"_s]));
        m_fixture->open(u"jobs"_s);
        m_fixture->list()->table()->selectRow(0);
        QVERIFY(m_fixture->action(u"retryAction"_s)->isEnabled());
        m_fixture->action(u"retryAction"_s)->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"done"_s, kPatienceMs);
        QCOMPARE(user(u"bob"_s).status, u"locked"_s);
    }

    void setsAPasswordThatHasToBeTypedTwice()
    {
        m_fixture->open(u"user"_s, m_ids[u"ann"_s]);
        RequestDialog *const dialog = begin(u"passwordAction"_s);
        auto *const accept = dialog->findChild<QPushButton *>(u"acceptButton"_s);
        auto *const password = dialog->findChild<QLineEdit *>(u"passwordLineEdit"_s);
        auto *const again = dialog->findChild<QLineEdit *>(u"againLineEdit"_s);
        QCOMPARE(password->echoMode(), QLineEdit::Password);
        password->setText(u"another horse battery staple"_s);
        again->setText(u"another horse battery"_s);
        QVERIFY(!accept->isEnabled());
        again->setText(password->text());
        dialog->findChild<QCheckBox *>()->setChecked(true);
        accept->click();
        QTRY_VERIFY_WITH_TIMEOUT(user(u"ann"_s).requiredActions.contains(u"change_password"_s), kPatienceMs);
    }

    void makesALinkThatIsShownOnce()
    {
        m_fixture->open(u"user"_s, m_ids[u"ann"_s]);
        m_fixture->action(u"passwordLinkAction"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->find<QDialog>(u"secretDialog"_s), kPatienceMs);
        const QString link
            = m_fixture->find<QDialog>(u"secretDialog"_s)->findChild<QLineEdit *>(u"secretLineEdit"_s)->text();
        QVERIFY2(link.contains(u"/realms/%1/new-password/"_s.arg(m_fixture->realm())), qPrintable(link));
    }
};
AUTH_TEST(UserPagesTest);

}

#include "UserPagesTest.moc"
